"""What users type into cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.mapping.input import LONGEST, Parsed, Rejected, parse_input
from salestui.mapping.layout import Column
from salestui.mapping.shortcuts import shortcut_date
from salestui.model.fields import FieldType

TODAY = date(2026, 11, 18)  # a Wednesday

TEXT = Column("notes", "Notes", FieldType.TEXT, 1)
DATE = Column("next_date", "Next step on", FieldType.DATE, 2)
MONEY = Column("amount", "Amount", FieldType.MONEY, 3)
WAN = Column("amount", "金额(万元)", FieldType.MONEY, 3, scale=1e4)
COUNT = Column("employees", "Employees", FieldType.INTEGER, 4)
CHANCE = Column("probability", "Probability", FieldType.PERCENT, 5)
POINTS = Column("probability", "Probability (%)", FieldType.PERCENT, 5, percent_scale=0.01)
FLAG = Column("x:Key", "Key", FieldType.FLAG, 6)
STAGE = Column("stage", "Stage", FieldType.CHOICE, 7, choices=("Lead", "Won"))


def value(column: Column, text: str, **more: object) -> object:
    result = parse_input(column, text, TODAY, **more)  # type: ignore[arg-type]
    assert isinstance(result, Parsed), result
    return result.value


def rejected(column: Column, text: str, **more: object) -> Rejected:
    result = parse_input(column, text, TODAY, **more)  # type: ignore[arg-type]
    assert isinstance(result, Rejected), result
    return result


@pytest.mark.parametrize("column", [TEXT, DATE, MONEY, COUNT, CHANCE, FLAG, STAGE])
def test_empty_text_empties_the_cell(column: Column) -> None:
    assert value(column, "  ") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", "2026-12-01"),
        ("today", "2026-11-18"),
        ("今天", "2026-11-18"),
        ("tomorrow", "2026-11-19"),
        ("明天", "2026-11-19"),
        ("后天", "2026-11-20"),
        ("+7d", "2026-11-25"),
        ("+7", "2026-11-25"),
        ("-2w", "2026-11-04"),
        ("+2周", "2026-12-02"),
        ("+1m", "2026-12-18"),
        ("+1q", "2027-02-18"),
        ("-1y", "2025-11-18"),
        ("mon", "2026-11-23"),
        ("wed", "2026-11-25"),
        ("Friday", "2026-11-20"),
        ("next fri", "2026-11-27"),
        ("周五", "2026-11-20"),
        ("下周一", "2026-11-23"),
        ("下下周日", "2026-12-06"),
        ("eow", "2026-11-22"),
        ("eom", "2026-11-30"),
        ("月底", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("12-09", "2026-12-09"),
        ("12月9日", "2026-12-09"),
        ("01-15", "2027-01-15"),
        ("06-01", "2026-06-01"),
    ],
)
def test_dates_and_their_shortcuts(text: str, expected: str) -> None:
    assert value(DATE, text) == date.fromisoformat(expected)


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert shortcut_date("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert shortcut_date("-1m", date(2026, 3, 31)) == date(2026, 2, 28)
    assert shortcut_date("eoq", date(2026, 2, 10)) == date(2026, 3, 31)


def test_a_doubled_sign_counts_from_the_current_value() -> None:
    assert value(DATE, "++7d", current=date(2027, 1, 1)) == date(2027, 1, 8)
    assert value(DATE, "--1m", current=date(2027, 1, 1)) == date(2026, 12, 1)
    rejected(DATE, "++7d")


def test_how_a_short_form_was_read_is_said() -> None:
    result = parse_input(DATE, "12-09", TODAY)
    assert isinstance(result, Parsed)
    assert result.note == "Read as {date}."
    assert result.parts == (("date", "2026-12-09"),)


def test_a_date_with_two_readings_is_refused_with_both() -> None:
    result = rejected(DATE, "3/5/2026")
    assert dict(result.parts) == {"text": "3/5/2026", "first": "2026-03-05", "second": "2026-05-03"}


@given(st.text(max_size=12))
def test_no_text_breaks_a_date_cell(text: str) -> None:
    assert isinstance(parse_input(DATE, text, TODAY), Parsed | Rejected)


def test_dates_stay_within_the_calendar() -> None:
    rejected(DATE, "+9999y")
    rejected(DATE, "someday")
    rejected(DATE, "02-29")  # no such day near today


def test_money_is_typed_in_the_unit_of_its_column() -> None:
    assert value(MONEY, "12,500") == 12500
    assert value(MONEY, "35万") == 350000
    assert value(WAN, "35") == 350000
    assert value(WAN, "35万") == 350000
    assert value(WAN, "30k") == 30000
    assert rejected(MONEY, "lots").parts == (("text", "lots"),)


def test_whole_numbers_only_where_they_are_counted() -> None:
    assert value(COUNT, "1,200") == 1200
    rejected(COUNT, "1.5")


def test_percentages_with_and_without_sign() -> None:
    assert value(CHANCE, "35%") == 0.35
    assert value(CHANCE, "0.35") == 0.35
    assert value(CHANCE, "35") == 0.35
    assert value(POINTS, "35") == 0.35
    assert value(POINTS, "1") == 0.01
    rejected(CHANCE, "likely")


def test_choices_are_matched_without_case_and_others_are_free() -> None:
    assert value(STAGE, "won") == "Won"
    assert value(STAGE, "Parked") == "Parked"
    assert "Lead, Won" in dict(rejected(STAGE, "Parked", strict=True).parts).values()


def test_flags() -> None:
    assert value(FLAG, "yes") is True
    rejected(FLAG, "perhaps")


def test_text_is_text_whatever_it_begins_with() -> None:
    for text in ("=1+1", "+49 30 1234", "-", "@home", "[red]x[/]"):
        assert value(TEXT, text) == text


def test_text_that_a_workbook_cannot_hold_is_refused() -> None:
    rejected(TEXT, "x" * (LONGEST + 1))
    rejected(TEXT, "\x1b[2J")
    assert value(TEXT, "two\nlines") == "two\nlines"
