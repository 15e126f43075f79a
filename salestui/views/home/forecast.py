"""Where the period lands, in short: the categories, what follows from them, and the range."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.definitions import Definition
from salestui.metrics.forecast.definitions import forecast_definition
from salestui.views.forecast.view import ForecastRow, worked_out
from salestui.views.formats import not_available
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told
from salestui.views.states import State

_SHOWN = ("won", "commit", "best_case", "pipeline", "landing", "middle", "target")


def forecast_area(asked: Asked) -> AreaView:
    """The company's line of the forecast, or that of the focus. Blocks."""
    view = asked.forecast or worked_out(asked.present, asked.archive, asked.style, None)
    if view.needs or not view.rows:
        return AreaView((), needs=view.needs)
    whole = view.rows[0]
    figures = view.figures.lines[0].figures
    most = max((figures[key].value or 0.0 for key in _SHOWN), default=0.0)
    rows = []
    for key in _SHOWN:
        value = figures[key].value
        rows.append(
            AreaRow(
                key=key,
                label=i18n.label(forecast_definition(key).labels),
                value=whole.cells.get(key, not_available()),
                opens=Opens("forecast"),
                said=_range(whole) if key == "middle" else "",
                severity=whole.tones.get(key, State.NEUTRAL),
                bar=None if value is None or not most else max(0.0, value) / most,
                told=_told(forecast_definition(key), whole),
            )
        )
    reach = whole.cells.get("reach", "")
    note = _("chance {share}").format(share=reach) if figures["reach"].value is not None else ""
    return AreaView(tuple(rows), note=note)


def _range(whole: ForecastRow) -> str:
    return f"{whole.cells['low']} – {whole.cells['high']}" if whole.bar is not None else ""


def _told(meant: Definition, whole: ForecastRow) -> str:
    """The definition, and the cells that it is made of."""
    numbers = {
        "landing": ("won", "weighted"),
        "middle": ("low", "middle", "high"),
        "target": ("target", "forecast_gap"),
    }.get(meant.key, (meant.key,))
    said = " · ".join(
        f"{i18n.label(forecast_definition(key).labels)} {whole.cells[key]}" for key in numbers
    )
    return told(i18n.label(meant.formulas), said)
