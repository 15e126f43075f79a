"""What the screen of costs does to the book: a cost, a reason, proposed budgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.deal.cell_edit import edit_cell, edit_row
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog, TextDialog

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.selling.costs.proposing import Budgeted
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


@dataclass(frozen=True, slots=True)
class Selected:
    """What a cost or a budget is for: a key of a dimension, see ``model.spending``."""

    by: str
    key: str
    deal: int | None


class CostsWriting:
    """Edits of costs and budgets, each with a label that people understand, each undone as one."""

    def __init__(self, app: SalesApp, session: Session) -> None:
        self.app, self.session = app, session

    def add(self, selected: Selected | None) -> None:
        """Add a cost of today, of what is selected, and fill its fields."""
        offer_table(self.app, "costs", partial(self._add, selected))

    def _add(self, selected: Selected | None) -> None:
        from salestui.selling.changes import Changes

        values: dict[str, Value] = {"date": self.session.as_of, **self._named(selected)}

        def made(new: Sequence[int]) -> None:
            self.app.say(_("New cost: fill its fields; u takes it back."))
            edit_row(self.app, "costs", new[0], "amount")

        make_changes(self.app, _("New cost"), Changes(rows=(("costs", values),)), made)

    def _named(self, selected: Selected | None) -> dict[str, Value]:
        """What is selected, as the workbook writes it."""
        from salestui.selling.changes import language, reference_text

        if selected is None or not selected.key:
            return {}
        state = self.session.state
        if selected.deal is not None:
            return {"deal": reference_text(state, "deals", selected.deal)}
        listed = {"stage": state.playbook.stages, "type": state.playbook.lists.cost_types}
        known = (item for item in listed.get(selected.by, ()) if item.code == selected.key)
        item = next(known, None)
        text = selected.key if item is None else item.labels[language(state)]
        return {selected.by: text}

    def give_reason(self, budget: int) -> None:
        """Ask why a budget was not enough."""
        edit_cell(self.app, "budgets", budget, "reason")

    # -- proposals -------------------------------------------------------------------------------

    def propose(self, selected: Selected | None) -> None:
        """Propose budgets for the selected deal or team; without either ask for which team."""
        from salestui.selling.costs.proposing import Budgeted

        if selected is not None and selected.deal is not None:
            self._offer(Budgeted(deal=selected.deal))
        elif selected is not None and selected.by == "team" and selected.key:
            self._offer(Budgeted(team=selected.key, period=self._period()))
        else:
            self._choose_team()

    def _period(self) -> str:
        """The period that is looked at, as budgets write it; empty for one that has no name."""
        from salestui.model.period import PeriodKind

        period = self.session.period
        whole = period.kind in (PeriodKind.ALL, PeriodKind.CUSTOM)
        return "" if whole else period.key

    def _choose_team(self) -> None:
        from salestui.book.names import scope_names
        from salestui.selling.costs.proposing import Budgeted

        frames = {name: rows.live for name, rows in self.session.state.entities.items()}
        teams = scope_names(frames).get("team", ())

        def chosen(team: str | None) -> None:
            if team:
                self._offer(Budgeted(team=team, period=self._period()))

        title = _("Budgets of which team?")
        hint = _("choose, or type a name; a deal is chosen in the list by deal")
        options = [Option(name, name) for name in teams]
        self.app.push_screen(ChooseDialog(title, options, hint, free=True), chosen)

    def _offer(self, of: Budgeted) -> None:
        """First the sheet and its columns, then the amount, then the rows are shown and agreed."""
        fields = ["deal", "stage", "amount"] if of.deal is not None else ["team", "stage", "amount"]
        if of.period:
            fields.append("period")
        offer_column(self.app, "budgets", fields, partial(self._ask_total, of))

    def _ask_total(self, of: Budgeted) -> None:
        def given(text: str | None) -> None:
            total = self._amount(text or "")
            if total is not None:
                self._agree(of, total)
            elif text:
                self.app.say(_("{text} is no amount above 0.").format(text=text), "error")

        title = _("Budget of {what}: how much altogether?").format(what=self._name(of))
        self.app.push_screen(TextDialog(title), given)

    def _amount(self, text: str) -> float | None:
        """The amount that a text means in the sheet's unit, above 0; None for none."""
        from salestui.mapping.input import Parsed, parse_input

        rows = self.session.state.rows("budgets")
        column = None if rows is None else rows.layout.column("amount")
        if column is None:
            return None
        read = parse_input(column, text, self.session.as_of)
        value = read.value if isinstance(read, Parsed) else None
        return value if isinstance(value, float) and value > 0 else None

    def _name(self, of: Budgeted) -> str:
        if of.deal is not None:
            return short(self.session.state.title_of("deals", of.deal))
        return " · ".join(filter(None, (of.team, of.period)))

    def _agree(self, of: Budgeted, total: float) -> None:
        """Show what would be written, and write it after a yes."""
        from salestui.selling.costs.proposing import proposal, proposed_rows
        from salestui.views.costs.proposals import proposal_text

        state = self.session.state
        parts = proposal(state, of, total)
        changes = proposed_rows(state, of, parts)
        if not changes.rows:
            self.app.say(_("The sheet has all of these budgets already."))
            return
        label = _("Budgets of {what} proposed").format(what=self._name(of))

        def answered(answer: str | None) -> None:
            if answer == "write":
                make_changes(self.app, label, changes)

        question = _("Write these budgets of {what}?").format(what=self._name(of))
        answers = {"no": _("Leave it"), "write": _("Write them")}
        self.app.push_screen(AskDialog(question, proposal_text(state, parts), answers), answered)
