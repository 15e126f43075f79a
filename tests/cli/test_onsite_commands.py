"""The sales floor without a screen: figures, registering a visitor, pricing a unit."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from onsite_books import CHINESE, ENGLISH, onsite_file
from written_books import in_order, told

from salestui.cli.exits import Exit
from salestui.cli.main import main

Capsys = pytest.CaptureFixture[str]
AT = ("--as-of", "2026-11-21")


@pytest.mark.inventory(104, 106)
def test_the_floor_as_tables(tmp_path: Path, capsys: Capsys) -> None:
    said = told(capsys, "onsite", onsite_file(tmp_path), *AT, "--by", "layout")
    assert in_order(
        said, "Sell-through", "40%", "Sell-through by layout", "2 rooms", "50.0%",
        "Unsold by layout", "51 d", "What those who did not buy say", "too expensive",
        "Visitors by channel", "Website", "Launch phases", "Opening", "1 / 2", "50.0%",
        "Due on the floor: 6", "top the deposit up",
    )  # fmt: skip


@pytest.mark.inventory(103, 104, 105, 106, 107, 108)
def test_the_floor_as_json(tmp_path: Path, capsys: Capsys) -> None:
    data = json.loads(told(capsys, "onsite", onsite_file(tmp_path), *AT, "--json"))
    figures = data["figures"]
    assert (figures["sold"], figures["sell_through"], figures["days_on_market"]) == (2, 0.4, 20)
    assert (figures["visits"], figures["visit_conversion"], figures["doubles"]) == (3, 0.5, 1)
    assert figures["referral_share"] == 0.5
    assert data["phases"][1]["units_target"] == 10
    due = [(row["source"], row["who"]) for row in data["due"]]
    assert ("top-up", "1-102 Li Lei") in due
    assert ("loan papers", "1-101 Wang Fang") in due


@pytest.mark.inventory(106)
def test_the_floor_in_chinese(tmp_path: Path, capsys: Capsys) -> None:
    book = onsite_file(tmp_path, CHINESE)
    said = told(capsys, "onsite", book, *AT, "--lang", "zh")
    assert in_order(said, "去化率", "1栋", "2栋", "王先生")
    data = json.loads(told(capsys, "onsite", book, *AT, "--json"))
    assert data["figures"]["sell_through"] == pytest.approx(2 / 3)
    assert [line["key"] for line in data["sell_through"]["building"]] == ["1栋", "2栋"]


def test_a_book_without_units_says_how_they_are_added(tmp_path: Path, capsys: Capsys) -> None:
    book = onsite_file(tmp_path, ENGLISH, "Units", "Visitor register")
    said = told(capsys, "onsite", book, *AT, code=Exit.UNREADABLE)
    assert "salestui sheet" in said
    half = onsite_file(tmp_path, ENGLISH, "Visitor register")
    data = json.loads(told(capsys, "onsite", half, *AT, "--json"))
    assert data["figures"]["visits"] is None
    assert data["reasons"]["visits"]
    assert data["missing"] == ["visitors"]


@pytest.mark.inventory(105)
def test_a_visitor_is_registered_in_one_line(tmp_path: Path, capsys: Capsys) -> None:
    book = onsite_file(tmp_path)
    line = "Tom Ford 138 0000 0003 visit 3 rooms Website @Ann +3d"
    said = told(capsys, "visit", book, line, *AT)
    assert in_order(said, "new row in Visitor register", "Tom Ford", "Registered before: Zhao Min",
                    "Bob", "2026-11-05")  # fmt: skip
    rows = list(openpyxl.load_workbook(book)["Visitor register"].values)
    assert rows[-1][2:6] == ("Tom Ford", "138 0000 0003", "Ann", "Website")
    seen = json.loads(told(capsys, "visit", book, "Ed 13811112222", *AT, "--dry-run", "--json"))
    assert (seen["written"], seen["registered_before"]) == (False, None)
    told(capsys, "visit", book, "@Ann", *AT, code=Exit.REFUSED)


@pytest.mark.inventory(101)
def test_a_quote_is_written_with_its_way_of_paying(tmp_path: Path, capsys: Capsys) -> None:
    book = onsite_file(tmp_path)
    said = told(capsys, "quote", book, "1-201", "--way", "mortgage", "--discount", "3%", *AT)
    assert in_order(said, "List price", "816,000", "Net price", "791,520", "Bank loan",
                    "554,064", "Approval", "needed")  # fmt: skip
    header, row = openpyxl.load_workbook(book)["Quotes"].values
    values = dict(zip(header, row, strict=True))
    assert (values["Unit no"], values["Net price"], values["Status"]) == (
        "1-201", 791_520, "requested",
    )  # fmt: skip
    seen = json.loads(told(capsys, "quote", book, "1-201", *AT, "--dry-run", "--json"))
    assert (seen["way"], seen["net"], seen["needs_approval"]) == ("at once", 791_520, False)
    told(capsys, "quote", book, "9-999", *AT, code=Exit.REFUSED)


@pytest.mark.inventory(101)
def test_a_quote_says_what_its_sheet_has_no_column_for(tmp_path: Path, capsys: Capsys) -> None:
    path = tmp_path / "site.xlsx"
    book = openpyxl.load_workbook(onsite_file(tmp_path))
    heads = next(book["Quotes"].iter_rows(max_row=1))
    for cell in heads:
        if cell.value in ("Unit no", "Way of paying"):
            cell.value = f"Own {cell.column}"
    book.save(path)
    assert main(["quote", str(path), "1-201", *AT]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "no column for: Unit no, Way of paying" in said
    assert "quotes --column unit --column way" in said
