"""Later saves of one opened workbook: cheaper than the first, and no different."""

from __future__ import annotations

import zlib
from pathlib import Path
from unittest.mock import patch as replaced

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from patch_support import engine_without_process, grid, members, plain_book, rich_book
from small_packages import saved, sheet, workbook

from adapters.changes import AppendRow, Change, ClearRow, SetCell
from adapters.excel.archive import deflate as deflating
from adapters.excel.archive.crc import crc32_combine
from adapters.excel.archive.deflate import deflate, deflate_again
from adapters.excel.backend import ExcelBackend
from adapters.excel.ooxml.markup import Edit, splice
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.writing import memory as remembering
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"
SMALL = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
BOOKS = {"plain": plain_book(30), "rich": rich_book(30), "totals": rich_book(30, totals=True)}


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_the_checksum_of_joined_contents(one: bytes, other: bytes) -> None:
    joined = crc32_combine(zlib.crc32(one), zlib.crc32(other), len(other))
    assert joined == zlib.crc32(one + other)


@st.composite
def _content_and_edits(draw: st.DrawFn) -> tuple[bytes, list[Edit]]:
    content = draw(st.binary(max_size=400))
    places = sorted(draw(st.lists(st.integers(0, len(content)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return content, [(start, end, draw(st.binary(max_size=120))) for start, end in pairs]


@SMALL
@given(_content_and_edits())
def test_blocks_that_no_edit_touches_are_used_again(case: tuple[bytes, list[Edit]]) -> None:
    content, edits = case
    with replaced.object(deflating, "BLOCK", 40):
        old = deflate([content])
        new = deflate_again(content, old, edits)
    expected = splice(content, edits)
    stream = zlib.decompressobj(-15)
    assert stream.decompress(b"".join(new.chunks)) == expected
    assert stream.eof
    assert (new.crc, new.size) == (zlib.crc32(expected), len(expected))
    fresh = sum(block not in old.blocks for block in new.blocks)
    assert fresh <= sum(3 + (len(added) + end - start) // 40 for start, end, added in edits)


_change = st.one_of(
    st.builds(
        lambda row, column, value: SetCell("Deals", row, column, value, over_formula=True),
        st.integers(2, 31),
        st.sampled_from([1, 2, 3, 4, 5, 6, 8, 9]),
        st.sampled_from([None, 1, 2.5, True, "text", "<!-- no comment -->", "array", "x" * 300]),
    ),
    st.builds(lambda row: ClearRow("Deals", row, 1, 7), st.integers(2, 31)),
    st.builds(lambda row: SetCell("Deals", row, 9, "below"), st.integers(40, 60)),
    st.just("append"),
)


@SMALL
@given(
    st.sampled_from(sorted(BOOKS)),
    st.lists(st.lists(_change, min_size=1, max_size=4), min_size=1, max_size=6),
)
def test_saves_with_a_memory_hold_the_same(name: str, saves: list[list[Change | str]]) -> None:
    with engine_without_process(), replaced.object(deflating, "BLOCK", 700):
        data, memory, last = BOOKS[name], SaveMemory(), 31
        for wanted in saves:
            appends = wanted.count("append")
            changes = [
                AppendRow("Deals", last, 1, 7, {1: "new", 4: 5}) if change == "append" else change
                for change in wanted
            ]
            expected = patch_package(data, changes)
            done = patch_package(data, changes, memory)
            assert members(done.data) == members(expected.data)
            assert done.appended_rows == expected.appended_rows
            _assert_indexed(memory, done.data)
            data, last = done.data, last + appends


def _assert_indexed(memory: SaveMemory, data: bytes) -> None:
    """What is kept of the sheet is what a look at the sheet itself gives."""
    kept = memory.sheet(SHEET)
    if kept is None:
        return
    found = SheetXml(members(data)[SHEET])
    for name in ("data", "plain", "body", "opening", "prefix", "_numbers", "_starts"):
        assert getattr(kept, name) == getattr(found, name), name
    assert kept.may_hold_arrays == found.may_hold_arrays


def test_another_programs_save_is_seen() -> None:
    memory = SaveMemory()
    patch_package(plain_book(), [SetCell("Deals", 3, 1, "ours")], memory)
    theirs = patch_package(plain_book(), [SetCell("Deals", 4, 1, "theirs")]).data
    done = patch_package(theirs, [SetCell("Deals", 5, 1, "later")], memory)
    found = grid(done.data, "Deals").values()
    assert "theirs" in found and "later" in found and "ours" not in found


def test_no_more_is_kept_than_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MAX_BYTES", 1000)
    memory = SaveMemory()
    done = patch_package(plain_book(), [SetCell("Deals", 3, 1, "x")], memory)
    assert memory.sheet(SHEET) is None
    again = patch_package(done.data, [SetCell("Deals", 4, 1, "y")], memory)
    assert {"x", "y"} <= set(grid(again.data, "Deals").values())


def test_an_untouched_sheet_is_kept_over_a_save_of_another() -> None:
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    memory = SaveMemory()
    data = patch_package(workbook(sheet(row), sheet(row)), [SetCell("S1", 1, 1, 2)], memory).data
    data = patch_package(data, [SetCell("S2", 1, 1, 3)], memory).data
    assert memory.sheet(SHEET) is not None
    data = patch_package(data, [SetCell("S1", 1, 2, 4)], memory).data
    assert b'<c r="A1"><v>2</v></c><c r="B1"><v>4</v></c>' in members(data)[SHEET]


def test_a_workbook_saves_again_and_again(tmp_path: Path) -> None:
    path = saved(tmp_path, plain_book())
    book = ExcelBackend.open(str(path), tmp_path / "state")
    try:
        revision = book.outline().revision
        for turn in range(4):
            done = book.commit([SetCell("Deals", 2 + turn, 1, f"turn {turn}")], revision)
            revision = done.revision
        found = grid(path.read_bytes(), "Deals")
        assert [found[2 + turn, 1] for turn in range(4)] == [f"turn {turn}" for turn in range(4)]
    finally:
        book.close()
