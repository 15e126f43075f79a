"""Saving some rows alone, and sending what is pending around what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from fakes import MemoryWorkbook, customer_rows, deal_rows

from adapters.changes import Change, Commit, DeleteRow, SetCell
from adapters.errors import Offline, Refused
from adapters.outlines import Revision
from adapters.protocol import Announce, unannounced
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.sending import send, waiting_rows
from sample_workbooks import AS_OF


class Guarded(MemoryWorkbook):
    """Refuses changes of ``guarded`` sheet rows; ``crashing`` ends a commit once announced."""

    def __init__(self) -> None:
        super().__init__({"Pipeline": deal_rows(), "Customers": customer_rows()})
        self.guarded: set[int] = set()
        self.crashing = False

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        for change in changes:
            if isinstance(change, SetCell | DeleteRow) and change.row in self.guarded:
                raise Refused(f"Row {change.row} is protected.")
        announce(Revision("coming"))
        if self.crashing:
            raise KeyboardInterrupt
        return super().commit(changes, expected, announce)


@pytest.fixture
def workbook() -> Guarded:
    return Guarded()


def book_on(workbook: Guarded, folder: Path) -> Book:
    book = Book(workbook, Settings(AS_OF), folder / "journals")
    book.load()
    book.keep_base()
    return book


def set_amounts(book: Book, *rows: int) -> None:
    book.set_values("mine", "deals", [(row, "amount", 100.0 + row) for row in rows])


def test_only_the_rows_that_are_named_are_written(workbook: Guarded, tmp_path: Path) -> None:
    book = book_on(workbook, tmp_path)
    set_amounts(book, 0, 1)
    new, other = book.add_rows("new", "deals", [{"name": "A"}, {"name": "B"}])
    book.delete_rows("gone", "deals", [2, 3])
    report = book.save({("deals", 0), ("deals", new), ("deals", 2)})
    assert report.written == 3
    assert set(waiting_rows(book.state)) == {("deals", 1), ("deals", other), ("deals", 3)}
    assert workbook.cell("Pipeline", 2, 5) == 100.0
    book.save()
    assert workbook.cell("Pipeline", 3, 5) == 101.0
    assert [row[1] for row in workbook.sheets["Pipeline"][-2:]] == ["A", "B"]


def test_what_is_refused_holds_up_no_other(workbook: Guarded, tmp_path: Path) -> None:
    book = book_on(workbook, tmp_path)
    set_amounts(book, 0, 1, 2, 3, 4)
    workbook.guarded = {3, 6}
    sent = send(book, {})
    assert sent.report.written == 3
    assert set(sent.refused) == set(waiting_rows(book.state)) == {("deals", 1), ("deals", 4)}
    assert [str(reason) for reason in sent.reasons] == [
        "Row 3 is protected.",
        "Row 6 is protected.",
    ]


def test_what_was_refused_is_left_until_it_is_edited(workbook: Guarded, tmp_path: Path) -> None:
    book = book_on(workbook, tmp_path)
    set_amounts(book, 0, 1)
    workbook.guarded = {3}
    refused = send(book, {}).refused
    workbook.guarded = set()
    assert send(book, refused).report.written == 0
    book.set_values("mine", "deals", [(1, "amount", 5.0)])
    assert send(book, refused).report.written == 1
    assert workbook.cell("Pipeline", 3, 5) == 5.0


def test_other_failures_end_the_sending(workbook: Guarded, tmp_path: Path) -> None:
    book = book_on(workbook, tmp_path)
    set_amounts(book, 0, 1)
    workbook.failing = Offline("The server is not reached.")
    with pytest.raises(Offline):
        send(book, {})
    assert len(waiting_rows(book.state)) == 2


def test_killed_while_some_rows_are_sent_the_others_are_still_pending(
    workbook: Guarded, tmp_path: Path
) -> None:
    book = book_on(workbook, tmp_path)
    set_amounts(book, 0, 1)
    workbook.crashing = True
    with pytest.raises(KeyboardInterrupt):
        book.save({("deals", 0)})
    assert book._journal is not None
    book._journal.close()
    workbook.crashing = False
    again = Book(workbook, Settings(AS_OF), tmp_path / "journals")
    again.load()
    assert again._journal is not None
    assert again._journal.unsaved is not None
    unsaved = again._journal.unsaved
    assert ([e.row for e in unsaved.sent], [e.row for e in unsaved.pending]) == ([0], [1])
    again.recover()
    assert set(waiting_rows(again.state)) == {("deals", 0), ("deals", 1)}
    again.close()
