"""Which panels of a deal stand beside each other, and how high they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

PANELS = (
    "path", "checklist", "people", "next", "activities", "team", "tasks", "quotes", "competitors",
    "criteria", "proposals", "analyses", "tender", "documents", "history",
)  # fmt: skip
"""The panels' keys, in the order in which they fill the rows."""

_SPANS = {"tasks": 2, "analyses": 2}
_BORDER = 2
_LEAST, _MOST = 1, 12


def rows_of(columns: int) -> Iterator[tuple[str, ...]]:
    """The panels of each row; one that takes two columns begins a row where only one is left."""
    row: list[str] = []
    used = 0
    for key in PANELS:
        size = min(_SPANS.get(key, 1), columns)
        if used + size > columns:
            yield tuple(row)
            row, used = [], 0
        row.append(key)
        used += size
    if row:
        yield tuple(row)


def heights(wanted: Mapping[str, int], columns: int) -> dict[str, int]:
    """The height of each panel with its border, by key; 0 where a panel has the screen alone.

    Args:
        wanted: how many lines each panel has.
    """
    if columns == 1:
        return dict.fromkeys(PANELS, 0)
    found: dict[str, int] = {}
    for row in rows_of(columns):
        most = max(wanted.get(key, 0) for key in row)
        found |= dict.fromkeys(row, min(max(most, _LEAST), _MOST) + _BORDER)
    return found
