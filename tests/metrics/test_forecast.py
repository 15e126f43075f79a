"""The forecast against plain Python over the same deals, and its edges."""

from __future__ import annotations

from datetime import date
from itertools import product

import polars as pl
import pytest
from witness import BOOK, MEMBERS, random_deals

from salestui.metrics import reasons
from salestui.metrics.dashboard import dashboard_figures
from salestui.metrics.figure import Figure
from salestui.metrics.forecast.deals import behind
from salestui.metrics.forecast.definitions import BY_CATEGORY, BY_CHANCE, FORECAST
from salestui.metrics.forecast.rollup import Forecast, ForecastLine, forecast
from salestui.metrics.forecast.simulation import Spread, Start, outcomes, spreads
from salestui.metrics.inputs import Inputs, gather
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, custom

D = date.fromisoformat
YEAR = custom(D("2025-01-01"), D("2025-12-31"))
AS_OF = D("2025-08-15")
pytestmark = pytest.mark.inventory(67)


def book(seed: int = 1) -> Inputs:
    deals = random_deals(seed).with_columns(
        forecast_override=pl.when(pl.col("_id") % 5 == 0).then(pl.col("_id") * 10.0)
    )
    targets = pl.DataFrame(
        {"year": [2025, 2025], "period": ["2025", "2025"], "scope_type": ["rep", "team"],
         "scope": ["张伟", "北区"], "metric": ["revenue"] * 2,
         "start": [YEAR.start] * 2, "end": [YEAR.end] * 2, "target": [1e6, 4e6]}
    )  # fmt: skip
    return gather(deals, BOOK, members=MEMBERS, targets=targets)


def line(found: Forecast, *path: str | None) -> ForecastLine:
    return next(x for x in found.lines if x.path == path)


def value(found: ForecastLine, key: str) -> float:
    result = found.figures[key].value
    assert result is not None
    return result


def why(figure: Figure) -> str:
    assert figure.reason is not None
    return figure.reason.text


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_line_is_the_sum_of_its_deals(seed: int) -> None:
    inputs = book(seed)
    found = forecast(inputs, EVERYTHING, YEAR, AS_OF)
    known = {"commit": "commit", "best case": "best_case", "omitted": "omitted"}
    for shown in found.lines:
        wanted = dict.fromkeys(
            ("won", "commit", "best_case", "pipeline", "omitted", "weighted", "likely", "even",
             "unlikely", "remote", "unrated", "judged"), 0.0,
        )  # fmt: skip
        overridden = 0
        for deal in inputs.facts.to_dicts():
            if (deal["team"], deal["rep"])[: len(shown.path)] != shown.path:
                continue
            amount, chance = deal["amount"] or 0.0, deal["probability"]
            if deal["status"] == "won":
                if deal["closed"] and YEAR.start <= deal["closed"] <= AS_OF:
                    wanted["won"] += amount
                continue
            close = deal["expected_close"]
            if deal["status"] != "open" or not close or not YEAR.start <= close <= YEAR.end:
                continue
            wanted[known.get(deal["category"], "pipeline")] += amount
            bands = ((0.75, "likely"), (0.5, "even"), (0.25, "unlikely"), (0.0, "remote"))
            band = "unrated"
            if chance is not None:
                band = next(name for least, name in bands if chance >= least)
            wanted[band] += amount
            weighted = amount * (chance or 0.0)
            wanted["weighted"] += weighted
            given = deal["forecast_override"]
            overridden += given is not None
            wanted["judged"] += weighted if given is None else given
        judged = wanted.pop("judged")
        wanted["landing"] = wanted["won"] + wanted["weighted"]
        if overridden:
            wanted["override"] = wanted["won"] + judged
            wanted["difference"] = judged - wanted["weighted"]
        for key, expected in wanted.items():
            assert value(shown, key) == pytest.approx(expected, abs=1e-6), (shown.path, key)


def test_the_whole_is_what_the_dashboard_says() -> None:
    inputs = book()
    whole = line(forecast(inputs, EVERYTHING, YEAR, AS_OF))
    kpis = dashboard_figures(inputs, EVERYTHING, YEAR, AS_OF).kpis
    assert value(whole, "landing") == pytest.approx(kpis["landing"].value)
    assert value(whole, "won") == pytest.approx(kpis["actual"].value)
    committed = value(whole, "won") + value(whole, "commit")
    assert committed == pytest.approx(kpis["commit"].value)


def test_the_tree_follows_the_team_and_targets_stand_where_they_are_set() -> None:
    found = forecast(book(), EVERYTHING, YEAR, AS_OF)
    paths = [x.path for x in found.lines]
    assert paths[0] == () and ("West",) in paths and ("West", "Cy") in paths
    assert paths.index(("北区",)) < paths.index(("北区", "张伟"))
    assert paths.index((None,)) > paths.index(("北区",))
    team, rep = line(found, "北区"), line(found, "北区", "张伟")
    assert value(team, "target") == 4e6 and value(rep, "target") == 1e6
    gap = max(1e6 - value(rep, "landing"), 0.0)
    assert value(rep, "forecast_gap") == gap
    assert why(line(found, None).figures["target"]) == reasons.NO_NAME


def test_a_focus_narrows_the_tree() -> None:
    inputs = book()
    team = forecast(inputs, Focus((("team", "北区"),)), YEAR, AS_OF)
    assert {x.path[0] for x in team.lines if x.path} == {"北区"}
    rep = forecast(inputs, Focus((("rep", "Ana"),)), YEAR, AS_OF)
    assert [x.path for x in rep.lines] == [()]


def test_the_deals_behind_a_cell_add_up_to_it() -> None:
    found = forecast(book(), EVERYTHING, YEAR, AS_OF)
    added = ("won", "commit", "best_case", "pipeline", "omitted", "likely", "remote", "unrated",
             "weighted", "landing", "override", "difference")  # fmt: skip
    for path, key in product([(), ("北区",), ("South", "Ana"), (None,)], added):
        shown = line(found, *path).figures[key]
        if shown.value is not None:
            total = behind(found.deals, path, key)["money"].sum()
            assert total == pytest.approx(shown.value, abs=1e-6), (path, key)


def test_edges_have_a_reason_instead_of_a_number() -> None:
    inputs = gather(
        pl.DataFrame({"_id": [1], "stage": ["Lead"], "owner": ["A"],
                      "expected_close": [D("2025-09-01")]}),
        BOOK,
    )  # fmt: skip
    whole = line(forecast(inputs, EVERYTHING, YEAR, AS_OF))
    assert why(whole.figures["landing"]) == reasons.OPEN_WITHOUT_AMOUNTS
    assert why(whole.figures["override"]) == reasons.NO_OVERRIDES
    assert why(whole.figures["low"]) == reasons.OPEN_WITHOUT_AMOUNTS
    orders = gather(pl.DataFrame({"_id": [1], "amount": [5.0]}), BOOK)
    reason = forecast(orders, EVERYTHING, YEAR, AS_OF).reason
    assert reason is not None and reason.text == reasons.NO_STAGES
    mixed = gather(pl.DataFrame({"_id": [1, 2], "stage": ["Lead"] * 2, "amount": [5.0, 6.0],
                                 "currency": ["CNY", "USD"]}), BOOK)  # fmt: skip
    reason = forecast(mixed, EVERYTHING, YEAR, AS_OF).reason
    assert reason is not None and reason.text == reasons.MIXED_CURRENCIES
    over = line(forecast(book(), EVERYTHING, YEAR, D("2026-02-01")))
    assert why(over.figures["middle"]) == reasons.PERIOD_OVER
    assert forecast(book(), EVERYTHING, ALL_TIME, AS_OF).lines[0].spread is not None


def test_every_column_is_defined_once() -> None:
    assert {d.key for d in FORECAST} == {*BY_CATEGORY, *BY_CHANCE}
    shown = line(forecast(book(), EVERYTHING, YEAR, AS_OF)).figures
    assert set(shown) == {d.key for d in FORECAST}


# -- the range -----------------------------------------------------------------------------------


def deals_of(*rows: tuple[float | None, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        [{"_id": n, "team": "T", "rep": "R", "amount": a, "chance": c}
         for n, (a, c) in enumerate(rows)],
        schema={"_id": pl.Int64, "team": pl.String, "rep": pl.String, "amount": pl.Float64,
                "chance": pl.Float64},
    )  # fmt: skip


def spread_of(
    rows: list[tuple[float, float]], *slips: float, won: float = 0.0, target: float | None = None
) -> Spread:
    path = ("T", "R")
    return spreads(outcomes(deals_of(*rows), slips), {path: Start(won, target)})[path]


def below(rows: list[tuple[float, float]], bound: float) -> float:
    """The exact probability of ending at most at ``bound``, by going through all outcomes."""
    total = 0.0
    for wins in product((False, True), repeat=len(rows)):
        chance = 1.0
        for won, (_amount, p) in zip(wins, rows, strict=True):
            chance *= p if won else 1 - p
        if sum(a for won, (a, _p) in zip(wins, rows, strict=True) if won) <= bound + 1e-9:
            total += chance
    return total


ROWS = [(100.0, 0.9), (250.0, 0.4), (40.0, 0.5), (75.0, 0.2), (310.0, 0.6), (20.0, 0.8),
        (90.0, 0.3), (130.0, 0.7), (55.0, 0.5), (205.0, 0.25)]  # fmt: skip


@pytest.mark.parametrize("slips", [(), (0.5,)])
def test_percentiles_are_those_of_all_outcomes(slips: tuple[float, ...]) -> None:
    spread = spread_of(ROWS, *slips, target=700.0)
    rows = [(a, p * (1 - (slips[0] if slips else 0.0))) for a, p in ROWS]
    for bound, share in ((spread.low, 0.1), (spread.middle, 0.5), (spread.high, 0.9)):
        assert below(rows, bound - 1) - 0.03 <= share <= below(rows, bound) + 0.03
    assert spread.reach == pytest.approx(1 - below(rows, 699), abs=0.03)


def test_certain_deals_have_no_range() -> None:
    ends = outcomes(deals_of((10.0, 1.0), (5.0, 0.0), (None, 0.5), (7.0, None)))
    assert set(ends["total"]) == {10.0}
    none = outcomes(deals_of())
    assert none.is_empty() and spreads(none, {(): Start(5.0, 1.0), ("T",): Start(1.0, None)}) == {}


def test_the_same_deals_have_the_same_range_whatever_happens_to_others() -> None:
    assert spread_of(ROWS, 0.1, 0.4) == spread_of(ROWS, 0.1, 0.4)
    alone = deals_of(*ROWS)
    other = alone.with_columns(rep=pl.lit("S"), _id=pl.col("_id") + 100)
    path = ("T", "R")
    both = spreads(outcomes(pl.concat([other, alone])), {path: Start(0.0, None)})
    assert both[path] == spread_of(ROWS)


def test_a_team_ends_where_its_reps_end_together() -> None:
    sure = deals_of((10.0, 1.0), (20.0, 1.0)).with_columns(rep=pl.Series(["R", None]))
    found = spreads(outcomes(sure), {(): Start(1.0, 40.0), ("T",): Start(1.0, 31.0),
                                     ("T", None): Start(0.0, None)})  # fmt: skip
    assert (found[()].middle, found[()].reach) == (31.0, 0.0)
    assert (found["T",].middle, found["T",].reach) == (31.0, 1.0)
    assert (found["T", None].middle, found["T", None].reach) == (20.0, None)


def test_many_small_deals_land_around_their_expectation() -> None:
    rows = [(10.0 + n % 7, (n % 9 + 1) / 10) for n in range(5000)]
    spread = spread_of(rows, won=1000.0)
    mean = 1000 + sum(a * p for a, p in rows)
    deviation = sum(a * a * p * (1 - p) for a, p in rows) ** 0.5
    assert spread.middle == pytest.approx(mean, abs=0.1 * deviation)
    assert spread.high - spread.low == pytest.approx(2 * 1.2816 * deviation, rel=0.1)


def test_slips_that_differ_by_period_widen_the_range() -> None:
    rows = [(10.0, 0.5)] * 2000
    steady, varied = spread_of(rows, 0.3), spread_of(rows, 0.0, 0.6)
    assert varied.high - varied.low > 5 * (steady.high - steady.low)
