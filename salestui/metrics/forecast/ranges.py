"""The ranges of a forecast; after an edit, only those whose deals changed are run again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from salestui.metrics.forecast.simulation import (
    Path,
    Spread,
    Start,
    groups,
    outcomes,
    rated,
    spreads,
)

_VALUES = ("team", "rep", "amount", "chance")


@dataclass(frozen=True, slots=True)
class Ranges:
    """The range of each line, and what it was run from.

    Attributes:
        spreads: none for a line without runs.
        deals: see ``forecast_range.rated``; ``slips`` are the rates that were taken.
        ends: see ``forecast_range.outcomes``.
    """

    spreads: Mapping[Path, Spread]
    starts: Mapping[Path, Start]
    deals: pl.DataFrame
    slips: tuple[float, ...]
    ends: pl.DataFrame


def ranges(
    deals: pl.DataFrame,
    slips: Sequence[float],
    starts: Mapping[Path, Start],
    before: Ranges | None = None,
) -> Ranges:
    """The ranges of the lines of ``starts``.

    Args:
        deals: open ones, see ``forecast_range.outcomes``.
        before: any earlier ones: what has the same deals, rates and start is taken from there.
    """
    known, rates = rated(deals), tuple(slips)
    reps = groups(known).height
    if before is None or before.slips != rates or groups(before.deals).height != reps:
        ends = outcomes(known, rates)
        return Ranges(spreads(ends, starts), dict(starts), known, rates, ends)
    moved = _moved(before.deals, known)
    touched = {path[:depth] for path in moved.rows() for depth in range(3)}
    again = {p: s for p, s in starts.items() if p in touched or before.starts.get(p) != s}
    found = {p: s for p, s in before.spreads.items() if p in starts and p not in again}
    ends = before.ends
    if moved.height:
        on = moved.columns
        fresh = known.join(moved, on=on, how="semi", nulls_equal=True)
        ends = pl.concat([
            ends.join(moved, on=on, how="anti", nulls_equal=True),
            outcomes(fresh, rates, sharing=reps),
        ])  # fmt: skip
    return Ranges(found | spreads(ends, again), dict(starts), known, rates, ends)


def _moved(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """``team`` and ``rep`` of those who lost, got or have a deal that is not as it was."""
    both = before.with_columns(was=True).join(
        now.with_columns(is_now=True), on="_id", how="full", suffix="_now"
    )
    other = pl.any_horizontal(pl.col(n).ne_missing(pl.col(f"{n}_now")) for n in _VALUES)
    changed = both.filter(other)
    lost = changed.filter(pl.col("was")).select("team", "rep")
    got = changed.filter(pl.col("is_now")).select(team="team_now", rep="rep_now")
    return pl.concat([lost, got]).unique(maintain_order=True)
