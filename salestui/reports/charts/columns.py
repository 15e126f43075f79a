"""Charts of columns side by side, their names below."""

from __future__ import annotations

from typing import Any

from salestui.reports.charts.labels import drawn_width, wrapped
from salestui.reports.charts.reading import MOST, Drawing, all_series, legend
from salestui.reports.charts.scales import steps
from salestui.views.documents.document import Chart, Table
from salestui.views.documents.texts import value_text
from salestui.views.formats import Style

_WIDTH, _LARGE_WIDTH = 66, 140
"""Of all columns together, in small letters."""

_SLOPING = 22
"""Of a name that slopes."""

_MOST_TOLD, _MOST_TOLD_LARGE = 9, 20
"""Columns of which each has room for its value above it."""


def columns(chart: Chart, table: Table, style: Style, large: bool = False) -> Drawing:
    """One column for each name and series."""
    series = all_series(chart, table)
    count = min(MOST, len(table.rows))
    told = count * len(series) <= (_MOST_TOLD_LARGE if large else _MOST_TOLD)
    parts: list[dict[str, Any]] = [
        {
            "place": place,
            "series": n,
            "value": value,
            "top": max(value, 0.0),
            "text": one.text(value, style) if told else None,
        }
        for place in range(count)
        for n, one in enumerate(series)
        if (value := one.values[place]) is not None
    ]
    lines = steps((part["value"] for part in parts), least=series[0].least)
    names, slope = _names(chart, table, style, _LARGE_WIDTH if large else _WIDTH)
    known = {
        "names": names,
        "slope": slope,
        **legend(series),
        "steps": lines,
        "told": [series[0].text(line, style) for line in lines],
        "low": lines[0],
        "high": lines[-1],
    }
    room = {"left": 64, "right": 8, "top": known["above"] + 20, "bottom": _depth(names, slope)}
    return Drawing({"parts": parts}, known, {"padding": room})


def _names(chart: Chart, table: Table, style: Style, whole: int) -> tuple[list[list[str]], int]:
    """Names on lines as wide as a column; sloping where they do not fit."""
    form = table.columns[table.place(chart.by)].form
    texts = [value_text(cell, form, style) for cell in table.values(chart.by)[:MOST]]
    width = whole // max(1, len(texts))
    level = [wrapped(text, width - 1, 3) for text in texts] if width >= 5 else []
    if level and not any(name[-1].endswith("…") for name in level):
        return level, 0
    return [wrapped(text, _SLOPING, 1) for text in texts], -45


def _depth(names: list[list[str]], slope: int) -> float:
    """How much room the names take below the columns."""
    if slope:
        return 14 + 4.9 * max(drawn_width(line) for name in names for line in name)
    return 8 + 14 * max(map(len, names), default=1)
