"""Damage that the fuzz test found readers and writer to fall over, one case each."""

from __future__ import annotations

import struct

import pytest
from patch_support import edited, members, plain_book, rich_book
from small_packages import parts, shared, sheet, workbook, zipped

from adapters.changes import SetCell
from adapters.errors import NotAWorkbook, Refused, WorkbookError
from adapters.excel.archive.guard import open_archive
from adapters.excel.archive.snapshot import FileStamp, Snapshot, revision_of
from adapters.excel.archive.zipraw import RawZip
from adapters.excel.ooxml.markup import parse
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.ooxml.whole import whole
from adapters.excel.reading.session import Session
from adapters.excel.writing.patch import patch_package
from adapters.outlines import Outline

DIGITS = "9" * 5000  # more than int() takes
SHEET = "xl/worksheets/sheet1.xml"


def outlined(data: bytes) -> Outline:
    return Session(Snapshot(data, FileStamp(1, 1, 1), revision_of(data)), preload=False).outline


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("4294967295", 4294967295), (None, -1), ("", -1), ("²", -1), ("٣", -1),
     ("1_0", -1), (" 1", -1), ("-1", -1), ("1.5", -1), (DIGITS, -1)],
)  # fmt: skip
def test_only_plain_digits_are_a_whole_number(text: str | None, number: int) -> None:
    assert whole(text, -1) == number


@pytest.mark.parametrize("text", [DIGITS, "1e999", "-1e999", "nan"])
def test_a_number_beyond_all_numbers_is_shown_as_it_is_written(text: str) -> None:
    (found,) = outlined(workbook(sheet(f'<row r="1"><c r="A1"><v>{text}</v></c></row>'))).sheets
    assert found.head == ((text,),)


def test_a_text_that_does_not_exist_is_empty() -> None:
    cell = f'<row r="1"><c r="A1" t="s"><v>{DIGITS}</v></c></row>'
    (found,) = outlined(workbook(sheet(cell), strings=shared("a"))).sheets
    assert found.head == (("",),)


@pytest.mark.parametrize("text", [f"A{DIGITS}", "A0", "A1:B0", "A12345678"])
def test_a_place_outside_of_any_sheet_is_no_range(text: str) -> None:
    assert parse_range(text) is None


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (SHEET, 'r="2"', f'r="{DIGITS}"'),
        (SHEET, 'spans="1:7"', 'spans="1:²"'),
        (SHEET, '<dimension ref="A1:G6"/>', f'<dimension ref="A1:G{DIGITS}"/>'),
        (SHEET, "<sheetData>", '<cols><col min="x" max="²" style="y"/></cols><sheetData>'),
        ("xl/styles.xml", 'numFmtId="164"', f'numFmtId="{DIGITS}"'),
        ("xl/workbook.xml", 'encoding="UTF-8"', 'encoding="no-such"'),
    ],
    ids=["row", "spans", "dimension", "columns", "format", "encoding"],
)
def test_a_patch_survives_what_a_part_should_not_say(part: str, before: str, after: str) -> None:
    data = edited(plain_book(), {part: (before.encode(), after.encode())})
    try:
        done = patch_package(data, [SetCell("Deals", 3, 9, "x")])
    except WorkbookError:
        return
    assert members(done.data).keys() == members(data).keys()


def test_a_table_that_states_no_plain_count_has_the_usual_rows() -> None:
    data = edited(
        rich_book(), {"xl/tables/table1.xml": (b"totalsRowShown", b'headerRowCount="x" _')}
    )
    done = patch_package(data, [SetCell("Deals", 3, 1, "x")])
    assert b">x<" in members(done.data)["xl/sharedStrings.xml"]


def test_parts_nest_as_deep_as_they_like() -> None:
    depth = 20_000
    root = parse(b"<a>" * depth + b"</a>" * depth)
    assert sum(1 for _ in root.descendants()) == depth


def test_descendants_come_in_document_order() -> None:
    root = parse(b"<a><b><c/></b><d/><e><f/></e></a>")
    assert "".join(element.name for element in root.descendants()) == "abcdef"


def test_a_zip_version_of_the_future_is_told() -> None:
    data = bytearray(workbook(sheet("")))
    struct.pack_into("<H", data, data.find(b"PK\1\2") + 6, 255)
    with pytest.raises(NotAWorkbook, match="table of contents"):
        open_archive(bytes(data))


def test_an_archive_without_members_is_told() -> None:
    with pytest.raises(NotAWorkbook, match="not consistent"):
        RawZip(zipped({}))


def test_the_writer_unpacks_no_bomb() -> None:
    spaces = " " * (64 << 20)
    data = zipped(parts(sheet("")) | {SHEET: sheet(spaces)})
    with pytest.raises(NotAWorkbook, match="not consistent"):
        patch_package(data, [SetCell("S1", 1, 1, "x")])


def test_a_stored_result_that_is_no_number_does_not_end_a_patch() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>oops</v></c>'
        '<c r="C1"><f>A1+B1</f><v>3</v></c></row>'
    )
    done = patch_package(workbook(sheet(rows)), [SetCell("S1", 1, 1, 2)])
    assert b"<f>A1+B1</f></c>" in members(done.data)[SHEET]


def test_a_refusal_always_says_what_to_do() -> None:
    for error in (Refused("No."), NotAWorkbook("No."), WorkbookError("No.")):
        assert error.advice()
    assert Refused("No.", hint="Wait.").advice() == "Wait."


@pytest.mark.parametrize(
    ("stored", "text"),
    [("_xD83D__xDE00_", "\U0001f600"), ("_xD800_a", "\ufffda"), ("_x000D_", "\r")],
)
def test_escapes_that_are_half_a_character_are_no_text(stored: str, text: str) -> None:
    cell = f'<row r="1"><c r="A1" t="str"><v>{stored}</v></c></row>'
    (found,) = outlined(workbook(sheet(cell))).sheets
    assert found.head == ((text,),)


def test_a_cell_before_the_first_row_is_refused() -> None:
    stray = '<f t="array" ref="A1"/><row r="1"><c r="A1"><v>1</v></c></row>'
    with pytest.raises(Refused, match="unusual form"):
        patch_package(workbook(sheet(stray)), [SetCell("S1", 1, 1, 2)])
