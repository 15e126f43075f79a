"""Documents of the sample workbooks and of small ones, and what they are held against."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.cli.opening import opened
from salestui.i18n import language, set_language
from salestui.metrics.inputs import Inputs
from salestui.model.focus import parse_scope
from salestui.model.period import PeriodKind, parse_period, period_of
from salestui.views.currency import book_sign
from salestui.views.documents.basis import Basis
from salestui.views.documents.building import build
from salestui.views.documents.document import Cell, Document, Figures, Table
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from sample_workbooks import AS_OF, sample

KINDS = ("weekly", "monthly", "forecast", "appraisal")


@dataclass(frozen=True)
class Read:
    """A workbook that was read."""

    state: BookState
    inputs: Inputs


@lru_cache(maxsize=16)
def read_sample(name: str, lang: str) -> Read:
    """One of the samples, as of the day of its story."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(sample(lang, name).read_bytes())
        return read_path(path)


def read_path(path: Path, as_of: date = AS_OF) -> Read:
    """A workbook on disk."""
    book = Book(opened(str(path)), Settings(as_of))
    try:
        state = book.load()
    finally:
        book.close()
    return Read(state, inputs_of(state))


def basis(read: Read, *, scope: str = "", period: str = "2026-Q4", as_of: date = AS_OF) -> Basis:
    """What a report is made from, without kept days, in the current language."""
    focus = parse_scope(scope or "company")
    found = parse_period(period) or period_of(as_of, PeriodKind.QUARTER)
    present = Present(read.state, read.inputs, focus, found, as_of)
    return Basis(present, style(book_sign(read.state)))


def made(kind: str, read: Read, lang: str = "en", **looked: str) -> tuple[Document, Basis]:
    """A report in a language, and what it was made from."""
    before = language()
    set_language(lang)
    try:
        found = basis(read, **looked)
        return build(kind, found), found
    finally:
        set_language(before)


def told(document: Document, section: str) -> dict[str, float | None]:
    """The figures of a section by key."""
    found = document.section(section)
    assert found is not None, section
    blocks = (block for block in found.blocks if isinstance(block, Figures))
    return {one.key: one.value for block in blocks for one in block.figures}


def rows_of(document: Document, section: str, table: str) -> list[dict[str, Cell]]:
    """The rows of a table by the names of its columns."""
    found = document.section(section)
    assert found is not None, section
    return rows_in(found.table(table))


def rows_in(table: Table) -> list[dict[str, Cell]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in table.rows]


def with_period(found: Basis, period: str) -> Present:
    """The same looked at in another period."""
    known = parse_period(period)
    assert known is not None
    return replace(found.present, period=known)
