"""Native Excel charts of tables; they follow the tables' cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.workbook import Workbook

from salestui.i18n import _
from salestui.reports.excel.chart_shapes import (
    BASE,
    DOWN,
    UP,
    WHOLE,
    funnel_sides,
    waterfall_parts,
)
from salestui.reports.excel.data_sheet import DataSheet
from salestui.reports.excel.following import number
from salestui.reports.excel.looks import BAR, GREY, INK, RULE, SERIES, Looks
from salestui.reports.excel.page import FIRST_COLUMN, shown
from salestui.reports.excel.tables import Placed
from salestui.views.documents.document import Chart, ChartKind, Form

# XlsxWriter takes a name with a cell in it for a reference.
_LIKE_A_REFERENCE = re.compile(r"!(?=\$?[A-Z]+\$?\d)")
_DASHES = ("solid", "dash", "round_dot", "long_dash_dot")
_MANY_POINTS = 24
_FEW_BARS = 14
_UP = "#6DB388"
_DOWN = {"fg_color": "#C0503C", "bg_color": "#F7DDD7"}
_LABELLED_DAYS = 10


class ChartMaker:
    """Makes the charts of one workbook."""

    def __init__(self, book: Workbook, looks: Looks, data: DataSheet) -> None:
        self._book, self._looks, self._data = book, looks, data

    def make(self, chart: Chart, placed: Placed) -> NativeChart:
        """The chart of a table that is placed, without a size yet."""
        match chart.kind:
            case ChartKind.TARGET:
                made = self._target(chart, placed)
            case ChartKind.FUNNEL:
                made = self._funnel(chart, placed)
            case ChartKind.WATERFALL:
                made = self._waterfall(chart, placed)
            case ChartKind.LINES:
                made = self._lines(chart, placed)
            case ChartKind.COLUMNS | ChartKind.STACKED:
                made = self._columns(chart, placed)
        title = _LIKE_A_REFERENCE.sub("! ", shown(chart.title)).lstrip("=")
        font = {"name_font": {"size": 12, "bold": True, "color": INK}}
        made.set_title({"name": title, "overlay": False, **font})
        made.set_chartarea({"border": {"color": RULE}})
        return made

    def _target(self, chart: Chart, placed: Placed) -> NativeChart:
        """Columns for what was reached, a dash across each for its target."""
        reached, target = chart.series
        made = self._book.add_chart({"type": "column"})
        bars = {"fill": {"color": SERIES[0]}, "gap": 60}
        made.add_series(_series(placed, chart.by, reached) | bars)
        marks = self._book.add_chart({"type": "line"})
        mark = {
            "type": "long_dash",
            "size": 20,
            "fill": {"color": INK},
            "border": {"color": INK},
        }
        marks.add_series(
            _series(placed, chart.by, target) | {"line": {"none": True}, "marker": mark}
        )
        made.combine(marks)
        self._axes(made, placed, chart.series)
        made.set_legend({"position": "bottom"})
        return made

    def _columns(self, chart: Chart, placed: Placed) -> NativeChart:
        stacked = chart.kind is ChartKind.STACKED
        kind = {"type": "column", **({"subtype": "stacked"} if stacked else {})}
        made = self._book.add_chart(kind)
        alone = len(chart.series) == 1
        for n, name in enumerate(chart.series):
            look = {"fill": {"color": SERIES[n % len(SERIES)]}, "border": {"color": "#FFFFFF"}}
            labels = self._labels(placed, name) if alone else {}
            made.add_series(_series(placed, chart.by, name) | look | {"gap": 60} | labels)
        self._axes(made, placed, chart.series)
        made.set_legend({"none": True} if alone else {"position": "bottom"})
        return made

    def _lines(self, chart: Chart, placed: Placed) -> NativeChart:
        made = self._book.add_chart({"type": "line"})
        marked = placed.last - placed.first < _MANY_POINTS
        for n, name in enumerate(chart.series):
            colour = SERIES[n % len(SERIES)]
            line = {"color": colour, "width": 2.25, "dash_type": _DASHES[n % len(_DASHES)]}
            dot = {"type": "circle", "size": 5, "fill": {"color": colour}}
            look = {"line": line, "marker": dot if marked else {"type": "none"}}
            made.add_series(_series(placed, chart.by, name) | look)
        by = placed.table.columns[placed.table.place(chart.by)]
        self._axes(made, placed, chart.series, _days(placed) if by.form is Form.DAY else {})
        made.show_blanks_as("gap")
        made.set_legend({"position": "bottom"})
        return made

    def _funnel(self, chart: Chart, placed: Placed) -> NativeChart:
        """Bars in the middle, the first stage on top."""
        name = chart.series[0]
        sides = funnel_sides(placed, name)
        first, last = self._data.columns(chart.title, _names(placed, chart), [_("Side")], [sides])
        made = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        side = [self._data.name, first, FIRST_COLUMN + 1, last, FIRST_COLUMN + 1]
        made.add_series(
            {
                "categories": placed.cells(chart.by),
                "values": side,
                "fill": {"none": True},
                "border": {"none": True},
                "gap": 25,
            }
        )
        bars = _series(placed, chart.by, name) | {"fill": {"color": BAR}}
        made.add_series(bars | self._labels(placed, name, always=True))
        font = {"size": 10, "color": INK}
        made.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}})
        most = max((number(v) or 0 for v in placed.table.values(name)), default=0)
        bounds = {"min": 0, "max": most} if most else {}
        made.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, **bounds})
        made.set_legend({"none": True})
        return made

    def _waterfall(self, chart: Chart, placed: Placed) -> NativeChart:
        """Columns on invisible ones; steps down are hatched: colour is not all that tells them."""
        parts = waterfall_parts(placed, chart.series)
        told = {BASE: _("Base"), WHOLE: _("Start and end"), UP: _("Increase"), DOWN: _("Decrease")}
        looks: Mapping[str, dict[str, Any]] = {
            BASE: {"fill": {"none": True}, "border": {"none": True}},
            WHOLE: {"fill": {"color": BAR}},
            UP: {"fill": {"color": _UP}},
            DOWN: {"pattern": {"pattern": "wide_upward_diagonal", **_DOWN}},
        }
        first, last = self._data.columns(
            chart.title,
            _names(placed, chart),
            [told[p.name] for p in parts],
            [p.cells for p in parts],
        )
        made = self._book.add_chart({"type": "column", "subtype": "stacked"})
        size, hidden, seen = _size(placed, chart.series), [], set[str]()
        code = self._looks.compact(_form(placed, chart.series[0]), size)
        signed = code.partition(";")[0]
        for n, part in enumerate(parts):
            at = FIRST_COLUMN + 1 + n
            series = {
                "name": [self._data.name, first - 1, at],
                "categories": placed.cells(chart.by),
                "values": [self._data.name, first, at, last, at],
                "gap": 40,
            }
            if part.name != BASE:
                before = {UP: '"+"', DOWN: '"-"'}.get(part.name, "")
                shape = f"{before}{signed};{before}{signed};"
                series["data_labels"] = {"value": True, "num_format": shape, "font": {"size": 9}}
            made.add_series(series | looks[part.name])
            if part.name == BASE or part.name in seen:
                hidden.append(n)
            seen.add(part.name)
        self._axes(made, placed, chart.series)
        made.set_legend({"position": "bottom", "delete_series": hidden})
        return made

    def _axes(
        self,
        made: NativeChart,
        placed: Placed,
        series: Sequence[str],
        across: Mapping[str, object] | None = None,
    ) -> None:
        """Names or days below, values at the left in few digits."""
        font = {"num_font": {"size": 9, "color": GREY}, "line": {"color": RULE}}
        made.set_x_axis({**font, "label_position": "low", **(across or {})})
        code = self._looks.axis(_form(placed, series[0]), _size(placed, series))
        lines = {"visible": True, "line": {"color": "#E6EBF1"}}
        made.set_y_axis({**font, "num_format": code, "major_gridlines": lines})

    def _labels(self, placed: Placed, name: str, *, always: bool = False) -> dict[str, Any]:
        """The values at the bars, where these are few."""
        if not always and placed.last - placed.first >= _FEW_BARS:
            return {}
        code = self._looks.compact(_form(placed, name), _size(placed, [name]))
        told = {"value": True, "num_format": code, "font": {"size": 9, "color": INK}}
        return {"data_labels": told}


def _series(placed: Placed, by: str, name: str) -> dict[str, Any]:
    """A column of a table, under its header."""
    return {
        "name": placed.title(name),
        "categories": placed.cells(by),
        "values": placed.cells(name),
    }


def _names(placed: Placed, chart: Chart) -> list[str]:
    return [str(value) for value in placed.table.values(chart.by)]


def _days(placed: Placed) -> dict[str, Any]:
    """An axis of days that are not all named."""
    step = max((placed.last - placed.first + 1) // _LABELLED_DAYS, 1)
    units = {"major_unit": step, "major_unit_type": "days"}
    return {"date_axis": True, "num_format": "m-d", **units}


def _form(placed: Placed, name: str) -> Form:
    return placed.table.columns[placed.table.place(name)].form


def _size(placed: Placed, series: Sequence[str]) -> float:
    values = (number(v) for name in series for v in placed.table.values(name))
    return max((abs(v) for v in values if v is not None), default=0.0)
