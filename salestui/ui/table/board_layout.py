"""Where the lanes of the board stand, and which cards are in view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CARD_LINES = 4
"""Three lines of a card and the gap below it."""

HEAD_LINES = 2
FOOT_LINES = 1
COLLAPSED = 14
NARROWEST, WIDEST = 24, 44
_LEAST = 8
"""Cells in which the part of a lane still tells something."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A lane on screen: its number and its span in cells, the gap to its right included."""

    lane: int
    x: int
    width: int
    collapsed: bool


def lane_widths(folded: Sequence[bool], view: int) -> list[int]:
    """How wide each lane is in a view of so many cells; folded lanes show their heads only."""
    unfolded = folded.count(False)
    room = view - COLLAPSED * folded.count(True)
    each = min(max(room // max(unfolded, 1), NARROWEST), WIDEST, max(view, 1))
    return [min(COLLAPSED, view) if fold else each for fold in folded]


def slots(folded: Sequence[bool], first: int, view: int) -> list[Slot]:
    """The lanes seen when ``first`` is the leftmost one; the last may be narrower than it wants."""
    widths = lane_widths(folded, view)
    seen = list(range(first, len(widths)))
    spare = view - sum(widths[first:])
    stretched = [n for n in seen if not folded[n]]
    if spare > 0 and stretched:  # all are seen: no empty space beside them
        for lane in stretched:
            widths[lane] = min(widths[lane] + spare // len(stretched), WIDEST)
    found: list[Slot] = []
    x = 0
    for lane in seen:
        if found and view - x < _LEAST:
            break
        found.append(Slot(lane, x, min(widths[lane], view - x), folded[lane]))
        x += widths[lane]
    return found


def first_to_show(folded: Sequence[bool], lane: int, first: int, view: int) -> int:
    """The leftmost lane nearest to ``first`` with which all of ``lane`` is seen."""
    if lane <= first:
        return max(lane, 0)
    widths = lane_widths(folded, view)
    while first < lane and sum(widths[first : lane + 1]) > view:
        first += 1
    # no empty space at the right while lanes are hidden at the left
    while first > 0 and sum(widths[first - 1 :]) <= view:
        first -= 1
    return first


def cards_in_view(height: int) -> int:
    """How many whole cards fit, at least one."""
    return max(1, (height - HEAD_LINES - FOOT_LINES + 1) // CARD_LINES)


def top_to_show(place: int, top: int, count: int, height: int) -> int:
    """The first card in view nearest to ``top`` with which card ``place`` is seen."""
    fit = cards_in_view(height)
    top = min(max(top, place - fit + 1), place)
    return max(0, min(top, count - fit))
