"""Many rows gone at once: nothing is taken over and nothing written before the user's word."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import MemoryWorkbook, team_workbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.vanishing import Doubtful

HEADERS: list[object] = ["Deal ID", "Deal", "Stage", "Amount", "Close date"]


def workbook_of(count: int) -> MemoryWorkbook:
    rows = [[f"D-{n}", f"Deal {n}", "Proposal", 100.0 + n, None] for n in range(count)]
    return MemoryWorkbook({"Deals": [HEADERS, *rows]})


def book_on(workbook: MemoryWorkbook) -> Book:
    book = Book(workbook, Settings(date(2026, 11, 2)))
    book.load()
    return book


def keep(workbook: MemoryWorkbook, count: int, sheet: str = "Deals") -> None:
    """Others save the first rows alone."""
    del workbook.sheets[sheet][count + 1 :]
    workbook.edit(sheet, 1, 1, workbook.cell(sheet, 1, 1))


@pytest.mark.parametrize(("before", "after"), [(30, 23), (20, 15), (3, 0), (6, 1)])
def test_the_picture_stays_until_the_reading_is_accepted(before: int, after: int) -> None:
    workbook = workbook_of(before)
    book = book_on(workbook)
    keep(workbook, after)
    if not after:
        workbook.edit("Deals", 2, 1, "D-99")
        workbook.edit("Deals", 2, 2, "Another")
    shown = book.state
    with pytest.raises(Doubtful) as doubt:
        book.refresh()
    assert book.state is shown
    assert f"{before - after} of {before} rows are gone from the sheet Deals" in str(doubt.value)
    (loss,) = doubt.value.losses
    assert loss.rows == tuple(range(after, before))
    assert not book.changed_elsewhere()
    report = book.accept()
    assert len(report.differences["deals"].removed) == before - after
    assert book.state.entities["deals"].frame.height == max(after, 1)


@pytest.mark.parametrize(("before", "after"), [(30, 26), (25, 20), (3, 1), (1, 0)])
def test_fewer_are_taken_over_at_once(before: int, after: int) -> None:
    workbook = workbook_of(before)
    book = book_on(workbook)
    keep(workbook, after)
    if not after:
        workbook.edit("Deals", 2, 2, "Another")
    book.refresh()
    assert book.state.entities["deals"].frame.height == max(after, 1)


def test_saving_waits_and_the_same_doubt_is_known_again() -> None:
    workbook = workbook_of(30)
    book = book_on(workbook)
    book.set_values("mine", "deals", [(0, "amount", 5.0), (29, "amount", 6.0)])
    keep(workbook, 10)
    with pytest.raises(Doubtful) as first:
        book.save()
    with pytest.raises(Doubtful) as second:
        book.save()
    assert (first.value.again, second.value.again) == (False, True)
    assert workbook.commits == []
    assert book.state.pending_count == 2
    keep(workbook, 8)
    with pytest.raises(Doubtful) as further:
        book.refresh()
    assert not further.value.again
    report = book.accept()
    (conflict,) = report.new_conflicts
    assert (conflict.row, conflict.mine, conflict.base) == (29, 6.0, 129.0)
    book.save()
    assert workbook.cell("Deals", 2, 4) == 5.0


def test_rows_that_come_back_end_the_doubt() -> None:
    workbook = workbook_of(30)
    book = book_on(workbook)
    whole = [list(row) for row in workbook.sheets["Deals"]]
    keep(workbook, 10)
    with pytest.raises(Doubtful):
        book.refresh()
    workbook.sheets["Deals"][:] = whole
    workbook.edit("Deals", 2, 4, 7.0)
    book.refresh()
    assert book.state.entities["deals"].frame["amount"].to_list()[0] == 7.0
    assert book.accept().differences == {}


def test_a_sheet_that_is_gone_is_asked_about() -> None:
    workbook = team_workbook()
    book = book_on(workbook)
    del workbook.sheets["Customers"]
    workbook.edit("Pipeline", 2, 5, 1.0)
    with pytest.raises(Doubtful, match="4 of 4 rows are gone from the sheet Customers"):
        book.refresh()
    assert "customers" in book.state.entities
    book.accept()
    assert "customers" not in book.state.entities


def test_rows_that_the_user_deletes_do_not_count() -> None:
    workbook = workbook_of(30)
    book = book_on(workbook)
    book.delete_rows("mine", "deals", range(10, 30))
    keep(workbook, 10)
    book.refresh()
    assert not book.state.is_pending


def test_a_mapping_does_not_take_over_what_is_in_doubt() -> None:
    workbook = workbook_of(30)
    book = book_on(workbook)
    keep(workbook, 10)
    with pytest.raises(Doubtful):
        book.remap(book.settings.profile)
    assert book.state.entities["deals"].frame.height == 30
