"""Bad input in phases and in the visitor register: each a named problem with its cell."""

from __future__ import annotations

import pytest
from onsite_books import CHINESE, ENGLISH, PHASES, TARGETS, VISITORS, Table, day, onsite_book

CODES = {
    "phase-ends-before-beginning", "phases-overlap", "unknown-phase", "registered-before",
    "visitor-without-name",
}  # fmt: skip


def found(**sheets: Table) -> list[tuple[str, str, dict[str, str]]]:
    """Code, cell and parts of what is wrong with these sheets."""
    names = {"phases": "Launch phases", "targets": "Targets", "visitors": "Visitor register"}
    book = onsite_book({**ENGLISH, **{names[key]: rows for key, rows in sheets.items()}})
    return [
        (p.code, p.where.replace("'", ""), dict(p.parts))
        for p in book.state.all_problems
        if p.code in CODES
    ]


@pytest.mark.inventory(104)
def test_phases_that_overlap_or_end_first() -> None:
    rows = [
        *PHASES,
        ["Early", "pre-sale", day(9, 1), day(10, 3), 4],
        ["Turned", "late sale", day(12, 31), day(12, 1), 4],
        ["Unended", "late sale", day(11, 15), None, 4],
    ]
    told = [t for t in found(phases=rows) if t[0].startswith("phase")]
    assert told == [
        ("phase-ends-before-beginning", "Launch phases!D6",
         {"text": "Turned", "to": "2026-12-01", "begins": "2026-12-31"}),
        ("phases-overlap", "Launch phases!C2",
         {"text": "Opening", "begins": "2026-10-01", "other": "Early", "to": "2026-10-03"}),
    ]  # fmt: skip


@pytest.mark.inventory(104)
def test_a_target_for_a_phase_that_is_none() -> None:
    rows = [*TARGETS, ["Grand finale", "units", 3], ["强销期", "units", 3]]
    told = [t for t in found(targets=rows) if t[0] == "unknown-phase"]
    assert told == [
        ("unknown-phase", "Targets!A5", {"text": "Grand finale", "sheet": "Launch phases"})
    ]


@pytest.mark.inventory(105)
def test_a_number_registered_twice_names_who_came_first() -> None:
    width = len(VISITORS[0])
    rows = [*VISITORS, [day(11, 21), "visit", None, " ", "Ann", *[None] * (width - 5)]]
    assert found(visitors=rows) == [
        ("registered-before", "Visitor register!D5",
         {"text": "138-0000-0003", "agent": "Bob", "day": "2026-11-05"}),
        ("visitor-without-name", "Visitor register!C9", {}),
    ]  # fmt: skip


def test_a_return_visit_to_another_agent_is_contested() -> None:
    again = list(VISITORS[5])
    again[4] = "Ann"
    rows = [*VISITORS[:4], VISITORS[4], again, *VISITORS[6:]]
    assert [t[1] for t in found(visitors=rows)] == ["Visitor register!D5", "Visitor register!D6"]


def test_a_clean_book_has_none() -> None:
    state = onsite_book(CHINESE).state
    assert not [p for p in state.all_problems if p.code in CODES]
