"""Forecast and speed: the worked examples of the definitions, and their edges."""

from __future__ import annotations

from datetime import date

import polars as pl
from witness import BOOK

from salestui.metrics import conversion, cycle, pipeline, reasons
from salestui.metrics.dashboard import DashboardFigures, dashboard_figures
from salestui.metrics.figure import Figure, na
from salestui.metrics.inputs import Options, gather
from salestui.metrics.pipeline import Coverage
from salestui.metrics.standstill import RotClock
from salestui.metrics.tally import ClosedTally, CohortTally, OpenTally
from salestui.model.focus import EVERYTHING
from salestui.model.period import custom

D = date.fromisoformat
YEAR = custom(D("2026-01-01"), D("2026-12-31"))


def figures(deals: dict[str, list[object]], options: Options | None = None) -> DashboardFigures:
    rows = max(len(v) for v in deals.values())
    frame = pl.DataFrame({"_id": range(rows), **deals}, strict=False)
    return dashboard_figures(
        gather(frame, BOOK, options=options), EVERYTHING, YEAR, D("2026-06-30")
    )


def why(figure: Figure) -> str:
    assert figure.value is None and figure.reason is not None
    return figure.reason.text


def test_weighted_pipeline_of_the_worked_example() -> None:
    kpis = figures(
        {
            "stage": ["Proposal", "Lead", "Won", "Lost"],
            "amount": [3800.0, 22500.0, 1e6, 1e6],
            "probability": [0.9, 0.2, 0.9, 0.5],
        }
    ).kpis
    assert kpis["weighted"].value == 7920


def test_velocity_of_the_worked_examples() -> None:
    first = cycle.velocity(50, Figure(10_000.0), Figure(0.2), Figure(30.0)).value
    second = cycle.velocity(18, Figure(42_000.0), Figure(0.24), Figure(78.0)).value
    assert first is not None and second is not None
    assert round(first, 2) == 3333.33
    assert round(second, 2) == 2326.15


def test_velocity_edges() -> None:
    assert why(cycle.velocity(5, Figure(1.0), Figure(0.5), Figure(0.0))) == reasons.ZERO_CYCLE
    assert why(cycle.velocity(5, na("x"), Figure(0.5), Figure(3.0))) == "x"


def test_missing_amounts_and_probabilities_are_told() -> None:
    kpis = figures(
        {"stage": ["Lead", "Lead", "Proposal"], "amount": [100.0, None, 50.0],
         "probability": [None, 0.5, 0.4]}
    ).kpis  # fmt: skip
    assert kpis["weighted"].value == 100 * 0.1 + 50 * 0.4
    said = {n.filled(str) for n in kpis["weighted"].notes}
    assert said == {"open deals without an amount: 1", "with their stage's probability: 1"}


def test_open_deals_without_any_amount_have_no_pipeline() -> None:
    kpis = figures({"stage": ["Lead", "Won"], "amount": [None, 5.0],
                    "expected_close": [D("2026-07-01"), D("2026-01-05")]}).kpis  # fmt: skip
    for key in ("open_pipeline", "weighted", "landing", "commit", "undated_value"):
        assert why(kpis[key]) == reasons.OPEN_WITHOUT_AMOUNTS
    assert kpis["actual"].value == 5


def test_no_open_deals_are_a_pipeline_of_nothing() -> None:
    kpis = figures({"stage": ["Won"], "amount": [5.0], "closed": [D("2026-01-05")]}).kpis
    assert kpis["weighted"].value == kpis["open_pipeline"].value == 0
    assert kpis["landing"].value == 5


def test_undated_deals_are_in_no_forecast_but_never_dropped() -> None:
    kpis = figures(
        {"stage": ["Proposal", "Proposal"], "amount": [10.0, 100.0],
         "expected_close": [D("2026-07-01"), None]}
    ).kpis  # fmt: skip
    assert kpis["landing"].value == 5
    assert (kpis["undated"].value, kpis["undated_value"].value) == (1, 100)
    assert "open deals without a close date: 1" in {n.filled(str) for n in kpis["landing"].notes}


def test_commit_and_best_case_by_category() -> None:
    kpis = figures(
        {
            "stage": ["Negotiation", "Negotiation", "Proposal", "Lead", "Lead", "Won"],
            "category": [None, "omitted", None, "commit", None, None],
            "amount": [1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0],
            "expected_close": [D("2026-07-01")] * 5 + [D("2026-02-01")],
        }
    ).kpis
    assert kpis["commit"].value == 101_001
    assert kpis["best_case"].value == 101_101


def test_coverage_by_each_definition() -> None:
    tally = OpenTally(count=2, with_amount=2, due=2, due_with_amount=2, due_value=300.0,
                      due_weighted=90.0, due_weighable=2)  # fmt: skip
    target, gap = Figure(200.0), Figure(100.0)
    assert pipeline.coverage(target, gap, tally).value == 3
    assert pipeline.coverage(target, gap, tally, Coverage.TARGET).value == 1.5
    assert pipeline.coverage(target, gap, tally, Coverage.WEIGHTED).value == 0.9


def test_coverage_of_a_target_that_is_met() -> None:
    tally = OpenTally(count=1, with_amount=1, due=1, due_with_amount=1, due_value=300.0)
    assert why(pipeline.coverage(Figure(200.0), Figure(0.0), tally)) == reasons.MET
    assert pipeline.coverage(Figure(200.0), Figure(0.0), tally, Coverage.TARGET).value == 1.5
    assert why(pipeline.coverage(na("no target"), na("no target"), tally)) == "no target"


def test_win_rate_by_value_is_refused_where_lost_deals_carry_no_amount() -> None:
    assert why(conversion.win_rate_by_value(ClosedTally(2, 3, 10.0, lost_without_amount=3))) == (
        reasons.LOST_WITHOUT_AMOUNTS
    )
    some = conversion.win_rate_by_value(
        ClosedTally(2, 3, 10.0, lost_value=30.0, lost_without_amount=1)
    )
    assert some.value == 0.25 and some.notes[0].filled(str) == "lost deals without an amount: 1"
    assert why(conversion.win_rate_by_value(ClosedTally())) == reasons.NOTHING_CLOSED
    assert why(conversion.win_rate(ClosedTally())) == reasons.NOTHING_CLOSED


def test_a_cohort_says_how_much_of_it_is_open() -> None:
    tally = CohortTally(created=10, won=3, open=4)
    assert conversion.win_rate_of_cohort(tally).value == 0.3
    assert conversion.cohort_open(tally).value == 0.4
    assert why(conversion.win_rate_of_cohort(CohortTally())) == reasons.NOTHING_CREATED


def test_returns_are_revenue_but_no_deals_to_average() -> None:
    kpis = figures({"stage": ["Won"] * 3, "amount": [100.0, 300.0, -50.0],
                    "closed": [D("2026-01-05")] * 3}).kpis  # fmt: skip
    assert kpis["actual"].value == 350
    assert kpis["average_deal"].value == kpis["median_deal"].value == 200
    assert kpis["average_deal"].notes[0].filled(str) == "left out for a negative amount: 1"


def test_deals_that_closed_before_they_were_created_are_left_out_of_the_cycle() -> None:
    kpis = figures({"stage": ["Won"] * 3, "created": [D("2026-01-01")] * 3,
                    "closed": [D("2026-01-11"), D("2026-01-01"), D("2025-12-31")]})  # fmt: skip
    assert kpis.kpis["cycle_mean"].value == 5
    assert kpis.quality["closed_before_created"] == 1
    inside = figures({"stage": ["Won"], "created": [D("2026-03-01")], "closed": [D("2026-02-01")]})
    assert why(inside.kpis["cycle_mean"]) == reasons.NO_CYCLE
    assert inside.kpis["cycle_mean"].notes[0].text == reasons.NEGATIVE_SPANS


def test_the_rot_clock_is_the_first_date_that_the_workbook_keeps() -> None:
    lead = {"stage": ["Lead"], "created": [D("2026-01-01")]}
    assert figures(lead).rot_clock == "created"
    assert figures(lead).kpis["rotting"].value == 1
    fresh: dict[str, list[object]] = {**lead, "last_activity": [D("2026-06-29")]}
    assert figures(fresh).rot_clock == "last_activity"
    assert figures(fresh).kpis["rotting"].value == 0
    assert figures(fresh, Options(rot_clock=RotClock.CREATED)).kpis["rotting"].value == 1
    assert (
        why(figures(fresh, Options(rot_clock=RotClock.STAGE)).kpis["rotting"]) == reasons.NO_CLOCK
    )


def test_a_threshold_of_zero_never_rots() -> None:
    days = (D("2026-06-30") - D("2026-05-16")).days
    assert days == 45, "the b2b lead's threshold: rotting is past it, not at it"
    assert figures({"stage": ["Lead"], "created": [D("2026-05-16")]}).kpis["rotting"].value == 0
    assert figures({"stage": ["Lead"], "created": [D("2026-05-15")]}).kpis["rotting"].value == 1
    assert figures({"stage": ["Won"], "created": [D("2020-01-01")]}).kpis["rotting"].value == 0
