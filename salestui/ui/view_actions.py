"""Choosing what is looked at: period, scope, help and the list of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.model.period import PeriodKind, parse_period, period_of, shifted
from salestui.ui.offering import choose_column, choose_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.help import HelpDialog
from salestui.ui.screens.problems import ProblemsDialog
from salestui.views.names import dimension_name, period_name
from salestui.views.suggestions import row_of

if TYPE_CHECKING:
    from salestui.mapping.layout import Problem
    from salestui.ui.app import SalesApp


_SHOWS = {
    "customer": "customers",
    "target_matrix": "targets",
    "person": "members",
    "contract": "contracts",
    "structure": "members",
    "channels": "leads",
    "onsite": "units",
    "costs_budgets": "costs",
}
"""What screens of their own are about; all others are about deals."""


class ViewActions:
    """What the app does to look at another part of the book."""

    def __init__(self, app: SalesApp) -> None:
        self.app = app

    def welcome(self) -> None:
        """Say after loading what deserves a look."""
        session = self.app.session
        if session is None:
            return
        from salestui.views.stages import unknown_stages
        from salestui.views.starting import unknown_name

        said = unknown_name(session.state, session.focus)
        if said[0]:
            self.app.say(" ".join(said), "warning")
        elif unknown := len(unknown_stages(session.state)):
            self.app.say(
                ngettext(
                    "{n} stage is unknown, so its deals are in no figure: m says what it means.",
                    "{n} stages are unknown, so their deals are in no figure: "
                    "m says what they mean.",
                    unknown,
                ).format(n=unknown),
                "warning",
            )
        elif count := session.state.doubts:
            self.app.say(
                ngettext(
                    "{n} cell or column needs a look: ctrl+e lists it.",
                    "{n} cells or columns need a look: ctrl+e lists them.",
                    count,
                ).format(n=count),
                "warning",
            )

    def shift_period(self, by: int) -> None:
        """Look at the period before (-1) or after (1)."""
        session = self.app.session
        if session is None:
            return
        if session.period.kind is PeriodKind.ALL:
            self.app.say(_("All time has no neighbour; press t to choose a period."))
            return
        session.period = shifted(session.period, by, session.state.fiscal_start)
        self.app.publish()

    def choose_period(self) -> None:
        """Offer the periods around the as-of day; any other can be typed."""
        session = self.app.session
        if session is None:
            return
        fiscal = session.state.fiscal_start
        day = session.period.clamp(session.as_of)
        kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
        near = [
            shifted(period_of(day, kind, fiscal), step, fiscal)
            for kind in kinds
            for step in (0, -1, 1)
        ]
        options = [Option(p.key, period_name(p), f"{p.start} – {p.end}") for p in near]
        options.append(Option("all", _("all time"), ""))

        def chosen(text: str | None) -> None:
            if text is None:
                return
            period = parse_period(text, fiscal, session.as_of.year)
            if period is None:
                self.app.say(
                    _(
                        "{text} is no period. Write 2026-Q4, 2026-11, 2026-H2, 2026, "
                        "2026-10-05..2026-11-10 or all."
                    ).format(text=text),
                    "error",
                )
                return
            session.period = period
            self.app.publish()

        hint = _("or type one: 2026-Q4, 2026-11, 2026-10-05..2026-11-10")
        self.app.push_screen(ChooseDialog(_("Period"), options, hint, free=True), chosen)

    def choose_deal(self) -> None:
        """Show one deal whole: the selected one, else ask which."""
        from salestui.ui.deal.showing import choose_deal

        choose_deal(self.app)

    def choose_project(self) -> None:
        """Show one deal as a project: the selected one, else ask which."""
        from salestui.ui.project import choose_project

        choose_project(self.app)

    def choose_report(self) -> None:
        """See a report before it is handed over."""
        from salestui.ui.report.showing import choose_report

        choose_report(self.app)

    def choose_scope(self) -> None:
        """Offer the company and every team, rep, region and product."""
        session = self.app.session
        if session is None:
            return
        from salestui.book.names import scope_names

        frames = {name: rows.live for name, rows in session.state.entities.items()}
        options = [Option("company", _("company"), "")]
        for dimension, names in scope_names(frames).items():
            options += [Option(f"{dimension}:{n}", n, dimension_name(dimension)) for n in names]

        def chosen(text: str | None) -> None:
            if text is None:
                return
            dimension, found, value = text.partition(":")
            self.app.narrow(
                session.focus.with_term(dimension, value) if found else type(session.focus)()
            )

        self.app.push_screen(ChooseDialog(_("Scope"), options, _("type to find")), chosen)

    def choose_dashboard(self) -> None:
        """Whose dashboard the home is."""
        from salestui.ui.home.changing import choose_dashboard

        choose_dashboard(self.app)

    def arrange_dashboard(self) -> None:
        """Which panels the home shows, and where."""
        from salestui.ui.home.changing import arrange_dashboard

        arrange_dashboard(self.app)

    def add_sheet(self) -> None:
        """Offer the sheets that the workbook lacks."""
        choose_table(self.app)

    def add_column(self) -> None:
        """Offer the fields that the table on screen has no column for; at home those of deals."""
        from salestui.model.entities import ENTITIES

        mode = self.app.current_mode
        known = mode in {entity.name for entity in ENTITIES}
        choose_column(self.app, mode if known else _SHOWS.get(mode, "deals"))

    def log_activity(self) -> None:
        """Log an activity in one line."""
        from salestui.ui.followups.quicklog import log_activity

        log_activity(self.app)

    def show_news(self) -> None:
        """What became due, overdue or was changed by others since the last look."""
        self.app.noticing.show()

    def open_customer(self) -> None:
        """The customer under the cursor, or of the deal under it, on a screen of its own."""
        from salestui.ui.customer.showing import choose_customer

        choose_customer(self.app)

    def open_contract(self) -> None:
        """The contract under the cursor, or of the row under it, on a screen of its own."""
        from salestui.ui.contract.showing import choose_contract

        choose_contract(self.app)

    def enter_payment(self) -> None:
        """Enter a payment for the contract or plan line under the cursor; else ask for which."""
        from salestui.ui.contract.showing import pay_under_cursor

        pay_under_cursor(self.app)

    def open_person(self) -> None:
        """The page of the rep under the cursor; else ask whose."""
        from salestui.ui.person.showing import choose_person

        choose_person(self.app)

    def register_visitor(self) -> None:
        """Register a visitor in one line."""
        from salestui.ui.onsite.registering import register_visitor

        register_visitor(self.app)

    def site_checklist(self) -> None:
        """What is made ready on site, ticked off item by item."""
        from salestui.ui.onsite.site import site_checklist

        site_checklist(self.app)

    def quote_unit(self) -> None:
        """Price the unit under the cursor, else ask which."""
        from salestui.ui.onsite.quoting import quote_unit

        quote_unit(self.app)

    def convert_lead(self) -> None:
        """Make a deal of the lead under the cursor."""
        from salestui.ui.customer.converting_leads import convert_lead

        convert_lead(self.app)

    def show_duplicates(self) -> None:
        """Customers that may be one and the same."""
        from salestui.ui.customer.merging import show_duplicates

        show_duplicates(self.app)

    def keep_picture(self) -> None:
        """Save what is on screen as a picture."""
        from salestui.ui.pictures.keeping import keep_picture

        keep_picture(self.app)

    def show_help(self) -> None:
        """The keys of the current screen."""
        if screen := self.app.book_screen:
            self.app.push_screen(HelpDialog(screen.actions()))

    def show_problems(self) -> None:
        """What could not be understood, and what cannot be right."""
        session = self.app.session
        if session is None or isinstance(self.app.screen, ProblemsDialog):
            return
        dialog = ProblemsDialog(session)

        def closed(problem: Problem | None) -> None:
            self.app.publish()
            if problem is not None:
                self._go_to(problem)
            elif dialog.clean:
                self.app.say(_("No problems: every cell was understood."), "ok")

        self.app.push_screen(dialog, closed)

    def _go_to(self, problem: Problem) -> None:
        """Put the cursor on the cell that a problem names, where a screen shows its rows."""
        session = self.app.session
        row = row_of(session.state, problem) if session else None
        if row is not None and problem.entity in self.app.MODES:
            self.app.open_row(problem.entity, row, problem.column)
        else:
            self.app.say(_("{where} is on no screen here.").format(where=problem.where))
