"""``salestui note`` and ``salestui due`` as a script sees them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from follow_books import SHEETS

from salestui.book.book import Book, SaveReport
from salestui.cli.exits import Exit
from salestui.cli.main import main

LINE = "visit 中建三局 demo ok next 报价 +3d"
DAY = ["--as-of", "2026-12-09"]


def workbook(path: Path, *without: str) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in SHEETS.items():
            if name not in without:
                sheet = book.add_worksheet(name)
                for number, values in enumerate(rows):
                    sheet.write_row(number, 0, values)
    return path


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    return found


@pytest.mark.inventory(36, 51)
def test_a_line_is_written_and_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(tmp_path / "team.xlsx")
    assert main(["note", str(path), *LINE.split(), *DAY, "--json"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told["written"]
    assert told["rows"][0]["values"]["outcome"] == "demo ok"
    last = rows_of(path, "Activities")[-1]
    assert last[1:4] == ("Visit", "中建三局数据平台", "中建三局")
    assert last[7:9] == ("报价", datetime(2026, 12, 12))
    assert rows_of(path, "Deals")[5][6:8] == ("报价", datetime(2026, 12, 12))
    assert rows_of(path, "Customers")[3][4] == datetime(2026, 12, 9)


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(tmp_path / "team.xlsx")
    before = path.read_bytes()
    assert main(["note", str(path), LINE, *DAY, "--dry-run"]) == Exit.OK
    assert "demo ok" in capsys.readouterr().out
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("call acme ok", "Press line"),
        ("call nobody-there-at-all", "No customer and no deal"),
        ("visit", "whom"),
        ("zzz beta", "kind"),
    ],
)
def test_what_is_open_is_refused_with_what_it_may_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, said: str
) -> None:
    path = workbook(tmp_path / "team.xlsx")
    before = path.read_bytes()
    assert main(["note", str(path), line, *DAY]) == Exit.REFUSED
    assert said in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_sheet_of_activities_is_added_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "team.xlsx", "Activities")
    assert main(["note", str(path), "call beta", *DAY, "--rep", "Cid"]) == Exit.OK
    assert "no sheet of activities" in capsys.readouterr().out
    assert main(["note", str(path), "call beta fine", *DAY, "--add-sheet"]) == Exit.OK
    assert rows_of(path, "Activities")[1][1] == "Call"


def test_no_sheet_is_added_for_a_line_that_is_not_understood(tmp_path: Path) -> None:
    path = workbook(tmp_path / "team.xlsx", "Activities")
    before = path.read_bytes()
    assert main(["note", str(path), "zzz beta", *DAY, "--add-sheet"]) == Exit.REFUSED
    assert path.read_bytes() == before


def test_a_kind_that_is_only_read_is_not_told_to_add_a_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Customer,Region,Owner\nBeta,East,Ann\nGamma,West,Bob\n", encoding="utf-8")
    assert main(["note", str(path), "call beta fine", *DAY]) == Exit.REFUSED
    told = capsys.readouterr().err
    assert "Files of the kind .csv can be read here, but not changed." in told
    assert "--add-sheet" not in told


def test_what_others_wrote_meanwhile_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "team.xlsx")
    write_now, others = Book.write_now, iter([True])

    def interrupted(book: Book, *given: Any) -> SaveReport:
        if next(others, False):
            changed = openpyxl.load_workbook(path)
            changed["Customers"]["A9"] = "Beta Two"
            changed.save(path)
        return write_now(book, *given)

    monkeypatch.setattr(Book, "write_now", interrupted)
    assert main(["note", str(path), "call beta/spares fine", *DAY]) == Exit.OK
    assert len(rows_of(path, "Activities")) == len(SHEETS["Activities"]) + 1
    assert "Beta Two" in {row[0] for row in rows_of(path, "Customers")}


@pytest.mark.inventory(52)
def test_what_is_due_as_a_table_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "team.xlsx")
    assert main(["due", str(path), *DAY]) == Exit.OK
    table = capsys.readouterr().out
    assert table.splitlines()[0].startswith("Overdue")
    assert "send list" in table
    assert "Gamma" not in table
    assert main(["due", str(path), *DAY, "--json", "--all", "--scope", "rep:Ann"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"overdue": 1, "today": 0, "week": 1, "later": 1}
    assert [one["who"] for one in told["due"]] == ["Press line", "Acme Works", "Gamma"]
