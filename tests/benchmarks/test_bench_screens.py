"""One edit to what a screen shows, at 100,000 deals: what is kept against working all out again.

The yardstick is the same view of the same edited state, nothing known of it beforehand; both are
measured in the same run as CPU time, so that what else the machine does counts for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from bulk_workbook import AS_OF, bulk_workbook
from pytest_benchmark.fixture import BenchmarkFixture

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.folds import Folds
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.forecast.rollup import forecast
from salestui.metrics.scorecard.people import Kind
from salestui.model.focus import EVERYTHING
from salestui.model.period import PeriodKind, period_of
from salestui.views.customer.view import customer_view
from salestui.views.followups import follow_ups_view
from salestui.views.formats import style
from salestui.views.inputs import prepared
from salestui.views.past.looking_back import Present
from salestui.views.performance.view import performance

QUARTER = period_of(AS_OF, PeriodKind.QUARTER)
ROUNDS = 7
LONGEST = 0.1
"""Seconds of CPU from an edit to the view; a screen has to have its figures by then."""

Show = Callable[[BookState], object]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    folder: Path = tmp_path_factory.mktemp("screens")
    workbook = open_workbook(str(bulk_workbook(selling=True)), folder)
    book = Book(workbook, Settings(AS_OF))
    book.load()
    yield book
    book.close()


def customer(book: Book) -> tuple[Show, Show]:
    made = prepared(book.state)

    def shown(state: BookState) -> object:
        return customer_view(state, prepared(state, made).inputs, 5, AS_OF, style("¥"))

    return shown, lambda state: shown(replace(state, folds=Folds()))


def follow_ups(book: Book) -> tuple[Show, Show]:
    def shown(state: BookState) -> object:
        return follow_ups_view(state, EVERYTHING, AS_OF)

    return shown, lambda state: shown(replace(state, folds=Folds()))


def forecasts(book: Book) -> tuple[Show, Show]:
    made = prepared(book.state)
    before = forecast(made.inputs, EVERYTHING, QUARTER, AS_OF)

    def again(state: BookState) -> object:
        inputs = prepared(state, made).inputs
        return forecast(inputs, EVERYTHING, QUARTER, AS_OF, before=before)

    def whole(state: BookState) -> object:
        return forecast(prepared(state, made).inputs, EVERYTHING, QUARTER, AS_OF)

    return again, whole


def leaderboard(book: Book) -> tuple[Show, Show]:
    made = prepared(book.state)

    def shown(state: BookState) -> object:
        present = Present(state, prepared(state, made).inputs, EVERYTHING, QUARTER, AS_OF)
        return performance(present, Kind.REP, style("¥"))

    return shown, lambda state: shown(replace(state, folds=Folds()))


SCREENS = {
    "customer": (customer, 4.0),
    "followups": (follow_ups, 3.0),
    "forecast": (forecasts, 1.5),
    "performance": (leaderboard, 1.4),
}


@pytest.mark.benchmark(group="screens", timer=process_time)
@pytest.mark.parametrize("name", SCREENS)
def test_an_edit_costs_what_it_changed(benchmark: BenchmarkFixture, book: Book, name: str) -> None:
    screen, times = SCREENS[name]
    again, whole = screen(book)
    again(book.state)
    amounts = iter(range(1_000, 1_000_000))

    def edited() -> tuple[tuple[BookState], dict[str, object]]:
        cells = [(17, "amount", float(next(amounts)))]
        return (book.set_values("edit", "deals", cells),), {}

    peer = min(_spent(whole, edited()[0][0]) for _round in range(3))
    benchmark.pedantic(again, setup=edited, rounds=ROUNDS, warmup_rounds=1)
    least = benchmark.stats.stats.min
    benchmark.extra_info["whole, CPU ms"] = round(peer * 1000, 1)
    benchmark.extra_info["times cheaper"] = round(peer / least, 1)
    assert peer >= times * least
    assert least < LONGEST


def _spent(work: Show, state: BookState) -> float:
    begun = process_time()
    work(state)
    return process_time() - begun
