"""Lines over an axis, in braille, with labels of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from salestui.ui.widgets.charts.axis import ticks
from salestui.ui.widgets.charts.braille import SOLID, Canvas

_AXIS = "$foreground-muted"


@dataclass(frozen=True, slots=True)
class Line:
    """A series of (x, y) in ascending x; ``style`` is a theme style.

    Attributes:
        pattern: dots drawn and left out, see ``braille``; it tells lines apart without colour.
        thickness: in dots.
    """

    label: str
    points: Sequence[tuple[float, float]]
    style: str = ""
    pattern: tuple[int, int] = SOLID
    thickness: int = 1


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values to dots: ``low`` is on the first, ``high`` on the last of ``dots``."""

    low: float
    high: float
    dots: int

    def place(self, value: float) -> int:
        """The dot of a value; 0 where there is nothing to scale."""
        span = self.high - self.low
        return round((value - self.low) / span * (self.dots - 1)) if span > 0 else 0


def plot(
    lines: Sequence[Line],
    width: int,
    height: int,
    y_name: Callable[[float], str],
    x_names: Sequence[tuple[float, str]],
) -> list[Content]:
    """Draw lines into exactly ``width`` x ``height`` cells; later lines lie on top.

    Args:
        y_name: writes a value beside the axis.
        x_names: where to mark the x axis, and with what; names without room are left out.

    Returns:
        One content per line: legend (from 6 lines on), plot, axis, names. Nothing where there is
        too little room or there are no points.
    """
    points = [p for line in lines for p in line.points]
    legend_lines = 1 if height >= 6 else 0
    rows = height - 2 - legend_lines
    if not points or rows < 1:
        return []
    low, high = min(0.0, *(y for _, y in points)), max(y for _, y in points)
    high = high if high > low else low + 1.0
    marks = _marks(low, high, max(1, min(6, rows // 2)))
    names = {t: y_name(t) for t in marks}
    margin = max(cell_len(n) for n in names.values()) + 2
    room = width - margin
    if room < 8:
        return []
    y_scale = Scale(low, high, rows * 4)
    x_scale = Scale(min(x for x, _ in points), max(x for x, _ in points), room * 2)
    body = _body(lines, room, rows, x_scale, y_scale)
    at_row = {rows - 1 - y_scale.place(t) // 4: names[t] for t in marks[1:]}
    drawn = [
        Content.assemble(
            (_pad_left(at_row.get(n, ""), margin - 2) + " ", _AXIS),
            ("┤" if n in at_row else "│", _AXIS),
            cells,
        )
        for n, cells in enumerate(body)
    ]
    base = _pad_left(names[marks[0]], margin - 2)
    places = [(x_scale.place(x) // 2, name) for x, name in x_names]
    return [
        *([legend(lines, width)] if legend_lines else []),
        *drawn,
        Content(f"{base} ┼{_rule(places, room)}").stylize(_AXIS),
        Content(" " * margin + _names(places, room)).stylize(_AXIS),
    ]


def _marks(low: float, high: float, most: int) -> list[float]:
    """Round values inside the range, at least two where there can be."""
    for parts in range(most, most + 6):
        found = [t for t in ticks(low, high, parts) if low <= t <= high]
        if len(found) > 1:
            return found
    return [low]


def legend(lines: Sequence[Line], width: int) -> Content:
    """The lines' names, each with a piece of its line, padded to ``width``; cut at the right."""
    pieces: list[Content] = []
    used = 0
    for line in lines:
        sample = Canvas(3, 1)
        sample.line([(0, 1), (5, 1)], 0, line.pattern, line.thickness)
        drawn = "".join(char for char, _ in sample.rows()[0])
        size = cell_len(line.label) + 4 + (2 if pieces else 0)
        if used + size > width:
            break
        used += size
        pieces.append(Content.assemble((drawn, line.style), " ", line.label))
    return Content.assemble(Content("  ").join(pieces), " " * (width - used))


def _body(
    lines: Sequence[Line], room: int, rows: int, x_scale: Scale, y_scale: Scale
) -> list[Content]:
    canvas = Canvas(room, rows)
    bottom = canvas.dots_high - 1
    for layer, line in enumerate(lines):
        path = [(x_scale.place(x), bottom - y_scale.place(y)) for x, y in line.points]
        canvas.line(path, layer, line.pattern, line.thickness)
    drawn = []
    for row in canvas.rows():
        runs = groupby(row, key=lambda cell: cell[1])
        drawn.append(
            Content.assemble(
                *(
                    ("".join(c for c, _ in cells), "" if layer is None else lines[layer].style)
                    for layer, cells in runs
                )
            )
        )
    return drawn


def _pad_left(text: str, cells: int) -> str:
    return " " * (cells - cell_len(text)) + text


def _rule(places: Sequence[tuple[int, str]], room: int) -> str:
    marked = {place for place, _ in places}
    return "".join("┬" if n in marked and n else "─" for n in range(room))


def _names(places: Sequence[tuple[int, str]], room: int) -> str:
    text = ""
    used = 0
    for place, name in sorted(places):
        if place >= used and place + cell_len(name) <= room:
            text += " " * (place - used) + name + " "
            used = place + cell_len(name) + 1
    return text + " " * (room - used) if used <= room else text[: len(text) - (used - room)]
