"""Years of two digits: read by one rule, said once per column, listed where they may be two."""

from __future__ import annotations

from datetime import date

import pytest
from made_sheets import read

from salestui.mapping.dates import date_readings, parse_date, parse_month

HEADERS = ["Deal ID", "Deal", "Stage", "Amount", "Close date"]


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("5/3/26", True, date(2026, 3, 5)),
        ("5/3/26", False, date(2026, 5, 3)),
        ("05.03.26", True, date(2026, 3, 5)),
        ("13/5/26", None, date(2026, 5, 13)),
        ("5/13/26 10:30", None, date(2026, 5, 13)),
        ("26-3-5", None, date(2026, 3, 5)),
        ("26/3/5", None, date(2026, 3, 5)),
        ("26-03-05", None, date(2026, 3, 5)),
        ("26年3月5日", None, date(2026, 3, 5)),
        ("13/5/99", None, date(1999, 5, 13)),
        ("13/5/68", None, date(2068, 5, 13)),
        ("5/3/26", None, None),
        ("12-04-18", True, None),
        ("31/2/26", None, None),
        ("1.2.3", True, None),
    ],
)
def test_a_year_of_two_digits(text: str, day_first: bool | None, day: date | None) -> None:
    assert parse_date(text, day_first=day_first) == day


def test_between_hyphens_either_end_may_be_the_year() -> None:
    assert date_readings("12-04-18") == (date(2012, 4, 18), date(2018, 12, 4), date(2018, 4, 12))


def test_months_with_a_year_of_two_digits() -> None:
    assert parse_month("26年3月") == date(2026, 3, 1)
    assert parse_month("Apr-18") == date(2018, 4, 1)


def deals(*days: str) -> list[list[str | int]]:
    return [HEADERS, *([f"D{n}", "x", "Won", 5, day] for n, day in enumerate(days))]


def test_a_column_decides_and_says_what_it_took() -> None:
    table = read({"Deals": deals("5/3/26", "13/5/26")})["deals"]
    assert table.frame["expected_close"].to_list() == [date(2026, 3, 5), date(2026, 5, 13)]
    (found,) = [p for p in table.problems if p.code == "two-digit-years"]
    assert found.where == "Deals!E2"
    assert dict(found.parts) == {
        "header": "Close date", "count": "2", "text": "5/3/26", "date": "2026-03-05",
    }  # fmt: skip


def test_what_nothing_decides_is_listed_with_both_readings() -> None:
    table = read({"Deals": deals("5/3/26", "6/4/26")})["deals"]
    found = [p for p in table.problems if p.code == "ambiguous-date"]
    assert [dict(p.parts)["second"] for p in found] == ["2026-03-05", "2026-04-06"]
