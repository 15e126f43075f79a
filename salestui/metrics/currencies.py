"""Amounts in several currencies are never added up without rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.breakdown import Breakdown
from salestui.metrics.definitions import DEFINITIONS, Definition, Unit
from salestui.metrics.figure import Figure, na, note

_NOT_OF_DEALS = ("target", "expected")


def currencies(facts: pl.DataFrame) -> list[str]:
    """The currencies that deals with an amount name, ascending; blank cells name none."""
    if facts["currency"].null_count() == facts.height:
        return []
    named = facts.filter(pl.col("amount").is_not_null())["currency"].drop_nulls().unique()
    return sorted(set(named.str.strip_chars().str.to_uppercase()) - {""})


def without_amounts(facts: pl.DataFrame) -> pl.DataFrame:
    """The same deals with no amount, so that nothing can add up what must not be."""
    return facts.with_columns(amount=pl.lit(None, pl.Float64()))


def blocked(
    kpis: Mapping[str, Figure],
    found: Sequence[str],
    definitions: Sequence[Definition] = DEFINITIONS,
) -> dict[str, Figure]:
    """The figures; those of deals' money n/a, naming the currencies, where there are several."""
    if len(found) < 2:
        return dict(kpis)
    none = mixed(found)
    of_money = {d.key for d in definitions if _of_money(d)}
    return {key: none if key in of_money else figure for key, figure in kpis.items()}


def blocked_lines(breakdown: Breakdown, found: Sequence[str]) -> Breakdown:
    """The same for the lines of a breakdown."""
    if len(found) < 2:
        return breakdown
    none = mixed(found)
    lines = (
        replace(x, actual=none, attainment=none, pace=none, growth=none, behind=0.0)
        for x in breakdown.lines
    )
    return replace(breakdown, lines=tuple(lines))


def mixed(found: Sequence[str]) -> Figure:
    """No sum of amounts in several currencies, which are named."""
    return na(note(reasons.MIXED_CURRENCIES, currencies=", ".join(found)))


def _of_money(meant: Definition) -> bool:
    money = meant.unit in (Unit.MONEY, Unit.MONEY_PER_DAY) or meant.of_money
    return money and meant.key not in _NOT_OF_DEALS
