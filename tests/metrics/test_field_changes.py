"""Pushes and stages from edits and kept days, each change told once."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from salestui.metrics.history.field_changes import (
    Source,
    Stay,
    between,
    identified,
    merged,
    no_changes,
    pushes,
    stays,
)
from salestui.model.period import ALL_TIME, parse_period

D, T = date.fromisoformat, datetime.fromisoformat
DAY, TEXT = pl.Date(), pl.String()


def recorded(kind: pl.DataType, *rows: tuple[Any, ...]) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=no_changes(kind).schema, orient="row")


def frame(**closes: str | None) -> pl.DataFrame:
    return identified(pl.DataFrame(
        {"id": list(closes), "expected_close": [D(c) if c else None for c in closes.values()]},
        schema={"id": TEXT, "expected_close": DAY},
    ))  # fmt: skip


def test_a_difference_of_days_that_edits_explain_is_told_once() -> None:
    edit = recorded(DAY, ("a", T("2026-10-02T10:00"), D("2026-11-01"), D("2027-01-05"), "edit"))
    days = between(
        frame(a="2026-11-01", b="2026-11-01"), frame(a="2027-01-05", b="2027-02-01"),
        "expected_close", T("2026-10-02T18:00"), DAY,
    )  # fmt: skip
    found = merged([days, edit], DAY)
    assert found.select("deal", "source").rows() == [("a", "edit"), ("b", "snapshot")]


def test_a_difference_beyond_the_edits_counts_from_where_they_led() -> None:
    edit = recorded(DAY, ("a", T("2026-10-02T10:00"), D("2026-11-01"), D("2026-12-01"), "edit"))
    days = between(frame(a="2026-11-01"), frame(a="2027-02-01"), "expected_close",
                   T("2026-10-05T18:00"), DAY)  # fmt: skip
    rows = merged([edit, days], DAY).select("before", "after").rows()
    assert rows == [(D("2026-11-01"), D("2026-12-01")), (D("2026-12-01"), D("2027-02-01"))]


def test_a_push_is_a_move_to_a_later_period_not_what_is_taken_back_the_same_day() -> None:
    q4 = parse_period("2026-Q4")
    assert q4 is not None
    rows = [
        ("a", T("2026-10-02T10:00"), D("2026-11-01"), D("2026-12-20"), "edit"),  # same quarter
        ("a", T("2026-10-03T10:00"), D("2026-12-20"), D("2027-01-05"), "edit"),
        ("a", T("2026-11-03T10:00"), D("2027-01-05"), D("2027-04-05"), "observed"),
        ("b", T("2026-10-03T10:00"), D("2026-12-20"), D("2027-01-05"), "edit"),
        ("b", T("2026-10-03T10:01"), D("2027-01-05"), D("2026-12-20"), "edit"),
        ("c", T("2026-09-03T10:00"), D("2026-12-20"), D("2027-01-05"), "edit"),  # before Q4
        ("d", T("2026-10-03T10:00"), None, D("2027-01-05"), "edit"),
        ("d", T("2026-10-04T10:00"), D("2027-01-05"), D("2026-12-05"), "edit"),  # earlier
    ]
    changes = merged([recorded(DAY, *rows)], DAY)
    as_of = D("2026-12-31")
    assert pushes(changes, q4, as_of, 1).rows() == [("a", 2)]
    assert pushes(changes, q4, D("2026-10-31"), 1).rows() == [("a", 1)]
    assert pushes(changes, ALL_TIME, as_of, 1).rows() == [("a", 3), ("c", 1)]


@pytest.mark.parametrize("seed", range(5))
def test_pushes_agree_with_a_walk_over_every_day(seed: int) -> None:
    r = random.Random(seed)
    deals = [f"D{n}" for n in range(12)]
    close = {d: D("2026-02-10") for d in deals}
    found, edits, expected = [], [], Counter[str]()
    before = frame(**{d: str(c) for d, c in close.items()})
    for n in range(60):
        day = datetime(2026, 1, 1, 9) + timedelta(days=n)
        for d in r.sample(deals, 2):
            new = close[d] + timedelta(days=r.choice([-40, -5, 5, 40]))
            expected[d] += (new.year, new.month) > (close[d].year, close[d].month)
            if r.random() < 0.5:  # the journal was running
                edits.append((d, day, close[d], new, r.choice(["edit", "observed"])))
            close[d] = new
        now = frame(**{d: str(c) for d, c in close.items()})
        found.append(between(before, now, "expected_close", day + timedelta(hours=8), DAY))
        before = now
    changes = merged([recorded(DAY, *edits), *found], DAY)
    counted = dict(pushes(changes, ALL_TIME, D("2026-12-31"), 1).rows())
    assert counted == {d: n for d, n in expected.items() if n}


def test_stages_of_a_deal_with_where_they_are_known_from() -> None:
    changes = merged([recorded(
        TEXT,
        ("a", T("2026-10-02T10:00"), "Lead", "Proposal", "snapshot"),
        ("b", T("2026-10-03T10:00"), "Lead", "Lost", "edit"),
        ("a", T("2026-10-09T10:00"), "Proposal", "Lead", "observed"),
    )], TEXT)  # fmt: skip
    assert stays(changes, "a", "Lead", D("2026-09-01")) == (
        Stay("Lead", D("2026-09-01"), D("2026-10-02"), None),
        Stay("Proposal", D("2026-10-02"), D("2026-10-09"), Source.SNAPSHOT),
        Stay("Lead", D("2026-10-09"), None, Source.OBSERVED),
    )
    assert stays(changes, "z", "Lead") == (Stay("Lead", None, None, None),)


def test_what_nothing_names_alone_is_left_out() -> None:
    twice = pl.DataFrame({"name": ["x", "x", "y", None], "customer": ["c", "c", None, None]})
    assert identified(twice)["deal"].to_list() == ["y"]
    assert identified(pl.DataFrame({"amount": [1.0]})).is_empty()
