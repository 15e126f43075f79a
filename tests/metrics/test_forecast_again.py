"""Ranges of which only what changed is run again are those of the whole."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from salestui.metrics.forecast import ranges as forecast_again
from salestui.metrics.forecast.ranges import Ranges, ranges
from salestui.metrics.forecast.simulation import Path, Start

SCHEMA = {"_id": pl.Int64, "team": pl.String, "rep": pl.String, "amount": pl.Float64,
          "chance": pl.Float64}  # fmt: skip
PATHS: list[Path] = [(), ("A",), ("B",), (None,), ("A", "x"), ("A", None), ("B", "y"), (None, "z")]
PAIRS = [path for path in PATHS if len(path) == 2]


def frame(rows: dict[int, list[object]]) -> pl.DataFrame:
    return pl.DataFrame([(n, *row) for n, row in sorted(rows.items())], schema=SCHEMA, orient="row")


def row(random: Random) -> list[object]:
    amount = random.choice([None, 10.0, 10.0, random.uniform(1, 900)])
    return [*random.choice(PAIRS), amount, random.choice([None, 0.0, 0.5, random.random()])]


def edit(rows: dict[int, list[object]], random: Random) -> None:
    """A deal comes, goes, or is another one's, larger, likelier."""
    number = random.choice(list(rows) or [0])
    match random.randrange(4):
        case 0:
            rows[max(rows, default=0) + 1] = row(random)
        case 1:
            rows.pop(number, None)
        case _:
            rows[number] = row(random)


def assert_same(found: Ranges, whole: Ranges) -> None:
    order = ["team", "rep", "run"]
    assert_frame_equal(found.ends.sort(order), whole.ends.sort(order))
    assert found.spreads.keys() == whole.spreads.keys()
    for path, spread in whole.spreads.items():
        now = found.spreads[path]
        assert (now.low, now.middle, now.high) == pytest.approx(
            (spread.low, spread.middle, spread.high)
        )
        assert now.reach == spread.reach or now.reach == pytest.approx(spread.reach, abs=0.001)


@pytest.mark.parametrize("seed", range(8))
def test_ranges_after_random_edits_are_those_of_the_whole(seed: int) -> None:
    random = Random(seed)
    rows = {n: row(random) for n in range(random.choice((3, 400)))}
    kept: Ranges | None = None
    slips: tuple[float, ...] = ()
    for _step in range(12):
        edit(rows, random)
        if random.random() < 0.1:
            slips = random.choice(((), (0.2,), (0.0, 0.5)))
        starts = {path: Start(random.choice((0.0, 50.0)), 300.0) for path in PATHS}
        kept = ranges(frame(rows), slips, starts, kept)
        assert_same(kept, ranges(frame(rows), slips, starts))


def test_only_whose_deals_changed_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {n: [*PAIRS[n % len(PAIRS)], 10.0 + n, 0.5] for n in range(80)}
    starts = {path: Start(0.0, None) for path in PATHS}
    before = ranges(frame(rows), (), starts)
    run: list[pl.DataFrame] = []
    real = forecast_again.outcomes

    def outcomes(deals: pl.DataFrame, *args: object, **more: object) -> pl.DataFrame:
        run.append(deals)
        return real(deals, *args, **more)

    monkeypatch.setattr(forecast_again, "outcomes", outcomes)
    assert ranges(frame(rows), (), starts, before).ends is before.ends and not run
    rows[0][2] = 500.0
    ranges(frame(rows), (), starts, before)
    (again,) = run
    assert again.select("team", "rep").unique().rows() == [PAIRS[0]]
