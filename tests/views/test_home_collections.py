"""The home's panel of collections."""

from __future__ import annotations

import pytest
from cash_books import ENGLISH, TODAY, cash_book

from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.formats import style
from salestui.views.home.area import AreaView, Asked, Opens
from salestui.views.home.collections import collections_area
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present

pytestmark = pytest.mark.inventory(59, 60)


def _area(*left_out: str) -> AreaView:
    state = cash_book(ENGLISH, *left_out).state
    period = parse_period("2026")
    assert period is not None
    present = Present(state, inputs_of(state), EVERYTHING, period, TODAY)
    return collections_area(Asked(present, style()))


def test_what_presses_and_who_is_to_be_chased() -> None:
    view = _area()
    assert view.note == "3 today"
    assert [(row.label, row.value, row.said) for row in view.rows] == [
        ("Overdue", "700", "lines: 3"),
        ("Rate, of due", "53.7%", ""),
        ("Promised", "200", ""),
        ("Broken promises", "200", ""),
        ("Acme Works C-2", "200", "promise broken, 24 d"),
        ("Delta Kiln", "200", "promised today, 40 d"),
        ("Acme Works C-1", "300", "overdue, 99 d"),
    ]
    assert [row.opens for row in view.rows[4:]] == [
        Opens("contracts", 1), Opens("deals", 4), Opens("contracts", 0),
    ]  # fmt: skip


def test_without_a_plan_its_sheet_is_offered() -> None:
    assert _area("Payment plan").offers == "payment_plan"
