"""What the customer screen says of one customer."""

from __future__ import annotations

from datetime import date

import pytest
from customer_books import ENGLISH, TODAY, loaded

from salestui.views.customer.view import CustomerView, customer_view
from salestui.views.formats import style
from salestui.views.inputs import inputs_of


def view(row: int) -> CustomerView:
    state = loaded(ENGLISH).state
    return customer_view(state, inputs_of(state), row, TODAY, style())


@pytest.mark.inventory(36, 48)
def test_the_timeline_has_everything_that_happened_newest_first() -> None:
    found = view(0).happenings
    assert [h.entity for h in found[:3]] == ["activities", "activities", "service"]
    assert {h.entity for h in found} == {"activities", "service", "surveys", "deals"}
    assert [h.day for h in found] == sorted((h.day for h in found), reverse=True)
    assert found[-1].day == date(2025, 3, 1)


@pytest.mark.inventory(40, 49)
def test_the_file_tells_relations_subsidiaries_and_when_to_call() -> None:
    facts = [(fact.label, fact.text) for fact in view(0).file]
    assert ("Relation", "Max → supplies → Lee") in facts
    assert ("Subsidiary", "ACME") in facts
    assert ("Last contact", "2026-11-20") in facts
    assert any(label == "Next contact" and "every" in text for label, text in facts)
    assert ("Referred to us", "Boreal") in [(f.label, f.text) for f in view(1).file]


@pytest.mark.inventory(46, 47, 48)
def test_figures_are_of_this_customer_alone() -> None:
    told = view(0).told.figures
    assert told["bought"].value == 100.0
    assert told["open"].value == 50.0
    assert told["csat"].value == 1.0
    assert told["nps"].value == 1.0
    assert told["service_open"].value == 1.0
    assert view(2).told.figures["csat"].value is None
