"""How wide columns are, and which of them stand where.

The view scrolls by whole columns: the first column beside the frozen ones always starts at its
left edge, so no text is ever cut from the left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from salestui.ui.grid.source import Cell, GridColumn
from salestui.ui.grid.text import width_of

MIN_CONTENT = 3
MAX_CONTENT = 40
MAX_RESIZED = 200
PADDING = 2  # the mark to the left of the text, a space to its right
MIN_SLOT = MIN_CONTENT + PADDING
SAMPLE_ROWS = 64


@dataclass(frozen=True, slots=True)
class Slot:
    """A column on screen: its place among the shown columns, and its span in cells."""

    column: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Layout:
    """One arrangement of columns in a view ``width`` cells wide."""

    width: int
    gutter: int
    frozen: int
    edge: int | None
    slots: tuple[Slot, ...]
    more_left: bool
    more_right: bool

    def slot_of(self, column: int) -> Slot | None:
        """Where a column stands, or ``None`` when it is scrolled away."""
        return next((slot for slot in self.slots if slot.column == column), None)

    def column_at(self, x: int) -> int | None:
        """The column under the cell ``x``, or ``None`` beside all columns."""
        return next((s.column for s in self.slots if s.x <= x < s.x + s.width), None)


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """The full widths (content and padding) of all shown columns, before any scrolling.

    ``least``: the fewest cells in which each is shown beside others; a part of a number is none.
    """

    widths: tuple[int, ...]
    gutter: int
    frozen: int
    least: tuple[int, ...] = ()

    def fitting_frozen(self, view: int) -> int:
        """How many columns can be frozen while at least a third of the view still scrolls."""
        frozen = min(self.frozen, len(self.widths))
        while frozen and self.gutter + sum(self.widths[:frozen]) > view * 2 // 3:
            frozen -= 1
        return frozen

    def fixed_width(self, view: int) -> int:
        """The cells that do not scroll: the gutter, frozen columns, and the line after them."""
        frozen = self.fitting_frozen(view)
        return self.gutter + sum(self.widths[:frozen]) + (1 if frozen else 0)

    def virtual_width(self, view: int) -> int:
        """The width of everything, as if nothing were scrolled."""
        return self.fixed_width(view) + sum(self.widths[self.fitting_frozen(view) :])

    def starts(self, view: int) -> list[int]:
        """Where each scrolling column starts, in cells after the fixed ones."""
        return list(accumulate(self.widths[self.fitting_frozen(view) :], initial=0))

    def lay_out(self, view: int, scroll_x: int) -> Layout:
        """Place the columns seen in ``view`` cells when scrolled by at least ``scroll_x`` cells."""
        frozen = self.fitting_frozen(view)
        slots: list[Slot] = []
        x = self.gutter
        for column in range(frozen):
            slots.append(Slot(column, x, self.widths[column]))
            x += self.widths[column]
        edge = x if frozen else None
        x += 1 if frozen else 0
        first = frozen + min(
            bisect_left(self.starts(view), scroll_x), max(0, len(self.widths) - frozen - 1)
        )
        column = first
        while column < len(self.widths) and x + self._least(column, first) <= view:
            width = min(self.widths[column], view - x)
            slots.append(Slot(column, x, width))
            x += width
            column += 1
        return Layout(view, self.gutter, frozen, edge, tuple(slots), first > frozen,
                      column < len(self.widths))  # fmt: skip

    def _least(self, column: int, first: int) -> int:
        """The fewest cells in which showing a part of a column still tells something."""
        if self.least and column != first:
            return min(self.widths[column], self.least[column])
        return min(self.widths[column], MIN_SLOT)

    def scroll_to_show(self, column: int, view: int, scroll_x: int) -> int:
        """The scroll position nearest to ``scroll_x`` at which all of a column is seen."""
        frozen = self.fitting_frozen(view)
        if column < frozen:
            return scroll_x
        starts = self.starts(view)
        start, end = starts[column - frozen], starts[column - frozen + 1]
        first = starts[min(bisect_left(starts, scroll_x), len(starts) - 1)]
        room = view - self.fixed_width(view)
        if start < first:
            return start
        if end <= first + room:
            return scroll_x
        return min(start, starts[bisect_left(starts, end - room)])


def measure(
    columns: Sequence[GridColumn],
    sample: Iterable[Sequence[Cell]],
    resized: Mapping[str, int],
) -> dict[str, int]:
    """The content width of each column by key, from titles and sampled rows.

    ``resized`` holds the widths the user chose; they win.
    """
    # One more for an arrow beside the title.
    widths = [width_of(column.title, MAX_CONTENT) + 1 for column in columns]
    for cells in sample:
        for index, cell in enumerate(cells):
            if widths[index] < MAX_CONTENT:
                widths[index] = max(widths[index], width_of(cell.text, MAX_CONTENT))
    return {
        column.key: resized.get(
            column.key, column.width or min(max(width, MIN_CONTENT), MAX_CONTENT)
        )
        for column, width in zip(columns, widths, strict=True)
    }
