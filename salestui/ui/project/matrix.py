"""The four-element matrix as a panel: element by aspect, its texts wrapped in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.visual import Visual

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.grid.text import fit
from salestui.ui.project.wrapping import wrapped
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.deal import DealLine

_GAP = 2
_NARROWEST = 24
"""Columns of fewer cells are hard to read: the aspects stand below each other instead."""
_ASPECTS = 3
_BORDER = 6
"""What the border and its padding take of the screen's width."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a drawn line; ``cell`` is the place of the matrix's cell, -1 for none."""

    text: str
    style: str = ""
    cell: int = -1


Drawn = tuple[Part, ...]


def drawn_grid(lines: Sequence[DealLine], width: int) -> list[Drawn]:
    """The matrix with a column per aspect below their names; cells as high as their texts."""
    names = [visible(line.cells[0]) for line in lines[::_ASPECTS]]
    first = min(max(map(cell_len, names), default=0), width // 4)
    room = (width - first) // _ASPECTS - _GAP
    heads = [fit(line.cells[1], room) for line in lines[:_ASPECTS]]
    head = " " * first + "".join(" " * _GAP + text for text in heads)
    found: list[Drawn] = [(Part(head, f"bold {MUTED}"),)]
    for start in range(0, len(lines), _ASPECTS):
        cells = [_texts(line, room) for line in lines[start : start + _ASPECTS]]
        for place in range(max(map(len, cells))):
            name = wrapped(names[start // _ASPECTS], first)
            parts = [Part(fit(name[place] if place < len(name) else "", first), "bold")]
            for number, texts in enumerate(cells):
                tone = style_of(lines[start + number].state)
                text = texts[place] if place < len(texts) else ""
                parts += [Part(" " * _GAP), Part(fit(text, room), tone, start + number)]
            found.append(tuple(parts))
    return found


def drawn_list(lines: Sequence[DealLine], width: int) -> list[Drawn]:
    """Each element with its aspects below each other, their texts indented."""
    first = max((cell_len(visible(line.cells[1])) for line in lines), default=0) + 2 * _GAP
    found: list[Drawn] = []
    for number, line in enumerate(lines):
        if number % _ASPECTS == 0:
            found.append((Part(fit(line.cells[0], width), "bold"),))
        for place, text in enumerate(_texts(line, max(width - first, 2))):
            label = fit(f"  {line.cells[1]}" if place == 0 else "", first)
            tone = style_of(line.state)
            found.append((Part(label, MUTED), Part(fit(text, width - first), tone, number)))
    return found


def _texts(line: DealLine, room: int) -> list[str]:
    """A cell's text in lines, or that there is none yet."""
    return wrapped(visible(line.cells[2]) or f"! {_('not yet')}", room)


class MatrixPanel(SectionPanel):
    """The cells are the rows of the panel, from element to element; the arrows go over them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "aside(-1)", show=False),
        Binding("right,l", "aside(1)", show=False),
    ]

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._drawn: list[Drawn] = []
        self._grid = True

    def hint(self) -> str:
        """What the keys do; the names of the columns stand above them."""
        return _("enter edits the cell")

    @property
    def lines_wanted(self) -> int:
        """How many lines show all of it."""
        if not self.rows:
            return super().lines_wanted
        return len(self._draw(max(self.screen.size.width - _BORDER, 20)))

    def _draw(self, width: int) -> list[Drawn]:
        self._grid = (width * 3 // 4) // _ASPECTS - _GAP >= _NARROWEST
        return (drawn_grid if self._grid else drawn_list)(self.rows, width)

    # -- cursor ----------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Up and down: to the same aspect of another element, or the next one in a list."""
        step = by * _ASPECTS if self._grid and abs(by) == 1 else by
        target = self.cursor + step
        if abs(step) > 1 and abs(by) > 1:
            target = max(0, min(target, len(self.rows) - 1))
        self._go(target)

    def action_aside(self, by: int) -> None:
        """To the cell beside it."""
        if not self._grid or (self.cursor + by) // _ASPECTS == self.cursor // _ASPECTS:
            self._go(self.cursor + by)

    def _go(self, target: int) -> None:
        if 0 <= target < len(self.rows):
            self.cursor = target
            self._reveal()
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the cell under the pointer; a double click edits it."""
        offset = event.get_content_offset(self)
        y = -1 if offset is None else offset.y + self.scroll_offset.y
        if offset is None or not 0 <= y < len(self._drawn):
            return
        x = 0
        for part in self._drawn[y]:
            x += cell_len(part.text)
            if offset.x < x:
                if part.cell >= 0:
                    self._go(part.cell)
                    if event.chain == 2:
                        self.act()
                return

    # -- drawing ---------------------------------------------------------------------------------

    def _measure(self) -> None:
        width = self.scrollable_content_region.width
        self._drawn = self._draw(width) if self.rows and width > 0 else []
        self.tall = 1
        self.virtual_size = Size(width, len(self._drawn))

    def _reveal(self) -> None:
        """Bring the whole cell into view."""
        places = [
            y for y, parts in enumerate(self._drawn) if any(p.cell == self.cursor for p in parts)
        ]
        if places:
            region = Region(0, places[0], 1, len(places))
            self.scroll_to_region(region, animate=False, force=True, immediate=True)

    def render_line(self, y: int) -> Strip:
        """A drawn line; the cell under the cursor stands out."""
        if not self.ready or not self.rows:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        place = y + self.scroll_offset.y
        if place >= len(self._drawn):
            return Strip.blank(width, self.visual_style.rich_style)
        content = Content.assemble(*((p.text, self._style(p)) for p in self._drawn[place]))
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    def _style(self, part: Part) -> str:
        if part.cell != self.cursor:
            return part.style
        return "reverse" if self.has_focus else f"underline {part.style}"

    def on_focus(self) -> None:
        """Draw the cursor anew."""
        super().on_focus()
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor anew."""
        super().on_blur()
        self.refresh()
