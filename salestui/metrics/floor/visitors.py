"""Who came and what became of it: visitors by channel and agent, doubles, who came first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.select import within
from salestui.model.period import Period

NOBODY_CAME = N_("nobody with a telephone number is in the register of this time")
NOBODY_BOUGHT = N_("nobody in the register of this time has bought")
NOTHING_WANTED = N_("the register has no rows of this time")
_WITHOUT_PHONE = N_("{n} rows without a telephone number are left out")

WEEKS = 8
"""So many weeks of the course are shown."""


@dataclass(frozen=True, slots=True)
class Came:
    """Visitors of one channel or agent.

    Attributes:
        key: the channel's or the agent's name, empty where none is told.
        visits: rows of the register.
        people: distinct telephone numbers; each belongs to whom its first row names.
        bought: how many of them bought; ``conversion`` their share.
        completeness: share of the wanted fields that are filled.
        rows: ``_id`` of the visits.
    """

    key: str
    visits: int
    people: int
    bought: int
    conversion: Figure
    completeness: Figure
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """What happened in the week that begins on a Monday."""

    monday: date
    visits: int
    subscriptions: int
    signings: int


@dataclass(frozen=True)
class Register:
    """The visitor register with what follows from it; made by ``registered``.

    Attributes:
        rows: in the columns of ``frames.VISITORS``.
        first: the first registration of each telephone number.
        doubles: rows whose number was registered before, other than return visits to the same
            agent: ``_id``, ``phone``, and of the first registration ``first``, ``who``, ``on``.
    """

    rows: pl.DataFrame
    first: pl.DataFrame
    doubles: pl.DataFrame


def registered(visitors: pl.DataFrame) -> Register:
    """Make a register ready for figures."""
    first = first_rows(visitors)
    known = first.select("phone", first="_id", who="agent", on="date")
    later = visitors.join(known, on="phone", maintain_order="left").filter(
        pl.col("_id") != pl.col("first")
    )
    again = (pl.col("kind") == "return").fill_null(value=False)
    again &= pl.col("agent").eq_missing(pl.col("who"))
    told = later.filter(~again).select("_id", "phone", "first", "who", "on")
    return Register(visitors, first, told)


def first_rows(visitors: pl.DataFrame) -> pl.DataFrame:
    """The first registration of each telephone number: by date, then by place in the register.

    Args:
        visitors: in the columns of ``frames.VISITORS``.
    """
    known = visitors.drop_nulls("phone").with_row_index("_place")
    ordered = known.sort("date", "_place", nulls_last=True)
    return ordered.unique("phone", keep="first", maintain_order=True).drop("_place")


def by_credit(
    register: Register, buyers: Collection[str], column: str, period: Period, as_of: date
) -> tuple[Came, ...]:
    """Visitors by ``channel`` or ``agent``, those with most buyers first.

    Args:
        buyers: telephone numbers of those who bought.
    """
    came = _came(register.rows, period, as_of)
    first = register.first.select("phone", credit=pl.col(column))
    people = came.select("phone").drop_nulls().unique().join(first, on="phone", how="left")
    people = people.with_columns(bought=pl.col("phone").is_in(list(buyers)))
    met = people.group_by(pl.col("credit").alias("key")).agg(
        people=pl.len(), bought=pl.col("bought").sum()
    )
    visits = came.group_by(pl.col(column).alias("key"), maintain_order=True).agg(
        pl.col("_id").alias("rows"), pl.col("wanted").sum(), pl.col("filled").sum()
    )
    both = visits.join(met, on="key", how="full", coalesce=True, nulls_equal=True)
    found = [_came_of(row) for row in both.iter_rows(named=True)]
    found.sort(key=lambda c: (not c.key, -c.bought, -c.people, -c.visits, c.key))
    return tuple(found)


def _came_of(row: dict[str, Any]) -> Came:
    """Sums of one channel or agent; what is on one side only counts as nothing on the other."""
    people, bought, wanted = (int(row[name] or 0) for name in ("people", "bought", "wanted"))
    rows = tuple(row["rows"] or ())
    return Came(
        row["key"] or "", len(rows), people, bought,
        Figure(bought / people) if people else na(NOBODY_CAME),
        Figure(int(row["filled"]) / wanted) if wanted else na(NOTHING_WANTED),
        rows,
    )  # fmt: skip


def conversion(
    visitors: pl.DataFrame, buyers: Collection[str], period: Period, as_of: date
) -> tuple[Figure, tuple[int, ...]]:
    """Share of the people who came in a period that bought, and the first rows of all of them."""
    came = _came(visitors, period, as_of)
    first = _people(came)
    if first.is_empty():
        return na(NOBODY_CAME), ()
    bought = first.filter(pl.col("phone").is_in(list(buyers))).height
    left = came["phone"].null_count()
    figure = Figure(bought / first.height)
    return figure.noted(note(_WITHOUT_PHONE, n=left) if left else None), tuple(first["_id"])


def completeness(
    visitors: pl.DataFrame, period: Period, as_of: date
) -> tuple[Figure, tuple[int, ...]]:
    """Share of the wanted fields that rows of a period fill, and the rows that lack any."""
    came = _came(visitors, period, as_of)
    lacking = came.filter(pl.col("filled") < pl.col("wanted"))
    return _completeness(came), tuple(lacking["_id"].to_list())


def referral_share(
    visitors: pl.DataFrame, buyers: Collection[str], period: Period, as_of: date
) -> tuple[Figure, tuple[int, ...]]:
    """Share of the buyers who came in a period that a customer referred, and their first rows."""
    first = _people(_came(visitors, period, as_of))
    bought = first.filter(pl.col("phone").is_in(list(buyers)))
    if bought.is_empty():
        return na(NOBODY_BOUGHT), ()
    said = visitors.filter(pl.col("referred_by").is_not_null())["phone"].drop_nulls()
    referred = bought.filter(pl.col("phone").is_in(said.implode()))
    return Figure(referred.height / bought.height), tuple(referred["_id"].to_list())


def doubles_by(register: Register, day: date) -> tuple[int, ...]:
    """``_id`` of the rows that were registered twice, up to a day; those without a day count."""
    later = register.rows.filter(pl.col("date") > day)
    return tuple(register.doubles.join(later, on="_id", how="anti")["_id"].to_list())


def visits_between(visitors: pl.DataFrame, start: date, end: date) -> tuple[int, ...]:
    """``_id`` of the visits from one day to another."""
    return tuple(visitors.filter(pl.col("date").is_between(start, end))["_id"].to_list())


def weekly(visitors: pl.DataFrame | None, units: pl.DataFrame, as_of: date) -> tuple[Week, ...]:
    """The last weeks up to a day, the earliest first; a week begins on its Monday."""
    last = as_of - timedelta(days=as_of.weekday())
    mondays = [last - timedelta(weeks=n) for n in reversed(range(WEEKS))]
    came = _per_week(visitors, "date", as_of)
    subscribed, signed = (_per_week(units, day, as_of) for day in ("subscribed", "signed"))
    return tuple(
        Week(day, came.get(day, 0), subscribed.get(day, 0), signed.get(day, 0)) for day in mondays
    )


def _per_week(frame: pl.DataFrame | None, column: str, as_of: date) -> dict[date, int]:
    if frame is None:
        return {}
    days = frame.filter(pl.col(column) <= as_of).select(pl.col(column).dt.truncate("1w"))
    return dict(days.group_by(column).agg(pl.len()).iter_rows())


def _came(visitors: pl.DataFrame, period: Period, as_of: date) -> pl.DataFrame:
    return visitors.filter(within("date", period) & (pl.col("date") <= as_of))


def _people(came: pl.DataFrame) -> pl.DataFrame:
    """A row for each telephone number."""
    return came.drop_nulls("phone").unique("phone", keep="first", maintain_order=True)


def _completeness(visits: pl.DataFrame) -> Figure:
    wanted = int(visits["wanted"].sum())
    return Figure(int(visits["filled"].sum()) / wanted) if wanted else na(NOTHING_WANTED)
