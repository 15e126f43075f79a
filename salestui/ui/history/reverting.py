"""Taking back from the history: one change, one act, or all of mine after a moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from salestui.i18n import _, ngettext
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.book.journal.reader import Entry, Query
    from salestui.book.taking_back import Step
    from salestui.ui.app import SalesApp
    from salestui.ui.screens.base import BookScreen
    from salestui.views.history import HistoryLine


class Reverting:
    """Asks where it is about more than one change, and says what became of it."""

    def __init__(self, screen: BookScreen) -> None:
        self._screen = screen

    @property
    def _app(self) -> SalesApp:
        return self._screen.sales_app

    def line(self, line: HistoryLine) -> None:
        """Take back what a line tells: a change, or everything of an act."""
        from salestui.book.journal.reader import Query
        from salestui.views.history import ChangeLine, act_text

        entry = line.entry
        label = _("Taken back: {label}").format(label=act_text(entry))
        if isinstance(line, ChangeLine):
            self._revert(label, [entry])
        elif entry.change is None:
            self._app.say(_("There is nothing to take back in this."))
        else:
            query = Query(act=(entry.slot, entry.act))
            self._read(query, lambda found: self._ask(label, found, _how_many))

    def after(self, line: HistoryLine) -> None:
        """Take back everything of mine that came after the act of a line."""
        from salestui.book.journal.reader import Query

        at = line.entry.at
        when = f"{at.astimezone():%Y-%m-%d %H:%M}"
        label = _("Back to {when}").format(when=when)
        query = Query(after=at, mine=True, standing=True)

        def question(step: Step) -> str:
            return ngettext(
                "{n} change of yours after {when} is taken back.",
                "{n} changes of yours after {when} are taken back.",
                len(step.edits),
            ).format(n=len(step.edits), when=when)

        self._read(query, lambda found: self._ask(label, found, question, always=True))

    def _read(self, query: Query, then: Callable[[list[Entry]], None]) -> None:
        session = self._app.session
        reader = session.book.history if session is not None else None
        if reader is None:
            return

        def work() -> None:
            found = list(reader.every(query))
            if not get_current_worker().is_cancelled:
                self._app.call_from_thread(then, found)

        self._screen.run_worker(work, thread=True, exclusive=True, group="revert")

    def _ask(
        self,
        label: str,
        entries: Sequence[Entry],
        question: Callable[[Step], str],
        *,
        always: bool = False,
    ) -> None:
        session = self._app.session
        if session is None or self._refused():
            return
        step = session.book.revert_entries(label, entries, trial=True)
        if not step.edits:
            self._said(replace(step, label=label))
            return
        if len(step.edits) == 1 and not always:
            self._revert(label, entries)
            return

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self._revert(label, entries)

        answers = {"": _("Leave it"), "yes": _("Take back")}
        hint = " ".join((*_exceptions(step), _("Undo brings them again; nothing is saved yet.")))
        self._app.push_screen(AskDialog(question(step), hint, answers), answered)

    def _revert(self, label: str, entries: Sequence[Entry]) -> None:
        session = self._app.session
        if session is None or self._refused():
            return
        self._said(session.book.revert_entries(label, entries))

    def _refused(self) -> bool:
        """Whether nothing can be changed here at all, which is said."""
        session = self._app.session
        refusal = session.refusal if session is not None else None
        if refusal is not None:
            self._app.say(refusal.sentence(_), "warning")
        return refusal is not None

    def _said(self, step: Step) -> None:
        from salestui.views.step_text import step_text

        self._app.publish()
        if step.edits or step.refused:
            self._app.say(*step_text(step, "{label}"))
        else:
            self._app.say(_("There is nothing to take back: the cells hold it already."))


def _how_many(step: Step) -> str:
    count = len(step.edits)
    return ngettext("Take {n} change back?", "Take {n} changes back?", count).format(n=count)


def _exceptions(step: Step) -> list[str]:
    """What is not simply taken back, in words."""
    said = []
    if count := len(step.conflicts):
        text = ngettext(
            "{n} cell was changed by others since, and is asked about.",
            "{n} cells were changed by others since, and are asked about.",
            count,
        )
        said.append(text.format(n=count))
    if count := len(step.refused):
        text = ngettext("{n} change stays as it is.", "{n} changes stay as they are.", count)
        said.append(text.format(n=count))
    return said
