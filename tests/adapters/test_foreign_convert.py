"""Conversion to .xlsx: every value as what it is, no text a formula, nothing overwritten."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from adapters.errors import NotAWorkbook, Refused, WriteFailed
from adapters.excel.backend import ExcelBackend
from adapters.foreign import libreoffice
from adapters.foreign.backend import ForeignBackend
from adapters.foreign.kinds import Kind
from adapters.foreign.plain_values import typed
from adapters.protocol import Conversion

DATA = Path(__file__).with_name("data")
needs_libreoffice = pytest.mark.skipif(
    libreoffice.program() is None, reason="LibreOffice is not installed"
)


def convert(source: Path, target: Path, *, values_only: bool = True) -> Conversion:
    book = ForeignBackend.open(str(source), target.parent)
    try:
        return book.convert(target, values_only=values_only)
    finally:
        book.close()


def sheet_of(path: Path, name: str = "") -> Worksheet:
    book = openpyxl.load_workbook(path)
    sheet = book[name] if name else book.active
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("name", ["kinds.xls", "kinds_1904.xls", "kinds.ods"])
def test_values_keep_their_types(name: str, tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    done = convert(DATA / name, target)
    assert (done.destination, done.by) == (target, "")
    assert "formulas were replaced" in done.notes[0].sentence()
    book = openpyxl.load_workbook(target, data_only=True)
    assert [(s.title, s.sheet_state) for s in book.worksheets] == [
        ("商机", "visible"),
        ("隐藏", "hidden"),
        ("空", "visible"),
    ]
    rows = list(book["商机"].iter_rows(min_row=3, values_only=True))
    assert rows[0][:3] == ("客户", "金额", "日期")
    assert rows[1][:3] == ("甲公司", 1234.5, datetime(2026, 3, 4))
    assert rows[1][4:] == ("007", "x", 2469, "#DIV/0!", time(8, 30), 0.65)
    assert rows[2][1:3] == (-7, datetime(2026, 3, 5, 10, 30))
    assert rows[3][0] == "=文本"
    assert rows[3][4:7] == ("2026-01-31 00:00:00", datetime(2026, 1, 2), "t-7")
    sheet = sheet_of(target, "商机")
    assert sheet["A6"].data_type == "s"
    assert sheet["H4"].data_type in ("e", "f")
    assert sheet["C4"].number_format == "yyyy-mm-dd"
    if name.endswith(".ods"):
        assert sheet["J4"].number_format == "0.00%"
    else:
        assert [sheet[f"D{row}"].value for row in (4, 5, 6)] == [True, False, True]


def test_our_own_reader_reads_the_same(tmp_path: Path) -> None:
    convert(DATA / "kinds.xls", tmp_path / "new.xlsx")
    old = ForeignBackend.open(str(DATA / "kinds.xls"), tmp_path)
    new = ExcelBackend.open(str(tmp_path / "new.xlsx"), tmp_path)
    try:
        for before, after in zip(old.outline().sheets, new.outline().sheets, strict=True):
            assert after.head == before.head
            assert (after.last_row, after.visible) == (before.last_row, before.visible)
    finally:
        old.close()
        new.close()


def test_texts_become_values_only_where_nothing_is_lost(tmp_path: Path) -> None:
    source = tmp_path / "deals.csv"
    source.write_text(
        "id,amount,day,german,phone,note\n"
        "007,1200.50,2026-03-04,1.234,13800138000,=1+1\n"
        "12,-3,2026-13-04,2.500,13900139000,+cmd|x\n"
        ",,2026-03-05 10:30,3.125,,https://example.org\n",
        encoding="utf-8",
    )
    done = convert(source, tmp_path / "new.xlsx")
    assert "stays text" in done.notes[0].sentence()
    sheet = sheet_of(tmp_path / "new.xlsx")
    assert sheet.title == "deals"
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("007", 1200.5, datetime(2026, 3, 4), "1.234", 13800138000, "=1+1"),
        ("12", -3, "2026-13-04", "2.500", 13900139000, "+cmd|x"),
        (None, None, datetime(2026, 3, 5, 10, 30), "3.125", None, "https://example.org"),
    ]
    assert {cell.data_type for cell in sheet["F"]} == {"s"}
    assert sheet["F4"].hyperlink is None
    assert sheet.column_dimensions["F"].width > sheet.column_dimensions["A"].width


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["Amount", "1", "2.5", None], ["Amount", 1, 2.5, None]),
        (["1.234", "2.50"], [1.234, 2.5]),
        (["1.234", "2"], ["1.234", "2"]),
        (["1,234", "2"], ["1,234", "2"]),
        (["$5", "2"], ["$5", "2"]),
        (["(5)", "2"], ["(5)", "2"]),
        (["65%", "2"], ["65%", "2"]),
        (["1234567890123456"], ["1234567890123456"]),
        (["1e5", "2"], ["1e5", 2]),
        (["2026-03-04", "n/a"], [date(2026, 3, 4), "n/a"]),
        (["1899-03-04"], ["1899-03-04"]),
        (["٣"], ["٣"]),
    ],
)
def test_plain_values(texts: Sequence[str | None], values: Sequence[object]) -> None:
    found = typed(texts)
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    target.write_bytes(b"mine")
    for values_only in (True, False):
        with pytest.raises(WriteFailed, match="already"):
            convert(DATA / "kinds.ods", target, values_only=values_only)
    assert target.read_bytes() == b"mine"


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "long.csv"
    source.write_text("a,b\n1," + "x" * 32_768 + "\n", encoding="utf-8")
    with pytest.raises(Refused, match="32768 characters") as caught:
        convert(source, tmp_path / "new.xlsx")
    assert caught.value.where == "long!B2"
    assert not (tmp_path / "new.xlsx").exists()


@needs_libreoffice
@pytest.mark.parametrize("name", ["kinds.xls", "kinds.ods"])
def test_libreoffice_keeps_formulas_and_formats(name: str, tmp_path: Path) -> None:
    done = convert(DATA / name, tmp_path / "new.xlsx", values_only=False)
    assert done.by == "LibreOffice"
    sheet = sheet_of(tmp_path / "new.xlsx", "商机")
    assert sheet["G4"].value == "=B4*2"
    assert sheet["A6"].value == "=文本"
    assert sheet["A6"].data_type == "s"
    assert sheet["J4"].number_format == "0.00%"


def test_without_libreoffice_values_are_written_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    done = convert(DATA / "kinds.xls", tmp_path / "new.xlsx", values_only=False)
    assert done.by == ""
    assert "LibreOffice" in done.notes[-1].sentence()


def program(folder: Path, script: str) -> str:
    path = folder / "soffice"
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="stands in for LibreOffice by a script")
def test_a_libreoffice_that_fails_or_hangs_is_told(tmp_path: Path) -> None:
    target = tmp_path / "new.xlsx"
    data = (DATA / "kinds.xls").read_bytes()
    with pytest.raises(NotAWorkbook, match="could not convert") as caught:
        libreoffice.convert_with(program(tmp_path, "exit 1"), data, Kind.XLS, target)
    assert "--values-only" in caught.value.advice()
    with pytest.raises(WriteFailed, match="took longer"):
        libreoffice.convert_with(program(tmp_path, "sleep 60"), data, Kind.XLS, target, timeout=0.2)
    with pytest.raises(WriteFailed, match="cannot be started"):
        libreoffice.convert_with(str(tmp_path / "no"), data, Kind.XLS, target)
    assert not target.exists()
