"""What happened in the books of a roll-up, told of all of them as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.errors import Notice, WorkbookError
from salestui.book.merge import Difference
from salestui.book.rereading import RefreshReport
from salestui.book.state import Conflict
from salestui.book.together.combined import RolledState
from salestui.book.together.edits import Held
from salestui.book.together.showing import Showing
from salestui.i18n import N_, _
from salestui.mapping.layout import Problem
from salestui.spoken import Spoken

_LEFT_OUT = N_("{book} is left out: {reason}")
_BEHIND = N_("{book} is shown as it was read before: {reason}")


def missing_books(held: Sequence[Held]) -> tuple[Notice, ...]:
    """A sentence on each book that could not be read, or not read again."""
    return tuple(
        told(_LEFT_OUT if one.book is None else _BEHIND, one, one.problem)
        for one in held
        if one.problem is not None
    )


def as_problems(notices: Sequence[Notice]) -> tuple[Problem, ...]:
    """The same among what needs a look."""
    return tuple(
        Problem(
            "error",
            "workbook-missing",
            "",
            notice.message,
            "",
            tuple((name, str(part)) for name, part in notice.parts.items()),
        )
        for notice in notices
    )


def told(message: str, held: Held, problem: WorkbookError) -> Notice:
    """What is wrong with one of the books, by its name."""
    return Notice(message, {"book": held.source.label, "reason": reason_of(problem)})


def reason_of(problem: WorkbookError) -> Spoken:
    """What is wrong, in the language of the moment in which it is shown."""
    return Spoken(lambda: problem.sentence(_))


def placed(state: RolledState) -> Mapping[int, Showing]:
    """The books as they are shown, by their places."""
    return {showing.member.place: showing for showing in state.showings}


def shown_report(state: RolledState, reports: Mapping[int, RefreshReport]) -> RefreshReport:
    """What others changed in books, by their places, as it is shown."""
    showings = placed(state)
    differences: dict[str, Difference] = {}
    conflicts: list[Conflict] = []
    for place, report in reports.items():
        shown = showings[place]
        for name, found in report.differences.items():
            one = shown.difference(name, found)
            differences[name] = _added(differences.get(name, Difference()), one)
        conflicts += [shown.conflict(conflict) for conflict in report.new_conflicts]
    return RefreshReport(differences, tuple(conflicts))


def _added(one: Difference, other: Difference) -> Difference:
    return Difference(
        one.added + other.added,
        one.removed + other.removed,
        one.changed_rows + other.changed_rows,
        one.cells + other.cells,
    )
