"""Where a period may land: seeded runs of what its open deals may bring.

Deals are not independent: in a slow quarter many slip at once. So each run takes the slip rate of
one past period for all its deals, which an exact convolution of single deals cannot tell; without
past periods the runs come to the distribution that the convolution would give. The largest deals
are drawn one by one; the many small ones beside them are drawn as their sum, which is normal.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import polars as pl

RUNS = 2_000
"""Runs of the simulation."""

DRAWN = 600
"""Deals that are drawn one by one, shared out among the groups."""

_SEED = 20_240_101

Group = tuple[str | None, str | None]
"""Team and rep."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The 10th, 50th and 90th percentile of the runs.

    Attributes:
        reach: the share of runs that reach the target; None without one.
        deals: open deals that have an amount and a probability.
    """

    low: float
    middle: float
    high: float
    reach: float | None
    deals: int


def outcomes(deals: pl.DataFrame, slips: Sequence[float] = ()) -> dict[Group, list[float]]:
    """What the open deals of each group bring, run by run; the same runs for the same deals.

    A deal brings its amount with its probability times the share that did not slip.

    Args:
        deals: ``team``, ``rep``, ``amount``, ``chance``; deals that lack the last two bring
            nothing.
        slips: slip rates of past periods, each 0 to 1; none takes no deal to slip.
    """
    rated = deals.drop_nulls(["amount", "chance"]).filter(pl.col("amount") != 0)
    spread = (pl.col("amount").pow(2) * pl.col("chance") * (1 - pl.col("chance"))).alias("spread")
    ranked = rated.with_columns(spread).sort(
        "spread", "amount", "chance", descending=True, maintain_order=True
    )
    groups = ranked.partition_by("team", "rep", as_dict=True, maintain_order=False)
    kept = _kept(slips)
    each = max(1, DRAWN // max(1, len(groups)))
    return {(team, rep): _drawn(rows, each, kept, f"{team}\0{rep}")
            for (team, rep), rows in groups.items()}  # fmt: skip


def _kept(slips: Sequence[float]) -> list[float]:
    """By run, the share of deals that do not slip."""
    if not slips:
        return [1.0] * RUNS
    draw = random.Random(_SEED)
    return [1.0 - min(max(draw.choice(slips), 0.0), 1.0) for _ in range(RUNS)]


def _drawn(rows: pl.DataFrame, each: int, kept: Sequence[float], name: str) -> list[float]:
    draw = random.Random(f"{_SEED} {name}").random
    totals = [0.0] * len(kept)
    for amount, chance in rows.head(each).select("amount", "chance").iter_rows():
        for run, share in enumerate(kept):
            if draw() < chance * share:
                totals[run] += amount
    if rows.height > each:
        rest = _rest(rows.slice(each), kept, name)
        return [total + more for total, more in zip(totals, rest, strict=True)]
    return totals


def _rest(rows: pl.DataFrame, kept: Sequence[float], name: str) -> list[float]:
    """The sum of many small deals by run: normal, never beyond all or none of them."""
    amount, chance = pl.col("amount"), pl.col("chance")
    mean, square, both, least, most = rows.select(
        (amount * chance).sum(),
        (amount.pow(2) * chance).sum().alias("square"),
        (amount.pow(2) * chance.pow(2)).sum().alias("both"),
        amount.clip(upper_bound=0).sum().alias("least"),
        amount.clip(lower_bound=0).sum().alias("most"),
    ).row(0)
    gauss = random.Random(f"{_SEED} {name} rest").gauss
    found = (
        gauss(share * mean, sqrt(max(share * square - share**2 * both, 0.0))) for share in kept
    )
    return [min(max(value, least), most) for value in found]


def added(runs: Iterable[Sequence[float]]) -> list[float]:
    """Several groups together, run by run."""
    return [sum(values) for values in zip(*runs, strict=True)]


def spread_of(runs: Sequence[float], won: float, target: float | None, deals: int) -> Spread | None:
    """The percentiles of what is won and what the runs bring; None without runs."""
    if not runs:
        return None
    ends = sorted(won + value for value in runs)
    reach = None
    if target is not None:
        reach = sum(value >= target - 1e-9 for value in ends) / len(ends)
    low, middle, high = (ends[ceil(share * len(ends)) - 1] for share in (0.1, 0.5, 0.9))
    return Spread(low, middle, high, reach, deals)


def together(
    found: Mapping[Group, Sequence[float]], path: tuple[str | None, ...]
) -> Sequence[float]:
    """The runs of all groups below a path (see ``metrics.forecast.ForecastLine``)."""
    below = [runs for group, runs in found.items() if group[: len(path)] == path]
    return below[0] if len(below) == 1 else added(below)
