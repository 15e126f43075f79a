"""Charts of bars below each other: names at the left, values at the right."""

from __future__ import annotations

from typing import Any

from salestui.i18n import _
from salestui.reports.charts.labels import drawn_width, wrapped
from salestui.reports.charts.palette import Palette
from salestui.reports.charts.reading import Drawing, Series, all_series, ends, legend, names
from salestui.views.documents.document import Chart, Table
from salestui.views.formats import DOWN, FLAT, UP, Style, not_available

_TITLE = 24
_BEFORE_TITLE, _LETTER = -112.0, 7.0
"""Where the second title would stand after an empty one, and the width of a letter."""

_NARROWEST = 0.17
"""The share of the width that a part needs for its value to be written in it."""


def target(chart: Chart, table: Table, style: Style) -> Drawing:
    """What was reached and what was wanted, by name."""
    reached, wanted = all_series(chart, table)
    rows = []
    for place, (value, goal) in enumerate(zip(reached.values, wanted.values, strict=True)):
        text = not_available() if value is None else reached.text(value, style)
        if goal is not None:
            text = _("{value} of {whole}").format(value=text, whole=wanted.text(goal, style))
        rows.append({"place": place, "reached": value, "wanted": goal, "text": text})
    limits = ends(_known(reached) + _known(wanted))
    titles = [wrapped(one.title, _TITLE, 1)[0] for one in (reached, wanted)]
    at = _BEFORE_TITLE + _LETTER * drawn_width(titles[0])
    key = [{"reached": titles[0], "wanted": titles[1], "at": at}]
    return Drawing({"rows": rows, "key": key}, {"names": names(chart, table, style), **limits})


def funnel(chart: Chart, table: Table, style: Style) -> Drawing:
    """From the first stage to the last, each in the middle."""
    (series,) = all_series(chart, table)
    rows = [
        {
            "place": place,
            "from": -(value or 0.0),
            "to": value or 0.0,
            "text": not_available() if value is None else series.text(value, style),
        }
        for place, value in enumerate(series.values)
    ]
    return Drawing({"rows": rows}, {"names": names(chart, table, style), **ends(_known(series))})


def waterfall(chart: Chart, table: Table, style: Style) -> Drawing:
    """A start, steps up and down, and an end."""
    begin, end = all_series(chart, table)
    last = len(begin.values) - 1
    rows: list[dict[str, Any]] = []
    for place, (low, high) in enumerate(zip(begin.values, end.values, strict=True)):
        row: dict[str, Any] = {"place": place, "from": low or 0.0, "to": high or 0.0}
        row["next"] = place + 1 if place < last else None
        change = row["to"] - row["from"]
        if place in (0, last):
            row |= {"step": "whole", "text": end.text(row["to"], style)}
        else:
            row |= {"step": "up" if change > 0 else "down", "text": _step(change, end, style)}
        rows.append(row)
    limits = ends(_known(begin) + _known(end))
    return Drawing({"rows": rows}, {"names": names(chart, table, style), **limits})


def _step(change: float, series: Series, style: Style) -> str:
    text = series.text(abs(change), style)
    if not change:
        return f"{FLAT} {text}"
    return f"{UP} +{text}" if change > 0 else f"{DOWN} -{text}"


def stacked(chart: Chart, table: Table, style: Style, palette: Palette) -> Drawing:
    """Parts of a whole behind each other, the whole at the right."""
    series = all_series(chart, table)
    wholes = [sum(v or 0.0 for v in row) for row in zip(*(s.values for s in series), strict=True)]
    limits = ends(wholes)
    parts: list[dict[str, Any]] = []
    for place in range(len(wholes)):
        start = 0.0
        for n, one in enumerate(series):
            value = one.values[place]
            if not value or value < 0:
                continue
            told = value < wholes[place] and value >= _NARROWEST * (limits["high"] - limits["low"])
            parts.append(
                {
                    "place": place,
                    "series": n,
                    "from": start,
                    "to": start + value,
                    "middle": start + value / 2,
                    "text": one.text(value, style) if told else "",
                    "ink": palette.inks[n],
                }
            )
            start += value
    rows = [{"place": n, "text": series[0].text(v, style)} for n, v in enumerate(wholes)]
    known = {"names": names(chart, table, style), **legend(series), **limits}
    room = {"left": 152, "right": 84, "top": known["above"] + 4, "bottom": 4}
    return Drawing({"parts": parts, "rows": rows}, known, {"padding": room})


def _known(series: Series) -> list[float]:
    return [value for value in series.values if value is not None]
