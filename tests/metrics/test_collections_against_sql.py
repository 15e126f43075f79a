"""The figures of collections against a database that works the same rows out in its own way."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import asdict
from datetime import date, timedelta

import pytest
from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.cash.collection import Collection, collection
from salestui.metrics.cash.figures import collection_figures
from salestui.metrics.cash.receivable import ageing
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period, parse_period
from salestui.selling.cash.rows import cash_rows
from salestui.views.inputs import inputs_of

TODAY = date(2026, 8, 17)
FIRST = date(2026, 1, 1)
STATES = ("Draft", "Signed", "Effective", "Terminated", "Filed")
REPS = ("Ann", "Bob", "Cid")
Row = tuple[object, ...]

pytestmark = [pytest.mark.inventory(59, 60), pytest.mark.parametrize("seed", [1, 2, 3])]


def _day(rng: random.Random, span: int = 330) -> date:
    return FIRST + timedelta(rng.randrange(span))


def _rows(seed: int) -> dict[str, list[Row]]:
    """Contracts, plan lines and payments of a made-up year; amounts in whole cents."""
    rng = random.Random(seed)
    contracts: list[Row] = [
        (f"C-{n}", rng.choice(REPS), rng.randrange(500, 5000) * 1.01, rng.choice(STATES),
         _day(rng, 240))
        for n in range(60)
    ]  # fmt: skip
    plan: list[Row] = [
        (f"P-{n}", f"C-{rng.randrange(60)}", _day(rng), rng.randrange(50, 900) * 1.07,
         _day(rng) if rng.random() < 0.6 else None, _day(rng) if rng.random() < 0.3 else None)
        for n in range(250)
    ]  # fmt: skip
    paid: list[Row] = [
        (f"R-{n}", _day(rng), f"C-{rng.randrange(60)}", rng.randrange(20, 900) * 1.03)
        for n in range(220)
    ]
    return {"contracts": contracts, "plan": plan, "paid": paid}


HEADS = {
    "contracts": ("Contracts", ["Contract no", "Rep", "Contract amount", "Status", "Signed on"]),
    "plan": ("Payment plan", ["Plan line", "Contract", "Due", "Amount due", "Invoiced on",
                              "Promised for"]),
    "paid": ("Payments", ["Payment no", "Received on", "Contract", "Amount received"]),
}  # fmt: skip


def _state(rows: dict[str, list[Row]]) -> BookState:
    sheets: dict[str, Grid] = {
        "Pipeline": [["Deal", "Stage", "Amount", "Rep"], ["none", "Won", 1.0, "Ann"]]
    }
    for name, (title, head) in HEADS.items():
        sheets[title] = [list(head), *([*row] for row in rows[name])]  # type: ignore[misc]
    book = Book(MemoryWorkbook(sheets), Settings(TODAY))
    return book.load()


def _database(rows: dict[str, list[Row]]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("create table contracts (no, rep, amount, state, signed)")
    db.execute("create table plan (id, contract, due, amount, invoiced, promised)")
    db.execute("create table paid (id, day, contract, amount)")
    for name, found in rows.items():
        marks = ",".join("?" * len(found[0]))
        told = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in found]
        db.executemany(f"insert into {name} values ({marks})", told)
    return db


OWED = """
with got as (select contract, sum(amount) as sum from paid where day <= :t group by contract),
laid as (
    select p.*, c.rep, sum(p.amount) over (
        partition by p.contract order by p.due, cast(substr(p.id, 3) as int)) as until
    from plan p join contracts c on c.no = p.contract
),
owed as (
    select l.*, min(l.amount, max(0, l.until - coalesce(g.sum, 0))) as unpaid,
        max(0, julianday(:t) - julianday(l.due)) as late
    from laid l left join got g on g.contract = l.contract
    join contracts c on c.no = l.contract
    where c.state in ('Signed', 'Effective', 'Filed') and c.signed <= :t
)
"""


def _seen(state: BookState, period: Period, focus: Focus = EVERYTHING) -> Collection:
    return collection(cash_rows(state), inputs_of(state), focus, period, TODAY)


def _period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def test_what_is_owed_and_for_how_long(seed: int) -> None:
    rows = _rows(seed)
    seen, db = _seen(_state(rows), _period("2026-Q3")), _database(rows)
    told = db.execute(
        OWED + "select sum(unpaid), sum(case when late > 0 then unpaid end),"
        " sum(case when promised >= :t then unpaid end),"
        " sum(case when promised < :t then unpaid end) from owed", {"t": TODAY.isoformat()}
    ).fetchone()  # fmt: skip
    sums = seen.whole
    assert (sums.receivable, sums.overdue, sums.promised, sums.broken) == pytest.approx(told)
    buckets = db.execute(
        OWED + "select case when late = 0 then 'not due' when late <= 30 then '1-30'"
        " when late <= 60 then '31-60' when late <= 90 then '61-90' else 'over 90' end, sum(unpaid)"
        " from owed group by 1", {"t": TODAY.isoformat()}
    )  # fmt: skip
    expected = dict(buckets.fetchall())
    for age in ageing(seen.lines):
        assert age.amount == pytest.approx(expected.get(age.bucket, 0.0))


@pytest.mark.parametrize("period", ["2026-08", "2026-Q2", "2026"])
def test_the_three_rates_and_the_days_outstanding(seed: int, period: str) -> None:
    rows, span = _rows(seed), _period(period)
    seen, db = _seen(_state(rows), span), _database(rows)
    figures = collection_figures(seen, seen.whole)
    until = min(TODAY, span.end)
    days = {"t": until.isoformat(), "start": span.start.isoformat(), "end": span.end.isoformat()}
    before = {"t": (span.start - timedelta(1)).isoformat()}
    received = _one(db, "select sum(amount) from paid where day between :start and :t", days)
    due = _one(db, OWED + "select sum(amount) from owed where due between :start and :end", days)
    opening = _one(
        db, OWED + "select sum(unpaid) from owed where coalesce(invoiced, due) <= :t", before
    )
    billed = _one(
        db,
        OWED + "select sum(amount) from owed where coalesce(invoiced, due) between :start and :t",
        days,
    )
    signed, under = db.execute(
        "select sum(c.amount), sum(min(c.amount, coalesce(g.sum, 0))) from contracts c left join"
        " (select contract, sum(amount) as sum from paid where day <= :t group by 1) g"
        " on g.contract = c.no where c.signed between :start and :t"
        " and c.state in ('Signed', 'Effective', 'Filed')", days
    ).fetchone()  # fmt: skip
    assert figures["received"].value == pytest.approx(received)
    assert figures["rate_due"].value == pytest.approx(min(received / due, 1.0))
    assert figures["rate_opening"].value == pytest.approx(min(received / (opening + billed), 1.0))
    if signed:
        assert figures["rate_contract"].value == pytest.approx(under / signed)
    else:
        assert figures["rate_contract"].reason is not None
    owed = _one(db, OWED + "select sum(unpaid) from owed where coalesce(invoiced, due) <= :t", days)
    elapsed = (until - span.start).days + 1
    assert figures["dso"].value == pytest.approx(owed / billed * elapsed)


def test_the_parts_of_reps_make_up_the_whole(seed: int) -> None:
    rows = _rows(seed)
    state, db = _state(rows), _database(rows)
    parts = _seen(state, _period("2026")).parts("rep")
    told = db.execute(
        OWED + "select rep, sum(unpaid) from owed group by 1", {"t": TODAY.isoformat()}
    )
    for rep, owed in told.fetchall():
        assert parts[rep].receivable == pytest.approx(owed)
        alone = _seen(state, _period("2026"), EVERYTHING.with_term("rep", rep)).whole
        assert asdict(alone) == pytest.approx(asdict(parts[rep]))


def test_what_opens_a_period_to_come_knows_no_later_payment(seed: int) -> None:
    rows, known = _rows(seed), FIRST + timedelta(90)
    so_far = rows | {"paid": [row for row in rows["paid"] if str(row[1]) <= known.isoformat()]}
    period = _period(f"{FIRST + timedelta(200)}..{FIRST + timedelta(230)}")
    opened = [
        collection(cash_rows(s), inputs_of(s), EVERYTHING, period, known).whole.opening
        for s in (_state(rows), _state(so_far))
    ]
    assert opened[0] == pytest.approx(opened[1])
    assert opened[0] > 0


def _one(db: sqlite3.Connection, query: str, days: dict[str, str]) -> float:
    return float(db.execute(query, days).fetchone()[0] or 0.0)
