"""Collections: key figures, the age of what is owed, and whom to chase, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.cash import chasing
from salestui.ui.cash.actions import COLLECTION_ACTIONS
from salestui.ui.cash.panels import TITLES, AgePanel, ChasePanel, Entered, PartsPanel
from salestui.ui.cash.working import CollectionsFound, worked_out
from salestui.ui.offering import offer_table
from salestui.ui.screens.explaining import explain_figure
from salestui.ui.screens.strip import StripScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.cash.lines import ChaseLine
    from salestui.views.cash.view import CollectionsView

_PARTS = ("customer", "rep", "team")
_TALL = 30
"""From this height on the ages stand above the lines; on smaller screens they are a tab."""


class CollectionsScreen(StripScreen):
    """Figures above, then ages, and below the lines to chase or what is owed by whom."""

    AUTO_FOCUS = "#chase"
    MAIN = "chase"
    FAILED = N_("Collections could not be worked out: {problem}")
    DEFAULT_CSS = """
    CollectionsScreen #ages { height: 8; }
    CollectionsScreen.-low #ages { height: 1fr; }
    CollectionsScreen #chase, CollectionsScreen #parts { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = COLLECTION_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._found: CollectionsFound | None = None
        self._tab = "chase"
        self._bucket = ""

    def compose_body(self) -> ComposeResult:
        """Figures, tabs, ages, lines and parts."""
        yield KpiStrip(id="figures")
        yield PanelTabs()
        yield AgePanel(id="ages")
        yield ChasePanel(id="chase")
        yield PartsPanel(id="parts")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> CollectionsView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    @property
    def chase(self) -> ChasePanel:
        """The lines to chase."""
        return self.query_one(ChasePanel)

    def on_resize(self) -> None:
        """A small screen shows the figures in one row, and the ages as a tab."""
        self.query_one(KpiStrip).fold(self.size.width < 100 or self.size.height < _TALL)
        self.set_class(self.size.height < _TALL, "-low")
        self._arrange()

    def show(self, session: Session) -> None:
        """Work collections out in a worker; the panels keep what they show."""
        self._look = session.look
        self._work_out()

    def _work_out(self) -> None:
        if self._look is not None:
            before = self._found.made if self._found else None
            self.work_out(partial(worked_out, self._look, self._asked, before))

    @property
    def _asked(self) -> tuple[str, str]:
        """The rate, and whose parts are shown."""
        return self._rate, self._tab if self._tab in _PARTS else ""

    @property
    def _rate(self) -> str:
        session = self.sales_app.session
        chosen = session.collection_rate if session is not None else ""
        return chosen or self.sales_app.config.collection_rate

    @on(CollectionsFound)
    def _worked_out(self, event: CollectionsFound) -> None:
        event.stop()
        if event.look is self._look and event.asked[0] == self._rate:
            self._found = event
            self._fill()

    def _fill(self) -> None:
        if self._found is None:
            return
        view = self._found.view
        self.query_one(KpiStrip).put(view.figures)
        self.query_one(AgePanel).put(view.ages if view.seen.cash.has_plan else ())
        self._fill_lines(self._found)
        if self._tab in view.parts:
            self.query_one(PartsPanel).put_parts(view.parts[self._tab], self._tab, view.rate)
        self._arrange()

    def _fill_lines(self, found: CollectionsFound) -> None:
        from salestui.views.cash.view import bucket_name, lines_of

        view = found.view
        needs = _("nothing is owed")
        if not view.seen.cash.has_plan:
            needs = _("no sheet of payment plans yet: n adds it")
        lines, more = lines_of(view, found.look.state, self._bucket)
        about = _("{n} today").format(n=f"{view.chased:,}")
        if self._bucket:
            about = bucket_name(self._bucket)
        if more:
            about += " · " + _("{n} more").format(n=f"{more:,}")
        self.chase.put_lines(lines, about, needs)

    def _tabs(self) -> list[tuple[str, str]]:
        low = [("ages", _("Ages"))] if self.has_class("-low") else []
        parts = [(name, _(TITLES[name])) for name in _PARTS]
        return [("chase", _("To chase")), *low, *parts]

    def _arrange(self) -> None:
        """Show what belongs to the tab."""
        tabs = self._tabs()
        if self._tab not in dict(tabs):
            self._tab = "chase"
        low = self.has_class("-low")
        self.query_one(AgePanel).display = self._tab == "ages" if low else self._tab == "chase"
        self.chase.display = self._tab == "chase"
        self.query_one(PartsPanel).display = self._tab in _PARTS
        self.query_one(PanelTabs).show(tabs, self._tab, self.view.period if self.view else "")

    @property
    def _main(self) -> Panel:
        if self._tab in _PARTS:
            return self.query_one(PartsPanel)
        return self.query_one(AgePanel) if self._tab == "ages" else self.chase

    # -- going about -----------------------------------------------------------------------------

    def action_show_panel(self, name: str) -> None:
        """Show a tab by its name; the tabs call this."""
        self._tab = name
        self._fill()
        if name in _PARTS:
            self._work_out()
        self._main.focus()

    def action_turn(self, by: int) -> None:
        """The next tab."""
        names = [name for name, _title in self._tabs()]
        self.action_show_panel(names[(names.index(self._tab) + by) % len(names)])

    def action_cycle_panel(self, by: int) -> None:
        """The next panel that is shown."""
        shown = [p for p in self.query(Panel) if p.display and p.can_focus]
        place = shown.index(self.active) if self.active in shown else 0
        shown[(place + by) % len(shown)].focus()

    @on(Entered)
    def _entered(self, event: Entered) -> None:
        event.stop()
        self.action_open()

    # -- what is selected ------------------------------------------------------------------------

    @property
    def _line(self) -> ChaseLine | None:
        """The selected line; says so where there is none."""
        line = self.chase.current if self._tab == "chase" else None
        if line is None:
            self.say(_("Select a line to chase first."))
        return line

    def action_open(self) -> None:
        """Open the contract or deal of a line, the lines of an age, or a part."""
        if isinstance(self.active, AgePanel):
            self._list_age()
        elif self._tab in _PARTS:
            self._open_part()
        elif (line := self._line) is not None:
            chasing.open_line(self.sales_app, line)

    def _list_age(self) -> None:
        age = self.query_one(AgePanel).current
        if age is not None:
            self._bucket = "" if age.bucket == self._bucket else age.bucket
            self.action_show_panel("chase")

    def _open_part(self) -> None:
        part, view = self.query_one(PartsPanel).current, self.view
        if part is None or view is None or not part.name:
            self.say(_("These rows name none."))
        elif self._tab == "rep":
            from salestui.ui.person import open_person

            open_person(self.sales_app, part.name)
        elif self._tab == "team" and self.sales_app.session is not None:
            focus = self.sales_app.session.focus.without("rep")
            self.sales_app.narrow(focus.with_term("team", part.name))
        else:
            from salestui.views.cash.view import customer_row

            chasing.open_customer(self.sales_app, customer_row(view, part.name), part.name)

    def action_customer(self) -> None:
        """Open the customer of the line."""
        if (line := self._line) is not None:
            chasing.open_customer(self.sales_app, line.customer_row, line.customer)

    def action_pay(self) -> None:
        """Enter a payment for the line."""
        if (line := self._line) is not None:
            chasing.pay(self.sales_app, line.row, line.contract, line.deal)

    def action_promise(self) -> None:
        """Write a promise down."""
        if (line := self._line) is not None:
            chasing.promise(self.sales_app, line)

    def action_rate(self) -> None:
        """The next definition of the collection rate; it is kept while the program runs."""
        from salestui.metrics.cash.definitions import RATES, Rate
        from salestui.views.cash.view import rate_words

        session = self.sales_app.session
        if session is None:
            return
        kinds = list(RATES)
        now = kinds[(kinds.index(Rate(self._rate)) + 1) % len(kinds)]
        session.collection_rate = str(now)
        self._work_out()
        self.say(rate_words(now))

    def action_add(self) -> None:
        """Offer the sheet that is missing; else go to the payment plan."""
        missing = self.view.missing if self.view is not None else ()
        entity = missing[0] if missing else "payment_plan"
        offer_table(self.sales_app, entity, lambda: self.sales_app.action_go(entity))

    def action_explain(self) -> None:
        """Explain the selected figure."""
        explain_figure(self, self._found)
