"""Performance as shown: words with the numbers in them, orders, explanations, exports."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.metrics.scorecard.people import Kind
from salestui.metrics.scorecard.reasons import NO_PAYMENTS
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import Period, PeriodKind, period_of
from salestui.views.formats import Style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.performance.behind import behind_rows
from salestui.views.performance.report import (
    exported_cards,
    performance_report,
    performance_text,
)
from salestui.views.performance.sheet import performance_sheet
from salestui.views.performance.view import PerformanceView, ordered, performance
from sample_workbooks import sample

AS_OF = date(2026, 11, 21)
QUARTER = period_of(AS_OF, PeriodKind.QUARTER)
STYLE = Style("en", "$")
_CASH = ("payments", "payment_plan", "contracts")
pytestmark = pytest.mark.inventory(70, 71)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> BookState:
    from adapters.registry import open_workbook

    folder = tmp_path_factory.mktemp("performance")
    path = folder / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    workbook = open_workbook(str(path), folder / "state")
    try:
        return Book(workbook, Settings(AS_OF)).load()
    finally:
        workbook.close()


def present(state: BookState, focus: Focus = EVERYTHING, period: Period = QUARTER) -> Present:
    return Present(state, inputs_of(state), focus, period, AS_OF)


@pytest.fixture(scope="module")
def view(state: BookState) -> PerformanceView:
    return performance(present(state), Kind.REP, STYLE)


def test_the_board_is_in_order_and_tells_the_change(view: PerformanceView) -> None:
    scores = [float(row.score) for row in view.rows if row.score != "n/a"]
    assert scores == sorted(scores, reverse=True) and len(scores) > 5
    assert view.rows[0].place == "1" and view.rows[0].grade
    assert all(re.fullmatch(r"[▲▼▬] [+-]\d+\.\d", row.change) for row in view.rows if row.change)
    names = [row.label for row in ordered(view, "name")]
    assert names == sorted(names, key=str.casefold)
    paid = [view.standing(row.name) for row in ordered(view, "commission")]
    values = [s.commission.paid.value or 0 for s in paid if s and s.commission]
    assert values == sorted(values, reverse=True)
    changes = [s.change for s in map(view.standing, (r.name for r in ordered(view, "change"))) if s]
    known = [c for c in changes if c is not None]
    assert known == sorted(known, reverse=True)


def test_each_line_says_how_its_points_came_about(view: PerformanceView) -> None:
    for row in view.rows:
        standing = view.standing(row.name)
        assert standing is not None
        total, *lines = view.cards[row.name]
        assert total.score == row.score
        for shown, line in zip(lines, standing.card.lines, strict=False):
            assert shown.said
            if line.rule.score is not None or line.raw.value is None:
                continue
            if line.rule.measure.method == "ratio":
                match = re.match(r"100 × (\S+) / (\S+) = (\S+)", shown.said)
                assert match is not None, shown.said
                a, b, c = (float(re.sub(r"[$,%]", "", x)) for x in match.groups())
                assert 100 * a / b == pytest.approx(c, abs=0.06)
            if line.score.value is None:
                assert shown.score == "n/a" and shown.weight.startswith("(")


def test_a_line_without_a_sheet_says_which_would_give_it(state: BookState) -> None:
    kept = {name: rows for name, rows in state.entities.items() if name not in _CASH}
    view = performance(present(replace(state, entities=kept)), Kind.REP, STYLE)
    missing = 0
    for standing in view.board.standings:
        shown = view.cards[standing.card.subject.name][1:]
        for row, line in zip(shown, standing.card.lines, strict=False):
            if line.score.reason is not None and line.score.reason.text == NO_PAYMENTS:
                missing += 1
                assert row.needs == "payments"
            elif line.score.value is not None:
                assert row.needs == ""
    assert missing


def test_a_team_in_focus_shows_its_reps_at_their_places(state: BookState) -> None:
    whole = performance(present(state), Kind.REP, STYLE)
    team = state.live("members")
    assert team is not None
    name = team["team"].drop_nulls()[0]
    part = performance(present(state, EVERYTHING.with_term("team", name)), Kind.REP, STYLE)
    own = set(team.filter(pl.col("team") == name)["name"])
    assert {row.name for row in part.rows} <= own and part.rows
    places = {row.name: row.place for row in whole.rows}
    assert all(row.place == places[row.name] for row in part.rows)
    nobody = performance(present(state, EVERYTHING.with_term("rep", "?")), Kind.REP, STYLE)
    assert not nobody.rows and nobody.needs


def test_figures_explain_themselves(state: BookState, view: PerformanceView) -> None:
    name = view.rows[0].name
    total = performance_sheet(view, state, name, "Q4", "total")
    numbers = re.findall(r"([\d.]+)% × ([\d.]+)", total.explanation.numbers)
    added = sum(float(w) * float(s) / 100 for w, s in numbers)
    assert added == pytest.approx(float(total.explanation.kpi.exact), abs=0.2)
    assert len(total.history) == 6 and total.history[-1][0] == QUARTER.key
    revenue = performance_sheet(view, state, name, "Q4", "0")
    assert revenue.entity == "deals" and revenue.explanation.deals
    assert "net amount" in revenue.explanation.kpi.formula
    assert "100 x actual / target" in revenue.explanation.kpi.formula
    paid = performance_sheet(view, state, name, "Q4", "commission")
    parts = re.findall(r"([\d.]+)% × \$([\d,.]+)", paid.explanation.numbers)
    earned = sum(float(r) / 100 * float(m.replace(",", "")) for r, m in parts)
    exact = float(paid.explanation.kpi.exact.strip("$").replace(",", ""))
    assert earned == pytest.approx(exact, abs=0.5)
    with pytest.raises(KeyError):
        performance_sheet(view, state, "Nobody", "Q4", "total")


def test_rows_behind_are_named(state: BookState, view: PerformanceView) -> None:
    rows = behind_rows(view, state, view.rows[0].name, "0")
    assert rows and all(row.entity == "deals" and row.title for row in rows)
    assert behind_rows(view, state, view.rows[0].name, "total") == ()


def test_the_report_and_the_export_say_the_same(state: BookState, view: PerformanceView) -> None:
    now = present(state)
    report: dict[str, Any] = performance_report(view, now)
    assert [s["name"] for s in report["standings"]] == [row.name for row in view.rows]
    first = report["standings"][0]
    counted = sum(x["points"] or 0 for x in first["lines"])
    assert counted == pytest.approx(first["score"])
    assert first["commission"]["paid"] is not None
    headers, rows, types = exported_cards(view)
    assert len(headers) == len(types) == len(rows[0])
    assert rows[0][3] == first["score"]
    text = performance_text(view, now)
    assert view.rows[0].label in text and "Commission" in text


@pytest.mark.inventory(74)
def test_managers_without_any_are_told_why(state: BookState) -> None:
    view = performance(present(state), Kind.MANAGER, STYLE)
    assert bool(view.rows) is not bool(view.needs)


def test_counting_zero_lowers_nobody_s_weights(state: BookState) -> None:
    zero = performance(present(state), Kind.REP, STYLE, "zero")
    for standing in zero.board.standings:
        if standing.card.total.value is not None:
            assert sum(line.share for line in standing.card.lines) == pytest.approx(100)
            assert [x.share for x in standing.card.lines] == pytest.approx(
                [x.rule.measure.weight for x in standing.card.lines]
            )
