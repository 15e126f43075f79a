"""Lines of the board as strips: heads, cards and what is out of view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.table.board_layout import (
    CARD_LINES,
    FOOT_LINES,
    HEAD_LINES,
    Slot,
    cards_in_view,
)

if TYPE_CHECKING:
    from salestui.views.board import Card, Lane

_MARKS = {"pending": "• ", "added": "+ ", "deleted": "− ", "conflict": "! "}
StyleOf = Callable[..., Style]
"""Takes names of component classes, the last one on top."""


@dataclass(frozen=True, slots=True)
class LaneLook:
    """A lane as it is to be painted. ``top`` is the first card in view; ``cursor`` a place."""

    lane: Lane
    slot: Slot
    top: int
    total: str
    cursor: int | None = None
    current: bool = False
    target: bool = False
    more_left: bool = False
    more_right: bool = False


def paint_lane(
    y: int, height: int, look: LaneLook, card: Callable[[int], Card], style: StyleOf
) -> list[Segment]:
    """Line ``y`` of a lane, exactly as wide as its slot."""
    if y < HEAD_LINES:
        return _head(y, look, style)
    if look.slot.collapsed:
        return _blank(look, style)
    if y >= height - FOOT_LINES:
        return _foot(height, look, style)
    place, line = divmod(y - HEAD_LINES, CARD_LINES)
    place += look.top
    if line == CARD_LINES - 1 or place >= len(look.lane.ids):
        return _blank(look, style)
    if place >= look.top + cards_in_view(height) and y + CARD_LINES - line > height:
        return _blank(look, style)  # no card is cut off
    return _card(line, look, card(look.lane.ids[place]), place == look.cursor, style)


def _head(y: int, look: LaneLook, style: StyleOf) -> list[Segment]:
    base = style("head-target" if look.target else "head-current" if look.current else "head")
    inner = look.slot.width - 1
    if y == 0:
        count = f"{len(look.lane.ids):,}"
        left, right = "‹ " if look.more_left else "", " ›" if look.more_right else ""
        room = inner - len(left) - len(right) - len(count) - 2
        text = f"{left}{fit(look.lane.title, room)} {count}{right}"
    else:
        text = look.total
    return [Segment(fit(f" {text}", inner), base), Segment(" ", style())]


def _blank(look: LaneLook, style: StyleOf) -> list[Segment]:
    inner = look.slot.width - 1
    return [
        Segment(" " * inner, style(*(("target",) if look.target else ()))),
        Segment(" ", style()),
    ]


def _foot(height: int, look: LaneLook, style: StyleOf) -> list[Segment]:
    below = len(look.lane.ids) - look.top - cards_in_view(height)
    parts = [_("↑ {n}").format(n=look.top)] if look.top else []
    parts += [_("↓ {n} more").format(n=below)] if below > 0 else []
    return [Segment(fit("  ".join(parts), look.slot.width), style("muted"))]


def _card(line: int, look: LaneLook, card: Card, cursor: bool, style: StyleOf) -> list[Segment]:
    ground = "cursor" if cursor else "card"
    inner = look.slot.width - 3  # a bar at the left, a space at each side
    if line == 0:
        mark = _MARKS.get(card.mark, "")
        texts = [(mark + fit(card.title, inner - len(mark)), card.mark if mark else "")]
    elif line == 1:
        texts = _both(card.customer, card.rep, inner, "", "muted")
    else:
        close = f"! {card.close}" if card.late else card.close
        texts = _both(card.amount, close, inner, "amount", "late" if card.late else "muted")
    bar = (ground,) if cursor else (ground, "bar-late" if card.late else "bar")
    segments = [Segment("▌", style(*bar))]
    for text, name in texts:
        names = (ground, name) if name and not cursor else (ground,)
        segments.append(Segment(text, style(*names) + Style(bold=line == 0)))
    return [*segments, Segment(" ", style(ground)), Segment(" ", style())]


def _both(
    left: str, right: str, width: int, left_name: str, right_name: str
) -> list[tuple[str, str]]:
    """Two texts on one line: the right one whole where it leaves a third to the left one."""
    cells = min(width_of(right, width), width * 2 // 3) if right else 0
    gap = 1 if cells else 0
    return [
        (fit(left, width - cells - gap) + " " * gap, left_name),
        (fit(right, cells, "right"), right_name),
    ]


def joined(parts: list[list[Segment]], width: int, blank: Style) -> Strip:
    """Lanes side by side, as wide as the view."""
    return Strip([s for part in parts for s in part]).adjust_cell_length(width, blank)
