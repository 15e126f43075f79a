"""A sheet's XML around its cells: whole where it is small, bounded where it is not."""

from __future__ import annotations

import pytest
from small_packages import MAIN

from adapters.errors import NotAWorkbook
from adapters.excel.writing import surroundings
from adapters.excel.writing.surroundings import parse_surroundings

BEFORE = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><dimension ref="A1"/>'.encode()


def _after(count: int) -> bytes:
    cells = "".join(f'\n  <mergeCell ref="B{n}:C{n}"/>' for n in range(1, count + 1))
    rule = "<conditionalFormatting><cfRule/></conditionalFormatting>"
    rules = rule * count
    end = f'<mergeCells count="{count}">{cells}</mergeCells>{rules}<pageMargins left="1"/>'
    return end.encode() + b"</worksheet>"


def _names(count: int) -> list[str]:
    root = parse_surroundings(BEFORE, _after(count))
    return [element.tag.rpartition("}")[2] for element in root.iter()]


def test_small_ones_are_whole() -> None:
    names = _names(30)
    assert (names.count("mergeCell"), names.count("cfRule")) == (30, 30)


def test_of_very_many_alike_the_first_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "_LARGE", 100)
    monkeypatch.setattr(surroundings, "MOST_ALIKE", 10)
    root = parse_surroundings(BEFORE, _after(5_000))
    kept = [element.get("ref") for element in root.iterfind("{*}mergeCells/{*}mergeCell")]
    assert kept[:9] == [f"B{n}:C{n}" for n in range(1, 10)]
    assert len(kept) == 10
    assert [element.tag.rpartition("}")[2] for element in root] == [
        "dimension",
        "mergeCells",
        *["conditionalFormatting"] * 10,
        "pageMargins",
    ]


@pytest.mark.parametrize(
    "after",
    [
        b"<mergeCells></worksheet>",
        b"<mergeCells/>",
        b"&undefined;</worksheet>",
        b"</worksheet><worksheet/>",
    ],
)
def test_large_ones_are_as_sound_as_small_ones(monkeypatch, after: bytes) -> None:
    for large in (1 << 20, 10):
        monkeypatch.setattr(surroundings, "_LARGE", large)
        with pytest.raises(NotAWorkbook, match="not valid XML"):
            parse_surroundings(BEFORE, after)


def test_a_document_type_is_refused_in_large_ones_too(monkeypatch) -> None:
    monkeypatch.setattr(surroundings, "_LARGE", 10)
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>' + BEFORE
    with pytest.raises(NotAWorkbook, match="document type"):
        parse_surroundings(declared, b"</worksheet>")
