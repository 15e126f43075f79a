"""Panels in rows: as many side by side as the screen is wide, each as wide as it deserves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from textual import events
from textual.containers import VerticalScroll
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.message import Message
from textual.widget import Widget

WHOLE = 12
"""So many units of width make a row of a wide screen."""

_WIDE = 138
_LEAST, _ROOMY = 7, 10
"""Lines of a row: with fewer the home scrolls; more panels come where rows keep ``_ROOMY``."""


def rows_of(units: Sequence[int], width: int) -> list[list[int]]:
    """Which panels, by their places, stand in each row.

    Args:
        units: how wide each wants to be; on screens that are not wide two share a row.
    """
    rows: list[list[int]] = []
    taken = 0
    for place, wanted in enumerate(units):
        full = taken + wanted > WHOLE if width >= _WIDE else bool(rows) and len(rows[-1]) == 2
        if not rows or full:
            rows.append([])
            taken = 0
        rows[-1].append(place)
        taken += wanted
    return rows


def how_many(units: Sequence[int], least: int, size: Size) -> int:
    """How many of the panels are shown: the first ``least``, more while rows stay roomy."""
    for count in range(len(units), least, -1):
        if len(rows_of(units[:count], size.width)) * _ROOMY <= size.height:
            return count
    return least


def _shares(parts: Sequence[int], whole: int) -> list[int]:
    """``whole`` cells shared out in proportion to the parts, to the last cell."""
    total = sum(parts)
    edges = [0, *(whole * part // total for part in accumulate(parts))]
    return [end - start for start, end in pairwise(edges)]


class RowsLayout(Layout):
    """Children in rows of equal height; a child alone on the screen gets all of it."""

    name = "panel-rows"

    def __init__(self, units: dict[str, int]) -> None:
        self._units = units

    def arrange(
        self,
        parent: Widget,
        children: list[Widget],
        size: Size,
        greedy: bool = True,  # noqa: ARG002
    ) -> ArrangeResult:
        """Place the children; nothing is measured."""
        parent.pre_layout(self)
        units = [self._units.get(child.id or "", WHOLE // 2) for child in children]
        rows = rows_of(units, size.width)
        if not rows:
            return []
        height = max(size.height, _LEAST * len(rows)) if len(rows) > 1 else size.height
        placed: list[WidgetPlacement] = []
        y = 0
        for row, lines in zip(rows, _shares([1] * len(rows), height), strict=True):
            spare = 0 if size.width >= _WIDE else 4  # narrower columns differ less
            x = 0
            for place, cells in zip(
                row, _shares([units[p] + spare for p in row], size.width), strict=True
            ):
                region = Region(x, y, cells, lines)
                placed.append(WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, children[place]))
                x += cells
            y += lines
        return placed


class PanelRows(VerticalScroll, can_focus=False):
    """The home's panels. Those wanted are shown, further ones where there is room, one alone where
    the screen is folded.
    """

    DEFAULT_CSS = """
    PanelRows { height: 1fr; scrollbar-size-vertical: 1; & > Panel { height: 100%; width: 100%; } }
    """

    class Shown(Message):
        """Other panels are seen now."""

    def __init__(self, units: dict[str, int], *panels: Widget, id: str | None = None) -> None:
        super().__init__(*panels, id=id)
        self._units = units
        self._least = len(panels)
        self._alone = ""
        self._rows = RowsLayout(units)

    @property
    def layout(self) -> Layout:
        """Rows; styles know only the layouts that Textual comes with."""
        return self._rows

    def show_at_least(self, count: int) -> None:
        """Show the first panels; others where there is room."""
        self._least = count
        self.choose()

    def show_alone(self, name: str) -> None:
        """Show one panel only; all again for an empty name."""
        if name != self._alone:
            self._alone = name
            self.choose()

    def choose(self) -> None:
        """Decide which panels are seen."""
        units = [self._units.get(child.id or "", WHOLE // 2) for child in self.children]
        count = how_many(units, self._least, self.size)
        changed = False
        for place, child in enumerate(self.children):
            seen = child.id == self._alone if self._alone else place < count
            if child.display != seen:
                child.display = seen
                changed = True
        if changed:
            self.post_message(self.Shown())

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - the size is kept
        """There may be room for more, or for fewer."""
        self.choose()
