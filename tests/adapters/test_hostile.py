"""Files made to hurt: opened right or told in a sentence, by reader and writer; never a crash."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hostile_packages import HOSTILE, ONE_ROW
from small_packages import parts, saved, zipped

from adapters.changes import SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import NotAWorkbook, WorkbookError
from adapters.excel.archive import guard
from adapters.excel.backend import ExcelWorkbook
from adapters.excel.ooxml.package import Package
from adapters.excel.writing.patch import patch_package
from adapters.outlines import Outline

PATIENCE = 60.0  # seconds until it counts as a hang, also on a busy machine


@pytest.mark.parametrize("name", HOSTILE)
def test_it_opens_right_or_is_told_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    data = make()
    path = saved(tmp_path, data)
    os.utime(path, (1, 1))  # nobody is still writing it
    book = ExcelWorkbook(str(path), path, tmp_path / "state", PATIENCE)
    try:
        said = _told(book)
    finally:
        book.close()
    assert "took longer" not in said
    if expected is None:
        assert said in ("", FAR)
    else:
        assert re.search(expected, said), said
    _changed_or_told(data)
    assert path.read_bytes() == data
    assert not list(tmp_path.parent.rglob("escaped.txt"))


FAR = "S1: The sheet S1 has a value far away from the others and cannot be read."


def _told(book: ExcelWorkbook) -> str:
    """The sentence that opening and reading end in; none where both work."""
    try:
        outline = book.outline()
        _read(book, outline)
    except WorkbookError as error:
        assert error.advice().strip()
        assert error.message.endswith(".")
        return error.sentence()
    return ""


def _read(book: ExcelWorkbook, outline: Outline) -> None:
    (found,) = outline.sheets
    kinds = dict.fromkeys(range(1, min(found.last_column, 50) + 1), ColumnKind.TEXT)
    (data,) = book.read([ReadRequest(found.name, 1, 1, kinds)])
    assert data.frame["A"][0]


def _changed_or_told(data: bytes) -> None:
    try:
        done = patch_package(data, [SetCell("S1", 1, 1, 5)])
    except WorkbookError as error:
        assert error.advice().strip()
    else:
        assert done.data != data


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Package(zipped(parts(ONE_ROW)))
    monkeypatch.setattr(guard, "MAX_TOTAL_BYTES", 2000)
    with pytest.raises(NotAWorkbook, match="more than 1 GB"):
        for name in parts(ONE_ROW):
            package.part(name)
