"""What is to be followed up, against the same worked out row by row in plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from fakes import MemoryWorkbook
from follow_books import SHEETS, TODAY, day, follow_book

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.model.focus import parse_scope
from salestui.selling.changes import edits_of
from salestui.selling.customers.touching import contacts_due, last_contacts
from salestui.selling.following.following_up import FollowUp, done, postponed
from salestui.selling.following.followups import Source, follow_ups, of_reps, reps_in
from salestui.selling.reference_links import ReferenceLinks

CADENCE = {"A": 14, "B": 30, "C": 60}
INTERNAL = ("Internal work",)


def dicts(name: str) -> list[dict[str, Any]]:
    head, *rows = SHEETS[name]
    return [dict(zip(head, row, strict=True)) for row in rows]


def by_hand() -> set[tuple[str, int, date, str | None]]:
    """Source, row, day and rep of everything due, in plain loops."""
    deals, customers = dicts("Deals"), dicts("Customers")
    found = {
        ("task", n, t["Due"], t["Responsible"])
        for n, t in enumerate(dicts("Tasks"))
        if t["Due"] and not t["Done on"]
    } | {
        ("lead", n, lead["Next step on"], lead["Rep"])
        for n, lead in enumerate(dicts("Leads"))
        if lead["Next step on"] and lead["Status"] not in ("Converted", "Rejected")
    }
    owner_of_deal = {d["Deal"]: d["Rep"] for d in deals}
    owner_of = {c["Customer"]: c["Rep"] for c in customers}
    told = set()
    last = {c["Customer"]: c["Last contact"] for c in customers}
    for n, a in enumerate(dicts("Activities")):
        if a["Activity"] not in INTERNAL and a["Customer"] in last:
            last[a["Customer"]] = max(filter(None, (last[a["Customer"]], a["Date"])))
        if a["Next step on"] and a["Next step done"] != "yes":
            rep = a["Rep"] or owner_of_deal.get(a["Deal"]) or owner_of.get(a["Customer"])
            found.add(("activity", n, a["Next step on"], rep))
            told.add((a["Deal"], a["Next step on"]))
    for n, d in enumerate(deals):
        if d["Stage"] == "Won":
            continue
        if d["Next step on"] and (d["Deal"], d["Next step on"]) not in told:
            found.add(("deal", n, d["Next step on"], d["Rep"]))
        if d["Tender deadline"] and d["Tender result"] in (None, "pending"):
            found.add(("tender", n, d["Tender deadline"], d["Rep"]))
    for n, c in enumerate(customers):
        touched, agreed = last[c["Customer"]], c["Next contact"]
        if agreed and not (touched and touched >= agreed):
            found.add(("customer", n, agreed, c["Rep"]))
        elif touched:
            due = touched + timedelta(days=CADENCE[c["Tier"]])
            found.add(("cadence", n, due, c["Rep"]))
    return found


@pytest.fixture
def state() -> BookState:
    return follow_book().state


@pytest.mark.inventory(49, 51, 52)
def test_everything_due_is_found_once(state: BookState) -> None:
    found = follow_ups(state, TODAY)
    rows = found.select("source", "row", "due", "rep").rows()
    assert len(rows) == len(set(rows))
    assert set(rows) == by_hand()
    assert found["due"].is_sorted()


@pytest.mark.inventory(52)
def test_buckets_end_with_the_week(state: BookState) -> None:
    for today in (TODAY, day(12, 13), day(12, 14)):
        sunday = today + timedelta(days=6 - today.weekday())
        for due, days, bucket in follow_ups(state, today).select("due", "days", "bucket").rows():
            assert days == (today - due).days
            expected = (
                "overdue" if due < today else "today" if due == today
                else "week" if due <= sunday else "later"
            )  # fmt: skip
            assert bucket == expected


@pytest.mark.inventory(52)
def test_a_focus_means_its_rep_or_team(state: BookState) -> None:
    everyone = follow_ups(state, TODAY)
    mine = of_reps(everyone, reps_in(state, parse_scope("rep:Bob")))
    assert set(mine["rep"]) == {"Bob"}
    assert of_reps(everyone, reps_in(state, parse_scope("region:East"))).equals(everyone)
    assert of_reps(everyone, reps_in(state, parse_scope("team:none"))).is_empty()


def test_a_book_with_deals_alone_has_their_steps() -> None:
    state = follow_book("Activities", "Tasks", "Leads", "Customers").state
    found = follow_ups(state, TODAY)
    assert set(found["source"]) == {"deal", "tender"}
    assert found.filter(found["source"] == "deal")["row"].to_list() == [0, 1, 4]


@pytest.mark.inventory(49)
def test_the_last_contact_is_the_later_of_column_and_activities(state: BookState) -> None:
    links = ReferenceLinks(state)
    seen = dict(last_contacts(links, TODAY).rows())
    assert seen == {0: day(12, 1), 1: day(12, 2), 2: day(12, 1), 3: None}
    assert dict(last_contacts(links, day(12, 1)).rows())[1] == day(10, 1)
    due = contacts_due(links, TODAY)
    assert due.filter(due["row"] == 3)["due"].to_list() == [None]


@pytest.mark.inventory(49, 52)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_lost_and_dormant_customers_are_due_on_an_agreed_day_only(language: str) -> None:
    lost, dormant = ("Lost", "Dormant") if language == "en" else ("流失客户", "沉默客户")
    head, long_ago = (
        ["Customer", "Status", "Tier", "Rep", "Last contact", "Next contact"],
        day(1, 2),
    )
    rows = [
        ["Kept", None, "A", "Ann", long_ago, None],
        ["Lost", lost, "A", "Ann", long_ago, None],
        ["Asleep", dormant, "A", "Ann", long_ago, None],
        ["Lost, to be called", lost, "A", "Ann", long_ago, day(12, 1)],
        ["Asleep, was called", dormant, "A", "Ann", long_ago, day(1, 1)],
        ["Never", None, "A", "Ann", None, None],
        ["Never, agreed", None, "A", "Ann", None, day(12, 2)],
    ]
    book = Book(MemoryWorkbook({"Deals": SHEETS["Deals"], "Customers": [head, *rows]}),
                Settings(TODAY))  # fmt: skip
    state = book.load()
    found = follow_ups(state, TODAY)
    ours = found.filter(found["entity"] == "customers").select("source", "who", "due").rows()
    assert sorted(ours) == sorted([
        ("cadence", "Kept", long_ago + timedelta(days=14)),
        ("customer", "Lost, to be called", day(12, 1)),
        ("customer", "Never, agreed", day(12, 2)),
    ])  # fmt: skip
    told = [row["row"] for row in contacts_due(ReferenceLinks(state), TODAY).to_dicts()
            if row["due"] is not None and row["due"] < TODAY]  # fmt: skip
    assert told == [0, 3, 6]


def test_without_a_done_column_a_later_activity_settles_the_step() -> None:
    activities = [row[:-1] for row in SHEETS["Activities"]]
    book = Book(MemoryWorkbook({**SHEETS, "Activities": activities}), Settings(TODAY))
    found = follow_ups(book.load(), TODAY)
    rows = found.filter(found["source"] == "activity")["row"].to_list()
    assert sorted(rows) == [0, 1, 2]  # two calls on one day: neither is later


SETTLED: Mapping[Source, tuple[str, int]] = {
    Source.ACTIVITY: ("activities", 0),
    Source.DEAL: ("deals", 1),
    Source.TASK: ("tasks", 0),
    Source.CUSTOMER: ("customers", 0),
    Source.LEAD: ("leads", 0),
}


@pytest.mark.inventory(49, 52)
@pytest.mark.parametrize("source", list(SETTLED))
def test_what_is_done_is_due_no_more_and_undo_brings_it_back(source: Source) -> None:
    book = follow_book()
    before = follow_ups(book.state, TODAY)
    entity, row = SETTLED[source]
    own = before.filter((before["source"] == str(source)) & (before["row"] == row))
    item = FollowUp(source, entity, row, own["due"][0], own["deal"][0])
    book.apply("Done", edits_of(book.state, done(book.state, item, TODAY), book.new_rows))
    after = follow_ups(book.state, TODAY)
    assert after.filter((after["source"] == str(source)) & (after["row"] == row)).is_empty()
    book.undo()
    assert follow_ups(book.state, TODAY).equals(before)


@pytest.mark.inventory(52)
@pytest.mark.parametrize("source", [*SETTLED, Source.TENDER])
def test_what_is_put_off_is_due_then(source: Source) -> None:
    book = follow_book()
    before = follow_ups(book.state, TODAY)
    entity, row = {**SETTLED, Source.TENDER: ("deals", 1)}[source]
    own = before.filter((before["source"] == str(source)) & (before["row"] == row))
    item = FollowUp(source, entity, row, own["due"][0], own["deal"][0])
    changes = postponed(book.state, item, day(12, 24))
    book.apply("Put off", edits_of(book.state, changes, book.new_rows))
    after = follow_ups(book.state, TODAY)
    own = after.filter((after["source"] == str(source)) & (after["row"] == row))
    assert own["due"].to_list() == [day(12, 24)]
    assert after.height == before.height


def test_a_tender_is_not_done_by_a_tick(state: BookState) -> None:
    assert done(state, FollowUp(Source.TENDER, "deals", 1, TODAY, 1), TODAY).cells == ()
