"""Legal XML that Excel itself would not write, but others do."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from patch_support import assert_lossless, edited, grid, members, plain_book

from adapters.changes import AppendRow, SetCell
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"
CHANGES = [
    SetCell("Deals", 3, 1, "changed"),
    SetCell("Deals", 3, 9, "added"),
    SetCell("Deals", 12, 2, 5),
    AppendRow("Deals", 6, 1, 7, {1: "D-6"}),
]
CELLS = "Deals!A3,Deals!I3,Deals!B12,Deals!A7:G7"


def _with_sheet(content: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain_book())) as old, zipfile.ZipFile(output, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == SHEET else old.read(info))
    return output.getvalue()


def _prefixed(xml: bytes) -> bytes:
    named = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", xml).replace(b"<?x:xml", b"<?xml")
    return named.replace(b' xmlns="', b' xmlns:x="')


def _without_references(xml: bytes) -> bytes:
    return re.sub(rb'<(row|c) r="[^"]*"', rb"<\1", xml)


def _single_quoted(xml: bytes) -> bytes:
    return re.sub(rb'="([^"\']*)"', rb"='\1'", xml)


def _spaced(xml: bytes) -> bytes:
    xml = re.sub(rb"<row ([^>]*)>", rb"\n  <row\n    \1 >", xml)
    return re.sub(rb'<c r="([^"]*)"', rb'\n    <c  r = "\1"', xml).replace(b"</c>", b"</c >")


def _commented(xml: bytes) -> bytes:
    trap = b'<!-- <row r="3"><c r="A3"/></row> </sheetData> -->'
    xml = xml.replace(b'<row r="3"', trap + b'<row r="3"').replace(
        b'<c r="B3"', trap + b'<c r="B3"'
    )
    return xml.replace(b"<sheetData>", b"<?keep this?>" + trap + b"<sheetData>")


def _cdata(xml: bytes) -> bytes:
    trap = b'<c r="B4" t="inlineStr"><is><t><![CDATA[<row r="1"> </sheetData>]]></t></is></c>'
    return re.sub(rb'<c r="B4"[^>]*><v>[^<]*</v></c>', lambda _: trap, xml)


def _utf16(xml: bytes) -> bytes:
    return xml.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16")


def _with_mark(xml: bytes) -> bytes:
    return b"\xef\xbb\xbf" + xml


def _strict(xml: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return xml.replace(old, b"http://purl.oclc.org/ooxml/spreadsheetml/main")


def _empty_rows(xml: bytes) -> bytes:
    return xml.replace(b"</sheetData>", b'<row r="7" ht="30" customHeight="1"/></sheetData>')


@pytest.mark.parametrize(
    "form",
    [
        _prefixed,
        _single_quoted,
        _spaced,
        _commented,
        _cdata,
        _utf16,
        _with_mark,
        _strict,
        _empty_rows,
        _without_references,
    ],
)
def test_unusual_forms_are_edited_or_left_alone(tmp_path, form) -> None:
    before = _with_sheet(form(members(plain_book())[SHEET]))
    done = patch_package(before, CHANGES)
    assert done.appended_rows == (7,)
    assert_lossless(before, done.data, tmp_path, CELLS, "--allow-extend")
    if form is _strict:  # openpyxl reads no strict sheets
        return
    expected = grid(before, "Deals") | {(3, 1): "changed", (3, 9): "added", (12, 2): 5}
    expected |= {(7, 1): "D-6", (7, 6): "=D7*E7"}
    assert grid(done.data, "Deals") == expected


def test_parts_are_found_by_their_relations_not_by_their_names(tmp_path) -> None:
    output = io.BytesIO()
    book = plain_book()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(output, "w") as new:
        for info in old.infolist():
            content = old.read(info).replace(b"worksheets/sheet1.xml", b"Blatt/EINS.xml")
            content = content.replace(b'"Blatt/EINS.xml"', b'"/xl/blatt/eins.xml"')
            name = "xl/Blatt/EINS.xml" if info.filename == SHEET else info.filename
            new.writestr(name, content)
    before = output.getvalue()
    after = patch_package(before, [SetCell("Deals", 3, 1, "x")]).data
    assert b"<t>x</t>" in members(after)["xl/sharedStrings.xml"]
    assert members(after)["xl/Blatt/EINS.xml"] != members(before)["xl/Blatt/EINS.xml"]


def test_a_sheet_name_with_quotes_and_markup() -> None:
    name = b'<sheet name="My notes"'
    before = edited(plain_book(), {"xl/workbook.xml": (name, b'<sheet name="R&amp;D \'26"')})
    after = patch_package(before, [SetCell("R&D '26", 1, 1, "found")]).data
    assert grid(after, "R&D '26")[1, 1] == "found"
