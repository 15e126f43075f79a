"""Payments as actuals: of scorecards, of managers over their team, and of targets."""

from __future__ import annotations

from datetime import date

import pytest
from cash_books import ENGLISH, TODAY, cash_book
from fakes import Grid

from salestui.metrics.scorecard.people import Kind
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.performance.behind import behind_rows
from salestui.views.performance.view import PerformanceView, performance
from salestui.views.targets.matrix import MatrixWish, matrix_view

pytestmark = pytest.mark.inventory(60, 74)

SHEETS: dict[str, Grid] = {
    **ENGLISH,
    "Members": [
        ["Name", "Team", "Region", "Manager"],
        ["Ann", "East", "North", "Max"],
        ["Bob", "West", "South", "Max"],
        ["Max", None, None, None],
    ],
    "Targets": [
        ["Scope", "Name", "Metric", "Year", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
         "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["Rep", "Ann", "Collections", 2026, *[100.0] * 12],
        ["Rep", "Bob", "Collections", 2026, *[50.0] * 12],
        ["Rep", "Ann", "Collection rate", 2026, *[0.9] * 12],
    ],
}  # fmt: skip


def _performance(kind: Kind, *left_out: str) -> PerformanceView:
    state = cash_book(SHEETS, *left_out).state
    period = parse_period("2026")
    assert period is not None
    present = Present(state, inputs_of(state), EVERYTHING, period, TODAY)
    return performance(present, kind, style())


def _actual(view: PerformanceView, name: str, metric: str) -> float | None:
    standing = view.standing(name)
    assert standing is not None
    line = next(x for x in standing.card.lines if x.rule.measure.metric == metric)
    return line.actual.value


def test_what_reps_and_their_manager_collected() -> None:
    reps = _performance(Kind.REP)
    # 300 + 150 - 50 and the 70 that no line takes; 450 and 100
    assert _actual(reps, "Ann", "collections") == 470.0
    assert _actual(reps, "Bob", "collections") == 550.0
    managers = _performance(Kind.MANAGER)
    # 1,020 received of what falls due in the year: 300 + 400 + 300 + 200 and 400 + 300
    assert _actual(managers, "Max", "collection rate") == pytest.approx(1020 / 1900)


def test_the_rows_behind_are_payments() -> None:
    view = _performance(Kind.REP)
    state = cash_book(SHEETS).state
    standing = view.standing("Bob")
    assert standing is not None
    metrics = [line.rule.measure.metric for line in standing.card.lines]
    rows = behind_rows(view, state, "Bob", str(metrics.index("collections")))
    assert [(row.entity, row.row) for row in rows] == [("payments", 2), ("payments", 3)]


def test_without_payments_there_is_none() -> None:
    assert _actual(_performance(Kind.REP, "Payments"), "Ann", "collections") is None


def test_targets_of_collections_are_held_against_payments() -> None:
    state = cash_book(SHEETS).state
    year = parse_period("2026")
    assert year is not None
    inputs = inputs_of(state)
    reached = matrix_view(state, inputs, MatrixWish("collections", year), TODAY).matrix.actuals
    june = parse_period("2026-06")
    assert june is not None
    assert reached.reached(("rep", "Ann"), june) == 300.0
    assert reached.reached(("team", "West"), year) == 550.0
    assert reached.reached(("company", ""), year) == 1020.0
    rate = matrix_view(state, inputs, MatrixWish("collection rate", year), TODAY).matrix.actuals
    assert rate.reached(("rep", "Ann"), year) == pytest.approx(470 / 1200)
    assert rate.reached(("rep", "Bob"), june) is None
    assert rate.since == date(2026, 4, 1)
