"""Who decides at a customer, and what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from customer_books import CHINESE, ENGLISH, TODAY, loaded
from hypothesis import given
from hypothesis import strategies as st

from salestui.selling.customers.decision_chain import (
    Gap,
    Lack,
    Person,
    by_layer,
    deal_chain,
    decision_chain,
    gaps,
    in_tree,
)
from salestui.selling.reference_links import ReferenceLinks

pytestmark = pytest.mark.inventory(37, 38, 39)


def test_people_stand_below_the_one_they_report_to() -> None:
    chain = decision_chain(ReferenceLinks(loaded(ENGLISH).state), 0, TODAY)
    assert [(p.name, p.depth) for p in chain.people] == [("Max", 0), ("Eve", 1)]
    eve = chain.people[1]
    assert (eve.layer, eve.role, eve.attitude, eve.influence) == (
        "technical", "evaluator", -1, "high",
    )  # fmt: skip
    assert (eve.covered_by, eve.strategy) == ("Ann", "show the plant")


def test_an_activity_counts_as_a_touch_unless_it_is_to_come() -> None:
    chain = decision_chain(ReferenceLinks(loaded(ENGLISH).state), 0, TODAY)
    assert chain.people[0].last_touch == TODAY - timedelta(days=19)


def test_gaps_of_layers_and_people_are_named() -> None:
    links = ReferenceLinks(loaded(ENGLISH).state)
    assert set(decision_chain(links, 0, TODAY).gaps) >= {
        Gap(Lack.NOT_COVERED, "decision"),
        Gap(Lack.AGAINST, "technical", 0),
    }
    assert Gap(Lack.UNTOUCHED, "decision", 1, 61) in decision_chain(
        links, 0, TODAY + timedelta(days=72)
    ).gaps  # fmt: skip
    assert decision_chain(links, 3, TODAY).gaps == (Gap(Lack.NOBODY),)


def test_a_decision_maker_in_chinese_who_is_against_and_was_not_met() -> None:
    chain = decision_chain(ReferenceLinks(loaded(CHINESE).state), 0, TODAY)
    assert [p.name for p in chain.people] == ["王局长", "李工"]
    assert Gap(Lack.UNTOUCHED, "decision", 1, 130) in chain.gaps
    assert Gap(Lack.AGAINST, "decision", 1) in chain.gaps
    assert list(by_layer(chain.people)) == ["decision", "technical"]


def test_without_a_sheet_there_is_nobody_and_one_who_reports_to_himself_stands_at_the_top() -> None:
    without = ReferenceLinks(loaded(ENGLISH, "Contacts").state)
    assert decision_chain(without, 0, TODAY).people == ()
    links = ReferenceLinks(loaded(ENGLISH).state)
    assert [p.depth for p in decision_chain(links, 2, TODAY).people] == [0]


def test_who_is_of_another_deal_is_left_out() -> None:
    links = ReferenceLinks(loaded(ENGLISH).state)
    assert [p.name for p in decision_chain(links, 1, TODAY).people] == ["Kim"]
    assert "Kim" not in [p.name for p in deal_chain(links, 0, TODAY).people]
    assert "Kim" in [p.name for p in deal_chain(links, 2, TODAY).people]


def test_a_layer_without_a_contact_is_a_gap_and_cover_that_is_not_kept_is_none() -> None:
    people = [Person(1, "A", layer="technical", covered_by="")]
    assert list(gaps(people, ["decision", "technical"], TODAY)) == [
        Gap(Lack.NO_CONTACT, "decision"),
        Gap(Lack.NOT_COVERED, "technical"),
    ]
    assert list(gaps(people, ["technical"], TODAY, keeps_cover=False)) == []


@given(st.lists(st.one_of(st.none(), st.integers(0, 12)), max_size=10))
def test_everyone_stands_in_the_tree_once_even_in_circles(above: list[int | None]) -> None:
    people = [Person(row, str(row), above=top) for row, top in enumerate(above)]
    tree = list(in_tree(people))
    assert sorted(p.row for p in tree) == list(range(len(people)))
    depths = {p.row: p.depth for p in tree}
    for place, person in enumerate(tree):
        if person.depth:
            assert person.above is not None
            assert depths[person.above] == person.depth - 1
            assert person.above in [p.row for p in tree[:place]]
