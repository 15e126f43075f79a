"""Costs against budgets over random books, computed a second time in SQL."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl
import pytest

from salestui.metrics.costs import reasons
from salestui.metrics.costs.report import DIMENSIONS, CostLine, cost_report
from salestui.metrics.costs.selecting import CostLook
from salestui.metrics.inputs import gather
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, parse_period
from salestui.model.playbook import playbook
from salestui.model.spending import BUDGETS, COSTS, SHARED, Spending, matches, parts

BOOK = playbook("b2b")
AS_OF = date(2026, 9, 20)
STAGES = [s.code for s in BOOK.stages][:3]
REPS = {"Ann": "East", "Bob": "West", "Cy": "East"}


def day(r: random.Random) -> date | None:
    return None if r.random() < 0.1 else date(2026, 1, 1) + timedelta(days=r.randrange(330))


def some(r: random.Random, *values: str, blank: float = 0.3) -> str | None:
    return None if r.random() < blank else r.choice(values)


def random_costs(r: random.Random, rows: int) -> pl.DataFrame:
    found = []
    for number in range(rows):
        deal = r.choice([None, 0, 7, 14])
        rep = r.choice([None, *REPS])
        found.append({
            "_id": number * 3, "date": day(r), "deal": deal if deal is None else f"#{deal}",
            "deal_row": deal, "stage": some(r, *STAGES), "campaign": some(r, "Spring", "Fair"),
            "type": some(r, "travel", "demo", "own words"), "rep": rep,
            "team": REPS.get(rep) if rep else some(r, "East", "West"),
            "amount": r.choice([None, -20.0, 0.0, *(round(r.uniform(5, 900), 2) for _ in "12345")]),
            "currency": None, "reason": some(r, "late", "rain", blank=0.8),
        })  # fmt: skip
    return pl.DataFrame(found, schema=COSTS)


def random_budgets(r: random.Random, rows: int) -> pl.DataFrame:
    found = []
    for number in range(rows):
        text = r.choice([None, "2026", "2026-Q1", "2026-Q3", "2026-09", "2026-02"])
        period = parse_period(text) if text else None
        deal = r.choice([None, None, 0, 7])
        found.append({
            "_id": number * 5, "start": period and period.start, "end": period and period.end,
            "readable": r.random() > 0.1, "deal": deal if deal is None else f"#{deal}",
            "deal_row": deal, "stage": some(r, *STAGES, blank=0.6),
            "team": some(r, "East", "West", blank=0.6),
            "campaign": some(r, "Spring", blank=0.8), "type": some(r, "travel", blank=0.8),
            "amount": r.choice([None, 0.0, *(float(r.randrange(100, 9000)) for _ in "123456")]),
            "currency": None, "reason": some(r, "agreed", blank=0.8),
        })  # fmt: skip
    return pl.DataFrame(found, schema=BUDGETS)


def deals() -> pl.DataFrame:
    rows = [(0, "A", "Won", 9000.0, date(2026, 9, 1), "Ann"), (7, "B", "Won", 400.0,
            date(2026, 2, 3), "Bob"), (14, "C", "Lead", 70.0, None, "Cy")]  # fmt: skip
    return pl.DataFrame(
        rows, schema=["_id", "name", "stage", "amount", "closed", "owner"], orient="row"
    )


@pytest.fixture(params=[1, 2, 3])
def look(request: pytest.FixtureRequest) -> CostLook:
    r = random.Random(request.param)
    members = pl.DataFrame({"name": list(REPS), "team": list(REPS.values())})
    inputs = gather(deals(), BOOK, members=members)
    spent = Spending(random_costs(r, 300), random_budgets(r, 60))
    return CostLook(spent, inputs, EVERYTHING, ALL_TIME, AS_OF)


def looks(look: CostLook) -> Iterator[CostLook]:
    for text in ("2026", "2026-Q3", "2026-09", "all", "2025"):
        period = parse_period(text)
        assert period is not None
        yield CostLook(look.spending, look.inputs, EVERYTHING, period, AS_OF)


def witness(look: CostLook) -> sqlite3.Connection:
    base = sqlite3.connect(":memory:")
    for name, frame in (("costs", look.spending.costs), ("budgets", look.spending.budgets)):
        assert frame is not None
        base.execute(f"create table {name} ({', '.join(frame.columns)})")
        marks = ", ".join("?" * frame.width)
        base.executemany(f"insert into {name} values ({marks})", frame.rows())
    same = " and ".join(f"(b.{c} is null or b.{c} = c.{c})" for c in SHARED)
    base.execute(
        "create view met as select b._id as budget, c._id as cost, c.amount, c.date from budgets b"
        f" join costs c on {same} and (b.start is null or c.date between b.start and b.end)"
        " where b.readable"
    )
    return base


def test_a_cost_counts_to_each_budget_whose_columns_it_matches(look: CostLook) -> None:
    costs, budgets = look.spending.costs, look.spending.budgets
    assert costs is not None and budgets is not None
    found = set(matches(costs, budgets).select("budget", "cost").rows())
    assert found == set(witness(look).execute("select budget, cost from met").fetchall())


def test_the_cost_of_each_line(look: CostLook) -> None:
    base = witness(look)
    for one in looks(look):
        for by in DIMENSIONS:
            report = cost_report(one, by)
            wanted = dict(base.execute(
                f"select coalesce({by}, ''), total(amount) from costs where {dated(one.period)}"
                f" group by 1"))  # fmt: skip
            found = {x.key: x.figures["cost"].value for x in report.lines if x.costs}
            assert found == pytest.approx(wanted)
            assert report.whole["cost"].value == pytest.approx(sum(wanted.values()))


def dated(period: Period) -> str:
    until = f"(date is null or date <= '{AS_OF}')"
    if period is ALL_TIME:
        return until
    return f"{until} and date between '{period.start}' and '{period.end}'"


def test_budgets_are_held_against_what_counts_to_them(look: CostLook) -> None:
    base = witness(look)
    for one in looks(look):
        meets = "b.readable and b.amount is not null"
        if one.period is not ALL_TIME:
            meets += (f" and (b.start is null or b.start <= '{one.period.end}'"
                      f" and b.end >= '{one.period.start}')")  # fmt: skip
        # one that names the same and more, within the other's period, is part of it
        for by in ("deal", "stage", "team", "type", "campaign"):
            wanted = base.execute(
                f"select b.{by}, sum(b.amount), sum((select total(m.amount) from met m where"
                f" m.budget = b._id and (m.date is null or m.date <= '{AS_OF}')))"
                f" from budgets b where {meets} and b.{by} is not null and not exists"
                f" (select 1 from budgets w where {inside(by)} and {meets.replace('b.', 'w.')})"
                " group by 1").fetchall()  # fmt: skip
            found = {
                x.key: (x.figures["budget"].value, x.figures["spent"].value)
                for x in cost_report(one, by).lines
                if x.figures["budget"].value is not None
            }
            assert set(found) == {key for key, _b, _s in wanted}
            for key, allowed, spent in wanted:
                assert found[key] == pytest.approx((allowed, spent))


def inside(by: str) -> str:
    covers = " and ".join(f"(w.{c} is null or w.{c} = b.{c})" for c in SHARED)
    less = " or ".join(f"(w.{c} is null and b.{c} is not null)" for c in SHARED)
    within = "(w.start is null or b.start >= w.start and b.end <= w.end)"
    shorter = "(w.start is null and b.start is not null or b.start > w.start or b.end < w.end)"
    return f"w.{by} is not null and {covers} and {within} and ({less} or {shorter})"


def test_the_variance_is_actual_less_budget(look: CostLook) -> None:
    for one in looks(look):
        lines = cost_report(one, "stage").lines
        for line in lines:
            budget, spent = line.figures["budget"].value, line.figures["spent"].value
            if budget is None or spent is None:
                assert line.figures["variance"].reason == line.figures["budget"].reason
            else:
                assert line.figures["variance"].value == pytest.approx(spent - budget)
                used = line.figures["used"]
                if budget:
                    assert used.value == pytest.approx(spent / budget)
                else:
                    assert used.reason is not None and used.reason.text == reasons.ZERO_BUDGET


def test_overruns_with_their_reasons(look: CostLook) -> None:
    base, report = witness(look), cost_report(look, "deal")
    wanted = base.execute(
        "select * from (select _id, (select total(amount) from met where budget = b._id and (date"
        f" is null or date <= '{AS_OF}')) - amount as over from budgets b where readable and amount"
        " is not null) where over > 0.005 order by over desc").fetchall()  # fmt: skip
    assert [(o.budget, pytest.approx(o.over)) for o in report.overruns] == wanted
    assert wanted
    budgets = look.spending.budgets
    assert budgets is not None and look.spending.costs is not None
    for over in report.overruns:
        own = budgets.filter(pl.col("_id") == over.budget)["reason"].item()
        told = {t for t, in base.execute(
            "select reason from costs where _id in (select cost from met where budget = ? and"
            f" (date is null or date <= '{AS_OF}')) and reason is not null",
            (over.budget,))}  # fmt: skip
        assert set(over.reasons) == told | ({own} if own else set())


def test_the_cost_ratio_is_cost_by_what_was_won(look: CostLook) -> None:
    quarter = parse_period("2026-Q3")
    assert quarter is not None
    east = Focus((("team", "East"),))
    one = CostLook(look.spending, look.inputs, east, quarter, AS_OF)
    spent = witness(look).execute(
        f"select total(amount) from costs where {dated(one.period)} and (team = 'East' or"
        " team is null and deal in ('#0', '#14'))").fetchone()[0]  # fmt: skip
    assert cost_report(one, "rep").whole["cost_ratio"].value == pytest.approx(spent / 9000)
    early = CostLook(
        look.spending, look.inputs, EVERYTHING, parse_period("2025") or ALL_TIME, AS_OF
    )
    none = cost_report(early, "rep").whole["cost_ratio"].reason
    assert none is not None and none.text == reasons.NOTHING_WON


def test_without_sheets_there_is_a_reason(look: CostLook) -> None:
    nothing = CostLook(Spending(None, None), look.inputs, EVERYTHING, ALL_TIME, AS_OF)
    whole = cost_report(nothing, "deal").whole
    assert {f.reason.text for f in whole.values() if f.reason} == {reasons.NO_COSTS}
    costs = CostLook(Spending(look.spending.costs, None), look.inputs, EVERYTHING, ALL_TIME, AS_OF)
    figures = cost_report(costs, "deal").whole
    assert figures["cost"].value and figures["variance"].value is None


def test_several_currencies_are_never_added_up(look: CostLook) -> None:
    costs = look.spending.costs
    assert costs is not None
    marked = costs.with_columns(
        currency=pl.when(pl.col("_id") % 2 == 0).then(pl.lit("EUR")).otherwise(pl.lit("usd"))
    )
    mixed = CostLook(
        Spending(marked, look.spending.budgets), look.inputs, EVERYTHING, ALL_TIME, AS_OF
    )
    report = cost_report(mixed, "team")
    for figures in (report.whole, *(line.figures for line in report.lines)):
        assert all(figures[k].value is None for k in ("cost", "variance", "used"))
    assert not report.overruns


def test_two_rows_of_the_very_same_add_up(look: CostLook) -> None:
    budgets = look.spending.budgets
    assert budgets is not None
    row = {**dict.fromkeys(BUDGETS), "readable": True, "team": "East", "amount": 10.0}
    twice = pl.DataFrame([{**row, "_id": 1}, {**row, "_id": 2}], schema=BUDGETS)
    assert parts(twice).is_empty()
    look = CostLook(Spending(look.spending.costs, twice), look.inputs, EVERYTHING, ALL_TIME, AS_OF)
    assert line(look, "team", "East").figures["budget"].value == 20


def line(look: CostLook, by: str, key: str) -> CostLine:
    return next(x for x in cost_report(look, by).lines if x.key == key)
