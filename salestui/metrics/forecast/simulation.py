"""Where a period may land: seeded runs of what its open deals may bring.

Deals are not independent: in a slow quarter many slip at once. So each run takes the slip rate of
one past period for all its deals, which an exact convolution of single deals cannot tell; without
past periods the runs come to the distribution that the convolution would give. The largest deals
are drawn one by one; the many small ones beside them are drawn as their sum, which is normal.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi

import polars as pl

RUNS = 2_000
"""Runs of the simulation."""

DRAWN = 400
"""Deals that are drawn one by one, shared out among the reps."""

_SEED = 20_240_101
_GROUP = ("team", "rep")

Path = tuple[str | None, ...]
"""None for the whole, the team, or team and rep."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The 10th, 50th and 90th percentile of the runs.

    Attributes:
        reach: the share of runs that reach the target; None without one.
    """

    low: float
    middle: float
    high: float
    reach: float | None


@dataclass(frozen=True, slots=True)
class Start:
    """What a line's runs are added to, and the target that they may reach."""

    won: float
    target: float | None


def rated(deals: pl.DataFrame) -> pl.DataFrame:
    """Of open deals, those that may bring something: ``_id``, team, rep, amount and chance."""
    return deals.drop_nulls(["amount", "chance"]).select("_id", *_GROUP, "amount", "chance")


def groups(deals: pl.DataFrame) -> pl.DataFrame:
    """``team`` and ``rep`` of the deals, each pair once."""
    return deals.select(_GROUP).unique(maintain_order=True)


def outcomes(
    deals: pl.DataFrame, slips: Sequence[float] = (), *, sharing: int | None = None
) -> pl.DataFrame:
    """What the open deals of each rep bring, run by run; the same runs for the same deals.

    A deal brings its amount with its probability times the share that did not slip.

    Args:
        deals: ``_id``, ``team``, ``rep``, ``amount``, ``chance``; deals that lack one of the last
            two bring nothing.
        slips: slip rates of past periods, each 0 to 1; none takes no deal to slip.
        sharing: among how many reps the deals drawn one by one are shared; None for those given.

    Returns:
        ``team``, ``rep``, ``run`` and ``total``.
    """
    known = rated(deals)
    numbered = groups(known).with_row_index("group").with_columns(luck=_luck())
    each = max(1, DRAWN // max(1, sharing or numbered.height))
    amount, chance = pl.col("amount"), pl.col("chance")
    ranked = (
        known.join(numbered, on=_GROUP, nulls_equal=True)
        .select("_id", "group", "luck", "amount", "chance")
        .sort((amount.pow(2) * chance * (1 - chance)), "_id", descending=[True, False])
        .with_columns(place=pl.int_range(pl.len()).over("group"))
    )
    runs = pl.DataFrame({"run": range(RUNS), "share": _kept(slips)})
    single = _singly(ranked.filter(pl.col("place") < each).lazy(), runs.lazy())
    rest = _as_sum(ranked.filter(pl.col("place") >= each).lazy(), runs.lazy())
    found = pl.concat([single, rest]).group_by("group", "run").agg(pl.col("total").sum())
    return found.join(numbered.lazy(), on="group").select(*_GROUP, "run", "total").collect()


def _luck() -> pl.Expr:
    """A rep's own number: others may come and go without changing it."""
    return (pl.struct(_GROUP).hash(_SEED) % 2**40).cast(pl.Int64)


def _kept(slips: Sequence[float]) -> list[float]:
    """By run, the share of deals that do not slip."""
    if not slips:
        return [1.0] * RUNS
    draw = random.Random(_SEED)
    return [1.0 - min(max(draw.choice(slips), 0.0), 1.0) for _ in range(RUNS)]


def _uniform(number: pl.Expr, stream: int) -> pl.Expr:
    """A number's own place from 0 to 1: other deals may come and go without changing it."""
    return number.hash(_SEED + stream).cast(pl.Float64) / 2.0**64


def _singly(deals: pl.LazyFrame, runs: pl.LazyFrame) -> pl.LazyFrame:
    luck = _uniform(pl.col("_id") * RUNS + pl.col("run"), 0)
    return (
        deals.join(runs, how="cross")
        .select("group", "run", total=pl.when(luck < pl.col("chance") * pl.col("share"))
                .then("amount").otherwise(0.0))
    )  # fmt: skip


def _as_sum(deals: pl.LazyFrame, runs: pl.LazyFrame) -> pl.LazyFrame:
    """The sum of many small deals by run: normal, never beyond all or none of them."""
    amount, chance, share = pl.col("amount"), pl.col("chance"), pl.col("share")
    place = pl.col("luck") * RUNS + pl.col("run")
    size = (-2 * _uniform(place, 1).clip(lower_bound=1e-12).log()).sqrt()
    normal = size * (2 * pi * _uniform(place, 2)).cos()
    variance = share * pl.col("square") - share.pow(2) * pl.col("both")
    return (
        deals.group_by("group")
        .agg(
            pl.col("luck").first(),
            mean=(amount * chance).sum(),
            square=(amount.pow(2) * chance).sum(),
            both=(amount * chance).pow(2).sum(),
            least=amount.clip(upper_bound=0).sum(),
            most=amount.clip(lower_bound=0).sum(),
        )
        .join(runs, how="cross")
        .with_columns(total=share * pl.col("mean") + normal * variance.clip(lower_bound=0).sqrt())
        .select("group", "run", total=pl.col("total").clip(pl.col("least"), pl.col("most")))
    )


def spreads(ends: pl.DataFrame, starts: Mapping[Path, Start]) -> dict[Path, Spread]:
    """The percentiles of what is won and the runs bring; none for a line without runs.

    Args:
        ends: from ``outcomes``.
    """
    found: dict[Path, Spread] = {}
    for depth in range(3):
        wanted = {path: start for path, start in starts.items() if len(path) == depth}
        found |= _level(ends, wanted, list(_GROUP[:depth]))
    return found


def _level(ends: pl.DataFrame, starts: Mapping[Path, Start], keys: list[str]) -> dict[Path, Spread]:
    """The lines of one level; ``keys`` are the columns that tell them apart."""
    columns = {**dict.fromkeys(keys, pl.String()), "won": pl.Float64(), "target": pl.Float64()}
    rows = [(*path, start.won, start.target) for path, start in starts.items()]
    if not rows:
        return {}
    table = pl.DataFrame(rows, schema=columns, orient="row")
    if keys:
        ends = ends.join(table, on=keys, how="semi", nulls_equal=True)
    totals = ends.lazy().group_by(*keys, "run").agg(pl.col("total").sum())
    if keys:
        placed = totals.join(table.lazy(), on=keys, nulls_equal=True)
    else:
        placed = totals.join(table.lazy(), how="cross")
    end = pl.col("total") + pl.col("won")
    read = (
        placed.group_by(*(keys or ["won"]))
        .agg(
            low=end.quantile(0.1, "lower"),
            middle=end.quantile(0.5, "lower"),
            high=end.quantile(0.9, "lower"),
            reach=(end >= pl.col("target") - 1e-9).mean(),
        )
        .collect()
    )
    return {
        tuple(row[key] for key in keys): Spread(
            row["low"], row["middle"], row["high"], row["reach"]
        )
        for row in read.iter_rows(named=True)
    }
