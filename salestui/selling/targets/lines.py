"""Who has a line in the matrix of targets, and whose targets are to add up to theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from salestui.mapping.targets import Scope

WORKBOOK = "workbook"
"""The type of scope of one workbook's own target, where several are looked at as one."""


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who has targets.

    Attributes:
        children: whose targets are to add up to theirs.
        former: reps who were in the team before: what was theirs then adds to it, too.
    """

    scope: Scope
    depth: int = 0
    children: tuple[Scope, ...] = ()
    former: tuple[Scope, ...] = ()


def under_workbooks(
    lines: Sequence[Line], books: Sequence[Scope], home: Mapping[Scope, str]
) -> tuple[tuple[Line, ...], tuple[Scope, ...]]:
    """The lines with those of a workbook below its own line, and whose targets make the company's.

    Args:
        lines: teams, each with their reps behind them, and who is in no team.
        books: the workbooks that have targets of their own as a whole.
        home: the workbook of each team and rep.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if line.depth == 1:
            groups.append([])
        groups[-1].append(line)
    ordered: list[Line] = []
    whole: list[Scope] = []
    for book in books:
        own = [group for group in groups if home.get(group[0].scope) == book[1]]
        ordered.append(Line(book, 1, tuple(group[0].scope for group in own)))
        ordered += [replace(line, depth=line.depth + 1) for group in own for line in group]
        groups = [group for group in groups if group not in own]
        whole.append(book)
    ordered += [line for group in groups for line in group]
    return tuple(ordered), (*whole, *(group[0].scope for group in groups))
