"""What could not be understood in the workbook: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from salestui.i18n import _
from salestui.mapping.layout import Problem
from salestui.mapping.problems import sentence
from salestui.ui.screens.listing import ListDialog

_MARKS = {"error": ("✖ ", "$text-error"), "warning": ("▲ ", "$text-warning")}


class ProblemsDialog(ListDialog[None]):
    """The list of problems, errors first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(
            _("Needs a look ({n})").format(n=len(problems)),
            _("✖ left out of figures   ▲ understood with a doubt   esc closes"),
        )
        self._problems = sorted(problems, key=lambda p: p.severity != "error")

    def lines(self) -> Sequence[Content]:
        """One problem each."""
        return [problem_line(p) for p in self._problems]


def problem_line(problem: Problem) -> Content:
    """A problem in words, in the current language."""
    mark, style = _MARKS.get(problem.severity, ("· ", "$foreground-muted"))
    hint = sentence(problem.hint, problem.parts, _)
    return Content.assemble(
        (mark, style),
        (problem.where, "bold"),
        "  ",
        sentence(problem.message, problem.parts, _),
        (f"  {hint}", "$foreground-muted") if hint else "",
    )
