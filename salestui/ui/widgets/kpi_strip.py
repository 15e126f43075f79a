"""The strip of key figures: label, value and trend of each, one of them selected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.timer import Timer

from salestui.i18n import _
from salestui.ui.grid.text import fit
from salestui.ui.widgets.charts.spark import sparkline
from salestui.ui.widgets.messages import ExplainRequested
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.tones import MUTED, cursor_style, style_of

if TYPE_CHECKING:
    from salestui.views.dashboard import Kpi

GAP = 2
LEAST = 14
"""Cells that a figure needs: the longest value and a little of its trend."""
FOLDED = 12
TREND = 8
PAGES = 4
_FLASH = "bold underline on $accent 30%"
_FLASH_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Grid:
    """Where figures stand: ``columns`` of ``cells`` each, ``count`` figures of which the page
    that begins with ``first`` is shown.
    """

    columns: int
    cells: int
    first: int
    count: int
    total: int

    def at(self, x: int, y: int) -> int | None:
        """The figure at a cell of the strip."""
        column, row = x // (self.cells + GAP), y // 2
        found = self.first + row * self.columns + column
        inside = column < self.columns and x % (self.cells + GAP) < self.cells
        return found if inside and found < self.first + self.count else None


def arrange(total: int, width: int, selected: int, *, folded: bool) -> Grid:
    """Spread figures evenly over as few rows as fit; folded, over pages of one row."""
    least = FOLDED if folded else LEAST
    most = max(1, (width + GAP) // (least + GAP))
    if folded and total > most:
        width -= PAGES
        most = max(1, (width + GAP) // (least + GAP))
    rows = max(1, -(-total // most))
    columns = max(1, -(-total // rows))
    cells = max(1, (width - GAP * (columns - 1)) // columns)
    if not folded:
        return Grid(columns, cells, 0, total, total)
    first = selected // columns * columns
    return Grid(columns, cells, first, min(columns, total - first), total)


def strip_lines(
    kpis: Sequence[Kpi], grid: Grid, width: int, looks: Mapping[int, str] | None = None
) -> list[Content]:
    """Two lines per row of the grid: labels, and values with trends; exactly ``width`` wide.

    Args:
        looks: styles of figures that stand out, by their index.
    """
    looks = looks or {}
    shown = range(grid.first, grid.first + grid.count)
    lines: list[Content] = []
    for start in range(shown.start, shown.stop, grid.columns):
        row = [n for n in range(start, start + grid.columns) if n < shown.stop]
        for draw in (_label, _value):
            cells = [draw(kpis[n], grid.cells) for n in row]
            cells = [
                Content(c.plain).stylize(looks[n]) if n in looks else c
                for n, c in zip(row, cells, strict=True)
            ]
            line = Content(" " * GAP).join(cells)
            lines.append(Content.assemble(line, " " * max(0, width - line.cell_length)))
    return lines


def _label(kpi: Kpi, cells: int) -> Content:
    return Content(fit(kpi.label, cells)).stylize(MUTED)


def _value(kpi: Kpi, cells: int) -> Content:
    value = fit(kpi.value, min(cell_len(kpi.value), cells), number=True)
    tone = style_of(kpi.severity)
    room = cells - cell_len(value) - 1
    pieces: list[Content] = [Content(value).stylize(f"bold {tone}".strip())]
    if kpi.delta and cell_len(kpi.delta) + 1 <= room - (TREND + 1 if kpi.trend else 0):
        pieces.append(Content(f" {kpi.delta}").stylize(tone or MUTED))
        room -= cell_len(kpi.delta) + 1
    trend = sparkline(kpi.trend, min(TREND, room)) if room >= 3 else ""
    used = sum(piece.cell_length for piece in pieces)
    pieces.append(Content(" " * (cells - used - len(trend)) + trend).stylize(MUTED))
    return Content("").join(pieces)


class KpiStrip(Panel):
    """All key figures; arrows select one, ``i`` or enter explains it."""

    DEFAULT_CSS = """
    KpiStrip { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("up,k", "row(-1)", show=False),
        Binding("down,j", "row(1)", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kpis: Sequence[Kpi] = ()
        self.selected = 0
        self.folded = False
        self._moved: frozenset[str] = frozenset()
        self._calming: Timer | None = None

    def put(self, kpis: Sequence[Kpi], *, flash: bool = False) -> None:
        """Show these figures; the selected one stays selected.

        Args:
            flash: let those whose value changed stand out for a moment.
        """
        layout = len(kpis) != len(self.kpis)
        if flash:
            before = {k.key: k.exact for k in self.kpis}
            self._flash(frozenset(k.key for k in kpis if k.exact != before.get(k.key)))
        self.kpis = kpis
        self.selected = max(0, min(self.selected, len(kpis) - 1))
        self.changed(layout=layout)

    def _flash(self, keys: frozenset[str]) -> None:
        self._moved = keys
        if self._calming is not None:
            self._calming.stop()
        if keys:
            self._calming = self.set_timer(_FLASH_SECONDS, lambda: self._flash(frozenset()))
        self.refresh()

    def fold(self, folded: bool) -> None:
        """Two lines and pages, for small screens."""
        if self.folded != folded:
            self.folded = folded
            self.refresh(layout=True)

    def title(self) -> str:
        """What the strip is."""
        return _("Key figures")

    def hint(self) -> str:
        """The keys."""
        return _("arrows select · i explain")

    def explains(self) -> str:
        """The selected figure."""
        return self.kpis[self.selected].key if self.kpis else ""

    def act(self) -> None:
        """Explain the selected figure."""
        if self.kpis:
            self.post_message(ExplainRequested(self.explains()))

    def grid(self, width: int) -> Grid:
        """Where the figures stand now."""
        return arrange(len(self.kpis), width, self.selected, folded=self.folded)

    def lines(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - auto height
        """The figures, with the page where they do not fit on one."""
        grid = self.grid(width)
        looks = {n: _FLASH for n, kpi in enumerate(self.kpis) if kpi.key in self._moved}
        if self.has_focus:
            looks[self.selected] = cursor_style(self)
        paged = grid.count < grid.total
        room = width - PAGES if paged else width
        lines = strip_lines(self.kpis, grid, room, looks)
        if paged:
            pages, page = -(-grid.total // grid.columns), grid.first // grid.columns + 1
            for n, text in enumerate((f"{page}/{pages}", "‹ ›")):
                lines[n] = Content.assemble(lines[n], (text.rjust(PAGES), MUTED))
        return lines

    def as_text(self) -> str:
        """Every figure with its exact value."""
        return "\n".join(f"{k.label}\t{k.exact or k.value}" for k in self.kpis)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Two lines per row; the place is kept before there are figures."""
        total = len(self.kpis) or 14
        grid = arrange(total, width, 0, folded=self.folded)
        return 2 if self.folded else 2 * -(-total // grid.columns)

    def action_move(self, by: int) -> None:
        """Select another figure."""
        if self.kpis:
            self.selected = max(0, min(self.selected + by, len(self.kpis) - 1))
            self.refresh()

    def action_row(self, by: int) -> None:
        """Select the figure above or below."""
        step = self.grid(self.content_size.width).columns
        if not self.folded and 0 <= self.selected + by * step < len(self.kpis):
            self.action_move(by * step)

    def on_click(self, event: events.Click) -> None:
        """Select a figure; a double click explains it."""
        offset = event.get_content_offset(self)
        found = None if offset is None else self.grid(self.content_size.width).at(*offset)
        if found is not None:
            self.action_move(found - self.selected)
            if event.chain == 2:
                self.act()
