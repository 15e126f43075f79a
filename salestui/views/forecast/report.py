"""The forecast as plain data, for ``salestui forecast`` and other programs."""

from __future__ import annotations

from typing import Any

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.forecast.definitions import BY_CATEGORY, FORECAST
from salestui.views.forecast.past import PastForecast
from salestui.views.forecast.view import ForecastView, cell_text, line_name
from salestui.views.formats import Style, say
from salestui.views.past.looking_back import Present
from salestui.views.plain_table import aligned


def forecast_report(view: ForecastView, present: Present) -> dict[str, Any]:
    """The forecast as JSON-able values. Keys are stable; texts are in the current language.

    Returns:
        ``period``, ``scope``, ``as_of``, ``reason`` (why there is none, else null), ``notes``,
        ``definitions`` by column, ``slips`` (the slip rates that the range takes), ``lines``: of
        the whole, each team and each rep ``path`` (names, null for none), ``deals`` (open ones
        due), ``figures`` by column (null where there is none) and ``reasons`` for those;
        ``past``: of earlier periods ``period``, ``forecast``, ``actual``, ``accuracy``, ``bias``,
        ``slip``, ``reason``.
    """
    found = view.figures
    return {
        "period": present.period.key,
        "scope": dict(present.focus.terms),
        "as_of": present.as_of.isoformat(),
        "reason": view.needs or None,
        "notes": list(view.notes),
        "definitions": {d.key: i18n.label(d.formulas) for d in FORECAST},
        "slips": list(found.slips),
        "lines": [
            {
                "path": list(line.path),
                "deals": line.due,
                "figures": {key: figure.value for key, figure in line.figures.items()},
                "reasons": {k: say(f.reason) for k, f in line.figures.items() if f.reason},
            }
            for line in found.lines
        ],
        "past": [_past(one) for one in view.past_forecasts],
    }


def _past(one: PastForecast) -> dict[str, Any]:
    return {
        "period": one.period.key,
        "forecast": one.forecast,
        "actual": one.actual,
        "accuracy": one.accuracy.value,
        "bias": one.bias.value,
        "slip": one.slip.value,
        "reason": None if one.accuracy.reason is None else say(one.accuracy.reason),
    }


def forecast_text(view: ForecastView, present: Present, style: Style) -> str:
    """The forecast by category as plain tables, for a terminal or a screen reader."""
    heading = f"{present.period.key} · " + _("as of {day}").format(day=present.as_of.isoformat())
    if view.needs:
        return f"{heading}\n{view.needs}\n"
    header = ("", *(view.titles[key] for key in BY_CATEGORY))
    rows = [
        (
            "  " * len(line.path) + line_name(line.path, view.rows[0].label),
            *(cell_text(key, line.figures[key], style) for key in BY_CATEGORY),
        )
        for line in view.figures.lines
    ]
    parts = [heading, aligned([header, *rows], right=range(1, len(header)))]
    parts.append("\n".join(view.notes))
    if view.past:
        titles = ("", _("Forecast"), _("Actual"), _("Accuracy"), _("Bias"), _("Slipped"))
        past = [(p.period, p.forecast, p.actual, p.accuracy, p.bias, p.slip) for p in view.past]
        parts.append(aligned([titles, *past], right=range(1, 6)))
    return "\n\n".join(filter(None, parts)) + "\n"
