"""Foreign, damaged and hostile files: one sentence each, soon, and without much memory."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small_packages import (
    MAIN,
    parts,
    saved,
    shared,
    sheet,
    with_flag,
    with_lied_size,
    workbook,
    zipped,
)

from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import NotAWorkbook
from adapters.excel.archive import guard
from adapters.excel.backend import ExcelBackend
from adapters.excel.ooxml.package import Package

ONE_ROW = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMB_SHEET = "xl/worksheets/sheet1.xml"


def _changed(**changes: str | None) -> bytes:
    content: dict[str, str | None] = {**parts(ONE_ROW), **changes}
    return zipped({name: part for name, part in content.items() if part is not None})


def _duplicate() -> bytes:
    stream = io.BytesIO(workbook(ONE_ROW))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("xl/Workbook.xml", "<workbook/>")
    return stream.getvalue()


def _many_members() -> bytes:
    return zipped({**parts(ONE_ROW), **{f"x/{n}": "" for n in range(guard.MAX_MEMBERS)}})


def _bomb() -> bytes:
    spaces = " " * (64 * 2**20)
    return zipped(parts(ONE_ROW) | {BOMB_SHEET: ONE_ROW.replace("</row>", spaces + "</row>")})


def _billion_laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return ONE_ROW.replace(
        "<worksheet", f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><worksheet'
    ).replace("<v>1", "<v>&l8;")


FOREIGN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "encrypted": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "encrypted with a password",
    ),
    "xls": (lambda: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), r"old \.xls"),
    "html": (lambda: b"\xef\xbb\xbf\n<HTML><table><tr><td>1</td></tr></table></html>", "web page"),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "XML file"),
    "csv": (lambda: "客户,金额\n甲,1\n".encode("gb18030"), "text file"),
    "utf-16 text": (lambda: "a\tb\n1\t2\n".encode("utf-16"), "text file"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "another kind"),
    "truncated": (lambda: workbook(ONE_ROW)[:-300], "incomplete"),
    "no central directory": (lambda: b"PK\x05\x06" + b"\xff" * 18, "damaged|incomplete"),
    "another zip": (lambda: zipped({"readme.txt": "hello"}), "without a workbook"),
    "opendocument": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        "OpenDocument",
    ),
    "xlsb": (
        lambda: zipped(
            parts(ONE_ROW, content_type="application/vnd.ms-excel.sheet.binary.macroEnabled.main")
        ),
        r"\.xlsb",
    ),
    "word": (
        lambda: zipped(
            parts(
                ONE_ROW,
                content_type="application/vnd.openxmlformats-officedocument"
                ".wordprocessingml.document.main+xml",
            )
        ),
        "Word",
    ),
    "no workbook part": (lambda: _changed(**{"xl/workbook.xml": None}), "without a workbook"),
    "no sheet part": (lambda: _changed(**{BOMB_SHEET: None}), "missing"),
    "no sheets": (lambda: zipped(parts()), "no worksheet"),
    "broken workbook part": (lambda: _changed(**{"xl/workbook.xml": "<workbook"}), "not valid XML"),
    "two members of one name": (_duplicate, "same name"),
    "too many members": (_many_members, "table of contents"),
    "bomb": (_bomb, "unpacks to more than"),
    "encrypted member": (lambda: with_flag(workbook(ONE_ROW), BOMB_SHEET, 1), "encrypted"),
    "wrong size": (lambda: with_lied_size(workbook(ONE_ROW), BOMB_SHEET, 7), "damaged"),
    "billion laughs": (lambda: _changed(**{BOMB_SHEET: _billion_laughs()}), "document type"),
    "document type in the workbook part": (
        lambda: _changed(
            **{"xl/workbook.xml": f'<!DOCTYPE a [<!ENTITY b "c">]><workbook xmlns="{MAIN}"/>'}
        ),
        "document type",
    ),
    "too many strings claimed": (
        lambda: workbook(ONE_ROW, strings=shared("a", count=4294967295)),
        "more texts",
    ),
    "cut sheet": (
        lambda: _changed(**{BOMB_SHEET: ONE_ROW.partition("</sheetData>")[0]}),
        "not valid|cut off|damaged",
    ),
    "row outside": (
        lambda: workbook(sheet('<row r="4294967295"><c><v>1</v></c></row>')),
        "outside of any sheet",
    ),
    "cell outside by row": (
        lambda: workbook(sheet('<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>')),
        "outside of any sheet",
    ),
    "cell outside by column": (
        lambda: workbook(sheet('<row r="1"><c r="ZZZ1"><v>1</v></c></row>')),
        "outside of any sheet",
    ),
    "cell in no column": (
        lambda: workbook(sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')),
        "outside of any sheet",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_gets_one_sentence(name: str, tmp_path: Path) -> None:
    make, expected = FOREIGN[name]
    path = saved(tmp_path, make())
    os.utime(path, (1, 1))  # nobody is still writing it
    book = ExcelBackend.open(str(path), tmp_path)
    try:
        with pytest.raises(NotAWorkbook, match=expected) as caught:
            book.outline()
    finally:
        book.close()
    assert caught.value.hint
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("far", ["XFD1048576", "ZZ1048576", "T1048576", "XFD700000"])
def test_a_value_far_away_makes_only_its_sheet_unreadable(far: str, tmp_path: Path) -> None:
    row = far.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    lonely = sheet(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{far}"><v>2</v></c></row>'
    )
    path = saved(tmp_path, workbook(lonely, ONE_ROW))
    book = ExcelBackend.open(str(path), tmp_path)
    try:
        outline = book.outline()
        assert outline.sheets[0].last_row == int(row)
        (note,) = outline.notes
        assert "S1 has a value far away" in note.sentence()
        with pytest.raises(NotAWorkbook, match="far away") as caught:
            book.read([ReadRequest("S1", 1, 1, {1: ColumnKind.NUMBER})])
        assert caught.value.where == "S1"
        (data,) = book.read([ReadRequest("S2", 1, 1, {1: ColumnKind.NUMBER})])
        assert data.frame["A"].to_list() == [1.0]
    finally:
        book.close()


def test_a_far_cell_without_a_value_does_no_harm(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    )
    book = ExcelBackend.open(str(saved(tmp_path, workbook(sheet(rows)))), tmp_path)
    try:
        (found,) = book.outline().sheets
        assert (found.last_row, found.last_column) == (1, 1)
        (data,) = book.read([ReadRequest("S1", 1, 2, {1: ColumnKind.NUMBER})])
        assert data.frame["A"].to_list() == [1.0, None]
    finally:
        book.close()


def test_names_that_climb_out_of_the_archive_do_no_harm(tmp_path: Path) -> None:
    data = zipped({**parts(ONE_ROW), "../../escaped.txt": "x", "/xl/richData/rd.xml": "<a/>"})
    assert [found.name for found in Package(data).sheets] == ["S1"]
    assert not list(tmp_path.parent.rglob("escaped.txt"))


LOOK_THROUGH = """
import resource, sys, time
from pathlib import Path
from adapters.errors import NotAWorkbook
from adapters.excel.reading.session import Session
from adapters.excel.archive.snapshot import read_snapshot

path = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
try:
    Session(read_snapshot(path), preload=False)
except NotAWorkbook:
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(time.process_time() - started, grown / 1024)
"""


@pytest.mark.parametrize("name", ["bomb", "billion laughs", "too many strings claimed"])
def test_hostile_files_are_refused_soon_and_with_little_memory(name: str, tmp_path: Path) -> None:
    path = saved(tmp_path, FOREIGN[name][0]())
    done = subprocess.run(
        [sys.executable, "-c", LOOK_THROUGH, str(path)], capture_output=True, text=True, check=True
    )
    seconds, megabytes = map(float, done.stdout.split())
    assert seconds < 5
    assert megabytes < 500
