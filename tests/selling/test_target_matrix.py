"""The matrix of targets and what is written, on books of several layouts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.metrics.figure import Note
from salestui.metrics.targets.actuals import actuals
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind, parse_period
from salestui.selling.changes import edits_of
from salestui.selling.targets.matrix import COMPANY, Matrix, matrix
from salestui.selling.targets.plans import Method, break_down, methods, suggest
from salestui.selling.targets.writing import SEVERAL, Wish, lock_changes, wishes
from salestui.views.inputs import inputs_of

pytestmark = pytest.mark.inventory(63, 64)

TODAY = date(2026, 11, 21)
Row = Sequence[object]
ANN, BOB, CAI = ("rep", "Ann"), ("rep", "Bob"), ("rep", "Cai")
EAST = ("team", "East")

DEALS: list[Row] = [
    ("Deal", "Customer", "Stage", "Amount", "Quantity", "Closed on", "Created", "Rep", "Team"),
    ("a", "K1", "Won", 300, 3, datetime(2025, 1, 20), datetime(2025, 1, 1), "Ann", "East"),
    ("b", "K1", "Won", 100, 1, datetime(2025, 4, 9), datetime(2025, 1, 2), "Bob", "East"),
    ("c", "K2", "Won", 500, 5, datetime(2025, 8, 9), datetime(2025, 2, 2), "Cai", "West"),
    ("d", "K3", "Won", 250, 2, datetime(2026, 1, 9), datetime(2025, 2, 3), "Ann", "East"),
    ("e", "K3", "Lost", 999, 9, datetime(2026, 1, 9), datetime(2026, 2, 3), "Ann", "East"),
]
TEAM: list[Row] = [
    ("Member", "Team"),
    ("Ann", "East"),
    ("Bob", "East"),
    ("Cai", "West"),
]
LONG: list[Row] = [
    ("Year", "Period", "Scope type", "Scope", "Metric", "Target", "Locked"),
    (2026, "2026", "company", "company", "revenue", 1_000, None),
    (2026, "Q1", "team", "East", "revenue", 300, None),
    (2026, "Q1", "rep", "Ann", "revenue", 200, "yes"),
    (2026, "Q1", "rep", "Bob", "revenue", 50, None),
    (2026, "Q2", "rep", "Ann", "revenue", 120, None),
    (2026, "2026", "company", "company", "satisfaction", 4.5, None),
]
WIDE: list[Row] = [
    ("Rep", "Team", "2026-01", "2026-02", "2026-03"),
    ("Ann", "East", 10, 20, None),
    ("Bob", "East", 5, 5, 5),
]


def book_of(folder: Path, targets: list[Row], team: Sequence[Row] = TEAM) -> Book:
    path = folder / "book.xlsx"
    made = openpyxl.Workbook()
    for title, rows in (("Deals", DEALS), ("Team", team), ("Targets", targets)):
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    del made["Sheet"]
    made.save(path)
    book = Book(open_workbook(str(path), folder / "state"), Settings(TODAY))
    book.load()
    return book


def matrix_of(
    book: Book, metric: str = "revenue", year: str = "2026", kind: PeriodKind | None = None
) -> Matrix:
    state, inputs = book.state, inputs_of(book.state)
    deals, activities = state.live("deals"), state.live("activities")
    reached = actuals(metric, inputs.facts, deals, activities, TODAY)
    return matrix(state, inputs, metric, period(year), reached=reached, kind=kind)


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


def write(book: Book, found: Matrix, wanted: Sequence[Wish]) -> tuple[Note, ...]:
    changes, refused = wishes(book.state, found, wanted)
    book.apply("targets", edits_of(book.state, changes, book.new_rows))
    return refused


def test_sums_and_differences(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    assert [p.key for p in found.periods] == [f"2026-Q{n}" for n in (1, 2, 3, 4)]
    assert [line.scope for line in found.lines] == [
        COMPANY, EAST, ANN, BOB, ("team", "West"), CAI,
    ]  # fmt: skip
    quarter = period("2026-Q1")
    check = found.check_people(EAST, quarter)
    assert check is not None
    assert (check.total, check.whole, check.difference) == (250, 300, -50)
    whole = found.check_people(COMPANY, period("2026"))
    assert whole is not None
    assert (whole.total, whole.difference) == (300, -700)  # East's own cells, not its reps'
    assert found.value(ANN, period("2026")) == 320
    assert found.own(ANN, period("2026")) is None
    book.close()


@pytest.mark.inventory(66)
def test_what_was_reached_by_hand(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    assert found.actuals.reached(COMPANY, period("2025")) == 900
    assert found.actuals.reached(EAST, period("2025")) == 400
    assert found.actuals.reached(ANN, period("2026-Q1")) == 250
    assert matrix_of(book, "units").actuals.reached(COMPANY, period("2025")) == 9
    assert matrix_of(book, "new customers").actuals.reached(COMPANY, period("2025")) == 2
    assert matrix_of(book, "new deals").actuals.reached(ANN, period("2025")) == 2
    assert not matrix_of(book, "satisfaction").actuals.known
    assert not matrix_of(book, "activities").actuals.known
    book.close()


def test_a_long_sheet_takes_cells_and_new_rows_in_its_own_words(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    wanted = [(BOB, period("2026-Q1"), 75.0), (CAI, period("2026-Q3"), 40.0)]
    assert write(book, found, wanted) == ()
    rows = book.state.entities["targets"]
    assert rows.value(3, "target") == 75
    added = rows.overlay.added[0]
    texts = [rows.value(added, n) for n in ("year", "period", "scope_type", "scope", "metric")]
    assert texts == [2026, "Q3", "rep", "Cai", "revenue"]
    again = matrix_of(book)
    assert again.own(CAI, period("2026-Q3")) == 40
    write(book, again, [(CAI, period("2026-Q3"), None)])
    assert matrix_of(book).own(CAI, period("2026-Q3")) is None
    book.undo()
    book.undo()
    assert book.state.pending_count == 0
    book.close()


def test_a_new_row_says_its_month_as_the_others_do(tmp_path: Path) -> None:
    """Months are days in the sheet, shown by its own format: a new one is such a day too."""
    months: list[Row] = [
        ("Rep", "Period", "Target"),
        ("Ann", datetime(2026, 1, 1), 10),
        ("Ann", datetime(2026, 2, 1), 20),
    ]
    book = book_of(tmp_path, months)
    path = tmp_path / "book.xlsx"
    book.close()
    made = openpyxl.load_workbook(path)
    for row in (2, 3):
        made["Targets"].cell(row, 2).number_format = "mmm yyyy"
    made.save(path)
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(TODAY))
    book.load()
    assert write(book, matrix_of(book), [(BOB, period("2026-03"), 30.0)]) == ()
    book.save()
    book.refresh()
    assert matrix_of(book).own(BOB, period("2026-03")) == 30
    book.close()
    cell = openpyxl.load_workbook(path)["Targets"]["B4"]
    assert (cell.value, cell.number_format) == (datetime(2026, 3, 1), "mmm yyyy")


def test_what_is_written_is_read_again_after_saving(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    write(book, matrix_of(book, "units"), [(EAST, period("2026-11"), 7.0)])
    book.save()
    book.close()
    again = Book(open_workbook(str(tmp_path / "book.xlsx"), tmp_path / "state"), Settings(TODAY))
    again.load()
    assert matrix_of(again, "units").own(EAST, period("2026-11")) == 7
    again.close()


def test_a_wide_sheet_takes_blank_cells_and_new_rows(tmp_path: Path) -> None:
    book = book_of(tmp_path, WIDE)
    found = matrix_of(book)
    months = [period(f"2026-0{n}") for n in (1, 2, 3)]
    wanted = [(ANN, months[2], 30.0), *((CAI, month, 8.0) for month in months)]
    assert write(book, found, wanted) == ()
    rows = book.state.entities["targets"]
    assert rows.value(0, "t:2026-03") == 30
    assert len(rows.overlay.added) == 1
    again = matrix_of(book)
    assert [again.own(CAI, month) for month in months] == [8, 8, 8]
    refused = write(book, again, [(ANN, period("2026-04"), 1.0)])
    assert len(refused) == 1
    assert "layout" in refused[0].text
    assert len(write(book, matrix_of(book, "units"), [(ANN, months[0], 1.0)])) == 1
    book.close()


def test_two_cells_for_one_target_are_not_guessed_between(tmp_path: Path) -> None:
    book = book_of(tmp_path, [*LONG, LONG[4]])
    found = matrix_of(book)
    assert found.own(BOB, period("2026-Q1")) == 100
    assert write(book, found, [(BOB, period("2026-Q1"), 1.0)])[0].text == SEVERAL
    book.close()


def test_a_year_is_broken_down_by_season_by_days_and_evenly(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    place = (COMPANY, period("2026"))
    by_season = break_down(found, place, 900.0, Method.SEASON)
    assert [s.after for s in by_season.shown] == [300, 100, 500, 0]
    even = break_down(found, place, 900.0, Method.EVENLY, unit=10.0)
    assert [s.after for s in even.shown] == [230, 230, 220, 220]
    days = break_down(found, place, 261.0, Method.WORKDAYS)
    assert [s.after for s in days.shown] == [64, 65, 66, 66]
    assert write(book, found, by_season.wishes) == ()
    again = matrix_of(book)
    assert again.own(*place) == 900
    check = again.check_time(*place)
    assert check is not None and check.difference == 0
    book.close()


def test_a_quarter_is_broken_down_to_people_around_the_locked(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    place = (EAST, period("2026-Q1"))
    assert found.is_locked(ANN, place[1])
    plan = break_down(found, place, 360.0, Method.PEOPLE_HISTORY)
    assert [(s.scope, s.after, s.locked) for s in plan.shown] == [
        (ANN, 200, True), (BOB, 160, False),
    ]  # fmt: skip
    assert set(plan.wishes) == {(EAST, place[1], 360.0), (BOB, place[1], 160.0)}
    assert methods(matrix_of(book, "satisfaction"), *place) == ()
    book.close()


def test_the_company_goes_straight_to_reps_and_quarters(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    plan = break_down(found, (COMPANY, period("2026")), 1_800.0, Method.REPS_HISTORY)
    assert [s.after for s in plan.shown] == [600, 200, 1_000]
    cai = [(s.period.key, s.after) for s in plan.steps if s.scope == CAI]
    assert cai == [("2026-Q1", 0), ("2026-Q2", 0), ("2026-Q3", 1_000), ("2026-Q4", 0)]
    book.close()


@pytest.mark.inventory(65)
def test_suggestions_are_last_year_with_growth(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    quarters = [(who, period("2026-Q1")) for who in (EAST, ANN, BOB)]
    plan = suggest(found, quarters, 0.1, 10.0)
    assert [s.after for s in plan.shown] == [330, 200, 50]  # Ann is locked, Bob had nothing
    assert suggest(matrix_of(book, "satisfaction"), quarters, 0.1).notes
    book.close()


def test_locks_stand_in_the_workbook_where_it_has_a_column(tmp_path: Path) -> None:
    book = book_of(tmp_path, LONG)
    found = matrix_of(book)
    changes = lock_changes(book.state, found, BOB, period("2026-Q1"))
    assert changes is not None
    book.apply("lock", edits_of(book.state, changes, book.new_rows))
    assert matrix_of(book).is_locked(BOB, period("2026-Q1"))
    book.close()


def test_a_sheet_without_that_column_takes_no_lock(tmp_path: Path) -> None:
    book = book_of(tmp_path, WIDE)
    assert lock_changes(book.state, matrix_of(book), ANN, period("2026-01")) is None
    book.close()


def test_the_target_of_who_moved_counts_where_he_was(tmp_path: Path) -> None:
    team: list[Row] = [
        ("Member", "Team", "From", "To"),
        ("Ann", "East", datetime(2024, 1, 1), None),
        ("Bob", "East", datetime(2024, 1, 1), datetime(2026, 2, 28)),
        ("Bob", "West", datetime(2026, 3, 1), None),
        ("Cai", "West", None, None),
    ]
    targets: list[Row] = [
        ("Rep", "2026-01", "2026-02", "2026-03", "2026-04"),
        ("Ann", 10, 20, 30, 40),
        ("Bob", 1, 2, 3, 4),
        ("Cai", 100, 200, 300, 400),
    ]
    book = book_of(tmp_path, targets, team)
    found, west = matrix_of(book), ("team", "West")
    months = [period(key) for key in ("2026-01", "2026-02", "2026-03", "2026-04")]
    assert [found.value(EAST, month) for month in months] == [11, 22, 30, 40]
    assert [found.value(west, month) for month in months] == [100, 200, 303, 404]
    year = period("2026")
    assert (found.value(EAST, year), found.value(west, year)) == (103, 1007)
    assert found.value(BOB, year) == 10
    assert found.value(COMPANY, year) == 1110
    # the screen of targets and the figures say the same
    figures = inputs_of(book.state).targets
    for team_name, scope in (("East", EAST), ("West", west)):
        told = figures.target(Focus((("team", team_name),)), period("2026-Q1")).value
        assert told == found.value(scope, period("2026-Q1"))
    book.close()
