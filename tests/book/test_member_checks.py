"""The team's sheet: managers in circles, dates that clash, people of no team; each at its cell."""

from __future__ import annotations

from datetime import date

import pytest
from test_checks import found, places, table

from salestui.i18n import _
from salestui.mapping.problems import sentence

pytestmark = pytest.mark.inventory(73)

JAN, JUNE, JULY = date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)


def test_who_manages_himself_and_managers_in_a_circle() -> None:
    rows = [
        ("Ann", "A", "ann"),
        ("Bo", "A", "Cy"),
        ("Cy", "A", "Bo"),
        ("Di", "A", "Bo"),
        ("Ed", "A", None),
    ]
    problems = found(table("members", ["name", "team", "manager"], rows))
    assert places(problems) == [
        ("manages-himself", "Members!C2"),
        ("managers-in-circle", "Members!C3"),
        ("managers-in-circle", "Members!C4"),
    ]
    assert "Bo → Cy → Bo" in sentence(problems[1].message, problems[1].parts, _)


def test_the_last_row_of_who_moved_says_who_is_above() -> None:
    rows = [("Ann", "Bo", JAN), ("Bo", None, None), ("Ann", None, JULY), ("Bo", "Ann", JULY)]
    assert found(table("members", ["name", "manager", "joined"], rows)) == []


def test_dates_that_clash() -> None:
    rows = [
        ("Ann", "A", JAN, JULY),
        ("Ann", "B", JULY, None),  # the last day there is the first day here
        ("Bo", "A", JAN, JUNE),
        ("Bo", "B", JULY, None),
        ("Cy", "A", JAN, None),  # no end: ends where the next begins
        ("Cy", "B", JULY, None),
        ("Di", "A", JULY, JUNE),
    ]
    problems = found(table("members", ["name", "team", "joined", "left"], rows))
    assert places(problems) == [
        ("leaves-before-joining", "Members!D8"),
        ("two-places-at-once", "Members!C3"),
    ]


def test_one_listed_twice_from_the_same_day_is_in_two_places() -> None:
    rows = [("Ann", "A", JAN), ("Ann", "B", JAN)]
    problems = found(table("members", ["name", "team", "joined"], rows))
    assert ("two-places-at-once", "Members!C3") in places(problems)


def test_people_of_no_team() -> None:
    rows = [("Ann", "A", "Mo"), ("Bo", None, None), ("Mo", None, None), ("Cy", None, "Mo")]
    problems = found(table("members", ["name", "team", "manager"], rows))
    assert places(problems) == [("member-without-unit", "Members!B3")]
    assert problems[0].severity == "info"


def test_a_sheet_without_teams_says_nothing() -> None:
    assert found(table("members", ["name"], [("Ann",), ("Bo",)])) == []
