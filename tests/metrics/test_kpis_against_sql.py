"""Every KPI over random books, computed a second time in SQL."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from witness import BOOK, MEMBERS, Witness, looks, random_deals

from salestui.metrics.dashboard import dashboard_figures
from salestui.metrics.inputs import Inputs, gather
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, PeriodKind, custom, period_of

_PRODUCTS = pl.DataFrame({"name": ["P1", "P2"]})
FOCUSES = (
    EVERYTHING,
    Focus((("team", "South"),)),
    Focus((("rep", "张伟"),)),
    Focus((("region", "East"), ("product", "P1"))),
    Focus((("customer", "Acme"),)),
    Focus((("stage", "线索"),)),
    Focus((("rep", "no such person"),)),
)


@pytest.fixture(scope="module", params=[1, 2])
def book(request: pytest.FixtureRequest) -> tuple[Inputs, Witness]:
    deals = random_deals(request.param)
    inputs = gather(deals, BOOK, members=MEMBERS, products=_PRODUCTS)
    return inputs, Witness(deals, MEMBERS)


def scope(focus: Focus) -> str:
    parts = ["1"]
    for dimension, value in focus.terms:
        wanted = f"{dimension} = '{value}'"
        parts.append(f"({wanted} or stage_code = '{value}')" if dimension == "stage" else wanted)
    return " and ".join(parts)


def close(a: float | None, b: float | None) -> bool:
    return a == b if a is None or b is None else a == pytest.approx(b, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("focus", FOCUSES, ids=lambda f: "+".join(v for _, v in f.terms) or "all")
def test_closed_deals(book: tuple[Inputs, Witness], focus: Focus) -> None:
    inputs, sql = book
    for start, end, as_of in looks(1):
        kpis = dashboard_figures(inputs, focus, custom(start, end), as_of).kpis
        given = {"a": start.isoformat(), "z": min(end, as_of).isoformat()}
        closed = f"{scope(focus)} and closed between :a and :z"
        won = f"{closed} and status = 'won'"
        count = sql.value("count(*)", won, **given)
        lost = sql.value("count(*)", f"{closed} and status = 'lost'", **given)
        priced = sql.value("count(amount)", won, **given)
        revenue = sql.value("total(amount)", won, **given)
        expected = None if count and not priced else revenue
        assert close(kpis["actual"].value, expected)
        rate = count / (count + lost) if count + lost else None
        assert close(kpis["win_rate"].value, rate)
        average = sql.value("avg(amount)", f"{won} and amount >= 0", **given)
        assert close(kpis["average_deal"].value, average)
        assert close(
            kpis["median_deal"].value, sql.median("amount", f"{won} and amount >= 0", **given)
        )
        days = "julianday(closed) - julianday(created)"
        cycle = sql.value(f"avg({days})", f"{won} and closed >= created", **given)
        assert close(kpis["cycle_mean"].value, cycle)
        assert close(
            kpis["cycle_median"].value, sql.median(days, f"{won} and closed >= created", **given)
        )
        is_open = sql.value("count(*)", f"{scope(focus)} and status = 'open'")
        fast = None
        if rate is not None and average is not None and cycle:
            fast = is_open * average * rate / cycle
        assert close(kpis["velocity"].value, fast)


@pytest.mark.parametrize("focus", FOCUSES, ids=lambda f: "+".join(v for _, v in f.terms) or "all")
def test_win_rate_by_value_and_cohort(book: tuple[Inputs, Witness], focus: Focus) -> None:
    inputs, sql = book
    for start, end, as_of in looks(2):
        kpis = dashboard_figures(inputs, focus, custom(start, end), as_of).kpis
        given = {"a": start.isoformat(), "z": min(end, as_of).isoformat()}
        closed = f"{scope(focus)} and closed between :a and :z"
        won = sql.value("total(amount)", f"{closed} and status = 'won'", **given)
        lost = sql.value("total(amount)", f"{closed} and status = 'lost'", **given)
        told = sql.value("count(*)", f"{closed} and status = 'lost' and amount != 0", **given)
        losses = sql.value("count(*)", f"{closed} and status = 'lost'", **given)
        if losses and not told:
            assert kpis["win_rate_value"].value is None
        elif won + lost > 0 and won:
            assert close(kpis["win_rate_value"].value, won / (won + lost))
        born = f"{scope(focus)} and created between :a and :z"
        made = sql.value("count(*)", born, **given)
        for key, status in (("win_rate_cohort", "won"), ("cohort_open", "open")):
            part = sql.value("count(*)", f"{born} and status = '{status}'", **given)
            assert close(kpis[key].value, part / made if made else None)


@pytest.mark.parametrize("focus", FOCUSES, ids=lambda f: "+".join(v for _, v in f.terms) or "all")
def test_open_deals(book: tuple[Inputs, Witness], focus: Focus) -> None:
    inputs, sql = book
    for start, end, as_of in looks(3):
        kpis = dashboard_figures(inputs, focus, custom(start, end), as_of).kpis
        given = {"a": start.isoformat(), "z": end.isoformat()}
        is_open = f"{scope(focus)} and status = 'open'"
        due = f"{is_open} and expected_close between :a and :z"
        if not sql.value("count(amount * chance)", due, **given):
            continue
        for key, expression, where in (
            ("open_pipeline", "total(amount)", is_open),
            ("weighted", "total(amount * chance)", is_open),
            ("undated", "count(*)", f"{is_open} and expected_close is null"),
            ("undated_value", "total(amount)", f"{is_open} and expected_close is null"),
        ):
            bound = given if ":a" in where else {}
            assert close(kpis[key].value, sql.value(expression, where, **bound)), key
        won = kpis["actual"].value
        if won is None:
            continue
        weighted = sql.value("total(amount * chance)", due, **given)
        commit = sql.value("total(amount)", f"{due} and category = 'commit'", **given)
        best = sql.value("total(amount)", f"{due} and category = 'best case'", **given)
        assert close(kpis["landing"].value, won + weighted)
        assert close(kpis["commit"].value, won + commit)
        assert close(kpis["best_case"].value, won + commit + best)


def test_age_and_rotting(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    as_of = date(2025, 5, 5)
    kpis = dashboard_figures(inputs, EVERYTHING, custom(as_of, as_of), as_of).kpis
    age = f"julianday('{as_of}') - julianday(created)"
    living = f"status = 'open' and created <= '{as_of}'"
    assert close(kpis["age_mean"].value, sql.value(f"avg({age})", living))
    assert close(kpis["age_median"].value, sql.median(age, living))
    stood = f"julianday('{as_of}') - julianday(stage_entered)"
    rotten = sql.value("count(*)", f"status = 'open' and rot > 0 and {stood} > rot")
    assert rotten and kpis["rotting"].value == rotten


def test_growth_is_against_the_same_span(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    quarter = period_of(date(2025, 2, 14), PeriodKind.QUARTER)
    kpis = dashboard_figures(inputs, EVERYTHING, quarter, date(2025, 2, 14)).kpis
    won = "status = 'won' and closed between :a and :z"
    now = sql.value("total(amount)", won, a="2025-01-01", z="2025-02-14")
    before = sql.value("total(amount)", won, a="2024-10-01", z="2024-11-14")
    assert close(kpis["growth"].value, (now - before) / before)


def test_all_time_takes_closed_deals_without_a_date(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    figures = dashboard_figures(inputs, EVERYTHING, ALL_TIME, date(2030, 1, 1))
    assert figures.tally.won == sql.value("count(*)", "status = 'won'")
    assert figures.tally.lost == sql.value("count(*)", "status = 'lost'")
    assert sql.value("count(*)", "status = 'won' and closed is null")
    assert close(figures.kpis["actual"].value, sql.value("total(amount)", "status = 'won'"))


def test_trends_are_the_figures_of_each_period(book: tuple[Inputs, Witness]) -> None:
    inputs, _sql = book
    as_of = date(2025, 8, 20)
    figures = dashboard_figures(inputs, EVERYTHING, period_of(as_of, PeriodKind.MONTH), as_of)
    assert len(figures.trend_periods) == 8
    for key in ("actual", "win_rate", "average_deal", "median_deal", "cycle_mean", "cycle_median"):
        alone = [
            dashboard_figures(inputs, EVERYTHING, p, as_of).kpis[key].value
            for p in figures.trend_periods
        ]
        assert all(map(close, figures.trends[key], alone)), key


def test_breakdowns(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    start, end, as_of = date(2025, 1, 1), date(2025, 3, 31), date(2025, 3, 1)
    quarter = Period(start, end, PeriodKind.QUARTER, "2025-Q1")
    given = {"a": "2025-01-01", "z": "2025-03-01"}
    for focus in (EVERYTHING, Focus((("product", "P2"),))):
        figures = dashboard_figures(inputs, focus, quarter, as_of)
        for dimension in ("rep", "team", "region", "product"):
            where = scope(focus.without(dimension))
            wanted = sql.rows(
                f"""select {dimension},
                    sum(status = 'won' and closed between :a and :z),
                    sum(status = 'lost' and closed between :a and :z),
                    total(case when status = 'won' and closed between :a and :z then amount end),
                    sum(status = 'open'),
                    total(case when status = 'open' then amount end),
                    total(case when status = 'open' then amount * chance end)
                    from f where {where} group by 1""",
                **given,
            )
            found = {x.name: x for x in figures.breakdowns[dimension].lines}
            for name, won, lost, revenue, still, value, weighted in wanted:
                if not (won or lost or still):
                    continue
                line = found.pop(name)
                assert (line.won, line.lost, line.open_deals) == (won, lost, still)
                if line.actual.value is not None:
                    assert close(line.actual.value, revenue)
                assert close(line.open_value, value) and close(line.weighted, weighted)
            assert not any(x.won or x.lost or x.open_deals for x in found.values())


def test_funnel(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    figures = dashboard_figures(inputs, EVERYTHING, ALL_TIME, date(2030, 1, 1))
    lines = {x.stage: x for x in figures.funnel}
    for code, deals, value in sql.rows(
        "select coalesce(stage_code, stage), count(*), total(amount) from f group by 1"
    ):
        assert lines[code].deals == deals
        assert close(lines[code].value, value)
    counts = dict(sql.rows("select stage_code, count(*) from f group by 1"))
    lead, qualified, proposal, negotiation, won, lost = (
        counts[c] for c in ("lead", "qualified", "proposal", "negotiation", "won", "lost")
    )
    at_qualified = qualified + proposal + negotiation + won
    assert lines["lead"].reached == lead + at_qualified + lost
    assert lines["qualified"].conversion == at_qualified / (lead + at_qualified + lost)
    assert lines["won"].conversion == won / (negotiation + won)
    assert lines["lead"].conversion is lines["lost"].conversion is lines["???"].reached is None
    assert lines["lead"].name is None, "two of the workbook's names mean it"
    assert lines["proposal"].name == "Proposal"


def test_quality(book: tuple[Inputs, Witness]) -> None:
    inputs, sql = book
    as_of = date(2025, 1, 1)
    found = dashboard_figures(inputs, EVERYTHING, ALL_TIME, as_of).quality
    wanted = {
        "deals": "1",
        "deals_without_customer": "customer is null",
        "deals_without_rep": "rep is null",
        "deals_without_stage": "stage is null",
        "deals_with_unknown_stage": "stage is not null and status = 'unknown'",
        "deals_with_unknown_product": "product not in ('P1', 'P2')",
        "deals_without_product": "product is null",
        "open_without_amount": "status = 'open' and amount is null",
        "open_without_close_date": "status = 'open' and expected_close is null",
        "open_with_stage_probability": "status = 'open' and of_stage",
        "open_without_probability": "status = 'open' and chance is null",
        "won_without_amount": "status = 'won' and amount is null",
        "won_without_close_date": "status = 'won' and closed is null",
        "won_in_future": f"status = 'won' and closed > '{as_of}'",
        "closed_before_created": "closed < created",
    }
    for key, where in wanted.items():
        assert found[key] == sql.value("count(*)", where), key
    assert found["reps_without_deals"] == 1, "Cy has none"
    assert set(found) == {*wanted, "reps_without_deals"}
