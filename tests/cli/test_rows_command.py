"""``salestui deals`` and ``rows``: what a filter finds, as a table, JSON, CSV and XLSX."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from written_books import told, write

from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import sample

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

DEALS = (
    (
        "商机编号",
        "商机名称",
        "客户",
        "阶段",
        "金额(万元)",
        "成功率",
        "预计成交日期",
        "销售",
        "备注",
    ),
    ("D-1", "云平台", "中建三局", "谈判", 340, 0.75, date(2026, 11, 1), "张伟", "=1+1"),
    ("D-2", "机房", "中建三局", "方案", 120, 0.5, date(2026, 12, 9), "张伟", "\x1b[31m红"),
    ("D-3", "网络", "苏州轨交", "谈判", "待定", 0.75, date(2026, 11, 2), "李娜", "“引号”"),
    ("D-4", "安防", "苏州轨交", "赢单", 90, 1, date(2026, 10, 1), "李娜", None),
)
LOOK = ("--as-of", "2026-11-21")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path / "team.xlsx", {"商机": DEALS})


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main([*map(str, arguments), "--json", *LOOK]) == Exit.OK
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ("stage>=3 and amount>1e6 and overdue", ["D-1"]),
        ("阶段>=3 且 金额>1e6 且 逾期", ["D-1"]),
        ("not (won or owner=李娜)", ["D-1", "D-2"]),
        ("name contains 网", ["D-3"]),
        ("", ["D-1", "D-2", "D-3", "D-4"]),
    ],
)
def test_where(book: Path, capsys: pytest.CaptureFixture[str], where: str, ids: list[str]) -> None:
    found = rows_of(capsys, "deals", book, "--where", where)
    assert [row["id"] for row in found["rows"]] == ids
    assert (found["found"], found["total"], found["where"]) == (len(ids), 4, where)


def test_json_holds_units_iso_days_and_null_with_its_reason(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rows_of(capsys, "deals", book, "--columns", "金额,probability,预计成交日期,stage")
    first, _second, third, _last = found["rows"]
    assert first == {
        "_sheet": "商机", "_row": 2, "amount": 3_400_000, "probability": 0.75,
        "expected_close": "2026-11-01", "stage": "谈判",
    }  # fmt: skip
    assert third["amount"] is None
    assert third["_unread"] == {"amount": "待定"}
    assert [c["name"] for c in found["columns"]] == list(first)[2:]
    assert found["columns"][0] == {"name": "amount", "header": "金额(万元)", "type": "money"}


def test_order_and_limit(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows_of(capsys, "deals", book, "--sort", "-amount", "--limit", "2")
    assert [row["id"] for row in found["rows"]] == ["D-1", "D-2"]
    assert found["found"] == 4
    found = rows_of(capsys, "deals", book, "--sort", "owner,-close")
    assert [row["id"] for row in found["rows"]] == ["D-3", "D-4", "D-2", "D-1"]


def test_scope(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows_of(capsys, "deals", book, "--scope", "rep:张伟", "--where", "open")
    assert [row["id"] for row in found["rows"]] == ["D-1", "D-2"]
    assert found["scope"] == {"rep": "张伟"}


def test_a_table_for_the_eye_counts_on_stderr(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["deals", str(book), "--limit", "1", *LOOK]) == Exit.OK
    said = capsys.readouterr()
    header, row = said.out.splitlines()
    assert header.split() == [h for h in DEALS[0] if h not in ("成功率", "备注")]
    assert row.split()[:5] == ["D-1", "云平台", "中建三局", "谈判", "340"]
    assert said.err == "4 of 4 found, 1 shown.\n"


def test_nothing_found_prints_nothing(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deals", str(book), "--where", "lost", *LOOK]) == Exit.OK
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "0 of 4 found.\n")


def test_csv_for_programs_and_for_excel(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = ("--columns", "id,金额,备注", *LOOK)
    assert main(["deals", str(book), "--csv", *columns]) == Exit.OK
    said = capsys.readouterr()
    assert said.out.startswith("商机编号,金额(万元),备注\nD-1,340,'=1+1\n")
    assert said.err == ""
    path = tmp_path / "deals.csv"
    assert main(["deals", str(book), "-o", str(path), *columns]) == Exit.OK
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert read[2] == ["D-2", "120", "\x1b[31m红"]
    assert str(path) in capsys.readouterr().err


def test_xlsx(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    arguments = ["deals", str(book), "-o", str(path), "--columns", "id,close,备注"]
    assert main([*arguments, "--sort", "id"]) == Exit.OK
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [c.value for c in sheet[2]] == ["D-1", datetime(2026, 11, 1), "=1+1"]
    assert sheet["C2"].data_type == "s"


def test_nothing_is_overwritten_unless_forced(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "deals.csv"
    path.write_text("ours")
    assert main(["deals", str(book), "-o", str(path)]) == Exit.UNWRITABLE
    assert path.read_text() == "ours"
    assert main(["deals", str(book), "-o", str(path), "--force"]) == Exit.OK
    assert "D-1" in path.read_text("utf-8-sig")


def test_the_workbook_is_never_its_own_export(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    said = told(capsys, "deals", book, "-o", book, "--force", code=Exit.UNWRITABLE)
    assert "is the workbook itself" in said
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--where", "stage>=3 and amout>1"), "There is no field amout (at 14)"),
        (("--where", "stage>=3 and (open"), "The parenthesis at 14 is never closed"),
        (("--columns", "id,amout"), "There is no column 'amout'"),
        (("--sort", "-amout"), "There is no column 'amout'"),
        (("-o", "deals.pdf"), "does not tell the format"),
        (("--scope", "rep:王五"), "王五"),
    ],
)
def test_mistakes_are_told_with_exit_code_2(
    book: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    assert words in told(capsys, "deals", book, *options, code=Exit.USAGE)


def test_a_mistake_in_a_filter_is_pointed_at(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "deals", book, "--where", "阶段=谈判 and 金而>1", code=Exit.USAGE)
    _sentence, text, mark = said.splitlines()
    assert text == "  阶段=谈判 and 金而>1"
    assert mark == "  " + " " * len("xxxx=xxxx and ") + "^"  # wide characters take two places


@pytest.mark.parametrize("name", ["deals", "商机", "Pipeline"])
def test_a_table_is_named_by_code_label_or_sheet(
    book: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert rows_of(capsys, "rows", book, name)["entity"] == "deals"


def test_tables_are_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rows_of(capsys, "rows", book) == [{"entity": "deals", "sheets": ["商机"], "rows": 4}]
    assert told(capsys, "rows", book).split() == ["deals", "Pipeline", "商机", "4"]
    assert "deals" in told(capsys, "rows", book, "--csv", code=Exit.USAGE)


def test_a_table_that_is_missing(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "salestui sheet" in told(capsys, "rows", book, "payments", code=Exit.UNREADABLE)
    assert "Choose one of deals" in told(capsys, "rows", book, "planets", code=Exit.USAGE)


def test_every_table_of_a_sample(capsys: pytest.CaptureFixture[str]) -> None:
    path = sample("zh")
    tables = rows_of(capsys, "rows", path)
    assert len(tables) > 10
    for table in tables[:8]:
        found = rows_of(capsys, "rows", path, table["entity"], "--limit", "3")
        assert found["total"] == table["rows"]
        assert len(found["rows"]) == min(3, table["rows"])
