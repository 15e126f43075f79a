"""A column or a sheet is added and all ends there, or two add it: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from killed_saves import Killed
from partial_books import AS_OF, partial_book

from adapters.changes import Change, Commit
from adapters.errors import Refused
from adapters.outlines import Revision
from adapters.protocol import Announce, unannounced
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings

Add = Callable[[Book], object]
COLUMN: Add = lambda book: book.add_columns("deals", ["strengths"])  # noqa: E731
SHEET: Add = lambda book: book.create_table("activities")  # noqa: E731


def opened(path: Path) -> Book:
    """The next dashboard, going on with what was left."""
    folder = path.parent / "state"
    book = Book(open_workbook(str(path), folder), Settings(AS_OF), folder / "journals")
    book.load()
    if book.left_over() is not None:
        book.recover()
    else:
        book.keep_base()
    return book


def edited(book: Book) -> None:
    book.set_values("edit", "deals", [(1, "amount", 777.0)])
    book.add_rows("new", "deals", [{"name": "D", "amount": 5.0}])


def killed(book: Book, add: Add, *, written: bool) -> None:
    """The process ends before the workbook is written, or right after."""
    commit = book.workbook.commit

    def last_words(
        changes: list[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        if written:
            commit(changes, expected, announce)
        raise Killed

    book.workbook.commit = last_words  # type: ignore[method-assign, assignment]
    with pytest.raises(Killed):
        add(book)
    book.close()


def check(path: Path) -> None:
    """What both edits wrote is there once, beside one column and one sheet at most."""
    book = openpyxl.load_workbook(path)
    header, *rows = book["Pipeline"].iter_rows(values_only=True)
    assert [row[4] for row in rows] == [1000, 777, 300, 5]
    assert len({*header}) == len(header) <= 8
    assert len(book.sheetnames) <= 2


@pytest.mark.parametrize("written", [False, True])
@pytest.mark.parametrize("add", [COLUMN, SHEET], ids=["column", "sheet"])
def test_killed_in_between(tmp_path: Path, add: Add, written: bool) -> None:
    path = partial_book(tmp_path, "pipeline")
    first = opened(path)
    edited(first)
    killed(first, add, written=written)
    book = opened(path)
    try:
        assert book.state.pending_count == 2
        assert book.state.conflicts == ()
        if add is COLUMN or not written:
            add(book)
        book.save()
        assert book.state.pending_count == 0
        book.undo()
        book.undo()
        assert book.state.pending_count == 2
        book.redo()
        book.redo()
        book.save()
    finally:
        book.close()
    check(path)


@pytest.mark.parametrize("add", [COLUMN, SHEET], ids=["column", "sheet"])
def test_two_dashboards_add_the_same(tmp_path: Path, add: Add) -> None:
    path = partial_book(tmp_path, "pipeline")
    one, other = opened(path), opened(path)
    try:
        edited(one)
        add(one)
        if add is SHEET:
            with pytest.raises(Refused, match="has a sheet for that already"):
                add(other)
            other.refresh()
            other.add_rows("theirs", "activities", [{"customer": "Acme"}])
        else:
            add(other)
            other.set_values("theirs", "deals", [(0, "strengths", "quick")])
        one.save()
        other.save()
        assert not one.state.conflicts
        assert not other.state.conflicts
    finally:
        one.close()
        other.close()
    check(path)
    book = openpyxl.load_workbook(path)
    if add is SHEET:
        assert book.worksheets[1].max_row == 2
    else:
        assert book["Pipeline"]["H2"].value == "quick"
