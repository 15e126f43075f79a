"""Lists under the names of their columns, which stay in view while the rows scroll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual

from salestui.ui.grid.source import Align
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

Row = TypeVar("Row")

_GAP = 2
_MEASURED = 500
"""Rows up to which the widest text of a column is looked for; longer lists share all the width."""


class HeadedPanel(ListPanel[Row]):
    """One line per row, below a first line that does not scroll."""

    def heading(self, width: int) -> Content:
        """The names of the columns in exactly ``width`` cells."""
        return Content(" " * width)

    def render_line(self, y: int) -> Strip:
        """The names of the columns, then the rows."""
        if not self.ready or not self.rows:
            return super().render_line(y)
        if y:
            return super().render_line(y - 1)
        width = self.scrollable_content_region.width
        self._fit(width)
        head = self.heading(width)
        return Visual.to_strips(self, head, width, 1, self.visual_style, pad=True)[0]

    def _measure(self) -> None:
        super()._measure()
        self.virtual_size = Size(self.virtual_size.width, len(self.rows) + 1)

    def _reveal(self) -> None:
        if self.rows:
            region = Region(0, self.cursor, 1, 2)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def action_move(self, by: int) -> None:
        """Another line; the heading above makes the panel's own lines one less."""
        super().action_move(by)
        self.refresh()

    def row_at(self, event: events.Click) -> int | None:
        """The place of the row under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None or not offset.y:
            return None
        row = offset.y - 1 + self.scroll_offset.y
        return row if 0 <= row < len(self.rows) else None

    def on_click(self, event: events.Click) -> None:
        """Select the line; a double click acts on it."""
        row = self.row_at(event)
        if row is not None:
            self.action_move(row - self.cursor)
            if event.chain == 2:
                self.act()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a headed list.

    Attributes:
        width: cells it takes; 0 = shares what the others leave, as far as its texts need it.
        least: cells without which a column that shares is not shown, if its texts need them.
        rank: columns of higher rank go first where there is no room; 0 always stays.
    """

    title: str
    width: int = 0
    align: Align = "left"
    rank: int = 0
    least: int = 10
    number: bool = False


class HeadedList(HeadedPanel[Row]):
    """Rows of cells in columns; those that matter least go where there is no room for all.

    A subclass gives ``columns``, and a row's ``cells``, one for each of them.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._widths: Sequence[int] = ()

    def columns(self) -> Sequence[Column]:
        """The columns, left to right."""
        return ()

    def cells(self, row: Row) -> Sequence[str]:
        """The texts of a row, one for each column."""
        return (str(row),)

    def tones(self, row: Row) -> Sequence[str]:  # noqa: ARG002 - for subclasses
        """What each text says: ``ok``, ``warning``, ``late``, ``muted`` or nothing."""
        return ()

    def fit_columns(self, width: int) -> None:
        """Leave columns out by rank until the rest has room; then share out what is left."""
        columns = self.columns()
        wants = self._wants(width)
        least = [c.width or min(c.least, want) for c, want in zip(columns, wants, strict=True)]
        shown = set(range(len(columns)))
        by_rank = sorted((n for n in shown if columns[n].rank), key=lambda n: -columns[n].rank)
        for place in by_rank:
            if _needed(least, shown) <= width:
                break
            shown.discard(place)
        sharing = [n for n in sorted(shown) if not columns[n].width]
        spare = max(width - _needed(least, shown), 0)
        lacks = [wants[n] - least[n] for n in sharing]
        for place, extra in zip(sharing, _shares(spare, lacks), strict=True):
            least[place] += extra
        self._widths = [cells if n in shown else 0 for n, cells in enumerate(least)]

    def _wants(self, most: int) -> list[int]:
        """The cells that the widest text of each column takes, at most ``most``."""
        columns = self.columns()
        if len(self.rows) > _MEASURED:
            return [most] * len(columns)
        wants = [width_of(column.title, most) for column in columns]
        for row in self.rows:
            texts = self.cells(row)
            wants = [max(n, width_of(text, most)) for n, text in zip(wants, texts, strict=True)]
        return wants

    def heading(self, width: int) -> Content:
        """The titles of the columns that are shown."""
        texts = [column.title for column in self.columns()]
        return self._joined(texts, [MUTED] * len(texts), width, heading=True)

    def line(self, row: Row, width: int) -> Content:
        """The cells of the columns that are shown."""
        tones = [MUTED if tone == "muted" else style_of(tone) for tone in self.tones(row)]
        return self._joined(self.cells(row), tones, width)

    def _joined(
        self, texts: Sequence[str], styles: Sequence[str], width: int, *, heading: bool = False
    ) -> Content:
        parts: list[str | tuple[str, str]] = []
        for place, (column, text) in enumerate(zip(self.columns(), texts, strict=True)):
            if not (room := self._widths[place]):
                continue
            shown = fit(text, room, column.align, number=column.number and not heading)
            parts += [" " * _GAP] if parts else []
            parts.append((shown, styles[place] if place < len(styles) else ""))
        line = Content.assemble(*parts)
        return line if line.cell_length <= width else line[:width]

    def as_text(self) -> str:
        """All rows with all columns, set apart by tabs."""
        titles = [column.title for column in self.columns()]
        lines = [titles, *(self.cells(row) for row in self.rows)]
        return "\n".join("\t".join(line) for line in lines)


def _shares(spare: int, lacks: Sequence[int]) -> list[int]:
    """What of the spare cells each gets who lacks some: equal parts, none more than it lacks."""
    shares = [0] * len(lacks)
    # Those that need least first, so that what they leave is shared by the others.
    for left, number in enumerate(sorted(range(len(lacks)), key=lambda n: lacks[n])):
        part = -(-spare // (len(lacks) - left))
        shares[number] = max(0, min(lacks[number], part))
        spare -= shares[number]
    return shares


def _needed(least: Sequence[int], shown: set[int]) -> int:
    """Cells that the columns that are shown take at least."""
    return sum(least[n] for n in shown) + _GAP * max(len(shown) - 1, 0)
