"""Foreign files that are damaged, hostile or something else: one sentence each."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from small_packages import sheet, workbook, zipped

from adapters.errors import NotAWorkbook, WorkbookError
from adapters.excel.backend import ExcelBackend
from adapters.foreign import ods
from adapters.foreign.backend import ForeignBackend

DATA = Path(__file__).with_name("data")
XLS, ODS = (DATA / "kinds.xls").read_bytes(), (DATA / "kinds.ods").read_bytes()
OLE = XLS[:8]


def changed_ods(**parts: bytes) -> bytes:
    """The .ods with some parts replaced, by the beginning of their name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ODS)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            found = next((p for name, p in parts.items() if info.filename.startswith(name)), None)
            new.writestr(info, old.read(info) if found is None else found, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def content_with(old: str, new: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(ODS)) as archive:
        content = archive.read("content.xml").decode()
    assert old in content
    return changed_ods(content=content.replace(old, new, 1).encode())


def encrypted_xls() -> bytes:
    start = XLS.find(b"\x09\x08\x10\x00")
    return XLS[: start + 20] + b"\x2f\x00" + XLS[start + 22 :]


ROW = '<table:table-row table:style-name="ro1">'
FAR_CELL = (
    '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    '<table:table-row><table:table-cell table:number-columns-repeated="16000"/>'
    '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
)
REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell '
    'table:number-columns-repeated="16000" office:value-type="float" office:value="1"/>'
    "</table:table-row>"
)
BOMB = b"<office:document-content>" + b" " * (300 * 2**20)

FOREIGN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "blank lines": (lambda: b"\n\n  \n", "empty|another kind|text file"),
    "web page": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "XML file"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "another kind"),
    "xlsx": (lambda: workbook(sheet("")), "needs no conversion"),
    "zip": (lambda: zipped({"a.txt": "a"}), "zip archive"),
    "word processor": (
        lambda: changed_ods(mimetype=b"application/vnd.oasis.opendocument.text"),
        "not a spreadsheet",
    ),
    "encrypted xlsx": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted with a password",
    ),
    "encrypted xls": (encrypted_xls, "encrypted with a password"),
    "encrypted ods": (
        lambda: changed_ods(**{"META-INF": b"<manifest:encryption-data/>"}),
        "encrypted with a password",
    ),
    "old document": (lambda: OLE + b"\0" * 2000, "not a workbook"),
    "truncated xls": (lambda: XLS[:1500], "damaged|not a workbook"),
    "truncated ods": (lambda: ODS[:-500], "incomplete"),
    "far away in xls": ((DATA / "far.xls").read_bytes, "far away"),
    "far away in ods": (lambda: content_with(ROW, FAR_CELL + ROW), "far away"),
    "repeated in ods": (lambda: content_with(ROW, REPEATED + ROW), "far away"),
    "bomb": (lambda: changed_ods(content=BOMB), "unpacks to more"),
    "entities": (
        lambda: changed_ods(content=b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content/>'),
        "document type",
    ),
    "no xml": (lambda: changed_ods(content=b"<office:document-content"), "damaged"),
    "too wide": (lambda: b"a,b\n" * 2000 + b"," * 17_000 + b"x\n", "more rows or columns"),
    "too sparse": (lambda: b"a\n" * 100_000 + b"," * 16_000 + b"x\n", "more rows or columns"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_each_gets_a_sentence(name: str, tmp_path: Path) -> None:
    make, words = FOREIGN[name]
    path = tmp_path / "book.xls"
    path.write_bytes(make())
    os.utime(path, (1, 1))  # nobody is still writing it
    book = ForeignBackend.open(str(path), tmp_path)
    try:
        with pytest.raises(NotAWorkbook, match=words) as caught:
            book.outline()
    finally:
        book.close()
    assert caught.value.advice()


@pytest.mark.parametrize(
    ("data", "words"),
    [(XLS, r"old \.xls"), (ODS, r"OpenDocument spreadsheet \(\.ods\)"), (b"a,b\n1,2\n", "CSV"),
     (zipped({"xl/workbook.bin": ""}), r"\.xlsb")],
    ids=["xls", "ods", "csv", "xlsb"],
)  # fmt: skip
def test_with_the_name_of_a_workbook(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "deals.xlsx"
    path.write_bytes(data)
    book = ExcelBackend.open(str(path), tmp_path)
    try:
        with pytest.raises(NotAWorkbook, match=words) as caught:
            book.outline()
    finally:
        book.close()
    assert "salestui convert" in caught.value.advice()


def test_long_texts_and_many_columns_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f"h{n}" for n in range(16_384)) + "\n" + "长" * 100_000 + "\n")
    book = ForeignBackend.open(str(path), tmp_path)
    try:
        (found,) = book.outline().sheets
    finally:
        book.close()
    assert found.last_column == 16_384
    assert found.head[1][0] == "长" * 100_000


def test_mutations_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.ods"
    path.write_bytes(ODS)
    book = ForeignBackend.open(str(path), tmp_path)
    outcomes = set()
    try:
        for number in range(60):
            random = Random(number)
            data = bytearray(random.choice((XLS, ODS, b"a;b\n1,5;2026-01-02\n" * 20)))
            for _ in range(random.randint(1, 8)):
                data[random.randrange(len(data))] = random.randrange(256)
            if random.random() < 0.2:
                del data[random.randrange(len(data)) :]
            path.write_bytes(data)
            os.utime(path, (number, number))
            try:
                outcomes.add(bool(book.outline().sheets))
            except WorkbookError as error:
                assert error.sentence().endswith(".")
                assert error.advice()
                outcomes.add(False)
    finally:
        book.close()
    assert outcomes == {True, False}


def test_the_tags_of_a_sheet_tell_its_extent() -> None:
    cells = (
        b'<table:table table:name="a>b"><table:table-column table:number-columns-repeated="9"/>'
        b'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        b'<table:table-row table:number-rows-repeated="2"><table:covered-table-cell '
        b'table:number-columns-repeated="2"/><table:table-cell office:value-type="percentage"'
        b' table:formula="of:=[.A1]&gt;&quot;" office:value="0.5"><text:p>50%</text:p>'
        b'</table:table-cell><table:table-cell office:value-type="string" '
        b'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell></table:table-row>'
        b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell/>'
    )
    (extent,) = ods.scan(cells)
    assert (extent.last_row, extent.last_column) == (5, 4)
    assert extent.errors == {(4, 4): "#N/A", (5, 4): "#N/A"}
    assert extent.percents == {3}
    assert extent.formula_columns == {3}
