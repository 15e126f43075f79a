"""The on-site screen: figures, how units sell, who comes, what is due, what phases reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.mapping.table import ID
from salestui.metrics.figure import Figure, na
from salestui.metrics.floor import sell_through, unsold, visitors
from salestui.metrics.floor.definitions import FLOOR_FIGURES
from salestui.metrics.floor.phases import Phase, phase_report
from salestui.metrics.select import LOST
from salestui.model.period import Period
from salestui.selling.floor.frames import (
    buyers,
    phase_rows,
    phase_targets,
    register_of,
    unit_rows,
)
from salestui.selling.following.followups import FLOOR, follow_ups, of_reps, reps_in
from salestui.views.followups import LISTED, FollowUpRow, follow_up_rows
from salestui.views.formats import Style
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.onsite.coming import Visits, came_tables, phase_table
from salestui.views.onsite.selling import sold_tables, unsold_tables
from salestui.views.onsite.table import Table
from salestui.views.past.looking_back import Present
from salestui.views.told import Told

NO_UNITS = N_("the workbook has no sheet of units")
NO_REGISTER = N_("the workbook has no visitor register")
SHEETS = ("units", "visitors", "phases")
"""What the screen is made of, by entity."""

_OF_VISITORS = ("visits", "visit_conversion", "completeness", "doubles", "referral_share")
_OF_UNITS = tuple(d.key for d in FLOOR_FIGURES if d.key not in _OF_VISITORS)


@dataclass(frozen=True, slots=True)
class OnsiteView:
    """Everything the screen shows.

    Attributes:
        sold, unsold, came: the ways in which each table can be looked at.
        chases: the first of what is due on the floor, of ``due`` in all.
        missing: the entities of ``SHEETS`` that the workbook lacks.
        report: the phases in numbers; None where the workbook keeps none.
    """

    period: str
    figures: tuple[Kpi, ...]
    told: Told
    sold: tuple[Table, ...]
    unsold: tuple[Table, ...]
    came: tuple[Table, ...]
    phases: Table
    chases: tuple[FollowUpRow, ...]
    due: int
    missing: tuple[str, ...]
    report: tuple[Phase, ...] | None
    style: Style


def onsite_view(present: Present, style: Style) -> OnsiteView:
    """Work the on-site screen out. Blocks: a worker's work.

    The focus's rep or team narrows what is due; units and visitors are told whole.
    """
    state, period, as_of = present.state, present.period, present.as_of
    units, register, spans = unit_rows(state), register_of(state), phase_rows(state)
    visits = None
    if register is not None:
        visits = Visits(register, buyers(state, units, register.rows), period, as_of)
    told = _told(units, visits, period, as_of)
    came = None if register is None else register.rows
    lost = present.inputs.facts.filter(LOST).select("_id", "loss_reason")
    reasons = unsold.reasons(came, lost, as_of)
    nothing = pl.DataFrame(schema={"subscribed": pl.Date, "signed": pl.Date})
    weeks = visitors.weekly(came, nothing if units is None else units, as_of)
    report = None
    if spans is not None and units is not None:
        report = phase_report(spans, units, phase_targets(state), as_of)
    found = of_reps(follow_ups(state, as_of), reps_in(state, present.focus))
    chases = found.filter(pl.col("source").cast(pl.String).is_in([str(s) for s in FLOOR]))
    return OnsiteView(
        period_name(period),
        told.kpis(style),
        told,
        sold_tables(units, as_of, style),
        unsold_tables(units, reasons, as_of, style),
        came_tables(visits, weeks if register is not None else (), style),
        phase_table(report, style),
        follow_up_rows(state, chases.head(LISTED)),
        chases.height,
        tuple(name for name in SHEETS if state.rows(name) is None),
        report,
        style,
    )


def floor_figures(state: BookState, period: Period, as_of: date) -> Told:
    """The figures alone. Blocks."""
    units, register = unit_rows(state), register_of(state)
    visits = None
    if register is not None:
        visits = Visits(register, buyers(state, units, register.rows), period, as_of)
    return _told(units, visits, period, as_of)


def _told(units: pl.DataFrame | None, visits: Visits | None, period: Period, as_of: date) -> Told:
    figures: dict[str, Figure] = {}
    behind: dict[str, tuple[str, tuple[int, ...]]] = {}
    numbers: dict[str, str] = {}
    if units is None:
        figures = dict.fromkeys(_OF_UNITS, na(NO_UNITS))
    else:
        _tell_units(units, as_of, figures, behind, numbers)
    if visits is None:
        figures |= dict.fromkeys(_OF_VISITORS, na(NO_REGISTER))
    else:
        _tell_visits(visits, figures, behind)
    span = f"{period_name(period)} · " + _("as of {day}").format(day=as_of.isoformat())
    return Told(figures, behind, FLOOR_FIGURES, span, _("company"), numbers)


def _tell_units(
    units: pl.DataFrame,
    as_of: date,
    figures: dict[str, Figure],
    behind: dict[str, tuple[str, tuple[int, ...]]],
    numbers: dict[str, str],
) -> None:
    whole = sell_through.whole(units, as_of)
    discount, pairs = unsold.average_discount(units, as_of)
    days = unsold.days_on_market(units, as_of)
    figures |= {
        "units": Figure(float(whole.launched)), "sold": Figure(float(whole.sold)),
        "signed": Figure(float(whole.signed)), "sell_through": whole.by_count,
        "sell_through_area": whole.by_area, "sell_through_value": whole.by_value,
        "unsold_value": whole.unsold_value, "days_on_market": days, "discount": discount,
    }  # fmt: skip
    signed = set(units.filter(pl.col("status") == "signed")[ID])
    rows: Mapping[str, tuple[int, ...]] = {
        "sold": whole.sold_rows,
        "signed": tuple(row for row in whole.sold_rows if row in signed),
        "unsold_value": whole.unsold_rows,
        "days_on_market": whole.unsold_rows,
        "discount": pairs,
    }
    behind |= {key: ("units", rows.get(key, whole.rows)) for key in figures}
    numbers["sold"] = f"{whole.subscribed:,} + {whole.signed:,}"
    if whole.launched:
        numbers["sell_through"] = f"{whole.sold:,} / {whole.launched:,}"


def _tell_visits(
    visits: Visits,
    figures: dict[str, Figure],
    behind: dict[str, tuple[str, tuple[int, ...]]],
) -> None:
    rows, period, as_of = visits.register.rows, visits.period, visits.as_of
    monday = as_of - timedelta(days=as_of.weekday())
    week = visitors.visits_between(rows, monday, as_of)
    doubles = visitors.doubles_by(visits.register, as_of)
    found = {
        "visits": (Figure(float(len(week))), week),
        "visit_conversion": visitors.conversion(rows, visits.buyers, period, as_of),
        "completeness": visitors.completeness(rows, period, as_of),
        "doubles": (Figure(float(len(doubles))), doubles),
        "referral_share": visitors.referral_share(rows, visits.buyers, period, as_of),
    }
    for key, (figure, ids) in found.items():
        figures[key], behind[key] = figure, ("visitors", ids)
