"""Reports from commands and from books in memory, and what every table of one keeps to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from written_books import told

from salestui.book.book import Book
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.reports.markdown import markdown
from salestui.views.documents.basis import Basis
from salestui.views.documents.building import build
from salestui.views.documents.document import Block, Document, Section, Table
from salestui.views.formats import Style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present


def made(
    book: Book, kind: str, as_of: date, deal: int | None = None, period: str = "2026"
) -> Document:
    """A report of a book in memory, without kept days."""
    state = book.state
    span = parse_period(period)
    assert span is not None
    present = Present(state, inputs_of(state), EVERYTHING, span, as_of)
    return build(kind, Basis(present, Style("en", "$"), None, deal))


def reported(capsys: pytest.CaptureFixture[str], kind: str, *arguments: object) -> dict[str, Any]:
    """A report as ``salestui report --json`` prints it."""
    data: dict[str, Any] = json.loads(told(capsys, "report", kind, *arguments, "--json"))
    return data


def section(data: dict[str, Any], name: str) -> dict[str, Any]:
    """A section of a report as data."""
    return next(one for one in data["sections"] if one["name"] == name)


def rows_of(data: dict[str, Any], name: str, table: str) -> list[dict[str, Any]]:
    """A table's rows by their columns' names."""
    blocks = section(data, name)["blocks"]
    found = next(b for b in blocks if b["block"] == "table" and b["name"] == table)
    names = [column["name"] for column in found["columns"]]
    return [dict(zip(names, row["cells"], strict=True)) for row in found["rows"]]


def figures_of(data: dict[str, Any], name: str) -> dict[str, float | None]:
    """The figures of a section by their keys."""
    block = next(b for b in section(data, name)["blocks"] if b["block"] == "figures")
    return {one["key"]: one["value"] for one in block["figures"]}


def blocks_of(document: Document) -> Iterator[tuple[Section, Block]]:
    """All blocks with their sections."""
    for one in document.sections:
        for block in one.blocks:
            yield one, block


def assert_sound(document: Document) -> None:
    """Names are unique, rows are as wide as their tables, sections tell something."""
    names = [one.name for one in document.sections]
    assert len(set(names)) == len(names)
    assert 1 <= len(document.summary) <= 5
    for one in document.sections:
        assert one.title
        assert one.blocks or one.needs
    for one, block in blocks_of(document):
        if isinstance(block, Table):
            assert all(len(row.cells) == len(block.columns) for row in block.rows), one.name
            titles = [column.name for column in block.columns]
            assert len(set(titles)) == len(titles)
    assert_tables(markdown(document))


_BARE = re.compile(r"(?<!\\)\|")


def assert_tables(text: str) -> None:
    """Every table of a Markdown text has as many cells in each line as in its first."""
    wide = None
    for line in text.splitlines():
        if not line.startswith("|"):
            wide = None
            continue
        found = len(_BARE.findall(line))
        wide = wide or found
        assert found == wide, line


def cells(path: Path, sheet: str, column: str) -> list[dict[str, Any]]:
    """The rows of a sheet, straight from the file; its header is the row with this column."""
    rows = openpyxl.load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    head = next(row for row in rows if column in row)
    return [dict(zip(head, row, strict=True)) for row in rows if any(row)]
