"""A line of the grid as a ``Strip``: pure functions of what is known about the line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from textual.strip import Strip

from salestui.ui.grid.columns import Layout, Slot
from salestui.ui.grid.palette import Palette
from salestui.ui.grid.source import Cell, CellState, GridColumn, SortKey
from salestui.ui.grid.text import fit, split_matches

MARKED = "✓"
SORTED_UP = "▲"
SORTED_DOWN = "▼"
FILTERED = "ƒ"
STATE_MARKS: Mapping[CellState, str] = {
    CellState.PENDING: "•",
    CellState.ADDED: "+",
    CellState.DELETED: "−",
    CellState.CONFLICT: "!",
    CellState.PROBLEM: "!",
    CellState.STALE: "≈",
}
NUMBER_KINDS = frozenset({"number", "money", "percent"})


@dataclass(frozen=True, slots=True)
class RowLook:
    """How one row is to be shown; columns are places among the shown columns."""

    label: str = ""
    current: bool = False
    cursor: int | None = None
    marked: bool = False
    flashing: frozenset[int] = frozenset()
    match: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class HeaderLook:
    """How the header is to be shown."""

    sort: tuple[SortKey, ...] = ()
    filtered: frozenset[str] = frozenset()
    current: int | None = None


@dataclass(slots=True)
class _Run:
    """Pieces of text, joined while their style stays the same."""

    palette: Palette
    segments: list[Segment] = field(default_factory=list)
    names: tuple[str, ...] = ()
    pending: list[str] = field(default_factory=list)

    def add(self, text: str, names: tuple[str, ...]) -> None:
        if names != self.names:
            self._flush()
            self.names = names
        self.pending.append(text)

    def _flush(self) -> None:
        text = "".join(self.pending)
        self.pending.clear()
        if text:
            self.segments.append(Segment(text, self.palette.style(self.names)))

    def strip(self, width: int) -> Strip:
        self._flush()
        return Strip(self.segments, width)


def paint_row(
    cells: Sequence[Cell],
    columns: Sequence[GridColumn],
    layout: Layout,
    look: RowLook,
    palette: Palette,
) -> Strip:
    """One row, ``layout.width`` cells wide; ``cells`` and ``columns`` are the shown ones."""
    if layout.width <= layout.gutter:
        return paint_blank(layout.width, palette)
    run = _Run(palette)
    row = _row_names(look)
    run.add(_gutter(look, layout.gutter), (*row, "gutter"))
    x = layout.gutter
    for slot in layout.slots:
        if slot.x > x:
            run.add("│", (*row, "edge"))
        _add_cell(run, cells[slot.column], columns[slot.column], slot, look)
        x = slot.x + slot.width
    if x < layout.width:
        run.add(" " * (layout.width - x), row)
    return run.strip(layout.width)


def _row_names(look: RowLook) -> tuple[str, ...]:
    if look.marked:
        return ("marked", "row") if look.current else ("marked",)
    return ("row",) if look.current else ()


def _gutter(look: RowLook, width: int) -> str:
    mark = MARKED if look.marked else " "
    return mark if width == 1 else mark + fit(look.label, width - 2, "right") + " "


def _add_cell(run: _Run, cell: Cell, column: GridColumn, slot: Slot, look: RowLook) -> None:
    names = _row_names(look)
    if cell.role:
        names = (*names, cell.role)
    if cell.state is not CellState.PLAIN:
        names = (*names, cell.state.value)
    if slot.column in look.flashing:
        names = (*names, "flash")
    if slot.column == look.cursor:
        names = (*names, "cursor")
    number = column.kind in NUMBER_KINDS
    text = fit(cell.text, slot.width - 2, column.align, number=number)
    mark = STATE_MARKS.get(cell.state, " ")
    if look.match is None:
        run.add(f"{mark}{text} ", names)
        return
    run.add(mark, names)
    for piece, matches in split_matches(text, look.match):
        run.add(piece, (*names, "match") if matches else names)
    run.add(" ", names)


def paint_header(
    columns: Sequence[GridColumn], layout: Layout, look: HeaderLook, palette: Palette
) -> Strip:
    """The line of titles, exactly ``layout.width`` cells wide."""
    if layout.width <= layout.gutter:
        return paint_blank(layout.width, palette)
    run = _Run(palette)
    run.add(" " * layout.gutter, ("header",))
    x = layout.gutter
    for slot in layout.slots:
        if slot.x > x:
            run.add("│", ("header", "edge"))
        column = columns[slot.column]
        names: tuple[str, ...] = ("header",)
        if column.read_only or column.guarded:
            names = (*names, "header-read-only")
        if slot.column == look.current:
            names = (*names, "header-current")
        run.add(_title(column, slot.width, look), names)
        x = slot.x + slot.width
    run.add(" " * (layout.width - x), ("header",))
    return _with_scroll_hints(run.strip(layout.width), layout, palette)


def _title(column: GridColumn, width: int, look: HeaderLook) -> str:
    marks = sort_mark(column.key, look.sort) + (FILTERED if column.key in look.filtered else "")
    if not marks:
        return f" {fit(column.title, width - 2, column.align)} "
    room = width - 1  # marks may stand where others have a space
    marks = marks[: max(1, room - 1)]
    title = fit(column.title, room - len(marks), column.align)
    if column.align == "right":
        return f" {title}{marks}"
    # Keep the arrow beside the word, not at the far end of a wide column.
    words = title.rstrip(" ")
    return f" {words}{marks}{' ' * (len(title) - len(words))}"


def sort_mark(column_key: str, sort: Sequence[SortKey]) -> str:
    """The arrow of a sorted column, with its place in the order when several sort."""
    for place, key in enumerate(sort, 1):
        if key.column_key == column_key:
            arrow = SORTED_DOWN if key.descending else SORTED_UP
            return arrow if len(sort) == 1 else f"{arrow}{place}"
    return ""


def _with_scroll_hints(strip: Strip, layout: Layout, palette: Palette) -> Strip:
    """Tell at the edges of the header that there are columns further left or right."""
    style = palette.style(("header", "edge"))
    pieces = [strip]
    left = layout.edge if layout.edge is not None else layout.gutter - 1
    if layout.more_left and 0 <= left < layout.width - 1:
        pieces = [strip.crop(0, left), Strip([Segment("‹", style)], 1), strip.crop(left + 1)]
        strip = Strip.join(pieces)
    if layout.more_right and layout.width > 1:
        strip = Strip.join([strip.crop(0, layout.width - 1), Strip([Segment("›", style)], 1)])
    return strip


def paint_message(text: str, width: int, palette: Palette) -> Strip:
    """A line that says one thing, for a grid without rows."""
    return Strip([Segment(fit(f" {text}", width), palette.style(("empty",)))], width)


def paint_blank(width: int, palette: Palette) -> Strip:
    """A line below the last row."""
    return Strip.blank(width, palette.style(()))
