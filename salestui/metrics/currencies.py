"""Amounts in several currencies are never added up without rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.breakdown import Breakdown
from salestui.metrics.definitions import DEFINITIONS, Unit
from salestui.metrics.figure import Figure, na, note

_NOT_OF_DEALS = ("target", "expected")
_OF_MONEY = frozenset(
    d.key
    for d in DEFINITIONS
    if (d.unit in (Unit.MONEY, Unit.MONEY_PER_DAY) or d.of_money) and d.key not in _NOT_OF_DEALS
)


def currencies(facts: pl.DataFrame) -> list[str]:
    """The currencies that deals with an amount name, ascending; blank cells name none."""
    if facts["currency"].null_count() == facts.height:
        return []
    named = facts.filter(pl.col("amount").is_not_null())["currency"].drop_nulls().unique()
    return sorted(set(named.str.strip_chars().str.to_uppercase()) - {""})


def without_amounts(facts: pl.DataFrame) -> pl.DataFrame:
    """The same deals with no amount, so that nothing can add up what must not be."""
    return facts.with_columns(amount=pl.lit(None, pl.Float64()))


def blocked(kpis: Mapping[str, Figure], found: Sequence[str]) -> dict[str, Figure]:
    """The KPIs; those of deals' money n/a, naming the currencies, where there are several."""
    if len(found) < 2:
        return dict(kpis)
    none = _mixed(found)
    return {key: none if key in _OF_MONEY else figure for key, figure in kpis.items()}


def blocked_lines(breakdown: Breakdown, found: Sequence[str]) -> Breakdown:
    """The same for the lines of a breakdown."""
    if len(found) < 2:
        return breakdown
    none = _mixed(found)
    lines = (
        replace(x, actual=none, attainment=none, pace=none, growth=none, behind=0.0)
        for x in breakdown.lines
    )
    return replace(breakdown, lines=tuple(lines))


def _mixed(found: Sequence[str]) -> Figure:
    return na(note(reasons.MIXED_CURRENCIES, currencies=", ".join(found)))
