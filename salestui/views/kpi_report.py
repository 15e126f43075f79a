"""The dashboard's figures as plain data, for ``salestui kpi`` and other programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from salestui import i18n
from salestui.i18n import _, joined
from salestui.metrics.breakdown import Breakdown, Line
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.definitions import DEFINITIONS, Unit, definition
from salestui.metrics.figure import Figure
from salestui.metrics.forecast.landing import with_range
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import formula
from salestui.views.names import breakdown_title, dimension_name, quality_label
from salestui.views.plain_table import aligned

_LINE_FIGURES = ("actual", "target", "attainment", "pace", "growth", "win_rate")


def kpi_report(
    inputs: Inputs, focus: Focus, period: Period, as_of: date, slips: Sequence[float] = ()
) -> dict[str, Any]:
    """The dashboard's figures as JSON-able values; see ``report_of``.

    Args:
        slips: slip rates of past periods, for the range of the landing.
    """
    about = inputs, focus, period, as_of
    return report_of(with_range(dashboard_figures(*about), forecast(*about, slips)))


def report_of(figures: DashboardFigures) -> dict[str, Any]:
    """Figures as JSON-able values. Keys are stable; texts are in the current language.

    Returns:
        ``period``: ``key``, ``kind``, ``start``, ``end`` (ISO dates; null for all time).
        ``scope``: value by dimension, empty for the company. ``as_of``: ISO date.
        ``kpis``: per key of ``salestui.metrics.definitions``: ``label``, ``value`` (a number or
        null; percentages are fractions), ``unit``, ``reason`` (why null, else null), ``notes``,
        ``definition``.
        What the workbook lacks the data for is null: without a sheet of deals all but targets,
        without a column of stages whatever tells open deals from others.
        ``counts``: ``deals`` (of the scope), ``won`` and ``lost`` (closed in the period up to the
        as-of day), ``open`` and ``by_stage`` (as the book stands, by the workbook's own names;
        ``""`` for a blank one).
        ``by_rep``, ``by_team``, ``by_region``, ``by_product``: lists, best attainment first, of
        ``name`` (null for deals that name none), ``won``, ``lost``, ``open``, ``open_value``,
        ``weighted``, ``actual``, ``target``, ``attainment``, ``pace``, ``growth``, ``win_rate``,
        and ``reasons`` for those of them that are null.
        ``data_quality``: counts by key of ``salestui.metrics.quality``.
    """
    period, always = figures.period, figures.period.kind is PeriodKind.ALL
    return {
        "period": {
            "key": period.key,
            "kind": period.kind.value,
            "start": None if always else period.start.isoformat(),
            "end": None if always else period.end.isoformat(),
        },
        "scope": dict(figures.focus.terms),
        "as_of": figures.as_of.isoformat(),
        "kpis": {d.key: _kpi(figures, d.key) for d in DEFINITIONS},
        "counts": _counts(figures),
        **{f"by_{d}": _lines(b, figures.kept) for d, b in figures.breakdowns.items()},
        "data_quality": dict(figures.quality),
    }


def _kpi(figures: DashboardFigures, key: str) -> dict[str, Any]:
    meant, figure = definition(key), figures.kpis[key]
    return {
        "label": i18n.label(meant.labels),
        "value": _number(figure.value, meant.unit),
        "unit": meant.unit.value,
        "reason": None if figure.reason is None else say(figure.reason),
        "notes": [say(n) for n in figure.notes],
        "definition": formula(figures, key),
    }


def _number(value: float | None, unit: Unit) -> float | int | None:
    return int(value) if value is not None and unit is Unit.COUNT else value


def _counts(figures: DashboardFigures) -> dict[str, Any]:
    return {
        "deals": figures.quality["deals"],
        **_numbers(figures.tally.won, figures.tally.lost, figures.open_deals.count, figures.kept),
        "by_stage": {name or "": deals for name, deals in figures.stage_names.items()},
    }


def _numbers(won: int, lost: int, still_open: int, kept: Kept) -> dict[str, int | None]:
    """How many deals; null where the workbook has no sheet of them."""
    numbers = {"won": won, "lost": lost, "open": still_open}
    return dict.fromkeys(numbers) if kept is Kept.NOTHING else dict(numbers)


def _lines(breakdown: Breakdown, kept: Kept) -> list[dict[str, Any]]:
    return [_line(line, kept) for line in breakdown.lines]


def _line(line: Line, kept: Kept) -> dict[str, Any]:
    found: dict[str, Figure] = {key: getattr(line, key) for key in _LINE_FIGURES}
    return {
        "name": line.name,
        **_numbers(line.won, line.lost, line.open_deals, kept),
        "open_value": line.open_value if kept is Kept.PIPELINE else None,
        "weighted": line.weighted if kept is Kept.PIPELINE else None,
        **{key: figure.value for key, figure in found.items()},
        "reasons": {k: say(f.reason) for k, f in found.items() if f.reason is not None},
    }


def kpi_text(report: dict[str, Any], style: Style | None = None) -> str:
    """The report as a plain table for a terminal or a screen reader.

    Args:
        report: from ``kpi_report``.
    """
    style = style or Style(i18n.language())
    period, scope = report["period"], report["scope"]
    span = "" if period["start"] is None else f" ({period['start']} - {period['end']})"
    who = joined(f"{dimension_name(d)}: {v}" for d, v in scope.items()) or _("company")
    parts = [
        f"{period['key']}{span} · {who} · " + _("as of {day}").format(day=report["as_of"]),
        aligned([_kpi_row(k, style) for k in report["kpis"].values()], right=(1,)),
    ]
    for dimension in ("team", "rep", "region", "product"):
        if lines := report[f"by_{dimension}"]:
            header = (
                "",
                _("Actual"),
                _("Target"),
                _("Attainment"),
                _("Won"),
                _("Lost"),
                _("Open deals"),
            )
            rows = [header, *(_line_row(line, style) for line in lines)]
            table = aligned(rows, right=range(1, len(header)))
            parts.append(f"{breakdown_title(dimension)}\n{table}")
    if found := [(quality_label(k), f"{n:,}") for k, n in report["data_quality"].items() if n]:
        parts.append(_("Data") + "\n" + aligned(found, right=(1,)))
    return "\n\n".join(parts) + "\n"


def _kpi_row(kpi: dict[str, Any], style: Style) -> tuple[str, ...]:
    if kpi["value"] is None:
        return kpi["label"], not_available(), kpi["reason"]
    text = style.exact(kpi["value"], Unit(kpi["unit"]))
    return kpi["label"], text, " · ".join(kpi["notes"])


def _line_row(line: dict[str, Any], style: Style) -> tuple[str, ...]:
    def shown(key: str, unit: Unit) -> str:
        value = line[key]
        return not_available() if value is None else style.exact(value, unit)

    reached = line["attainment"]
    return (
        line["name"] or _("(none)"),
        shown("actual", Unit.MONEY),
        shown("target", Unit.MONEY),
        not_available() if reached is None else style.percent(reached),
        *(shown(key, Unit.COUNT) for key in ("won", "lost", "open")),
    )
