"""All there is to say about one figure: its explanation, what it looks at, history, deals."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.mapping.table import ID
from salestui.metrics.definitions import Unit, definition
from salestui.metrics.history.trend import TOLD
from salestui.metrics.inputs import Inputs
from salestui.model.period import PeriodKind
from salestui.views.cells import column_title
from salestui.views.dashboard import DashboardView
from salestui.views.explain import Explanation, explain
from salestui.views.formats import not_available

_INSIDE = frozenset(("expected", "pace", "gap", "surplus", "required_per_day", "run_rate", *TOLD))
"""Trends that go through the days of the period, not from period to period."""

LARGEST = 12
"""Deals that a sheet names."""


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """One figure.

    Attributes:
        span: the days looked at; ``scope`` what part of the business.
        history: period and value, older to newer; empty where the trend is of days.
        approximate: what to know of calculated columns that unsaved edits may change.
        largest: the largest deals behind the figure: ``_id``, title, amount (empty for none).
        entity: what the rows behind the figure are, where they are no deals.
    """

    explanation: Explanation
    span: str
    scope: str
    history: tuple[tuple[str, str], ...]
    approximate: str
    largest: tuple[tuple[int, str, str], ...]
    entity: str = "deals"


def figure_sheet(view: DashboardView, inputs: Inputs, state: BookState, key: str) -> FigureSheet:
    """The sheet of a KPI of ``metrics.definitions``.

    Args:
        inputs, state: what ``view`` was made from.

    Raises:
        KeyError: there is no such KPI.
    """
    explanation = explain(view.figures, inputs, key, view.style)
    return FigureSheet(
        explanation=explanation,
        span=_span(view),
        scope=joined(f"{d} {v}" for d, v in view.filters) or _("company"),
        history=_history(view, key),
        approximate=_approximate(state),
        largest=_largest(view, state, explanation.deals),
    )


def _approximate(state: BookState) -> str:
    """What is said of the columns of figures whose formulas wait for a save."""
    columns = [
        column
        for entity in ("deals", "targets")
        if (rows := state.rows(entity)) is not None
        for column in rows.layout.columns
        if not column.name.startswith("x:") and state.has_approximate(entity, column.name)
    ]
    if not columns:
        return ""
    return _("≈ Calculated in the workbook, from before the unsaved edits: {columns}").format(
        columns=joined(column_title(column) for column in columns)
    )


def _span(view: DashboardView) -> str:
    as_of = _("as of {day}").format(day=view.as_of.isoformat())
    if view.period.kind is PeriodKind.ALL:
        return as_of
    start, end = view.period.start.isoformat(), view.period.end.isoformat()
    return f"{start} – {end} · {view.progress} · {as_of}"


def _history(view: DashboardView, key: str) -> tuple[tuple[str, str], ...]:
    series, periods = view.figures.trends.get(key, ()), view.figures.trend_periods
    if key in _INSIDE or len(series) != len(periods):
        return ()
    unit = definition(key).unit
    return tuple(
        (period.key, not_available() if value is None else view.style.value(value, unit))
        for period, value in zip(periods, series, strict=True)
    )


def _largest(
    view: DashboardView, state: BookState, deals: tuple[int, ...]
) -> tuple[tuple[int, str, str], ...]:
    frame = state.live("deals")
    if frame is None or not deals:
        return ()
    has_amount = frame.schema.get("amount") == pl.Float64
    amount = pl.col("amount") if has_amount else pl.lit(None, pl.Float64)
    top = (
        frame.lazy()
        .select(ID, amount=amount)
        .filter(pl.col(ID).is_in(deals))
        .sort("amount", descending=True, nulls_last=True, maintain_order=True)
        .head(LARGEST)
        .collect()
    )
    return tuple(
        (
            row,
            state.title_of("deals", row),
            "" if value is None else view.style.exact(value, Unit.MONEY),
        )
        for row, value in top.rows()
    )
