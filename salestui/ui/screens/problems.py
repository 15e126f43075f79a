"""What could not be understood in the workbook: where, what, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.mapping.layout import Problem
from salestui.mapping.problems import sentence
from salestui.ui.asking import ask_first
from salestui.ui.plain_content import assemble
from salestui.ui.screens.listing import ListDialog
from salestui.ui.screens.suggesting import SuggestionDialog, apply_suggestion, followed_text
from salestui.views.cells import read_only_reason
from salestui.views.guards import sheet_guard
from salestui.views.suggestions import Suggestion, suggestion

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.session import Session

_MARKS = {"error": ("✖ ", "$text-error"), "warning": ("▲ ", "$text-warning")}


class ProblemsDialog(ListDialog[Problem]):
    """The list of problems, errors first; answers with the one whose cell is to be shown.

    What was found while reading stands there at once; what the checks find comes from a worker.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "go", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__(_title(0, checking=True), _hint())
        self._session = session
        self._problems: list[Problem] = []
        self._checking = True
        self.clean = False
        """Whether everything was looked at and nothing found."""

    def on_mount(self) -> None:
        """Show what is known, and look for the rest."""
        state = self._session.state
        self._take(state.problems)
        self._look()

    def _look(self) -> None:
        check = partial(self._check, self._session.state)
        self.run_worker(check, thread=True, exclusive=True, description="problems")

    def _check(self, state: BookState) -> None:
        problems = state.all_problems
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._checked, problems)

    def _checked(self, problems: Sequence[Problem]) -> None:
        if not self.is_attached:
            return  # closed meanwhile
        self._checking = False
        self._take(self._session.state.unsettled(problems))
        if not self._problems:
            self.clean = True
            self.dismiss(None)

    def _take(self, problems: Sequence[Problem]) -> None:
        """List these, errors first; the cursor stays on its problem."""
        before = self._current()
        self._problems = sorted(problems, key=lambda p: p.severity != "error")
        self._show()
        if before in self._problems:
            self.query_one(OptionList).highlighted = self._problems.index(before)

    def _show(self) -> None:
        self.query_one(".dialog").border_title = Content(
            _title(len(self._problems), checking=self._checking)
        )
        self.refill()

    def lines(self) -> Sequence[Content]:
        """One problem each."""
        return [problem_line(p) for p in self._problems]

    def _current(self) -> Problem | None:
        place = self.highlighted
        return self._problems[place] if place is not None and self._problems else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click: follow what is suggested, or go to the cell."""
        event.stop()
        problem = self._problems[event.option_index]
        found = suggestion(self._session.state, problem)
        if found is None:
            self.dismiss(problem)
        elif reason := read_only_reason(found.column):
            self.notify(reason, markup=False, severity="warning")
        else:
            self.app.push_screen(SuggestionDialog(found), partial(self._answered, found))

    def _answered(self, found: Suggestion, agreed: bool | None) -> None:
        if not agreed:
            return
        session = self._session
        guard = sheet_guard(session.state, found.entity, session.agreed_sheets)
        ask_first(self.app, session, guard, partial(self._follow, found))

    def _follow(self, found: Suggestion) -> None:
        apply_suggestion(self._session, found)
        self._problems = list(self._session.state.unsettled(self._problems))
        text = followed_text(found)
        self.query_one(".hint", Static).update(Content(f"{text}\n{_hint()}"))
        if self._problems or self._checking:
            self._show()
            self._look()  # a name that no sheet knew may be known now
        else:
            self.dismiss(None)

    def action_go(self) -> None:
        """Show the cell, whatever is suggested for it."""
        if problem := self._current():
            self.dismiss(problem)


def _title(count: int, *, checking: bool) -> str:
    title = _("Needs a look ({n})").format(n=count)
    under_way = _("checking …")
    return f"{title} · {under_way}" if checking else title


def _hint() -> str:
    return _(
        "✖ left out of figures   ▲ understood with a doubt   "
        "enter follows a suggestion or shows the cell   o shows the cell   esc closes"
    )


def problem_line(problem: Problem) -> Content:
    """A problem in words, in the current language."""
    mark, style = _MARKS.get(problem.severity, ("· ", "$foreground-muted"))
    hint = sentence(problem.hint, problem.parts, _)
    return assemble(
        (mark, style),
        (problem.where, "bold"),
        "  ",
        sentence(problem.message, problem.parts, _),
        (f"  {hint}", "$foreground-muted") if hint else "",
    )
