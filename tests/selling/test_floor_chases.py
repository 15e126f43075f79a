"""What is due on the sales floor: deposits, signings, loan papers, holds and visitors."""

from __future__ import annotations

import polars as pl
import pytest
from onsite_books import CHINESE, ENGLISH, TODAY, day, onsite_book

from salestui.model.focus import EVERYTHING
from salestui.selling.floor import chases
from salestui.selling.following.following_up import FollowUp, done, postponed
from salestui.selling.following.followups import FLOOR, Source, follow_ups
from salestui.selling.reference_links import ReferenceLinks
from salestui.selling.today import needed_today
from salestui.views.inputs import inputs_of

OF_THE_FLOOR = [str(source) for source in FLOOR]


@pytest.mark.inventory(103, 107)
def test_each_deadline_that_is_open_is_due_and_opens_its_unit() -> None:
    found = follow_ups(onsite_book().state, TODAY)
    own = found.filter(pl.col("source").cast(pl.String).is_in(OF_THE_FLOOR))
    assert own.select("source", "entity", "row", "due", "rep").rows() == [
        ("loan papers", "units", 0, day(11, 10), "Ann"),
        ("top-up", "units", 1, day(11, 19), "Ann"),
        ("hold", "units", 3, day(11, 20), "Bob"),
        ("visitor", "visitors", 2, day(11, 20), "Bob"),
        ("visitor", "visitors", 5, day(11, 21), "Bob"),
        ("signing", "units", 1, day(11, 23), "Ann"),
    ]


@pytest.mark.inventory(103)
def test_a_deposit_is_topped_up_by_what_came_in_until_that_day() -> None:
    state = onsite_book().state
    told = chases.deposits(ReferenceLinks(state), TODAY)
    assert told.rows()[:2] == [(0, 20_000.0, 20_000.0), (1, 20_000.0, 5_000.0)]
    paid = [*ENGLISH["Payments"], ["R-3", TODAY, "1-102", "deposit", 15_000.0]]
    full = onsite_book({**ENGLISH, "Payments": paid}).state
    links = ReferenceLinks(full)
    assert chases.top_ups(links, TODAY).is_empty()
    assert chases.top_ups(links, day(11, 20))["row"].to_list() == [1]
    # nobody can say what came in where payments are not kept
    without = ReferenceLinks(onsite_book(ENGLISH, "Payments").state)
    assert chases.top_ups(without, TODAY)["row"].to_list() == [1]


@pytest.mark.inventory(107)
def test_late_deadlines_need_somebody_today() -> None:
    state = onsite_book().state
    alerts = needed_today(state, inputs_of(state), EVERYTHING, TODAY).alerts
    told = [
        (str(a.kind), a.title, a.entity, a.row) for a in alerts if a.kind in ("unit", "visitor")
    ]
    assert told == [
        ("unit", "1-101 Wang Fang", "units", 0), ("unit", "1-102 Li Lei", "units", 1),
        ("unit", "2-101 Zhao Min", "units", 3), ("visitor", "Zhao Min 13800000003", "visitors", 2),
        ("visitor", "Sun Li 13800000004", "visitors", 5),
    ]  # fmt: skip


def test_papers_can_be_ticked_off_and_a_signing_cannot() -> None:
    state = onsite_book().state
    papers = FollowUp(Source.LOAN_PAPERS, "units", 0, day(11, 10))
    assert done(state, papers, TODAY).cells == (("units", 0, "mortgage_done", TODAY),)
    signing = FollowUp(Source.SIGNING, "units", 1, day(11, 23))
    assert not done(state, signing, TODAY).cells
    assert postponed(state, signing, day(11, 30)).cells == (("units", 1, "sign_by", day(11, 30)),)
    visitor = FollowUp(Source.VISITOR, "visitors", 2, day(11, 20))
    assert done(state, visitor, TODAY).cells == (("visitors", 2, "next_date", None),)


def test_the_same_in_a_chinese_book() -> None:
    found = follow_ups(onsite_book(CHINESE).state, TODAY)
    own = found.filter(pl.col("source").cast(pl.String).is_in(OF_THE_FLOOR))
    assert own.select("source", "who", "due").rows() == [
        ("top-up", "1-102 李雷", day(11, 19)), ("visitor", "王先生 13800000009", day(11, 20)),
        ("signing", "1-102 李雷", day(11, 23)),
    ]  # fmt: skip


def test_without_sheets_nothing_is_due() -> None:
    state = onsite_book(ENGLISH, "Units", "Visitor register").state
    found = follow_ups(state, TODAY)
    assert not found.filter(pl.col("source").cast(pl.String).is_in(OF_THE_FLOOR)).height
