"""Deals that ``salestui edit`` moves to another stage: what they lack is told, never in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from adapters.changes import Change, SetCell
from adapters.protocol import Workbook
from salestui.book.book import Book
from salestui.book.reading import NothingRecognised, Settings
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.cli.opening import wanted_playbook
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import mappings_dir
from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW
from salestui.model.playbook import known_playbooks
from salestui.selling.advancing.advance import Advance, advance
from salestui.views.advancing import lack_lines


def stage_warnings(workbook: Workbook, changes: Sequence[Change], config: Config) -> list[str]:
    """A sentence for each thing that a deal lacks for the stage that it is about to get.

    The workbook is read as a book only where a cell is to hold the name of a stage.

    Raises:
        WorkbookError: it cannot be read.
    """
    named = [c for c in changes if isinstance(c, SetCell) and _is_stage(c.value)]
    if not named:
        return []
    try:
        book = book_of(workbook, config)
    except NothingRecognised:
        return []
    return list(_told(book, named))


def book_of(workbook: Workbook, config: Config) -> Book:
    """The workbook read as a book.

    Raises:
        NothingRecognised: it has no table that is known.
        WorkbookError: it cannot be read.
    """
    book = Book(workbook, usual_settings(config))
    book.load()
    return book


def usual_settings(config: Config) -> Settings:
    """How to read a workbook where nothing is asked about it."""
    usual = wanted_playbook(config.playbook)
    return Settings(
        date.today(), config.fiscal_start, usual_playbook=usual, profiles=mappings_dir()
    )


def _is_stage(value: object) -> bool:
    return isinstance(value, str) and any(p.stage(value) for p in known_playbooks())


def _told(book: Book, changes: Sequence[SetCell]) -> Iterator[str]:
    state = book.state
    deals = state.rows("deals")
    for change in changes if deals is not None else ():
        row = _deal(deals, change) if deals is not None else None
        if row is None or not isinstance(change.value, str):
            continue
        yield from lacking(state, advance(state, row, change.value))


def lacking(state: BookState, asked: Advance) -> Iterator[str]:
    """What a deal lacks for its move, a sentence each."""
    title = state.title_of("deals", asked.deal)
    for line in lack_lines(state, [asked]):
        yield _("{title} → {stage}: {kind}: {text}").format(
            title=title, stage=asked.text, kind=line.kind, text=line.text
        )


def _deal(deals: Rows, change: SetCell) -> int | None:
    """The deal whose cell of the stage is changed."""
    part = next((p for p in deals.layout.sheets if p.sheet == change.sheet), None)
    column = part.column("stage") if part is not None else None
    if column is None or column.position != change.column:
        return None
    found = deals.frame.filter(pl.col(ROW) == change.row)
    if SHEET in found.columns:
        found = found.filter(pl.col(SHEET) == change.sheet)
    return int(found[ID][0]) if found.height else None
