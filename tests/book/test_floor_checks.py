"""What cannot be right about units, their deals, deposits and log, each with its cell."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from fakes import MemoryWorkbook
from floor_books import CHINESE, ENGLISH, Table, copied

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 3, 10)
CODES = {
    "two-holders", "two-deals-of-unit", "deposit-not-of-holder", "unit-sold-twice",
    "unit-without-holder", "signed-without-date", "unknown-unit", "hold-expired",
    "claim-in-future",
}  # fmt: skip


def found(sheets: dict[str, Table]) -> list[tuple[str, str]]:
    book = Book(MemoryWorkbook(sheets), Settings(TODAY, playbook="real-estate"))
    return sorted((p.code, p.where) for p in book.load().findings if p.code in CODES)


def site() -> dict[str, Table]:
    """The site with nothing wrong."""
    sheets = copied(ENGLISH)
    sheets["Units"][7][6:8] = ["available", None]
    sheets["Units"][7][10] = None
    return sheets


def unit(sheets: dict[str, Table], row: int, **about: Any) -> None:
    names = {"status": 6, "holder": 7, "until": 10, "signed": 15}
    for name, value in about.items():
        sheets["Units"][row - 1][names[name]] = value


def logged(*about: Any) -> list[Any]:
    day, time, number, step, *rest = about
    return [day, time, number, step, *rest, *([None] * (5 - len(rest)))]


def test_a_site_in_order_has_no_problem() -> None:
    assert found(site()) == []
    assert found(copied(CHINESE)) == []


@pytest.mark.inventory(100, 102)
def test_two_holders_of_one_unit_are_named_in_both_rows() -> None:
    sheets = site()
    unit(sheets, 2, status="held", holder="Li Lei")
    sheets["Units"].append([*sheets["Units"][1][:7], "Sun Li", *([None] * 12)])
    assert found(sheets) == [("two-holders", "Units!H10"), ("two-holders", "Units!H2")]


@pytest.mark.inventory(102)
def test_two_deals_of_different_customers_on_one_unit() -> None:
    sheets = site()
    sheets["Pipeline"][1][9] = sheets["Pipeline"][2][9] = "1-101"
    assert found(sheets) == [
        ("two-deals-of-unit", "Pipeline!J2"), ("two-deals-of-unit", "Pipeline!J3"),
    ]  # fmt: skip
    sheets["Pipeline"][2][2] = "Withdrawn"
    assert found(sheets) == []


@pytest.mark.inventory(102, 103)
def test_a_deposit_of_somebody_who_does_not_have_the_unit() -> None:
    sheets = site()
    unit(sheets, 2, status="subscribed", holder="Li Lei")
    paid = [None, date(2026, 3, 5), "14:00", None, "Sun Li", "1-101", "deposit", 20_000.0, "Bob"]
    sheets["Payments"] += [paid, [*paid[:4], "li lei", *paid[5:]]]
    assert found(sheets) == [("deposit-not-of-holder", "Payments!E2")]
    sheets["Payments"].append([*paid[:7], -20_000.0, "Bob"])
    assert found(sheets) == []


@pytest.mark.inventory(100, 101)
def test_a_unit_sold_twice_in_its_history() -> None:
    sheets = site()
    first, again = date(2026, 2, 1), date(2026, 3, 1)
    sheets["Unit log"] += [
        logged(again, "10:00", "1-101", "sign", "Sun Li"),  # typed first, signed later
        logged(first, "09:00", "1-101", "sign", "Li Lei"),
        logged(first, "09:00", "1-102", "sign", "Li Lei"),
        logged(date(2026, 2, 9), None, "1-102", "release", "Li Lei"),
        logged(again, None, "1-102", "签约", "Sun Li"),
    ]
    assert found(sheets) == [("unit-sold-twice", "'Unit log'!D2")]


@pytest.mark.inventory(100)
def test_taken_by_nobody_signed_on_no_day_and_held_too_long() -> None:
    sheets = site()
    unit(sheets, 2, status="subscribed")
    unit(sheets, 3, status="signed", holder="Li Lei")
    unit(sheets, 4, status="held", holder="Sun Li", until=date(2026, 3, 9))
    unit(sheets, 5, status="held", holder="Sun Li", until=date(2026, 3, 10))
    assert found(sheets) == [
        ("hold-expired", "Units!K4"), ("signed-without-date", "Units!P3"),
        ("unit-without-holder", "Units!H2"),
    ]  # fmt: skip


@pytest.mark.inventory(100, 102)
def test_a_log_about_an_unknown_unit_or_a_day_to_come() -> None:
    sheets = site()
    sheets["Unit log"] += [
        logged(date(2026, 3, 5), None, "9-999", "check"),
        logged(date(2026, 3, 11), None, "1-101", "deposit", "Li Lei"),
        logged(date(2026, 3, 11), None, "1-101", "follow", "Li Lei"),
    ]
    assert found(sheets) == [
        ("claim-in-future", "'Unit log'!A3"),
        ("unknown-unit", "'Unit log'!C2"),
    ]


@pytest.mark.inventory(102)
def test_in_a_chinese_workbook_too() -> None:
    sheets = copied(CHINESE)
    sheets["房源"][1][6] = "已认购"
    sheets["房源"].append([*sheets["房源"][1][:7], "李雷", *([None] * 9)])
    assert found(sheets) == [("unit-without-holder", "房源!H2")]
