"""What the deal screen's keys do to the book: add, tick, delete, and decide about a discount."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import delete_row, make_changes
from salestui.ui.deal.cell_edit import edit_row
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.selling.deals.quoting import Step
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.deal import DealLine, DealSection


class DealWriting:
    """Edits about one deal, each with a label that people understand, each undone as one."""

    def __init__(self, app: SalesApp, session: Session, deal: int) -> None:
        self.app, self.session, self.deal = app, session, deal

    # -- new rows --------------------------------------------------------------------------------

    def add(self, section: DealSection, line: DealLine | None) -> None:
        """Add a row to a section; first its sheet, where the workbook lacks it."""
        if section.entity == "contracts":
            from salestui.ui.contract.creating import create_contract

            create_contract(self.app, self.deal)
            return
        offer_table(self.app, section.entity, lambda: self._add(section, line))

    def _add(self, section: DealSection, line: DealLine | None) -> None:
        from salestui.selling.changes import Changes
        from salestui.selling.deals.rows import criteria_rows, new_row

        state, today = self.session.state, self.session.as_of
        if section.entity == "criteria" and not section.lines:
            changes = Changes(rows=tuple(criteria_rows(state, self.deal)))
            make_changes(self.app, _("Criteria of the playbook added"), changes)
            return
        given = line.values if line is not None and line.entity == section.entity else {}
        row = new_row(state, self.deal, section.entity, today, given)

        def made(new: Sequence[int]) -> None:
            self.app.say(_("New row: fill its fields; u takes it back."))
            edit_row(self.app, section.entity, new[0])

        make_changes(self.app, _("New row"), Changes(rows=(row,)), made)

    def make(self, line: DealLine) -> None:
        """Make the row of a line that has none yet, and edit it."""
        from salestui.selling.changes import Changes
        from salestui.selling.deals.rows import new_row

        def then() -> None:
            state, today = self.session.state, self.session.as_of
            row = new_row(state, self.deal, line.entity, today, line.values)
            make_changes(
                self.app,
                _("New row"),
                Changes(rows=(row,)),
                lambda new: edit_row(self.app, line.entity, new[0], line.column),
            )

        offer_table(self.app, line.entity, then)

    # -- ticking and deleting --------------------------------------------------------------------

    def tick(self, line: DealLine) -> None:
        """Tick a line off as of today, or take its tick away; first the column for ticks."""
        ticked = "done" if line.entity == "tasks" else "done_on"
        offer_column(self.app, line.entity, [ticked], partial(self._tick, line))

    def _tick(self, line: DealLine) -> None:
        from salestui.selling.advancing.conditions import owner_of
        from salestui.selling.changes import Changes
        from salestui.selling.deals.rows import tick_cells

        state, today = self.session.state, self.session.as_of
        if line.row is None:
            by = owner_of(state, self.deal)
            row = line.entity, {**line.values, "done_on": today, "done_by": by}
            changes = Changes(rows=(row,))
        else:
            cells = tick_cells(state, self.deal, line.entity, line.row, today, done=not line.done)
            changes = Changes(tuple(cells))
        said = _("Not done any more: {what}") if line.done else _("Done: {what}")
        make_changes(self.app, said.format(what=short(line.cells[0].strip())), changes)

    def delete(self, line: DealLine) -> None:
        """Delete the row of a line."""
        if line.row is None or line.entity == "deals":
            self.app.say(_("There is no row of its own to delete."))
            return
        delete_row(self.app, line.entity, line.row)

    # -- discounts -------------------------------------------------------------------------------

    def discount(self, quote: int) -> None:
        """Offer what can come next for a quote's discount."""
        from salestui.selling.deals.quoting import Step, steps

        state = self.session.state
        names = {
            Step.REQUEST: _("Ask for approval"),
            Step.APPROVE: _("Approve"),
            Step.REJECT: _("Reject"),
        }
        possible = steps(state.entities["quotes"].values(quote))
        if not possible:
            self.app.say(_("It is decided already; edit the status to change that."))
            return

        def chosen(name: str | None) -> None:
            if name:
                self._who(quote, Step(name))

        title = _("Discount of {title}").format(title=short(state.title_of("quotes", quote)))
        options = [Option(step, names[step]) for step in possible]
        self.app.push_screen(ChooseDialog(title, options), chosen)

    def _who(self, quote: int, step: Step) -> None:
        """Ask who does it: the deal's people ask, its managers and reviewers decide."""
        from salestui.selling.deals.people import team_names
        from salestui.selling.deals.quoting import Step, approvers

        state = self.session.state
        asks = step is Step.REQUEST
        people = team_names(state, self.deal) if asks else approvers(state, self.deal)
        title = _("Who asks for it?") if asks else _("Who decides?")
        hint = _("choose, or type a name")
        if not people:
            hint = _("the workbook names no manager of this rep: type a name")

        def chosen(who: str | None) -> None:
            if who:
                self._decide(quote, step, who)

        options = [Option(name, name) for name in people]
        self.app.push_screen(ChooseDialog(title, options, hint, free=True), chosen)

    def _decide(self, quote: int, step: Step, who: str) -> None:
        """Write it; first the column that says how far a quote is."""
        offer_column(self.app, "quotes", ["status"], partial(self._decided, quote, step, who))

    def _decided(self, quote: int, step: Step, who: str) -> None:
        from salestui.selling.changes import Changes
        from salestui.selling.deals.quoting import Step, step_cells

        said = {
            Step.REQUEST: _("Approval of {title} asked for by {who}"),
            Step.APPROVE: _("{title} approved by {who}"),
            Step.REJECT: _("{title} rejected by {who}"),
        }[step]

        state, today = self.session.state, self.session.as_of
        label = said.format(title=short(state.title_of("quotes", quote)), who=who)
        make_changes(self.app, label, Changes(tuple(step_cells(state, quote, step, who, today))))
