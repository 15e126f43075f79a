"""One way for all screens to move deals to another stage: asks what must be asked, then does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.asking import ask_first
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.selling.advancing.advance import Advance
    from salestui.selling.advancing.conditions import Missing
    from salestui.selling.changes import Changes, NewRow
    from salestui.ui.advancing.dialog import Decision
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_FOLLOW_ON, _REVIEW, _BOTH, _NOTHING = "follow-on", "post-mortem", "both", "nothing"
_CONTRACT = "contract"


def ask_advance(
    app: SalesApp, rows: Sequence[int], stage: str, note: str = "", *, insisted: bool = False
) -> None:
    """Move deals to a stage: at once where nothing is missing and nothing is to be asked.

    Args:
        rows: of deals; of several, those whose stage a formula makes stay as they are.
        stage: what their cells are to hold.
        note: said behind what was done.
        insisted: a formula in the cell is to be replaced, that was asked already.
    """
    from salestui.views.advancing import formula_made, stage_refusal

    session = app.session
    if session is None or not rows:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return
    state = session.state
    refused = {row: said for row in rows if (said := stage_refusal(state, row))}
    made = [] if len(rows) == 1 else [row for row in rows if formula_made(state, row)]
    free = [row for row in rows if row not in refused and row not in made]
    if not free:
        reason = next(iter(refused.values()), _("Formulas are replaced one by one."))
        app.say(reason, "warning")
        return
    if left := len(rows) - len(free):
        more = ngettext(
            "{n} deal left out: nothing can be written there",
            "{n} deals left out: nothing can be written there",
            left,
        ).format(n=left)
        note = " · ".join(filter(None, (note, more)))

    def then() -> None:
        _Asking(app, session, free, stage, note).about_what_is_missing()

    if len(rows) == 1 and not insisted:
        _unless_guarded(app, session, rows[0], then)
    else:
        then()


def _unless_guarded(app: SalesApp, session: Session, row: int, then: Callable[[], None]) -> None:
    """Go on after the questions that any edit of the stage's cell asks first."""
    from salestui.views.guards import cell_guard

    column = session.state.entities["deals"].column(row, "stage")
    if column is None:
        return
    guard = cell_guard(session.state, "deals", row, column, session.agreed_sheets)

    def agreed() -> None:
        if guard is not None and guard.sheet:
            _unless_guarded(app, session, row, then)
        else:
            then()

    ask_first(app, session, guard, agreed)


class _Asking:
    """The questions about one move, one after the other; any of them may be left with escape."""

    def __init__(
        self, app: SalesApp, session: Session, rows: Sequence[int], stage: str, note: str
    ) -> None:
        from salestui.selling.advancing.advance import advance

        self.app, self.session, self.note = app, session, note
        self.moves: Sequence[Advance] = [advance(session.state, row, stage) for row in rows]
        self.done: tuple[Missing, ...] = ()
        self.override = ""
        self.loss_reason = ""
        self._columns_offered = False

    def about_what_is_missing(self) -> None:
        from salestui.ui.advancing.dialog import AdvanceDialog
        from salestui.views.advancing import lack_lines, move_title, unchecked, unkept

        state = self.session.state
        lines = lack_lines(state, self.moves)
        if not lines:
            self.about_the_loss()
            return
        title = move_title(state, self.moves)
        dialog = AdvanceDialog(title, lines, unchecked(self.moves), unkept(self.moves))
        self.app.push_screen(dialog, self._decided)

    def _decided(self, decision: Decision[Missing] | None) -> None:
        from salestui.ui.advancing.dialog import AddColumns, AddSheet, Jump, Move

        match decision:
            case Jump(missing):
                self._jump(missing)
            case AddSheet(entity):
                offer_table(self.app, entity, self._again)
            case AddColumns(fields):
                offer_column(self.app, "deals", fields, self._again)
            case Move(done, override):
                self.done, self.override = done, override
                self.about_the_loss()
            case None:
                self.app.say(_("Not moved."))

    def _again(self) -> None:
        """Ask anew, about the workbook as it is by now."""
        rows, stage = [m.deal for m in self.moves], self.moves[0].text
        ask_advance(self.app, rows, stage, self.note, insisted=True)

    def _jump(self, missing: Missing) -> None:
        """Show the cell where it is put right; its row is made where there is none."""
        from salestui.selling.changes import Changes

        spot = missing.spot
        if spot.row is not None:
            self.app.open_row(spot.entity, spot.row, spot.column)
            return

        def made(new: Sequence[int]) -> None:
            self.app.open_row(spot.entity, new[0], spot.column)

        row = spot.entity, spot.values
        make_changes(self.app, _("New row"), Changes(rows=(row,)), made)

    def about_the_loss(self) -> None:
        """Ask why deals are lost, unless each says so already.

        Where nothing could hold that and the last stage, columns for them are offered first.
        """
        from salestui.selling.advancing.moving import unkept_of_loss
        from salestui.views.advancing import loss_reasons

        state = self.session.state
        lost = [m for m in self.moves if m.loses]
        lacking = unkept_of_loss(state, lost[0].deal) if lost else ()
        if lacking and not self._columns_offered:
            self._columns_offered = True
            offer_column(self.app, "deals", lacking, self.about_the_loss, self.about_the_loss)
            return
        blank = [m for m in lost if not state.entities["deals"].value(m.deal, "loss_reason")]
        if not blank:
            self.about_what_follows()
            return

        def answered(reason: str | None) -> None:
            if not reason:
                self.app.say(_("Not moved."))
            else:
                self.loss_reason = reason
                self.about_what_follows()

        title = short(state.title_of("deals", lost[0].deal))
        question = (
            _("Why was {title} lost?").format(title=title)
            if len(lost) == 1
            else _("Why were {n} deals lost?").format(n=len(lost))
        )
        options = [Option(written, shown) for written, shown in loss_reasons(state)]
        hint = _("choose a reason, or type one")
        self.app.push_screen(ChooseDialog(question, options, hint, free=True), answered)

    def about_what_follows(self) -> None:
        """Offer what is added when one deal is decided: a follow-on, a post-mortem."""
        one = self.moves[0]
        if len(self.moves) != 1 or not one.closes:
            self._apply(_NOTHING)
            return

        def answered(what: str | None) -> None:
            if what is None:
                self.app.say(_("Not moved."))
            else:
                self._apply(what)

        title = short(self.session.state.title_of("deals", one.deal))
        options = [
            Option(_NOTHING, _("Only the deal itself")),
            Option(_REVIEW, _("A post-mortem"), _("what was learned, cost and revenue")),
        ]
        question = _("{title} is lost. What else is to be added?").format(title=title)
        if one.wins:
            follow_on = Option(_FOLLOW_ON, _("A follow-on deal"), _("same customer, first stage"))
            both = Option(_BOTH, _("A follow-on deal and a post-mortem"))
            contract = Option(
                _CONTRACT, _("Its contract"), _("amount and customer of the deal, a payment plan")
            )
            options = [options[0], contract, follow_on, options[1], both]
            question = _("{title} is won. What else is to be added?").format(title=title)
        self.app.push_screen(ChooseDialog(question, options), answered)

    def _apply(self, what: str) -> None:
        """Make everything as one group; a sheet that is lacking is offered afterwards."""
        from salestui.views.advancing import move_label

        state = self.session.state
        changes = self._changes(what)
        reviewed = what in (_REVIEW, _BOTH)
        if reviewed and "reviews" in state.entities:
            changes += _added(self._post_mortem())
        label = move_label(state, self.moves, self.override)

        def then(_new: Sequence[int]) -> None:
            self.app.say(f"{label} · {self.note}" if self.note else label)
            if reviewed and "reviews" not in state.entities:
                offer_table(self.app, "reviews", self._review)
            elif what == _CONTRACT:
                from salestui.ui.contract.creating import create_contract

                create_contract(self.app, self.moves[0].deal)

        make_changes(self.app, label, changes, then)

    def _changes(self, what: str) -> Changes:
        from salestui.selling.advancing.moving import Answers, follow_on, move_changes
        from salestui.selling.changes import Changes
        from salestui.views.stages import stage_label

        state, today = self.session.state, self.session.as_of
        answers = Answers(self.done, self.override, self.loss_reason)
        changes = Changes()
        for asked in self.moves:
            changes += move_changes(state, asked, today, answers)
        if what in (_FOLLOW_ON, _BOTH):
            first = next(s for s in state.playbook.stages if s.kind == "open")
            stage = stage_label(state, first)
            changes += _added(follow_on(state, self.moves[0].deal, stage, today))
        return changes

    def _post_mortem(self) -> NewRow:
        from salestui.selling.advancing.moving import post_mortem

        one = self.moves[0]
        result = "won" if one.wins else "lost"
        entity, values = post_mortem(self.session.state, one.deal, self.session.as_of, result)
        return entity, {**values, "reason": self.loss_reason or values.get("reason")}

    def _review(self) -> None:
        """Add the post-mortem to the sheet that is there by now, and show it."""

        def made(new: Sequence[int]) -> None:
            self.app.open_row("reviews", new[0], "lessons")

        make_changes(self.app, _("Post-mortem added"), _added(self._post_mortem()), made)


def _added(row: NewRow) -> Changes:
    from salestui.selling.changes import Changes

    return Changes(rows=(row,))
