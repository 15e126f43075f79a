"""Cell text to values and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.mapping.dates import date_readings, parse_date, parse_month
from salestui.mapping.layout import Column
from salestui.mapping.values import (
    is_blank_mark,
    number_readings,
    parse_flag,
    parse_money,
    parse_number,
    parse_percent,
    parse_year,
    to_cell,
)
from salestui.model.fields import FieldType

numbers = st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: round(x, 2))
days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1148", 1148),
        ("1,148", 1148),
        ("1,234,567.89", 1234567.89),
        ("1 234 567", 1234567),
        ("1'234'567", 1234567),
        ("114,8000", 1148000),
        ("11,48,000", 1148000),
        ("1.234.567,50", 1234567.5),
        ("(1,148)", -1148),
        ("（1,148）", -1148),
        ("1,148-", -1148),
        ("-1,148", -1148),
        ("−5", -5),
        ("+5", 5),
        ("$1,148", 1148),
        ("-$5", -5),
        ("$-5", -5),
        ("$(1,148)", -1148),
        ("($1,148)", -1148),
        ("¥1,148.50", 1148.5),
        ("￥１，２３４．５", 1234.5),
        ("RMB 12", 12),
        ("12 USD", 12),
        ("€ 3.5", 3.5),
        ("35万", 350000),
        ("3.5 万元", 35000),
        ("3千万", 3e7),
        ("百万", None),
        ("1.2亿", 1.2e8),
        ("1.2m", 1200000),
        ("30K", 30000),
        ("1.1e6", 1100000),
        ("120元", 120),
        (".5", 0.5),
    ],
)
def test_numbers_as_people_write_them(text: str, expected: float | None) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "12,5", "1,23", "12 34", "1-2", "--5", "35%", "¥", "万", "1.2.3", "1万2千",
     "5/6", "about 100", "1e999", "1e299亿", "nan", "inf", "=1+1", "#REF!", "1,148,00"],
)  # fmt: skip
def test_what_is_no_number_is_never_guessed(text: str) -> None:
    assert parse_number(text) is None


@given(numbers)
def test_numbers_survive_being_written_with_separators(number: float) -> None:
    assert parse_number(f"{number:,.2f}") == number
    assert parse_number(f"¥{number:,.2f}") == number
    assert parse_number(f"{number!r}") == number
    assert parse_number(f"({abs(number):,.2f})") == -abs(number)


@given(st.text())
def test_no_text_breaks_the_parsers(text: str) -> None:
    for parse in (parse_number, parse_money, parse_percent, parse_flag, parse_year):
        parse(text)
    parse_date(text, serials=True)
    assert len(date_readings(text)) <= 2


def test_money_follows_the_unit_of_the_column_unless_it_names_one() -> None:
    assert parse_money("35", 1e4) == 350000
    assert parse_money("35万", 1e4) == 350000
    assert parse_money("1.2m", 1e3) == 1200000
    assert parse_money("350000元", 1e4) == 350000
    assert parse_money("0.07", 1e4) == 700


def test_percentages() -> None:
    assert parse_percent("35%") == 0.35
    assert parse_percent("３５％", 0.01) == 0.35
    assert parse_percent("7成") == 0.7
    # 折 names what is left to pay
    assert parse_percent("9折") == 0.1
    assert parse_percent("8.5折") == 0.15
    assert parse_percent("打85折") == 0.15
    assert parse_percent("10折") == 0.0
    assert parse_percent("0折") is None
    assert parse_percent("0.35") == 0.35
    assert parse_percent("35", 0.01) == 0.35
    assert parse_percent("likely") is None


@pytest.mark.parametrize(
    "text",
    ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "2026 年 3 月 5 日", "26年3月5日",
     "20260305", "5 Mar 2026", "5-Mar-26", "05MAR2026", "5th March 2026", "March 5, 2026",
     "Mar 5 2026", "Thu, 5 Mar 2026", "2026-03-05 14:30", "2026-03-05T00:00:00Z",
     "2026-03-05 00:00:00", "2026/3/5 周四", "２０２６－０３－０５", " 2026-03-05 "],
)  # fmt: skip
def test_dates_as_people_write_them(text: str) -> None:
    assert parse_date(text) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "text",
    ["", "3/5/2026", "03.05.2026", "2026-02-30", "2026-13-01", "2026-03", "12-09", "1/2/26", "soon",
     "45321", "0026-01-01", "Q1", "3月5日", "99 Mar 2026", "Foo 5, 2026"],
)  # fmt: skip
def test_what_is_no_date_or_may_be_two_is_never_guessed(text: str) -> None:
    assert parse_date(text) is None


def test_a_numeric_date_is_read_where_only_one_reading_is_possible() -> None:
    assert parse_date("13/5/2026") == parse_date("5/13/2026") == date(2026, 5, 13)
    assert parse_date("4/4/2026") == date(2026, 4, 4)
    assert date_readings("3/5/2026") == (date(2026, 3, 5), date(2026, 5, 3))


def test_serial_numbers_are_dates_only_where_asked_for() -> None:
    assert parse_date("45321", serials=True) == date(2024, 1, 30)
    assert parse_date("45321.75", serials=True) == date(2024, 1, 30)
    assert parse_date("12", serials=True) is None


@given(days)
def test_dates_survive_being_written(day: date) -> None:
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    assert parse_date(f"{day:%d %b %Y}") == day
    assert parse_date(f"{day:%B %d, %Y}") == day
    assert day in date_readings(f"{day.day}/{day.month}/{day.year}")


@given(st.integers(20_000, 79_999))
def test_serials_count_days(serial: int) -> None:
    assert parse_date(str(serial), serials=True) == date(1899, 12, 30) + timedelta(serial)


def test_yes_and_no_and_nothing() -> None:
    assert parse_flag("是") is True
    assert parse_flag("N") is False
    assert parse_flag("maybe") is None
    assert is_blank_mark(" — ")
    assert is_blank_mark("N/A")
    assert not is_blank_mark("0")


@pytest.mark.parametrize("text", ["是", "Y", "yes", "TRUE", "True", "1", "✓", "√", "Ｙ ", "有"])
def test_yes_in_all_its_forms(text: str) -> None:
    assert parse_flag(text) is True


@pytest.mark.parametrize("text", ["否", "N", "no", "FALSE", "0", "✗", "×", "Ｎ"])
def test_no_in_all_its_forms(text: str) -> None:
    assert parse_flag(text) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apr-18", date(2018, 4, 1)), ("Apr 2018", date(2018, 4, 1)), ("2018-04", date(2018, 4, 1)),
        ("2018年4月", date(2018, 4, 1)), ("2018/4", date(2018, 4, 1)), ("2018-13", None),
        ("18-Apr", None), ("Q1-18", None), ("Apr-5", None), ("2018", None),
    ],
)  # fmt: skip
def test_months_are_their_first_day(text: str, expected: date | None) -> None:
    assert parse_month(text) == expected
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "point", "comma"),
    [
        ("1.234", 1.234, 1234), ("1,234", 1234, 1.234), ("12,5", None, 12.5), ("12.5", 12.5, None),
        ("1.234,56", None, 1234.56), ("12 345,67", None, 12345.67), ("1,234.56", 1234.56, None),
        ("0.125", 0.125, None), ("0,125", None, 0.125), ("900", 900, 900), ("1234.567", 1234.567,
        None), ("$ 1.234,5 k", None, 1234500), ("soon", None, None),
    ],
)  # fmt: skip
def test_the_readings_of_a_number(text: str, point: float | None, comma: float | None) -> None:
    assert number_readings(text) == (point, comma)


def test_years() -> None:
    assert [parse_year(t) for t in ("2026", "2026年", "FY26", "FY 2026", "26", "20266")] == [
        2026, 2026, 2026, 2026, None, None,
    ]  # fmt: skip


def test_values_go_back_into_the_unit_of_their_column() -> None:
    plain = Column("amount", "Amount", FieldType.MONEY, 1)
    wan = Column("amount", "金额(万元)", FieldType.MONEY, 1, scale=1e4)
    points = Column("probability", "%", FieldType.PERCENT, 1, percent_scale=0.01)
    assert to_cell(plain, 1148.0) == 1148
    assert isinstance(to_cell(plain, 1148.0), int)
    assert to_cell(plain, 0.5) == 0.5
    assert to_cell(wan, 700.0000000000001) == 0.07
    assert to_cell(points, 0.35) == 35
    assert to_cell(plain, None) is None
    assert to_cell(Column("c", "c", FieldType.DATE, 1), date(2026, 3, 5)) == date(2026, 3, 5)
    assert to_cell(Column("n", "n", FieldType.TEXT, 1), "=1+1") == "=1+1"
    assert to_cell(Column("f", "f", FieldType.FLAG, 1), True) is True


def test_days_in_a_column_of_texts_that_shows_days_go_back_as_days() -> None:
    months = Column("period", "Month", FieldType.TEXT, 1, number_format="mmm yyyy")
    texts = Column("period", "Month", FieldType.TEXT, 1, number_format="@")
    assert to_cell(months, "2026-03-01") == date(2026, 3, 1)
    assert to_cell(texts, "2026-03-01") == "2026-03-01"
    others = ["2026-02-30", "2026-03", "Q1", "=1+1"]
    assert [to_cell(months, text) for text in others] == others


@given(numbers, st.sampled_from([1.0, 1e3, 1e4, 1e8]))
def test_what_is_typed_in_a_unit_is_written_in_that_unit(number: float, scale: float) -> None:
    column = Column("amount", "Amount", FieldType.MONEY, 1, scale=scale)
    value = parse_money(repr(number), scale)
    assert value is not None
    assert to_cell(column, value) == number
