"""Painted rows, kept until something about them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.geometry import Region
from textual.strip import Strip

from salestui.ui.grid.columns import Layout
from salestui.ui.grid.paint import HeaderLook, RowLook

_KEPT = 512


class PaintedRows:
    """Strips by row index; a strip is good only for the layout and look it was painted with."""

    def __init__(self) -> None:
        self._strips: dict[int, tuple[Layout, HeaderLook | RowLook, Strip]] = {}

    def clear(self) -> None:
        """Forget everything: other colours, columns or rows."""
        self._strips.clear()

    def forget(self, row: int) -> None:
        """Forget one row: its cells changed."""
        self._strips.pop(row, None)

    def strip(
        self, row: int, look: HeaderLook | RowLook, layout: Layout, paint: Callable[[], Strip]
    ) -> Strip:
        """The line of a row; ``paint`` is asked for it only when it must be painted anew."""
        known = self._strips.get(row)
        if known is not None and known[0] is layout and known[1] == look:
            return known[2]
        if len(self._strips) >= _KEPT:
            self._strips.clear()
        strip = paint()
        self._strips[row] = (layout, look, strip)
        return strip


class ScreenLines:
    """The lines as they stand on screen, kept while the view (``key``) stays the same.

    Textual asks for all lines of a widget whenever one of them changed.
    """

    def __init__(self) -> None:
        self._key: object = None
        self._lines: dict[int, Strip] = {}

    def forget(self, regions: Sequence[Region]) -> None:
        """Forget the lines of these regions, or all when none is given."""
        if not regions:
            self._lines.clear()
        for region in regions:
            for y in region.line_range:
                self._lines.pop(y, None)

    def strips(
        self, key: object, lines: Iterable[int], paint: Callable[[int], Strip]
    ) -> list[Strip]:
        """These lines; ``paint`` is asked for those not kept."""
        if key != self._key:
            self._key = key
            self._lines.clear()
        kept = self._lines
        return [kept[y] if y in kept else kept.setdefault(y, paint(y)) for y in lines]


class Flashes:
    """The cells lit up for a moment, as column keys by row key."""

    def __init__(self) -> None:
        self._lit: dict[int, frozenset[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._lit)

    def columns(self, row_key: int) -> frozenset[str]:
        """The lit columns of a row."""
        return self._lit.get(row_key, frozenset())

    def light(self, cells: Sequence[tuple[int, str]]) -> None:
        """Light up these cells."""
        for row_key, column_key in cells:
            self._lit[row_key] = self.columns(row_key) | {column_key}

    def end(self, cells: Sequence[tuple[int, str]]) -> None:
        """Put these cells out."""
        for row_key, column_key in cells:
            left = self._lit.pop(row_key, frozenset()) - {column_key}
            if left:
                self._lit[row_key] = left
