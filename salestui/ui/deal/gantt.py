"""A task's bar in cells, with today marked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.views.deal import DealBar

DONE, OPEN, POINT, TODAY, EMPTY = "█", "▒", "◆", "│", " "


def place(day: date, span: tuple[date, date], width: int) -> int:
    """The cell, from 0, of a day when ``width`` cells show all days of the span."""
    first, last = span
    days = (last - first).days + 1
    return min(max((day - first).days * width // days, 0), width - 1)


def cells(bar: DealBar, span: tuple[date, date], width: int) -> tuple[int, int]:
    """The bar's first cell and the one after its last; at least one cell."""
    first, last = span
    days = (last - first).days + 1
    begin = place(bar.start, span, width)
    end = -(-((bar.due + timedelta(days=1) - first).days * width) // days)
    return begin, min(max(end, begin + 1), width)


def bar_text(bar: DealBar | None, span: tuple[date, date], width: int, today: date | None) -> str:
    """Exactly ``width`` cells: done and open parts of the bar, a point for a milestone."""
    if width <= 0:
        return ""
    drawn = [EMPTY] * width
    if today is not None and span[0] <= today <= span[1]:
        drawn[place(today, span, width)] = TODAY
    if bar is not None and bar.milestone:
        drawn[place(bar.due, span, width)] = POINT
    elif bar is not None:
        begin, end = cells(bar, span, width)
        filled = begin + round((end - begin) * bar.progress)
        drawn[begin:end] = DONE * (filled - begin) + OPEN * (end - filled)
    return "".join(drawn)
