"""Random books, and the same rows in SQLite: the figures' independent witness."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import polars as pl

from salestui.model.playbook import playbook

BOOK = playbook("b2b")
START = date(2024, 1, 1)
TEAMS = {"北区": ("张伟", "王芳", "Li Na"), "South": ("Ana", "Bob"), "West": ("Cy",)}
MEMBERS = pl.DataFrame(
    [
        {"name": rep, "team": team, "region": "R-" + team}
        for team, reps in TEAMS.items()
        for rep in reps
    ]
)
_STAGES = ("Lead", "线索", "Qualified", "Proposal", "商务谈判", "Won", "赢单", "Lost", "???", None)
DEAL_TYPES = {
    "_id": pl.Int64, "id": pl.String, "name": pl.String, "customer": pl.String,
    "owner": pl.String, "team": pl.String, "region": pl.String, "product": pl.String,
    "stage": pl.String, "amount": pl.Float64, "probability": pl.Float64, "category": pl.String,
    "created": pl.Date, "expected_close": pl.Date, "closed": pl.Date, "next_step": pl.String,
    "next_date": pl.Date, "last_activity": pl.Date, "stage_entered": pl.Date,
}  # fmt: skip


def random_deals(seed: int, rows: int = 1500) -> pl.DataFrame:
    """Deals with every kind of gap: blanks, unknown stages, returns, closes before creation."""
    r = random.Random(seed)

    def day(blank: float = 0.0) -> date | None:
        return None if r.random() < blank else START + timedelta(days=r.randrange(760))

    def some(*values: object) -> object:
        return r.choice(values)

    reps = [rep for names in TEAMS.values() for rep in names if rep != "Cy"]
    return pl.DataFrame(
        [
            {
                "_id": i * 7,
                "id": f"D-{i}",
                "name": some(f"Deal {i}", None),
                "customer": some("Acme", "苏州轨交", None),
                "owner": some(*reps, "Nobody's", None),
                "team": some(None, None, None, "South"),
                "region": some(None, "East"),
                "product": some("P1", "P2", "P3", None),
                "stage": r.choices(_STAGES, (3, 2, 5, 5, 3, 9, 3, 9, 1, 1))[0],
                "amount": some(None, 0.0, -250.5, *(round(r.uniform(1, 9e4), 2) for _ in range(9))),
                "probability": some(None, None, 0.0, 0.35, 1.0, 1.7, r.random()),
                "category": some(None, None, "Commit", " best case ", "omitted", "my own"),
                "created": day(0.1),
                "expected_close": day(0.15),
                "closed": day(0.4),
                "next_step": some(None, "call"),
                "next_date": day(0.5),
                "last_activity": day(0.3),
                "stage_entered": day(0.2),
            }
            for i in range(rows)
        ],
        schema=DEAL_TYPES,
    )


class Witness:
    """The deals in SQLite with a view ``f`` of what the definitions make of them."""

    def __init__(self, deals: pl.DataFrame, members: pl.DataFrame) -> None:
        self.base = sqlite3.connect(":memory:")
        self.base.execute("create table stage (label, code, kind, chance, category, rot, ord)")
        labels = {s for s in deals["stage"] if s is not None}
        for label in labels:
            if (s := BOOK.stage(label)) is not None:
                row = (label, s.code, s.kind, s.probability, s.category, s.rot_days,
                       BOOK.stages.index(s))  # fmt: skip
                self.base.execute("insert into stage values (?,?,?,?,?,?,?)", row)
        for table, frame in (("deal", deals), ("member", members)):
            names = ", ".join(f'"{c}"' for c in frame.columns)
            self.base.execute(f"create table {table} ({names})")
            marks = ",".join("?" * frame.width)
            rows = [
                tuple(v.isoformat() if isinstance(v, date) else v for v in row)
                for row in frame.iter_rows()
            ]
            self.base.executemany(f"insert into {table} values ({marks})", rows)
        self.base.execute(_VIEW)

    def value(self, expression: str, where: str = "1", **given: object) -> float | None:
        """One aggregate over the deals that match."""
        return self.base.execute(f"select {expression} from f where {where}", given).fetchone()[0]

    def rows(self, query: str, **given: object) -> list[tuple[object, ...]]:
        """A whole query's rows."""
        return self.base.execute(query, given).fetchall()

    def median(self, expression: str, where: str, **given: object) -> float | None:
        """The median over the deals that match."""
        found = [v for (v,) in self.rows(f"select {expression} from f where {where}", **given)]
        values = [v for v in found if isinstance(v, int | float)]
        return median(values) if values else None


_VIEW = """
create view f as
select d._id, d.id, d.name, d.customer, d.owner as rep,
       coalesce(d.team, m.team) as team, coalesce(d.region, m.region) as region, d.product,
       d.stage, s.code as stage_code, coalesce(s.kind, 'unknown') as status, d.amount,
       case when d.probability between 0 and 1 then d.probability else s.chance end as chance,
       (d.probability is null or d.probability not between 0 and 1)
           and s.chance is not null as of_stage,
       coalesce(lower(trim(d.category)), s.category) as category,
       d.created, d.expected_close, s.rot, d.stage_entered, d.last_activity, d.next_step,
       d.next_date,
       case when s.kind in ('won', 'lost') then coalesce(d.closed, d.expected_close) end as closed
from deal d left join stage s on s.label = d.stage left join member m on m.name = d.owner
"""


def looks(seed: int) -> Iterator[tuple[date, date, date]]:
    """Spans (start, end) and as-of days: before, inside and after."""
    r = random.Random(seed)
    for start, end in (
        (date(2025, 1, 1), date(2025, 3, 31)),
        (date(2024, 1, 1), date(2024, 12, 31)),
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2024, 2, 10), date(2024, 11, 20)),
    ):
        inside = start + timedelta(days=r.randrange((end - start).days + 1))
        for as_of in (start - timedelta(days=1), inside, end, end + timedelta(days=90)):
            yield start, end, as_of
