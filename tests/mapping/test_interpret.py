"""Cells as typed rows, with every misunderstanding listed."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from made_sheets import codes, read, recognised, sheet

from adapters.contents import CellValue, Misfit, SheetData
from salestui.mapping.doubts import LISTED
from salestui.mapping.interpret import interpret
from salestui.mapping.table import EntityTable

HEADER: list[CellValue] = ["ID", "Customer", "Amount", "Close date", "Probability", "No. of seats"]
ROW: list[CellValue] = ["D-1", "Acme", 100, date(2026, 3, 5), 0.5, 3]


def deals(*rows: list[CellValue], header: list[CellValue] = HEADER, **more: object) -> EntityTable:
    return read({"Deals": [header, *rows]}, **more)["deals"]  # type: ignore[arg-type]


def test_types_identities_and_sheet_rows() -> None:
    found = deals(ROW, [], ["D-2", " Globex ", 5.5, datetime(2026, 3, 6, 9, 30), 1, None])
    assert found.frame.schema == pl.Schema(
        {"_id": pl.Int64, "_row": pl.Int64, "id": pl.String, "customer": pl.String,
         "amount": pl.Float64, "expected_close": pl.Date, "probability": pl.Float64,
         "x:No. of seats": pl.Float64}
    )  # fmt: skip
    assert found.frame.rows() == [
        (0, 2, "D-1", "Acme", 100.0, date(2026, 3, 5), 0.5, 3.0),
        (1, 4, "D-2", "Globex", 5.5, date(2026, 3, 6), 1.0, None),
    ]
    assert found.problems == ()
    assert found.unread == {}


def test_a_table_without_rows_is_an_empty_frame() -> None:
    assert deals().frame.height == 0


def test_rows_that_hold_only_a_running_number_or_a_formula_are_blank() -> None:
    header = ["No. of seats", *HEADER[:5]]
    found = deals([1, *ROW[:5]], [2], [3, None, "  "], header=header)
    assert found.frame["_row"].to_list() == [2]


def test_a_row_with_only_a_note_of_the_teams_own_is_kept() -> None:
    header = [*HEADER, "Remark of boss"]
    found = deals([*ROW, None], [None] * 6 + ["ask Ann"], header=header)
    assert found.frame.height == 2


def test_numbers_and_dates_written_as_text_among_others_are_understood() -> None:
    found = deals(
        ROW, ROW, ROW,
        ["D-2", "Acme", "￥1.2万", "2026年3月5日", "35%", 1],
        ["D-3", "Acme", "(1,148)", 45321, "0.35", 1],
    )  # fmt: skip
    assert found.frame["amount"].to_list()[3:] == [12000.0, -1148.0]
    assert found.frame["expected_close"].to_list()[3:] == [date(2026, 3, 5), date(2024, 1, 30)]
    assert found.frame["probability"].to_list()[3:] == [0.35, 0.35]
    assert found.unread == {}


def test_columns_that_are_text_all_over_are_understood_too() -> None:
    found = deals(
        ["1", "A", "1,148.50", "2026-03-05", "35%", 1],
        ["2", "B", "12", "5 Mar 2026", "50 %", 1],
        ["3", "C", "3万", "3/5/2026", "", 1],
        ["4", "D", "tbd", "2026-03-05 00:00:00", "?", 1],
    )
    assert found.frame["amount"].to_list() == [1148.5, 12.0, 30000.0, None]
    assert found.frame["expected_close"].to_list() == [
        date(2026, 3, 5), date(2026, 3, 5), None, date(2026, 3, 5),
    ]  # fmt: skip
    assert found.frame["probability"].to_list() == [0.35, 0.5, None, None]
    assert codes(found.problems) == [
        ("not-a-number", "Deals!C5"),
        ("ambiguous-date", "Deals!D4"),
        ("not-a-percentage", "Deals!E5"),
    ]


def test_what_is_not_understood_is_listed_with_its_cell_and_kept_as_text() -> None:
    blank: list[list[CellValue]] = [[]] * 40
    found = deals(ROW, *blank, ["D-2", "Acme", "a lot", "next year", "maybe", "few"])
    assert found.unread == {
        (1, "amount"): "a lot",
        (1, "expected_close"): "next year",
        (1, "probability"): "maybe",
        (1, "x:No. of seats"): "few",
    }
    assert [(p.severity, p.code, p.where, p.row, p.column) for p in found.problems] == [
        ("error", "not-a-number", "Deals!C43", 43, "amount"),
        ("error", "not-a-date", "Deals!D43", 43, "expected_close"),
        ("error", "not-a-percentage", "Deals!E43", 43, "probability"),
        ("warning", "not-a-number", "Deals!F43", 43, "x:No. of seats"),
    ]
    assert dict(found.problems[0].parts)["text"] == "a lot"


def test_a_date_with_two_readings_names_both() -> None:
    found = deals(ROW, ["D-2", "Acme", 1, "3/5/2026", 1, 1])
    (problem,) = found.problems
    assert (problem.code, problem.where) == ("ambiguous-date", "Deals!D3")
    assert dict(problem.parts) == {
        "text": "3/5/2026",
        "first": "2026-03-05",
        "second": "2026-05-03",
    }


def test_marks_for_nothing_are_empty_without_a_complaint() -> None:
    found = deals(ROW, ["D-2", "Acme", "-", "n/a", "—", 1])
    assert found.frame["amount"].to_list() == [100.0, None]
    assert found.problems == ()
    assert found.unread[1, "amount"] == "-"


def test_a_time_of_day_is_no_date() -> None:
    found = deals(ROW, ["D-2", "Acme", 1, datetime(1899, 12, 31, 8, 30), 1, 1])
    assert found.frame["expected_close"].to_list() == [date(2026, 3, 5), None]
    assert codes(found.problems) == [("not-a-date", "Deals!D3")]


def test_errors_of_formulas_are_listed_as_such() -> None:
    layout = recognised(sheet("Deals", [HEADER, ROW, ROW])).tables["deals"]
    frame = pl.DataFrame(
        {"row": [2, 3], "A": ["1", "2"], "B": ["Acme", None], "C": [1.0, None],
         "D": [None, None], "E": [None, None], "F": [None, None]},
        schema={"row": pl.UInt32, "A": pl.String, "B": pl.String, "C": pl.Float64,
                "D": pl.Datetime("ms"), "E": pl.Float64, "F": pl.Float64},
    )  # fmt: skip
    misfits = (Misfit(3, 2, "#N/A", True), Misfit(3, 3, "#DIV/0!", True))
    found = interpret(layout, SheetData("Deals", frame, misfits))
    assert codes(found.problems) == [("cell-error", "Deals!B3"), ("cell-error", "Deals!C3")]
    assert found.unread == {(1, "customer"): "#N/A", (1, "amount"): "#DIV/0!"}


def test_many_bad_cells_are_counted_not_listed() -> None:
    rows = [[f"D-{i}", "Acme", "?" if i else 1, None, None, None] for i in range(LISTED + 51)]
    found = deals(*rows)
    assert len(found.problems) == LISTED + 1
    assert found.problems[-1].code == "more-unreadable"
    assert dict(found.problems[-1].parts)["count"] == "50"
    assert len(found.unread) == LISTED + 50


@pytest.mark.parametrize(
    "label",
    ["合计", "总计：", "小计", "Total", "GRAND TOTAL", "Subtotal", "华东 小计", "East Total"],
)
def test_rows_of_totals_are_left_out_and_listed(label: str) -> None:
    found = deals(ROW, [label, None, 100, None, None, 3], ["D-2", *ROW[1:]])
    assert found.frame["_row"].to_list() == [2, 4]
    (problem,) = found.problems
    assert (problem.severity, problem.code, problem.row) == ("info", "totals-row", 3)
    assert dict(problem.parts)["text"] == label


def test_a_label_of_totals_in_a_column_of_dates_is_seen() -> None:
    header: list[CellValue] = ["Order date", "Customer", "Amount"]
    found = deals([date(2026, 1, 1), "Acme", 5], ["合计", None, 5], header=header)
    assert codes(found.problems) == [("totals-row", "Deals!A3")]
    assert found.unread == {}


def test_a_last_row_that_sums_up_without_a_label_is_a_total() -> None:
    rows = [ROW, ["D-2", "B", 50, None, None, 1]]
    assert deals(*rows, [None, None, 150, None, None, None]).frame.height == 2
    assert deals(*rows, [None, None, 151, None, None, None]).frame.height == 3


def test_a_company_called_total_is_none() -> None:
    rows: list[list[CellValue]] = [["Customer", "Industry", "Revenue"], ["Total", "Energy", 5]]
    assert read({"Customers": rows})["customers"].frame.height == 1


def test_two_deals_with_one_id_are_both_named() -> None:
    found = deals(ROW, ["D-2", *ROW[1:]], ["D-3", *ROW[1:]], ["D-4", *ROW[1:]], ROW)
    assert codes(found.problems) == [("duplicate-id", "Deals!A2"), ("duplicate-id", "Deals!A6")]
    assert [dict(p.parts)["others"] for p in found.problems] == ["6", "2"]


def test_a_key_that_repeats_all_over_is_said_once() -> None:
    found = deals(*[[f"D-{i % 3}", *ROW[1:]] for i in range(12)])
    assert codes(found.problems) == [("key-repeats", "Deals!A1")]


def test_a_person_who_moved_is_no_duplicate() -> None:
    rows: list[list[CellValue]] = [
        ["Member", "Team", "From"],
        ["Ann", "East", date(2025, 1, 1)],
        ["Ann", "West", date(2026, 1, 1)],
        ["Bo", "West", date(2026, 1, 1)],
    ]
    assert read({"Team": rows})["members"].problems == ()


def test_the_amount_is_price_times_quantity_where_no_column_has_it() -> None:
    header: list[CellValue] = ["销售日期", "销售订单", "售价", "销售数量"]
    found = deals([date(2020, 1, 1), "1", 99, 83], [date(2020, 1, 1), "2", 5, None], header=header)
    assert found.frame["amount"].to_list() == [8217.0, None]
    assert found.layout.column("amount") is None


def test_money_is_scaled_to_units_without_binary_noise() -> None:
    header: list[CellValue] = ["客户", "阶段", "金额(万元)"]
    found = deals(["A", "赢单", 0.07], ["B", "赢单", "35"], ["C", "赢单", "2.5亿"], header=header)
    assert found.frame["amount"].to_list() == [700.0, 350000.0, 2.5e8]


@pytest.mark.parametrize(
    ("header", "cells", "expected", "scale", "said"),
    [
        ("Probability", [0.1, 1], [0.1, 1.0], 1.0, False),
        ("Probability", [10, 100], [0.1, 1.0], 0.01, True),
        ("Probability", [10, "35%", "20"], [0.1, 0.35, 0.2], 0.01, True),
        ("Probability", ["10", "35%", "20"], [0.1, 0.35, 0.2], 0.01, True),
        ("Probability (%)", [10, 100], [0.1, 1.0], 0.01, False),
        ("Probability (%)", [1, 0.5], [1.0, 0.5], 1.0, True),
    ],
)
def test_the_unit_of_percentages_is_decided_per_column(
    header: str, cells: list[CellValue], expected: list[float], scale: float, said: bool
) -> None:
    rows: list[list[CellValue]] = [[str(i), "Acme", c] for i, c in enumerate(cells)]
    found = deals(*rows, header=["ID", "Customer", header, "Stage"])
    column = found.layout.column("probability")
    assert column is not None
    assert found.frame["probability"].to_list() == expected
    assert column.percent_scale == scale
    assert codes(found.problems) == ([("percent-unit", "Deals!C1")] if said else [])


def test_a_percent_format_settles_the_unit() -> None:
    rows: list[list[CellValue]] = [["1", "Acme", 0.35], ["2", "Acme", 2]]
    header: list[CellValue] = ["ID", "Customer", "Probability (%)", "Stage"]
    found = deals(*rows, header=header, formats={"Deals": {3: "0%"}})
    assert found.frame["probability"].to_list() == [0.35, 2.0]
    assert found.problems == ()


def test_flags_and_years_are_read() -> None:
    found = deals(
        ["1", "A", 5, True], ["2", "B", 5, False], header=["ID", "Customer", "Amount", "Key"]
    )
    assert found.frame["x:Key"].to_list() == [True, False]
    rows: list[list[CellValue]] = [
        ["Year", "Rep", "Target"], [2026, "Ann", 5], ["2027年", "Ann", 5], ["FY28", "Ann", 5],
    ]  # fmt: skip
    assert read({"Targets": rows})["targets"].frame["year"].to_list() == [2026.0, 2027.0, 2028.0]


def test_hostile_text_stays_text() -> None:
    for text in ("[red]x[/]", "\x1b[2J", "=HYPERLINK(1)", "x" * 30_000, "\u202eRTL", "{text}"):
        found = deals(["1", text, text, None, None, None])
        assert found.frame["customer"].to_list() == [text]
        assert len(dict(found.problems[0].parts)["text"]) <= 60
