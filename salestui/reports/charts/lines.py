"""Charts of lines over days, each with its name and last value at the right."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from salestui.reports.charts.labels import wrapped
from salestui.reports.charts.reading import Drawing, Series, all_series
from salestui.reports.charts.scales import dates, steps
from salestui.views.documents.document import Chart, Table
from salestui.views.formats import Style

_HEIGHT = 200
_MOST_POINTS = 200


def lines(chart: Chart, table: Table, style: Style) -> Drawing | None:
    """Each series from day to day; None where there is no day."""
    series = all_series(chart, table, most=None)
    days = [day if isinstance(day, date) else None for day in table.values(chart.by)]
    known_days = sorted(day for day in days if day is not None)
    if not known_days:
        return None
    first, last = known_days[0], known_days[-1]
    points = [
        {"day": (day - first).days, "series": n, "value": one.values[at]}
        for n, one in enumerate(series)
        for at, day in _kept(days)
    ]
    axis = steps((p["value"] for p in points if p["value"] is not None), least=series[0].least)
    ticks = dates(first, last, style)
    known = {
        "last": max(1, (last - first).days),
        "days": [(day - first).days for day, _text in ticks],
        "dated": [text for _day, text in ticks],
        "places": list(range(len(series))),
        "steps": axis,
        "told": [series[0].text(step, style) for step in axis],
        "low": axis[0],
        "high": axis[-1],
    }
    return Drawing({"points": points, "ends": _ends(points, series, axis, style)}, known)


def _kept(days: list[date | None]) -> list[tuple[int, date]]:
    """The days that are drawn, with their places: all, or every so many and the last one."""
    placed = [(n, day) for n, day in enumerate(days) if day is not None]
    every = -(-len(placed) // _MOST_POINTS)
    kept = placed[::every]
    return kept if kept[-1] == placed[-1] else [*kept, placed[-1]]


def _ends(
    points: list[dict[str, Any]], series: list[Series], axis: list[float], style: Style
) -> list[dict[str, Any]]:
    """The last point of each series that has any, with its text, at heights that leave room."""
    found = []
    for n, one in enumerate(series):
        known = [p for p in points if p["series"] == n and p["value"] is not None]
        if not known:
            continue
        end = max(known, key=lambda p: p["day"])
        share = (end["value"] - axis[0]) / (axis[-1] - axis[0])
        text = [*wrapped(one.title, 13, 1), one.text(end["value"], style)]
        found.append({**end, "at": _HEIGHT * (1 - share), "text": text})
    found.sort(key=lambda end: end["at"])
    gap = min(34.0, _HEIGHT / max(1, len(found)))
    for above, below in pairwise(found):
        below["at"] = max(below["at"], above["at"] + gap)
    floor = _HEIGHT - gap / 2
    for end in reversed(found):
        end["at"] = floor = min(end["at"], floor)
        floor -= gap
    return found
