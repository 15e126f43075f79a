"""The small panels of the home over small books: figures by hand, what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from customer_books import ENGLISH, loaded
from fakes import MemoryWorkbook
from follow_books import SHEETS, TODAY, day, follow_book

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.focus import EVERYTHING, parse_scope
from salestui.model.period import parse_period
from salestui.views.formats import style
from salestui.views.home.area import AreaView, Asked
from salestui.views.home.channels import channels_area
from salestui.views.home.costs import costs_area
from salestui.views.home.customers import customers_area
from salestui.views.home.followups import followups_area
from salestui.views.home.forecast import forecast_area
from salestui.views.home.movement import movement_area
from salestui.views.home.performance import performance_area
from salestui.views.home.targets import targets_area
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present

AREAS = (
    forecast_area, followups_area, customers_area, targets_area, channels_area, movement_area,
    performance_area, costs_area,
)  # fmt: skip


def asked(state: BookState, scope: str = "") -> Asked:
    period = parse_period("2026-Q4", 1, 2026)
    focus = parse_scope(scope) if scope else EVERYTHING
    assert period is not None
    assert focus is not None
    return Asked(Present(state, inputs_of(state), focus, period, TODAY), style("$"))


def values(view: AreaView) -> dict[str, str]:
    return {row.key: row.value for row in view.rows}


@pytest.mark.inventory(52)
def test_follow_ups_are_counted_and_the_first_are_named() -> None:
    """Overdue: Ann's quote. Today: Bob's tender and the list for Beta. This week: three."""
    state = follow_book().state
    view = followups_area(asked(state))
    found = values(view)
    assert (found["overdue"], found["today"]) == ("1", "2")
    assert sum(int(found[key]) for key in ("overdue", "today", "week")) <= int(view.note)
    named = [row for row in view.rows if row.opens.row is not None]
    assert named[0].value == "2 d late"
    assert named[0].opens.mode == "activities"
    mine = followups_area(asked(state, "rep:Cid"))
    assert [row.value for row in mine.rows[:3]] == ["0", "0", "1"]


@pytest.mark.inventory(25, 33)
def test_open_leads_by_status_and_the_best_channel() -> None:
    view = channels_area(asked(follow_book().state))
    assert [values(view)[code] for code in ("new", "working", "qualified")] == ["0", "1", "0"]
    assert view.note == "1 open"
    assert {row.opens.mode for row in view.rows if not row.key.startswith("channel:")} == {"leads"}


@pytest.mark.inventory(37, 49)
def test_customers_that_wait_and_layers_that_are_open() -> None:
    view = customers_area(asked(loaded(ENGLISH).state))
    gaps = [row for row in view.rows if row.key.startswith("gap:")]
    assert values(view)["uncovered"] == "1"
    assert {row.label for row in gaps} == {"Acme Ltd"}
    assert all(row.opens.mode == "customers" and row.opens.row == 0 for row in gaps)
    without = customers_area(asked(follow_book().state))
    assert without.offers == "contacts"


@pytest.mark.inventory(49, 52)
def test_contacts_overdue_are_those_of_the_follow_ups() -> None:
    """Kept by its cadence and Lost by an agreed day; not Asleep, nor Never."""
    head = ["Customer", "Status", "Tier", "Rep", "Last contact", "Next contact"]
    rows = [
        ["Kept", None, "A", "Ann", day(1, 2), None],
        ["Lost", "流失客户", "A", "Ann", day(1, 2), day(12, 1)],
        ["Asleep", "Dormant", "A", "Ann", day(1, 2), None],
        ["Never", None, "A", "Ann", None, None],
    ]
    sheets = {"Deals": SHEETS["Deals"], "Customers": [head, *rows]}
    state = Book(MemoryWorkbook(sheets), Settings(TODAY)).load()
    shown = customers_area(asked(state)).rows
    assert {row.key: row.value for row in shown}["overdue"] == "2"
    assert {row.label for row in shown if row.key.startswith("late:")} == {"Kept", "Lost"}
    due = followups_area(asked(state)).rows
    named = [row.label for row in due if row.opens.mode == "customers"]
    assert named == ["Kept: contact the customer", "Lost: contact the customer"]


@pytest.mark.inventory(63, 65)
def test_sums_that_do_not_add_up_and_sellers_without_a_target() -> None:
    head = ["Year", "Period", "Scope type", "Scope", "Metric", "Target"]
    rows = [
        [2026, "2026-Q4", "company", "", "revenue", 300.0],
        [2026, "2026-Q4", "rep", "Ann", "revenue", 100.0],
        [2026, "2026-Q4", "rep", "Bob", "revenue", 150.0],
    ]
    book = Book(MemoryWorkbook({**SHEETS, "Targets": [head, *rows]}), Settings(TODAY))
    view = targets_area(asked(book.load()))
    differences = [row for row in view.rows if not row.key.startswith("without:")]
    assert {row.value for row in differences} == {"-50"}
    assert [row.label for row in view.rows if row.key.startswith("without:")] == ["张伟"]
    assert all(row.opens.mode == "target_matrix" for row in view.rows)


def test_the_forecast_is_the_screens_own() -> None:
    deals = [[*SHEETS["Deals"][0], "Close date"]]
    deals += [[*row, day(12, 20)] for row in SHEETS["Deals"][1:]]
    book = Book(MemoryWorkbook({**SHEETS, "Deals": deals}), Settings(TODAY))
    view = forecast_area(asked(book.load()))
    assert [row.key for row in view.rows][:2] == ["won", "commit"]
    assert all(row.told and row.opens.mode == "forecast" for row in view.rows)


@pytest.mark.parametrize("area", AREAS)
def test_a_book_with_nothing_says_what_each_panel_needs(
    area: Callable[[Asked], AreaView],
) -> None:
    sheets = {"Deals": [SHEETS["Deals"][0]]}
    view = area(asked(Book(MemoryWorkbook(sheets), Settings(TODAY)).load()))
    assert view.rows or view.needs
    assert not view.rows or all(row.label for row in view.rows)
