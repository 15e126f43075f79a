"""New texts go where the sheet keeps its texts: into the workbook's list, or into the cell."""

from __future__ import annotations

import re
from pathlib import Path

import fastexcel
import pytest
from patch_support import assert_lossless, changed_members, grid, members, plain_book
from small_packages import MAIN, sheet, workbook

from adapters.changes import AppendRow, ClearRow, SetCell
from adapters.excel.ooxml import texts
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
INLINE = '<row r="1"><c r="A1" t="inlineStr"><is><t>Head</t></is></c></row>'
LISTED = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
LIST = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>Head</t></si></sst>'


def _counts(data: bytes) -> tuple[int, int]:
    tag = re.search(rb'<sst [^>]*?count="(\d+)" uniqueCount="(\d+)"', members(data)[TEXTS])
    assert tag is not None
    return int(tag[1]), int(tag[2])


def _read(data: bytes, name: str) -> list[str]:
    """The first column as calamine reads it."""
    found = fastexcel.read_excel(data).load_sheet(name, header_row=None, dtypes="string")
    return found.to_polars().to_series().to_list()


def test_a_new_text_is_added_once_and_counted(tmp_path: Path) -> None:
    before = plain_book()
    count, unique = _counts(before)
    changes = [SetCell("Deals", row, 1, " new & <text>\n") for row in (2, 3)]
    after = patch_package(before, changes).data
    assert _counts(after) == (count, unique + 1)
    assert members(after)[TEXTS].count(b"new &amp; &lt;text&gt;") == 1
    assert b"inlineStr" not in members(after)[SHEET]
    assert grid(after, "Deals")[3, 1] == " new & <text>\n"
    frame = fastexcel.read_excel(after).load_sheet("Deals").to_polars()
    assert frame["Deal"][0] == " new & <text>\n"
    assert_lossless(before, after, tmp_path, "Deals!A2:A3")


def test_a_text_of_the_list_is_used_again(tmp_path: Path) -> None:
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 2, 1, "Owner")]).data
    assert changed_members(before, after) == {SHEET}
    assert grid(after, "Deals")[2, 1] == "Owner"
    assert_lossless(before, after, tmp_path, "Deals!A2")


def test_the_same_text_again_changes_nothing() -> None:
    before = plain_book()
    assert patch_package(before, [SetCell("Deals", 2, 1, "D-1")]).data == before


def test_uses_are_counted_as_they_come_and_go() -> None:
    before = plain_book()
    count, unique = _counts(before)
    changes = [ClearRow("Deals", 2, 1, 7), AppendRow("Deals", 6, 1, 7, {1: "x", 2: "Ann"})]
    after = patch_package(before, changes).data
    assert _counts(after) == (count - 3 + 2, unique + 1)


def test_a_sheet_of_inline_texts_gets_inline_ones() -> None:
    before = workbook(sheet(INLINE), sheet(LISTED), strings=LIST)
    after = patch_package(before, [SetCell("S1", 2, 1, "new"), SetCell("S2", 2, 1, "new")]).data
    assert b"<is><t>new</t></is>" in members(after)[SHEET]
    assert b'<c r="A2" t="s"><v>1</v></c>' in members(after)["xl/worksheets/sheet2.xml"]
    assert _read(after, "S1") == _read(after, "S2") == ["Head", "new"]


PREFIXED = f'<x:sst xmlns:x="{MAIN}"><x:si><x:t>Head</x:t></x:si></x:sst>'


@pytest.mark.parametrize(
    ("strings", "number"),
    [
        (LIST.replace("</si>", "</si><!-- <si><t>new</t></si> -->"), 1),
        (LIST.replace("<si><t>Head</t></si>", "<si><t>Head</t></si><si/>"), 2),
        (LIST.replace("<si>", "<si><phoneticPr fontId='1'/>"), 1),
        (LIST.replace("<t>Head</t>", "<r><t>He</t></r><r><t>ad</t></r>"), 1),
        (LIST.replace("</sst>", '<extLst><ext uri="u"/></extLst></sst>'), 1),
        (PREFIXED, 1),
        ("\ufeff" + LIST, 1),
    ],
)
def test_lists_of_other_forms(strings: str, number: int) -> None:
    before = workbook(sheet(LISTED), strings=strings)
    after = patch_package(before, [SetCell("S1", 2, 1, "new")]).data
    assert b'<c r="A2" t="s"><v>%d</v></c>' % number in members(after)[SHEET]
    assert _read(after, "S1") == ["Head", "new"]


@pytest.mark.parametrize("strings", ["", f'<sst xmlns="{MAIN}" count="0"/>'])
def test_without_a_list_texts_go_into_their_cells(strings: str) -> None:
    before = workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'), strings=strings)
    after = patch_package(before, [SetCell("S1", 2, 1, "new")]).data
    assert changed_members(before, after) >= {SHEET}
    assert TEXTS not in changed_members(before, after)
    assert _read(after, "S1") == ["1", "new"]


def test_a_very_long_list_is_not_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "LARGEST", 10)
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 2, 1, "new")]).data
    assert changed_members(before, after) == {SHEET}
    assert grid(after, "Deals")[2, 1] == "new"
