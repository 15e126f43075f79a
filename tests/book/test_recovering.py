"""Edits of a dashboard that ended, where others changed the workbook before the next start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from fakes import MemoryWorkbook
from killed_saves import killed_saving

from salestui.book.book import Book
from salestui.book.journal.record import Fate
from salestui.book.reading import Settings
from salestui.book.state import ChangeKind, ConflictKind
from salestui.book.vanishing import Doubtful, Unrecognised

HEADERS: list[object] = ["Deal", "Stage", "Amount", "Rep", "Next step"]
ROWS: list[list[object]] = [
    ["Alpha", "Proposal", 100.0, "Ann", "call"],
    ["Beta", "Proposal", 200.0, "Bo", "meet"],
    ["Gamma", "Won", 300.0, "Ann", "bill"],
    ["Delta", "Lost", 400.0, "Cy", "none"],
]
NEW = {"name": "New", "stage": "Proposal", "amount": 50.0, "owner": "Ann", "next_step": "write"}
Opened = Callable[[], Book]


@pytest.fixture
def workbook() -> MemoryWorkbook:
    return MemoryWorkbook({"Deals": [HEADERS, *ROWS]})


@pytest.fixture
def opened(workbook: MemoryWorkbook, tmp_path: Path) -> Iterator[Opened]:
    books: list[Book] = []

    def one() -> Book:
        book = Book(workbook, Settings(date(2026, 11, 2)), tmp_path)
        book.load()
        books.append(book)
        return book

    yield one
    for book in books:
        book.close()


def left(opened: Opened) -> Book:
    """The next start, what was left pending."""
    book = opened()
    book.recover()
    return book


def names(workbook: MemoryWorkbook) -> list[object]:
    return [row[0] for row in workbook.sheets["Deals"][1:]]


def amounts(workbook: MemoryWorkbook) -> list[object]:
    return [row[2] for row in workbook.sheets["Deals"][1:]]


# -- edited before it is decided about what was left ---------------------------------------------


def edit_left(opened: Opened) -> None:
    book = opened()
    book.keep_base()
    book.set_values("left", "deals", [(0, "amount", 5.0)])
    book.close()


def test_a_conflict_of_the_new_session_still_waits(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    edit_left(opened)
    book = opened()
    book.set_values("mine", "deals", [(1, "amount", 6.0)])
    workbook.edit("Deals", 3, 3, 777.0)
    book.refresh()
    assert len(book.state.conflicts) == 1
    book.recover()
    assert [(c.row, c.mine, c.theirs) for c in book.state.conflicts] == [(1, 6.0, 777.0)]
    book.save()
    assert amounts(workbook) == [5.0, 777.0, 300.0, 400.0]
    book.close()
    assert len(left(opened).state.conflicts) == 1


def test_an_edit_of_a_row_that_went_away_meanwhile_still_waits(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    edit_left(opened)
    book = opened()
    book.set_values("mine", "deals", [(1, "amount", 6.0)])
    del workbook.sheets["Deals"][2]
    workbook.edit("Deals", 1, 1, "Deal")
    book.refresh()
    book.recover()
    (conflict,) = book.state.conflicts
    assert (conflict.kind, conflict.row, conflict.mine) == (ConflictKind.ROW_GONE, 1, 6.0)
    book.resolve(conflict, keep_mine=True)
    book.save()
    assert ("Beta", 6.0) in {(row[0], row[2]) for row in workbook.sheets["Deals"]}


def test_a_row_edited_now_is_not_deleted_by_what_was_left(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.delete_rows("left", "deals", [1])
    book.close()
    again = opened()
    again.set_values("mine", "deals", [(1, "amount", 6.0)])
    again.recover()
    again.save()
    assert amounts(workbook) == [100.0, 6.0, 300.0, 400.0]


def test_edits_of_the_new_session_can_be_undone(opened: Opened) -> None:
    edit_left(opened)
    book = opened()
    book.set_values("mine", "deals", [(1, "amount", 6.0)])
    book.recover()
    rows = book.undo() and book.state.entities["deals"]
    assert (rows.value(0, "amount"), rows.value(1, "amount")) == (5.0, 200.0)
    rows = book.undo() and book.state.entities["deals"]
    assert (rows.value(0, "amount"), rows.value(1, "amount")) == (100.0, 200.0)


def test_saving_before_the_decision_does_not_take_what_was_left_for_saved(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    edit_left(opened)
    book = opened()
    book.set_values("mine", "deals", [(1, "amount", 6.0)])
    book.save()
    book.close()
    assert amounts(workbook) == [100.0, 6.0, 300.0, 400.0]
    again = left(opened)
    assert again.state.entities["deals"].value(0, "amount") == 5.0
    assert not again.state.conflicts


def test_a_sheet_that_comes_back_before_the_decision(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    workbook.sheets["Customers"] = [["Customer", "Industry"], ["Acme", "Steel"], ["Bolt", "Cars"]]
    book = opened()
    book.set_values("left", "customers", [(1, "industry", "Trains")])
    book.close()
    sheet = workbook.sheets.pop("Customers")
    workbook.edit("Deals", 2, 3, 1.0)
    again = opened()
    assert "customers" not in again.state.entities
    workbook.sheets["Customers"] = [sheet[0], sheet[2], sheet[1]]
    workbook.edit("Deals", 2, 3, 2.0)
    again.refresh()
    again.recover()
    again.save()
    assert workbook.sheets["Customers"][1:] == [["Bolt", "Trains"], ["Acme", "Steel"]]


# -- killed in mid-save, and others at it since --------------------------------------------------


@pytest.mark.parametrize("written", [False, True])
def test_a_new_row_that_others_moved_is_neither_lost_nor_doubled(
    opened: Opened, workbook: MemoryWorkbook, written: bool
) -> None:
    book = opened()
    book.add_rows("add", "deals", [NEW])
    killed_saving(book, written=written)
    grid = workbook.sheets["Deals"]
    grid[1:] = sorted(grid[1:], key=lambda row: -float(str(row[2])))
    workbook.edit("Deals", 2, 5, "theirs")
    again = left(opened)
    assert again.state.pending_count == (0 if written else 1)
    again.save()
    assert names(workbook).count("New") == 1


def test_a_new_row_that_others_edited_is_asked_about_and_not_doubled(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.add_rows("add", "deals", [NEW])
    killed_saving(book, written=True)
    workbook.edit("Deals", 6, 3, 51.0)
    again = left(opened)
    (conflict,) = again.state.conflicts
    assert (conflict.column, conflict.mine, conflict.theirs) == ("amount", 50.0, 51.0)
    again.save()
    assert names(workbook).count("New") == 1
    again.resolve(conflict, keep_mine=True)
    again.save()
    assert (names(workbook).count("New"), amounts(workbook)[-1]) == (1, 50.0)


def test_another_edit_of_the_save_settles_it(opened: Opened, workbook: MemoryWorkbook) -> None:
    book = opened()
    book.add_rows("add", "deals", [NEW])
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    killed_saving(book, written=True)
    workbook.edit("Deals", 6, 3, 51.0)
    workbook.edit("Deals", 2, 5, "theirs")
    again = left(opened)
    assert (again.state.pending_count, again.state.conflicts) == (0, ())
    assert amounts(workbook) == [5.0, 200.0, 300.0, 400.0, 51.0]


@pytest.mark.parametrize("written", [False, True])
def test_a_new_row_that_cannot_be_told_from_theirs_is_asked_about(
    opened: Opened, workbook: MemoryWorkbook, written: bool
) -> None:
    book = opened()
    book.add_rows("add", "deals", [NEW])
    killed_saving(book, written=written)
    del workbook.sheets["Deals"][5:]
    workbook.sheets["Deals"].append(["Other", "Won", 9.0, "Di", "see"])
    workbook.edit("Deals", 2, 5, "theirs")
    again = left(opened)
    (conflict,) = again.state.conflicts
    assert (conflict.kind, conflict.mine) == (ConflictKind.ROW_GONE, "New")
    again.save()
    assert names(workbook).count("New") == 0
    again.close()
    third = left(opened)
    third.resolve(third.state.conflicts[0], keep_mine=True)
    third.save()
    (row,) = (row for row in workbook.sheets["Deals"] if row[0] == "New")
    assert row == ["New", "Proposal", 50.0, "Ann", "write"]


def test_what_others_set_back_after_the_save_is_asked_about(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("set", "deals", [(0, "amount", 5.0), (1, "amount", 6.0)])
    killed_saving(book, written=True)
    workbook.edit("Deals", 2, 3, 100.0)
    again = left(opened)
    (conflict,) = again.state.conflicts
    assert (conflict.row, conflict.mine, conflict.theirs) == (0, 5.0, 100.0)
    again.save()
    assert amounts(workbook) == [100.0, 6.0, 300.0, 400.0]


def test_a_row_that_others_brought_back_is_not_deleted_again_unasked(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    book.delete_rows("gone", "deals", [2])
    killed_saving(book, written=True)
    workbook.sheets["Deals"].append(list(ROWS[2]))
    workbook.edit("Deals", 1, 1, "Deal")
    again = left(opened)
    (conflict,) = again.state.conflicts
    assert conflict.kind is ConflictKind.DELETED
    again.save()
    assert "Gamma" in names(workbook)
    again.resolve(conflict, keep_mine=False)
    assert not again.state.pending_count


@pytest.mark.parametrize("written", [False, True])
def test_a_cell_that_both_wrote_is_asked_about(
    opened: Opened, workbook: MemoryWorkbook, written: bool
) -> None:
    book = opened()
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    killed_saving(book, written=written)
    workbook.edit("Deals", 2, 3, 7.0)
    (conflict,) = left(opened).state.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (100.0, 5.0, 7.0)


# -- held back from the save that was cut off ----------------------------------------------------


def saved_but_for_a_deletion(opened: Opened, workbook: MemoryWorkbook) -> None:
    """Killed after the workbook had the edit; the deletion met what others did, and waits."""
    workbook.sheets["Deals"].append(list(ROWS[0]))
    book = opened()
    book.delete_rows("gone", "deals", [2])
    workbook.edit("Deals", 4, 3, 333.0)
    book.refresh()
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    killed_saving(book, written=True)
    assert amounts(workbook) == [5.0, 200.0, 333.0, 400.0, 100.0]


def test_a_deletion_that_was_held_back_still_waits(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    saved_but_for_a_deletion(opened, workbook)
    again = left(opened)
    (conflict,) = again.state.conflicts
    assert (conflict.kind, conflict.base, conflict.theirs) == (ConflictKind.DELETED, 300.0, 333.0)
    assert [change.kind for change in again.state.pending()] == [ChangeKind.DELETED]
    again.resolve(conflict, keep_mine=True)
    again.save()
    assert names(workbook) == ["Alpha", "Beta", "Delta", "Alpha"]


def test_a_deletion_that_was_held_back_says_nothing_of_the_save(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    saved_but_for_a_deletion(opened, workbook)
    workbook.sheets["Deals"].insert(2, ["Other", "Won", 9.0, "Di", "see"])
    workbook.edit("Deals", 1, 1, "Deal")
    left(opened).save()  # the copy is as the edited row was: it is not edited in its place
    assert amounts(workbook) == [5.0, 9.0, 200.0, 333.0, 400.0, 100.0]


def test_a_deletion_that_was_held_back_is_not_saved_in_the_history(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.delete_rows("gone", "deals", [2])
    workbook.edit("Deals", 4, 3, 333.0)
    book.refresh()
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    book.save()
    assert book.history is not None
    fates = {e.label: e.change.fate for e in book.history.every() if e.change and e.label}
    assert fates == {"gone": Fate.WAITING, "set": Fate.SAVED}


@pytest.mark.parametrize("meanwhile", [False, True])
def test_rows_of_a_sheet_that_is_gone_are_no_part_of_the_save(
    opened: Opened, workbook: MemoryWorkbook, meanwhile: bool
) -> None:
    sheet: list[list[object]] = [["Customer", "Industry"], *([f"Acme {n}", "Steel"] for n in "abc")]
    workbook.sheets["Customers"] = [list(row) for row in sheet]
    book = opened()
    book.delete_rows("gone", "customers", [1])
    book.add_rows("new", "customers", [{"name": "Bolt", "industry": "Cars"}])
    del workbook.sheets["Customers"]
    workbook.edit("Deals", 1, 1, "Deal")
    with pytest.raises(Doubtful):
        book.refresh()
    book.accept()
    book.set_values("set", "deals", [(0, "amount", 5.0)])
    killed_saving(book, written=True)
    if meanwhile:
        workbook.edit("Deals", 3, 5, "theirs")
    workbook.sheets["Customers"] = [list(row) for row in sheet]
    workbook.edit("Deals", 1, 1, "Deal")
    left(opened).save()
    assert amounts(workbook)[0] == 5.0
    assert workbook.sheets["Customers"][1:] == [sheet[1], sheet[3], ["Bolt", "Cars"]]


# -- most rows gone ------------------------------------------------------------------------------


def test_many_rows_gone_are_asked_about_before_going_on(tmp_path: Path) -> None:
    rows = [[f"Deal {n}", "Won", 100.0 + n, "Ann", f"call {n}"] for n in range(40)]
    workbook = MemoryWorkbook({"Deals": [HEADERS, *rows]})
    book = Book(workbook, Settings(date(2026, 11, 2)), tmp_path)
    book.load()
    book.set_values("left", "deals", [(row, "amount", 1.0) for row in range(40)])
    book.close()
    whole = list(workbook.sheets["Deals"])
    del workbook.sheets["Deals"][11:]
    workbook.edit("Deals", 1, 1, "Deal")
    again = Book(workbook, Settings(date(2026, 11, 2)), tmp_path)
    again.load()
    with pytest.raises(Doubtful, match="30 of 40 rows are gone"):
        again.recover()
    assert not again.state.is_pending
    left = again.left_over()
    assert left is not None
    assert len(left[1].conflicts) == 30
    workbook.sheets["Deals"][:] = whole
    workbook.edit("Deals", 1, 1, "Deal")
    again.refresh()
    again.recover()
    assert (again.state.pending_count, again.state.conflicts) == (40, ())
    again.close()


def test_sure_of_it_the_edits_of_rows_gone_are_conflicts(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    edit_left(opened)
    workbook.sheets["Deals"][1:] = [["Else", "Won", 1.0, "Xi", "new"]]
    workbook.edit("Deals", 1, 1, "Deal")
    book = opened()
    with pytest.raises(Doubtful):
        book.recover()
    report = book.recover(sure=True)
    assert [c.kind for c in report.new_conflicts] == [ConflictKind.ROW_GONE]


# -- a sheet that is gone ------------------------------------------------------------------------


def test_edits_of_a_sheet_that_is_gone_wait_whatever_they_are(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    sheet = [["Customer", "Industry"], *([f"Acme {n}", "Steel"] for n in range(3))]
    workbook.sheets["Customers"] = [list(row) for row in sheet]
    book = opened()
    book.set_values("left", "customers", [(0, "industry", "Trains")])
    book.delete_rows("left", "customers", [1])
    book.add_rows("left", "customers", [{"name": "Bolt", "industry": "Cars"}])
    book.set_values("left", "deals", [(0, "amount", 5.0)])
    book.close()
    del workbook.sheets["Customers"]
    workbook.edit("Deals", 1, 1, "Deal")
    again = opened()
    with pytest.raises(Doubtful, match="2 of 2 rows are gone from the sheet Customers"):
        again.recover()
    again.recover(sure=True)
    again.save()
    assert amounts(workbook)[0] == 5.0
    assert "Customers" not in workbook.sheets
    assert again.state.pending_count == 3
    workbook.sheets["Customers"] = [list(row) for row in sheet]
    workbook.edit("Deals", 1, 1, "Deal")
    again.refresh()
    again.save()
    assert workbook.sheets["Customers"][1:] == [
        ["Acme 0", "Trains"], ["Acme 2", "Steel"], ["Bolt", "Cars"]
    ]  # fmt: skip


def test_a_workbook_in_which_nothing_is_recognised_any_more(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    headers = workbook.sheets["Deals"][0]
    workbook.sheets["Deals"][0] = ["a", "b", "c", "d", "e"]
    workbook.edit("Deals", 2, 5, "theirs")
    for look in (book.refresh, book.save):
        with pytest.raises(Unrecognised, match="edits too"):
            look()
    assert (book.state.pending_count, book.changed_elsewhere()) == (1, False)
    book.close()
    workbook.sheets["Deals"][0] = headers
    workbook.edit("Deals", 2, 5, "back")
    again = left(opened)
    again.save()
    assert workbook.sheets["Deals"][1][2:] == [5.0, "Ann", "back"]


# -- two dashboards that ended -------------------------------------------------------------------


def test_what_two_dashboards_left_is_offered_start_by_start(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    first, second = opened(), opened()
    first.set_values("first", "deals", [(0, "amount", 5.0)])
    second.set_values("second", "deals", [(1, "amount", 6.0)])
    first.close()
    third = opened()
    assert not third.journal_notices[1:]  # the second one is still at work
    third.close()
    second.close()
    for told in (True, False):
        book = opened()
        said = [notice.sentence() for notice in book.journal_notices]
        assert any("left unsaved edits too (1)" in sentence for sentence in said) == told
        book.recover()
        book.save()
        book.close()
    assert amounts(workbook) == [5.0, 6.0, 300.0, 400.0]
    assert opened().left_over() is None


def test_a_conflict_whose_row_vanishes_and_returns_still_waits(
    opened: Opened, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(1, "amount", 6.0), (1, "owner", "Di")])
    workbook.edit("Deals", 3, 3, 7.0)
    book.refresh()
    row = workbook.sheets["Deals"].pop(2)
    workbook.edit("Deals", 1, 1, "Deal")
    book.refresh()
    assert {c.kind for c in book.state.conflicts} == {ConflictKind.ROW_GONE}
    workbook.sheets["Deals"].append(row)
    workbook.edit("Deals", 1, 1, "Deal")
    book.refresh()
    (conflict,) = book.state.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (200.0, 6.0, 7.0)
    book.save()
    assert workbook.sheets["Deals"][-1][2:4] == [7.0, "Di"]
