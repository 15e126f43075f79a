"""A cell of the forecast, explained."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.figure import Figure
from salestui.metrics.forecast.deals import behind
from salestui.metrics.forecast.definitions import forecast_definition
from salestui.metrics.forecast.rollup import Forecast, ForecastLine
from salestui.metrics.forecast.simulation import Path
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.forecast.view import ForecastView, at_path, cell_text
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.states import State

_NUMBERS = {
    "landing": "{won} + {weighted}",
    "difference": "{override} - {landing}",
    "forecast_gap": "{target} - {landing}",
}
_NO_DEALS = ("target",)


def forecast_sheet(
    view: ForecastView, path: Path, span: str, style: Style, key: str
) -> FigureSheet:
    """The sheet of a column of a line.

    Raises:
        KeyError: there is no such line, or no such column.
    """
    line = at_path(view, path)
    if line is None:
        raise KeyError(path)
    rows, largest = _behind(view.figures, path, key, style)
    row = next(r for r in view.rows if r.path == path)
    return FigureSheet(
        explanation=Explanation(_kpi(view, line, key, style), _numbers(line, key, style), rows),
        span=span,
        scope=row.label,
        history=(),
        approximate="",
        largest=largest,
    )


def _kpi(view: ForecastView, line: ForecastLine, key: str, style: Style) -> Kpi:
    meant, figure = forecast_definition(key), line.figures[key]
    value = figure.value
    ranged = key in ("low", "middle", "high", "reach")
    notes = (*(say(n) for n in figure.notes), *(view.notes if ranged else ()))
    return Kpi(
        key=key,
        label=i18n.label(meant.labels),
        value=not_available() if value is None else cell_text(key, figure, style),
        exact="" if value is None else style.exact(value, meant.unit),
        severity=State.NEUTRAL,
        word="",
        trend=(),
        delta="",
        reason="" if figure.reason is None else say(figure.reason),
        notes=notes,
        formula=i18n.label(meant.formulas),
        edge=i18n.label(meant.edges),
    )


def _numbers(line: ForecastLine, key: str, style: Style) -> str:
    if key not in _NUMBERS or line.figures[key].value is None:
        return ""

    def exact(figure: Figure) -> str:
        return not_available() if figure.value is None else style.exact_money(figure.value)

    return _NUMBERS[key].format(**{k: exact(f) for k, f in line.figures.items()})


def _behind(
    found: Forecast, path: Path, key: str, style: Style
) -> tuple[tuple[int, ...], tuple[tuple[int, str, str], ...]]:
    if key in _NO_DEALS:
        return (), ()
    deals = behind(found.deals, path, key)
    largest = tuple(
        (row, name or customer or _("(no name)"), "" if m is None else style.exact_money(m))
        for row, name, customer, m in deals.head(LARGEST)
        .select("_id", "name", "customer", "money")
        .iter_rows()
    )
    return tuple(deals["_id"]), largest
