"""How units sell, what does not sell, and what is said about it, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from salestui.i18n import N_, _
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import Figure
from salestui.metrics.floor.definitions import FLOOR_FIGURES, LINE_FIGURES
from salestui.metrics.floor.frames import AREAS
from salestui.metrics.floor.sell_through import DIMENSIONS, Sold, by_dimension
from salestui.metrics.floor.unsold import GROUPED_BY, Reason, Unsold, unsold_groups
from salestui.views.formats import Style, not_available
from salestui.views.onsite.table import Heading, Line, Table, equals, unnamed

MEANT: Mapping[str, Definition] = {d.key: d for d in (*FLOOR_FIGURES, *LINE_FIGURES)}

_NAMES = {
    "building": N_("Building"),
    "layout": N_("Layout"),
    "phase": N_("Launch phase"),
    "area_band": N_("Area, m²"),
    "price_band": N_("List price"),
}
_LOW, _HIGH = 0.25, 0.75
_REASONS = 40
"""So many reasons are listed."""


def sold_tables(units: pl.DataFrame | None, as_of: date, style: Style) -> tuple[Table, ...]:
    """Sell-through by each dimension."""
    nothing = _("no sheet of units yet: n adds it") if units is None else _("no unit is launched")
    return tuple(
        Table(
            dimension,
            _("Sell-through by {what}").format(what=_(_NAMES[dimension]).lower()),
            _(_NAMES[dimension]),
            _sold_headings(),
            ()
            if units is None
            else tuple(_sold(x, dimension, style) for x in by_dimension(units, dimension, as_of)),
            MEANT["sell_through"],
            nothing,
        )
        for dimension in DIMENSIONS
    )


def _sold_headings() -> tuple[Heading, ...]:
    return (
        Heading(_("Launched"), 8, 2), Heading(_("Subscribed"), 10, 4), Heading(_("Signed"), 7, 3),
        Heading(_("Sold"), 6), Heading(_("By area"), 8, 6), Heading(_("By value"), 8, 5),
        Heading(_("Unsold"), 9, 1),
    )  # fmt: skip


def _sold(group: Sold, dimension: str, style: Style) -> Line:
    share = group.by_count.value or 0.0
    tone = "ok" if share >= _HIGH else "warning" if share < _LOW else ""
    return Line(
        key=group.key,
        name=unnamed(group.key),
        cells=(
            style.count(group.launched),
            style.count(group.subscribed),
            style.count(group.signed),
            _percent(group.by_count, style),
            _percent(group.by_area, style),
            _percent(group.by_value, style),
            _money(group.unsold_value, style),
        ),
        figure=group.by_count,
        entity="units",
        rows=group.rows,
        numbers=f"{group.sold:,} / {group.launched:,}",
        filter=_area_filter(group.key)
        if dimension == "area_band"
        else equals(dimension, group.key),
        tones=("", "", "", "", tone),
    )


def _area_filter(band: str) -> str:
    if not band:
        return "empty(area)"
    if band.startswith("<"):
        return f"area{band}"
    if band.startswith("≥"):
        return f"area>={AREAS[-1]:g}"
    low, _dash, high = band.partition("-")
    return f"area>={low} area<{high}"


def unsold_tables(
    units: pl.DataFrame | None, told: tuple[Reason, ...], as_of: date, style: Style
) -> tuple[Table, ...]:
    """Unsold units by what they are, and what those say who did not buy."""
    found = [
        Table(
            by,
            _("Unsold by {what}").format(what=_(_NAMES[by]).lower()),
            _(_NAMES[by]),
            (Heading(_("Units"), 6), Heading(_("Unsold"), 9, 1), Heading(_("On the market"), 13)),
            ()
            if units is None
            else tuple(_unsold(group, by, style) for group in unsold_groups(units, by, as_of)),
            MEANT["days_on_market"],
            _("no sheet of units yet: n adds it") if units is None else _("every unit is sold"),
        )
        for by in GROUPED_BY
    ]
    return (*found, _reasons(told, style))


def _unsold(group: Unsold, by: str, style: Style) -> Line:
    band = by == "price_band" and group.key
    name = f"{style.money(group.low)} - {style.money(group.high)}" if band else unnamed(group.key)
    days = not_available() if group.days.value is None else style.days(group.days.value)
    cells = (style.count(group.count), style.money(group.value), days)
    return Line(group.key, name, cells, group.days, "units", group.rows)


def _reasons(told: tuple[Reason, ...], style: Style) -> Table:
    words = {"visitors": _("visitors"), "deals": _("withdrawn")}
    lines = tuple(
        Line(
            key=f"{reason.told_by}:{reason.text}",
            name=reason.text,
            cells=(words[reason.told_by], style.count(reason.count)),
            figure=Figure(float(reason.count)),
            entity=reason.told_by,
            rows=reason.rows,
        )
        for reason in told[:_REASONS]
    )
    nothing = _("needs feedback of visitors, or loss reasons of deals")
    headings = (Heading(_("Told by"), 10, 1), Heading(_("Times"), 6))
    return Table("reasons", _("What those who did not buy say"), _("Reason"), headings, lines,
                 MEANT["reasons"], nothing)  # fmt: skip


def _percent(figure: Figure, style: Style) -> str:
    return not_available() if figure.value is None else style.percent(figure.value)


def _money(figure: Figure, style: Style) -> str:
    return not_available() if figure.value is None else style.money(figure.value)
