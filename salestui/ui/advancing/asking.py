"""One way for all screens to move deals to another stage: asks what must be asked, then does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.asking import ask_first
from salestui.ui.offering import offer_table
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.book.edits import Edit
    from salestui.selling.advancing.advance import Advance
    from salestui.selling.advancing.conditions import Missing
    from salestui.selling.advancing.moving import Answers
    from salestui.selling.changes import Changes, NewRow
    from salestui.ui.advancing.dialog import Decision
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_FOLLOW_ON, _REVIEW, _BOTH, _NOTHING = "follow-on", "post-mortem", "both", "nothing"


def ask_advance(app: SalesApp, rows: Sequence[int], stage: str, note: str = "") -> None:
    """Move deals to a stage: at once where nothing is missing and nothing is to be asked.

    Args:
        rows: of deals.
        stage: what their cells are to hold.
        note: said behind what was done.
    """
    from salestui.selling.advancing.advance import advance

    session = app.session
    if session is None or not rows:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return
    moves = [advance(session.state, row, stage) for row in rows]
    _Asking(app, session, moves, note).about_what_is_missing()


class _Asking:
    """The questions about one move, one after the other; any of them may be left with escape."""

    def __init__(
        self, app: SalesApp, session: Session, moves: Sequence[Advance], note: str
    ) -> None:
        self.app, self.session, self.moves, self.note = app, session, moves, note
        self.done: tuple[Missing, ...] = ()
        self.override = ""

    def about_what_is_missing(self) -> None:
        from salestui.ui.advancing.dialog import AdvanceDialog
        from salestui.views.advancing import lack_lines, move_title, unchecked

        state = self.session.state
        lines = lack_lines(state, self.moves)
        if not lines:
            self.about_the_loss()
            return
        title = move_title(state, self.moves)
        dialog = AdvanceDialog(title, lines, unchecked(self.moves))
        self.app.push_screen(dialog, self._decided)

    def _decided(self, decision: Decision | None) -> None:
        from salestui.ui.advancing.dialog import AddSheet, Jump, Move

        match decision:
            case Jump(missing):
                self._guarded([missing.spot.entity], lambda: self._jump(missing))
            case AddSheet(entity):
                rows, stage = [m.deal for m in self.moves], self.moves[0].text
                again = lambda: ask_advance(self.app, rows, stage, self.note)  # noqa: E731
                offer_table(self.app, entity, again)
            case Move(done, override):
                self.done, self.override = done, override
                self.about_the_loss()
            case None:
                self.app.say(_("Not moved."))

    def _jump(self, missing: Missing) -> None:
        """Show the cell where it is put right; its row is made where there is none."""
        from salestui.selling.changes import Changes

        spot = missing.spot
        row = spot.row
        if row is None:
            edits = self._edits(Changes(rows=((spot.entity, spot.values),)))
            self.session.book.apply(_("New row"), edits)
            row = edits[0].row
            self.app.publish()
        self.app.open_row(spot.entity, row, spot.column)

    def about_the_loss(self) -> None:
        """Ask why deals are lost, unless each says so already."""
        from salestui.views.advancing import loss_reasons

        state = self.session.state
        lost = [m for m in self.moves if m.loses]
        blank = [m for m in lost if not state.entities["deals"].value(m.deal, "loss_reason")]
        if not blank:
            self.about_the_win()
            return

        def answered(reason: str | None) -> None:
            if reason is None:
                self.app.say(_("Not moved."))
            else:
                self._apply(reason, _NOTHING)

        title = short(state.title_of("deals", lost[0].deal))
        question = (
            _("Why was {title} lost?").format(title=title)
            if len(lost) == 1
            else _("Why were {n} deals lost?").format(n=len(lost))
        )
        options = [Option(written, shown) for written, shown in loss_reasons(state)]
        hint = _("choose a reason, or type one")
        self.app.push_screen(ChooseDialog(question, options, hint, free=True), answered)

    def about_the_win(self) -> None:
        """Offer what follows a won deal."""
        if len(self.moves) != 1 or not self.moves[0].wins:
            self._apply("", _NOTHING)
            return

        def answered(what: str | None) -> None:
            if what is None:
                self.app.say(_("Not moved."))
            else:
                self._apply("", what)

        title = short(self.session.state.title_of("deals", self.moves[0].deal))
        options = [
            Option(_NOTHING, _("Only the deal itself")),
            Option(_FOLLOW_ON, _("A follow-on deal"), _("same customer, first stage")),
            Option(_REVIEW, _("A post-mortem"), _("what was learned, cost and revenue")),
            Option(_BOTH, _("Both")),
        ]
        question = _("{title} is won. What else is to be added?").format(title=title)
        self.app.push_screen(ChooseDialog(question, options), answered)

    def _apply(self, loss_reason: str, what: str) -> None:
        """Make everything as one group; a sheet that is lacking is offered afterwards."""
        from salestui.selling.advancing.moving import Answers, post_mortem

        state, today = self.session.state, self.session.as_of
        changes = self._changes(Answers(self.done, self.override, loss_reason), what)
        reviewed = what in (_REVIEW, _BOTH)
        deal = self.moves[0].deal
        if reviewed and "reviews" in state.entities:
            changes += _added(post_mortem(state, deal, today))

        def then() -> None:
            self._do(changes)
            if reviewed and "reviews" not in state.entities:
                offer_table(self.app, "reviews", lambda: self._review(deal))

        self._guarded(_touched(changes), then)

    def _changes(self, answers: Answers, what: str) -> Changes:
        from salestui.selling.advancing.moving import follow_on, move_changes
        from salestui.selling.changes import Changes
        from salestui.views.stages import stage_label

        state, today = self.session.state, self.session.as_of
        changes = Changes()
        for asked in self.moves:
            changes += move_changes(state, asked, today, answers)
        if what in (_FOLLOW_ON, _BOTH):
            first = next(s for s in state.playbook.stages if s.kind == "open")
            stage = stage_label(state, first)
            changes += _added(follow_on(state, self.moves[0].deal, stage, today))
        return changes

    def _do(self, changes: Changes) -> None:
        from salestui.views.advancing import move_label

        label = move_label(self.session.state, self.moves, self.override)
        self.session.book.apply(label, self._edits(changes))
        self.app.publish()
        self.app.say(f"{label} · {self.note}" if self.note else label)

    def _review(self, deal: int) -> None:
        """Add the post-mortem to the sheet that is there by now, and show it."""
        from salestui.selling.advancing.moving import post_mortem

        row = post_mortem(self.session.state, deal, self.session.as_of)
        edits = self._edits(_added(row))
        self.session.book.apply(_("Post-mortem added"), edits)
        self.app.publish()
        self.app.open_row("reviews", edits[0].row, "lessons")

    def _edits(self, changes: Changes) -> list[Edit]:
        from salestui.selling.changes import edits_of

        book = self.session.book
        return edits_of(book.state, changes, book.new_rows)

    def _guarded(self, entities: Sequence[str], then: Callable[[], None]) -> None:
        """Do it after a question for each protected sheet that it changes."""
        from salestui.views.guards import sheet_guard

        if not entities:
            then()
            return
        guard = sheet_guard(self.session.state, entities[0], self.session.agreed_sheets)
        ask_first(self.app, self.session, guard, lambda: self._guarded(entities[1:], then))


def _added(row: NewRow) -> Changes:
    from salestui.selling.changes import Changes

    return Changes(rows=(row,))


def _touched(changes: Changes) -> list[str]:
    names = (*(cell[0] for cell in changes.cells), *(row[0] for row in changes.rows))
    return list(dict.fromkeys(names))
