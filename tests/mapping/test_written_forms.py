"""Dates, money and percentages as teams write them, from a workbook's file to exact figures."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from adapters.registry import open_workbook
from salestui.book.reading import Reading, Settings, read_book
from salestui.cli.main import main
from salestui.config import load_config
from salestui.mapping.input import Parsed, parse_input
from salestui.mapping.layout import Problem

Cell = str | float | date | None
Make = Callable[..., Path]
TODAY = date(2026, 11, 21)
HEADER = ["Deal", "Customer", "Stage", "Amount", "Close date"]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def write(
        rows: Sequence[Sequence[Cell]], header: Sequence[str] = HEADER, **options: Any
    ) -> Path:
        path = tmp_path / "team.xlsx"
        book = xlsxwriter.Workbook(str(path), options)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Deals")
        for r, row in enumerate([header, *rows]):
            for c, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write_number(r, c, value)
        book.close()
        return path

    return write


def reading(path: Path, day_first: bool | None = None) -> Reading:
    workbook = open_workbook(str(path), path.parent / "state")
    try:
        return read_book(workbook, Settings(date(2026, 11, 21), day_first=day_first))
    finally:
        workbook.close()


def closes(*dates: Cell) -> list[list[Cell]]:
    return [[f"D{i}", "Acme", "Won", 100.0, day] for i, day in enumerate(dates)]


def amounts(*money: Cell) -> list[list[Cell]]:
    return [[f"D{i}", "Acme", "Won", m, date(2026, 3, 1)] for i, m in enumerate(money)]


def told(found: Reading) -> list[tuple[str, str]]:
    return [(p.code, p.where) for p in found.problems]


def parts(problem: Problem) -> dict[str, str]:
    return dict(problem.parts)


def dates_of(found: Reading) -> list[date | None]:
    return found.tables["deals"].frame["expected_close"].to_list()


def test_one_day_above_twelve_decides_for_its_column(make: Make) -> None:
    found = reading(make(closes("12-04-2018", "03/05/2018", "25-04-2018")))
    assert dates_of(found) == [date(2018, 4, 12), date(2018, 5, 3), date(2018, 4, 25)]
    (note,) = found.problems
    assert (note.severity, note.code, note.where) == ("info", "date-order", "Deals!E1")
    assert parts(note)["example"] == "25-04-2018"


def test_month_first_is_decided_the_same_way_and_over_the_setting(make: Make) -> None:
    path = make(closes("12-04-2018", "04-25-2018"))
    for setting in (None, True, False):
        assert dates_of(reading(path, setting)) == [date(2018, 12, 4), date(2018, 4, 25)]


def test_undecided_dates_are_listed_with_both_readings_and_settled_by_the_user(make: Make) -> None:
    path = make(closes("12-04-2018", "04-04-2018", "03/05/2018"))
    found = reading(path)
    assert dates_of(found) == [None, date(2018, 4, 4), None]
    assert told(found) == [("ambiguous-date", "Deals!E2"), ("ambiguous-date", "Deals!E4")]
    assert parts(found.problems[0]) == {
        "text": "12-04-2018", "first": "2018-12-04", "second": "2018-04-12",
    }  # fmt: skip
    assert "--day-first" in found.problems[0].hint
    assert dates_of(reading(path, True)) == [
        date(2018, 4, 12), date(2018, 4, 4), date(2018, 5, 3),
    ]  # fmt: skip
    assert dates_of(reading(path, False))[0] == date(2018, 12, 4)
    assert reading(path, True).problems == ()


def test_columns_that_contradict_themselves_decide_nothing(make: Make) -> None:
    found = reading(make(closes("25-04-2018", "04-26-2018", "12-04-2018")))
    assert dates_of(found) == [date(2018, 4, 25), date(2018, 4, 26), None]
    assert told(found) == [("ambiguous-date", "Deals!E4"), ("mixed-date-order", "Deals!E1")]


def test_every_column_decides_for_itself(make: Make) -> None:
    rows: list[list[Cell]] = [
        ["D1", "Acme", "Won", 1.0, "12-04-2018", "01/02/2018"],
        ["D2", "Acme", "Won", 1.0, "25-04-2018", "01/31/2018"],
    ]
    frame = reading(make(rows, [*HEADER, "Created"])).tables["deals"].frame
    assert frame["expected_close"][0] == date(2018, 4, 12)
    assert frame["created"][0] == date(2018, 1, 2)


def test_a_text_below_the_first_rows_decides_among_true_dates_too(make: Make) -> None:
    true = [date(2018, 1, 31)] * 60
    found = reading(make(closes(*true, "12-04-2018", "25-04-2018")))
    assert dates_of(found)[60] == date(2018, 4, 12)


def test_months_chinese_dates_and_serials_in_a_column_of_dates(make: Make) -> None:
    found = reading(
        make(closes("Apr-18", "2018-05", "2024年3月5日", "45321", 45321.0, "2018年6月"))
    )
    assert dates_of(found) == [
        date(2018, 4, 1), date(2018, 5, 1), date(2024, 3, 5), date(2024, 1, 30),
        date(2024, 1, 30), date(2018, 6, 1),
    ]  # fmt: skip
    (note,) = found.problems
    assert (note.severity, note.code, note.where) == ("info", "month-only", "Deals!E2")
    assert parts(note)["count"] == "3"


def test_serials_and_dates_of_a_workbook_that_counts_from_1904(make: Make) -> None:
    rows = closes(date(2024, 1, 30), 43859.0, date(2024, 2, 1))
    assert dates_of(reading(make(rows, date_1904=True))) == [
        date(2024, 1, 30), date(2024, 1, 30), date(2024, 2, 1),
    ]  # fmt: skip


def test_impossible_dates_are_listed_with_their_cells(make: Make) -> None:
    found = reading(make(closes("12-04-201800", "2026-13-45", "31-02-2018", "2018-02-01")))
    assert dates_of(found) == [None, None, None, date(2018, 2, 1)]
    assert told(found) == [("not-a-date", f"Deals!E{row}") for row in (2, 3, 4)]


def test_dates_half_converted_by_an_import_are_suspected(make: Make) -> None:
    half = [date(2018, month, 1 + month % 12) for month in range(1, 13)]
    found = reading(make(closes(*half, "25-04-2018", "13-05-2018")))
    assert told(found) == [("dates-maybe-swapped", "Deals!E1")]
    whole = [date(2018, 4, 25), *half]
    assert told(reading(make(closes(*whole, "25-04-2018", "13-05-2018")))) == []


def test_money_in_all_its_forms(make: Make) -> None:
    texts: list[Cell] = [
        "$1,275",
        "-$1,148",
        "(1,148)",
        "¥12.5万",
        "3.2亿",
        "１，２３４．５ ",
        "12 345.67",
        7.25,
    ]
    found = reading(make(amounts(*texts)))
    assert found.tables["deals"].frame["amount"].to_list() == [
        1275.0, -1148.0, -1148.0, 125000.0, 3.2e8, 1234.5, 12345.67, 7.25,
    ]  # fmt: skip
    assert found.problems == ()


def test_a_decimal_comma_is_decided_by_the_column(make: Make) -> None:
    found = reading(make(amounts("12 345,67", "1.234,56", "1.234", "900", "2,5", "7,125")))
    assert found.tables["deals"].frame["amount"].to_list() == [
        12345.67, 1234.56, 1234.0, 900.0, 2.5, 7.125,
    ]  # fmt: skip
    assert told(found) == [("decimal-mark", "Deals!D1")]


def test_a_doubtful_thousand_is_listed_with_both_readings(make: Make) -> None:
    found = reading(make(amounts("1.234", "900")))
    assert found.tables["deals"].frame["amount"].to_list() == [None, 900.0]
    assert told(found) == [("ambiguous-number", "Deals!D2")]
    assert parts(found.problems[0])["first"] == "1.234"
    assert parts(found.problems[0])["second"] == "1234"


def test_numbers_beside_texts_are_never_taken_for_texts(make: Make) -> None:
    found = reading(make(amounts("2,5", 1.234, "1.234", "7,5")))
    assert found.tables["deals"].frame["amount"].to_list() == [2.5, 1.234, 1234.0, 7.5]


def test_both_decimal_marks_in_one_column_leave_the_doubtful_unread(make: Make) -> None:
    found = reading(make(amounts("2,5", "2.5", "1,234")))
    assert found.tables["deals"].frame["amount"].to_list() == [2.5, 2.5, None]
    assert told(found) == [("ambiguous-number", "Deals!D4"), ("mixed-decimal-marks", "Deals!D1")]


@pytest.mark.parametrize(
    ("header", "scale"),
    [("金额(万元)", 1e4), ("Amount (k$)", 1e3), ("Amount in thousands", 1e3), ("Amount", 1.0)],
)
def test_the_header_scales_its_column(make: Make, header: str, scale: float) -> None:
    path = make(amounts("12.5", 3.0), ["Deal", "Customer", "Stage", header, "Close date"])
    assert reading(path).tables["deals"].frame["amount"].to_list() == [12.5 * scale, 3 * scale]


def test_fractions_beside_per_cents_are_listed_not_guessed(make: Make) -> None:
    shares: list[Cell] = [0.65, 65.0, "65.0%", 1.0]
    rows = [[f"D{i}", "Acme", "Lead", 1.0, None, share] for i, share in enumerate(shares)]
    found = reading(make(rows, [*HEADER, "Probability"]))
    assert found.tables["deals"].frame["probability"].to_list() == [None, 0.65, 0.65, None]
    assert told(found) == [
        ("ambiguous-percentage", "Deals!F2"), ("ambiguous-percentage", "Deals!F5"),
        ("percent-unit", "Deals!F1"),
    ]  # fmt: skip
    assert parts(found.problems[0])["first"] == "65%"
    assert parts(found.problems[0])["second"] == "0.65%"


def test_what_is_typed_follows_the_column(make: Make) -> None:
    found = reading(make([["D1", "A", "Won", "2,5", "25/04/2018"]] * 2))
    layout = found.tables["deals"].layout
    amount, close = layout.column("amount"), layout.column("expected_close")
    assert amount is not None
    assert close is not None
    assert parse_input(amount, "1.234,5", TODAY) == Parsed(1234.5)
    assert parse_input(amount, "12,5", TODAY) == Parsed(12.5)
    typed = parse_input(close, "3/5/2018", TODAY)
    assert isinstance(typed, Parsed)
    assert typed.value == date(2018, 5, 3)
    assert typed.note == "Read as {date}."


@pytest.mark.parametrize(
    ("line", "known"), [("day_first = true", True), ("day_first = false", False), ("", None)]
)
def test_the_order_can_stand_in_the_settings(line: str, known: bool | None, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(line)
    assert load_config(path).day_first is known


def test_the_figures_follow_the_order_that_the_command_says(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make(
        [["D1", "A", "Won", "$1,275", "03/05/2018"], ["D2", "A", "Won", "¥2万", "04/04/2018"]]
    )

    def won(*options: str) -> float:
        assert main(["kpi", str(path), "--json", "--period", "2018-05", *options]) == 0
        value: float = json.loads(capsys.readouterr().out)["kpis"]["actual"]["value"]
        return value

    assert won() == 0
    assert won("--day-first") == 1275
    assert won("--month-first") == 0
    with pytest.raises(SystemExit):
        main(["kpi", str(path), "--day-first", "--month-first"])
