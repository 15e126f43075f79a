"""From a chart and its table to a picture: SVG to stand within a page, with no word of markup."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from vl_convert import vegalite_to_svg

from salestui.plain_text import visible
from salestui.reports.charts.bars import funnel, stacked, target, waterfall
from salestui.reports.charts.columns import columns
from salestui.reports.charts.embedding import embedded
from salestui.reports.charts.lines import lines
from salestui.reports.charts.palette import SCREEN, Palette, config
from salestui.reports.charts.reading import Drawing, is_known
from salestui.views.documents.document import Chart, ChartKind, Table
from salestui.views.formats import Style

_LARGER = 460
"""How much wider a large chart is; half a page and a whole one show letters of the same size."""


def svg(
    chart: Chart, table: Table, style: Style, palette: Palette = SCREEN, *, large: bool = False
) -> str:
    """The chart as an ``<svg>`` element as wide as its place; empty without a number to draw.

    Texts of cells are data of the specification: they reach the picture as text, whatever they are.
    Nothing is read from elsewhere.

    Args:
        large: for the whole width of a page, not for half of it.

    Raises:
        KeyError: the table has no such column.
    """
    drawing = _drawing(chart, table, style, palette, large) if is_known(chart, table) else None
    if drawing is None:
        return ""
    specification = _specification(chart.kind, drawing)
    if large:
        specification["width"] += _LARGER
    drawn = vegalite_to_svg(specification, config=config(palette), allowed_base_urls=[])
    return embedded(drawn, visible(chart.says or chart.title))


def _drawing(
    chart: Chart, table: Table, style: Style, palette: Palette, large: bool
) -> Drawing | None:
    match chart.kind:
        case ChartKind.TARGET:
            return target(chart, table, style)
        case ChartKind.FUNNEL:
            return funnel(chart, table, style)
        case ChartKind.WATERFALL:
            return waterfall(chart, table, style)
        case ChartKind.STACKED:
            return stacked(chart, table, style, palette)
        case ChartKind.COLUMNS:
            return columns(chart, table, style, large)
        case ChartKind.LINES:
            return lines(chart, table, style)


def _specification(kind: ChartKind, drawing: Drawing) -> dict[str, Any]:
    text = (files("templates") / "reports" / "charts" / f"{kind}.json").read_text("utf-8")
    specification: dict[str, Any] = json.loads(text)
    specification["datasets"] = _printable(drawing.rows)
    specification["params"] = [
        {"name": name, "value": _printable(value)} for name, value in drawing.known.items()
    ]
    return specification | drawing.frame


def _printable(value: Any) -> Any:
    """The data with all of its texts printable: a control character would end the process."""
    match value:
        case str():
            return visible(value)
        case list():
            return [_printable(one) for one in value]
        case dict():
            return {key: _printable(one) for key, one in value.items()}
        case _:
            return value
