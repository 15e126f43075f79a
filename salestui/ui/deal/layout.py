"""Which panels of a deal stand beside each other, and how high they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from salestui.views.deal.closing import REST


@dataclass(frozen=True)
class PanelLayout:
    """The panels of a screen.

    Attributes:
        keys: in the order in which they fill the rows; the closing panel is the last.
        spans: how many columns a panel takes, where it is not one.
    """

    keys: tuple[str, ...]
    spans: Mapping[str, int] = field(default_factory=dict)


PANELS = (
    "path", "checklist", "people", "next", "activities", "team", "tasks", "quotes", "competitors",
    "criteria", "proposals", "contracts", "profit", "analyses", "tender", "documents", "history",
    REST,
)  # fmt: skip
"""The panels' keys, in the order in which they fill the rows."""

DEAL_LAYOUT = PanelLayout(PANELS, {"tasks": 2, "contracts": 2, "analyses": 2, REST: 3})
_BORDER = 2
_LEAST, _MOST = 1, 12

PanelRow = tuple[tuple[str, int], ...]
"""Panels beside each other: the key of each and how many columns it takes."""


def rows_of(
    keys: Sequence[str], columns: int, spans: Mapping[str, int] = DEAL_LAYOUT.spans
) -> list[PanelRow]:
    """The rows that so many columns make of panels; the last of each row fills it."""
    rows: list[list[tuple[str, int]]] = []
    used = columns
    for key in keys:
        size = min(spans.get(key, 1), columns)
        if used + size > columns:
            rows.append([])
            used = 0
        rows[-1].append((key, size))
        used += size
    return [_filled(row, columns) for row in rows]


def _filled(row: Sequence[tuple[str, int]], columns: int) -> PanelRow:
    *others, (last, _size) = row
    return (*others, (last, columns - sum(size for _key, size in others)))


def heights(rows: Sequence[PanelRow], wanted: Mapping[str, int], room: int) -> list[int]:
    """The height of each row with its border.

    Args:
        wanted: how many lines each panel has.
        room: the lines that there are; what the rows leave of it goes to those that want more.
    """
    most = [max(_LEAST, *(wanted.get(key, 0) for key, _size in row)) for row in rows]
    found = [min(lines, _MOST) + _BORDER for lines in most]
    left = room - sum(found)
    for number, lines in enumerate(most):
        more = min(max(left, 0), lines + _BORDER - found[number])
        found[number] += more
        left -= more
    return found
