"""Charts that Excel does not have: the invisible and visible columns that they are stacked from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from salestui.reports.excel.data_sheet import Computed
from salestui.reports.excel.following import number
from salestui.reports.excel.tables import Placed

BASE, WHOLE, UP, DOWN = "base", "whole", "up", "down"
"""The parts of a waterfall."""


@dataclass(frozen=True, slots=True)
class Part:
    """A series of a stacked chart.

    Attributes:
        cells: one per row of the table; null where the row has nothing of it.
        below: it reaches down from the axis.
    """

    name: str
    cells: tuple[Computed | None, ...]
    below: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A row of a waterfall: the cells that it goes from and to, and their values."""

    start: str
    end: str
    low: float
    high: float
    whole: bool

    def base(self) -> Computed:
        """What is left free below a step, or above one below the axis."""
        a, b = self.start, self.end
        formula = f"IF({a}*{b}>0,SIGN({a})*MIN(ABS({a}),ABS({b})),0)"
        if self.low * self.high <= 0:
            return Computed(formula, 0.0)
        size = min(abs(self.low), abs(self.high))
        return Computed(formula, size if self.low > 0 else -size)

    def part(self, name: str, *, below: bool) -> Computed | None:
        """How far it goes on one side of the axis; null where it is no such step."""
        if self.whole != (name == WHOLE):
            return None
        edge, bound = ("MIN", min) if below else ("MAX", max)
        if name == WHOLE:
            return Computed(f"{edge}({self.end},0)", bound(self.high, 0.0))
        moved = bound(self.high, 0.0) - bound(self.low, 0.0)
        formula = f"{edge}({self.end},0)-{edge}({self.start},0)"
        if name == DOWN:
            formula, moved = f"-({formula})", -moved
        sign = "-" if below else ""
        return Computed(f"{sign}MAX({formula},0)", (-1 if below else 1) * max(moved, 0.0))


def funnel_sides(placed: Placed, column: str) -> tuple[Computed, ...]:
    """What is left beside each bar so that it stands in the middle."""
    values = [number(v) or 0.0 for v in placed.table.values(column)]
    cells = [_cell(placed, column, n) for n in range(len(values))]
    whole = f"{cells[0]}:{cells[-1].rpartition('!')[2]}"
    return tuple(
        Computed(f"(MAX({whole})-N({cell}))/2", (max(*values, 0.0) - value) / 2)
        for cell, value in zip(cells, values, strict=True)
    )


def waterfall_parts(placed: Placed, series: Sequence[str]) -> tuple[Part, ...]:
    """Invisible bases, wholes that stand on the axis, and steps up and down; those that there are.

    Args:
        series: the columns that each step goes from and to.
    """
    steps = _steps(placed, series)
    parts = [Part(BASE, tuple(None if step.whole else step.base() for step in steps))]
    for below in (False, True):
        for name in (WHOLE, UP, DOWN):
            cells = tuple(step.part(name, below=below) for step in steps)
            if any(cell is not None and cell.value for cell in cells):
                parts.append(Part(name, cells, below))
    return tuple(parts)


def _steps(placed: Placed, series: Sequence[str]) -> list[_Step]:
    lows, highs = (placed.table.values(name) for name in series)
    last = len(lows) - 1
    steps = []
    for n, (low, high) in enumerate(zip(lows, highs, strict=True)):
        start, end = (f"N({_cell(placed, name, n)})" for name in series)
        x, y = number(low) or 0.0, number(high) or 0.0
        steps.append(_Step(start, end, x, y, n in (0, last) and x == 0))
    return steps


def _cell(placed: Placed, column: str, row: int) -> str:
    at = xl_rowcol_to_cell(placed.first + row, placed.columns[column], True, True)
    return f"{quote_sheetname(placed.sheet)}!{at}"
