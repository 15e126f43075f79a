"""Scorecards of the team's own sheet that cannot be right, each told at its cell."""

from __future__ import annotations

import pytest
from test_checks import found, places, table

from salestui.i18n import _
from salestui.mapping.problems import sentence

COLUMNS = ["member", "period", "metric", "weight", "method"]
pytestmark = pytest.mark.inventory(70)


def test_weights_that_do_not_sum_to_a_hundred_are_told_once_for_each_member_and_period() -> None:
    cards = table(
        "scorecards",
        COLUMNS,
        [
            ("Ann", "2026-Q1", "revenue", 0.6, "ratio"),
            ("ann ", "2026Q1", "units", 0.4, "排名"),  # the same card, written otherwise
            ("Ann", "2026-Q2", "revenue", 0.6, None),
            ("Ann", "2026-Q2", "units", 0.3, None),
            ("Bo", None, "revenue", 50.0, "proportional"),
            ("Bo", None, "units", 40.0, "threshold"),
            ("Cy", "2026", "revenue", 33.3, None),
            ("Cy", "2026", "units", 33.3, None),
            ("Cy", "2026", "margin", 33.3, None),  # thirds
        ],
    )
    problems = found(cards)
    assert places(problems) == [
        ("scorecard-weights", "Scorecards!D4"),
        ("scorecard-weights", "Scorecards!D6"),
    ]
    first, second = (sentence(p.message, p.parts, _) for p in problems)
    assert first == "The weights of Ann for 2026-Q2 sum to 90% and not to 100%."
    assert second == "The weights of Bo for every period sum to 90% and not to 100%."
    assert all(p.severity == "error" for p in problems)


def test_unknown_periods_methods_and_members() -> None:
    cards = table(
        "scorecards",
        COLUMNS,
        [
            ("Ann", "some day", "revenue", 1.0, "ratio"),
            ("Ann", "2026-Q1", "revenue", 1.0, "by mood"),
            ("Zed", "2026-Q1", "revenue", 1.0, "评分"),
        ],
    )
    members = table("members", ["name"], [("Ann",)])
    assert places(found(cards, members)) == [
        ("scorecard-period", "Scorecards!B2"),
        ("scorecard-method", "Scorecards!E3"),
        ("unknown-member", "Scorecards!A4"),
    ]


def test_a_sheet_in_order_has_no_problem() -> None:
    rows = [("Ann", "2026-Q1", "revenue", 0.5, "points"), ("Ann", "2026-Q1", "units", 0.5, "steps")]
    assert found(table("scorecards", COLUMNS, rows)) == []
