"""One section of a deal as a panel of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from salestui.plain_text import visible
from salestui.ui.deal.gantt import bar_text
from salestui.ui.grid.source import Align
from salestui.ui.grid.text import fit
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.deal import DealLine, DealSection

_MARK, _GAP = 2, 2
_WIDEST_FIRST = 0.55
"""The first column takes at most so much of the width where there are others."""
_BAR_SHARE = 0.5


class SectionPanel(ListPanel["DealLine"]):
    """The lines of one section, their texts in columns."""

    DEFAULT_CSS = """
    SectionPanel { height: 1fr; }
    """

    def __init__(self, key: str) -> None:
        super().__init__(id=key)
        self.section: DealSection | None = None
        self._widths: tuple[int, ...] = ()
        self._bar = 0

    def put_section(self, section: DealSection) -> None:
        """Show a section; the cursor stays on its line."""
        self.section = section
        self.put(section.lines)
        self.decorate()

    def key(self, row: DealLine) -> object:
        """Lines are known by their key."""
        return row.key

    def title(self) -> str:
        """The section's title."""
        return self.section.title if self.section else ""

    def note(self) -> str:
        """Counts and what is missing."""
        return self.section.note if self.section else ""

    def hint(self) -> str:
        """The columns' titles: what the texts are."""
        section = self.section
        return " · ".join(section.columns) if section and section.lines else ""

    def nothing(self) -> str:
        """What to say of no lines."""
        return self.section.nothing if self.section else ""

    def explains(self) -> str:
        """How its figures are worked out."""
        return self.section.about if self.section else ""

    def fit_columns(self, width: int) -> None:
        """Columns as wide as their texts; the last ones give way first, then the first."""
        section = self.section
        if section is None:
            return
        room = width - _MARK
        self._bar = 0
        if section.span is not None:
            self._bar = max(int(room * _BAR_SHARE), 10)
            room -= self._bar + _GAP
        wanted: list[int] = []
        for line in section.lines:
            if line.heading or len(line.cells) == 1:
                continue
            sizes = [cell_len(visible(cell)) for cell in line.cells]
            wanted += [0] * (len(sizes) - len(wanted))
            wanted = [max(a, b) for a, b in zip(wanted, [*sizes, *[0] * len(wanted)], strict=False)]
        self._widths = shared_widths(wanted, room)

    def line(self, row: DealLine, width: int) -> Content:
        """Mark, texts, and a bar in a plan."""
        if row.heading:
            return Content.assemble((fit(row.cells[0], width), f"bold {MUTED}"))
        tone = style_of(row.state)
        mark = (fit(row.mark, _MARK), tone)
        if len(row.cells) == 1:
            return Content.assemble(mark, (fit(row.cells[0], width - _MARK), tone))
        section = self.section
        right = section.right if section else ()
        parts: list[str | tuple[str, str]] = []
        for place, (text, size) in enumerate(zip(row.cells, self._widths, strict=False)):
            if size <= 0:
                continue
            align: Align = "right" if place in right else "left"
            style = tone if place == 0 or row.state != "neutral" else ""
            parts += [" " * _GAP] if parts else []
            parts.append((fit(text, size, align), style))
        if self._bar and section is not None and section.span is not None:
            parts.append(" " * _GAP)
            parts.append((bar_text(row.bar, section.span, self._bar, section.day), tone))
        return Content.assemble(mark, *parts)

    def as_text(self) -> str:
        """A line each, the texts between tabs."""
        return "\n".join("\t".join((line.mark, *line.cells)) for line in self.rows)

    @property
    def lines_wanted(self) -> int:
        """How many lines show all of it, the border not counted."""
        if self.section is None or self.section.lines:
            return len(self.rows)
        width = max(self.content_size.width, 20)
        return -(-cell_len(self.nothing()) // width)


def shared_widths(wanted: list[int], room: int) -> tuple[int, ...]:
    """The columns' widths in so many cells: all as wanted where there is room; else the first
    keeps at most its share or what the others leave, and the last ones are cut or left out.
    """
    if not wanted:
        return ()
    gaps = _GAP * (len(wanted) - 1)
    if sum(wanted) + gaps <= room:
        return tuple(wanted)
    others = sum(wanted[1:]) + gaps
    most = max(int(room * _WIDEST_FIRST), 8, room - others) if len(wanted) > 1 else room
    first = min(wanted[0], most)
    found = [first]
    left = room - first
    for size in wanted[1:]:
        given = min(size, left - _GAP)
        if given < min(size, 4):
            given = 0
        found.append(given)
        left -= given + _GAP if given else 0
    return tuple(found)
