"""What is new since the last look."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import MemoryWorkbook
from follow_books import SHEETS, TODAY, day, follow_book

from salestui.book.book import Book
from salestui.book.last_look import LastLook, LookKeeper
from salestui.book.reading import Settings
from salestui.selling.following.changes_since import Cell, news
from salestui.selling.following.followups import follow_ups
from salestui.views.news import news_view


@pytest.mark.inventory(52)
@pytest.mark.parametrize("back", [0, 1, 2, 3, 30])
def test_what_became_due_is_what_was_not_due_then(back: int) -> None:
    state = follow_book().state
    then = TODAY - timedelta(days=back)
    found = news(state, TODAY, LastLook(datetime.now().astimezone(), then))
    expected = {
        (source, row)
        for source, row, due in follow_ups(state, TODAY).select("source", "row", "due").rows()
        if (due < TODAY and not due < then) or (due == TODAY and then < TODAY)
    }
    assert set(found.due.select("source", "row").rows()) == expected
    assert found.since == then


def test_without_a_last_look_the_last_week_is_told() -> None:
    found = news(follow_book().state, TODAY, None)
    assert found.since == day(12, 2)
    assert {row for (row,) in found.due.select("source").rows()} == {"activity", "tender"}


@pytest.mark.inventory(52)
def test_changes_of_others_are_one_for_each_row(tmp_path: Path) -> None:
    workbook = MemoryWorkbook(SHEETS)
    book = Book(workbook, Settings(TODAY), tmp_path / "journals")
    book.load()
    book.keep_base()
    last = LastLook(datetime.now().astimezone(), TODAY)
    workbook.edit("Deals", 2, 5, 120.0)
    book.refresh()
    workbook.edit("Deals", 2, 5, 140.0)
    workbook.edit("Deals", 2, 7, "ask again")
    workbook.edit("Customers", 3, 2, "A")
    book.refresh()
    book.set_values("mine", "deals", [(1, "amount", 1.0)])
    found = news(book.state, TODAY, last, book.history, book.history_slot)
    deal, customer = sorted(found.changed, key=lambda c: c.entity, reverse=True)
    assert (deal.entity, deal.row, deal.title, deal.kind) == ("deals", 0, "Press line", "set")
    assert set(deal.cells) == {
        Cell("amount", 100.0, 140.0), Cell("next_step", "quote", "ask again")
    }  # fmt: skip
    assert customer.cells == (Cell("tier", "B", "A"),)
    view = news_view(book.state, found)
    assert view.count == len(view.rows) == 2
    assert "Amount 100 → 140" in " ".join(row.said for row in view.rows)
    assert not news(book.state, TODAY, LastLook(datetime.now().astimezone(), TODAY),
                    book.history, book.history_slot).count  # fmt: skip
    book.close()


def test_the_last_look_is_kept_and_a_damaged_one_is_none(tmp_path: Path) -> None:
    keeper = LookKeeper(tmp_path / "journals", "team.xlsx")
    assert keeper.read() is None
    look = LastLook(datetime.now().astimezone(), TODAY)
    keeper.write(look)
    assert keeper.read() == look
    assert LookKeeper(tmp_path / "journals", "other.xlsx").read() is None
    keeper.path.write_text("{", encoding="utf-8")
    assert keeper.read() is None
