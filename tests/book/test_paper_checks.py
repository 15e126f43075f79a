"""Documents and strategies that are written twice, and records that outlived their time."""

from __future__ import annotations

from datetime import date

import pytest
from test_checks import NO_TARGETS, places, table

from salestui.book.checks.checking import checked
from salestui.book.checks.papers import paper_problems
from salestui.i18n import _
from salestui.mapping.problems import sentence
from salestui.model.playbook import playbook

TODAY = date(2026, 12, 9)
DAY = date
LTC = playbook("ltc")


@pytest.mark.inventory(96)
def test_a_version_that_is_in_the_register_twice() -> None:
    rows = [
        ("D1", "Plan", "The plan", "1.0"),
        ("D1", "Plan", "the  PLAN", "1.0"),
        ("D1", "Plan", "The plan", "2.0"),
        ("D2", "Plan", "The plan", "1.0"),
        ("D1", "Plan", None, "1.0"),
        ("D1", "Plan", None, "1.0"),
        ("D1", "Spec", "The plan", "1.0"),
    ]
    documents = table("documents", ["deal", "type", "name", "version"], rows)
    problems = list(paper_problems({"documents": documents}, LTC, TODAY))
    assert places(problems) == [("document-version-twice", "Documents!D3")]
    said = sentence(problems[0].message, problems[0].parts, _)
    assert "1.0" in said
    assert "row 2" in said


@pytest.mark.inventory(89)
def test_an_element_that_a_deal_has_twice_in_either_language() -> None:
    rows = [
        ("Metro", "Solution", "a"), ("metro", "解决方案", "b"), ("Port", "Solution", "c"),
        ("Metro", "Delivery", "d"), ("Metro", "moon", "e"), ("Metro", "moon", "f"),
    ]  # fmt: skip
    strategies = table("strategies", ["deal", "element", "analysis"], rows)
    problems = list(paper_problems({"strategies": strategies}, LTC, None))
    assert places(problems) == [("element-twice", "Strategies!B3")]


@pytest.mark.inventory(97)
def test_a_record_past_its_time_is_told_until_its_end_is_written_down() -> None:
    columns = ["type", "name", "filed", "keep_years", "keep_until", "disposal"]
    rows = [
        (None, "old", DAY(2020, 1, 1), 5.0, None, None),
        (None, "shredded", DAY(2020, 1, 1), 5.0, None, "shredded"),
        (None, "kept on", DAY(2020, 1, 1), 5.0, DAY(2030, 1, 1), None),
        (None, "today", DAY(2021, 12, 9), 5.0, None, None),
        (None, "half", DAY(2026, 6, 1), 0.5, None, " "),
        ("Minutes", "never", DAY(2020, 1, 1), None, None, None),
        ("周报", "two years", DAY(2024, 1, 1), None, None, None),
        (None, "written", None, None, DAY(2026, 1, 1), None),
    ]
    documents = table("documents", columns, rows)
    problems = checked({"documents": documents}, NO_TARGETS, LTC, TODAY)
    assert places(list(problems)) == [
        ("record-past-retention", "Documents!F2"),
        ("record-past-retention", "Documents!F6"),
        ("record-past-retention", "Documents!F8"),
        ("record-past-retention", "Documents!F9"),
    ]
    assert {p.severity for p in problems} == {"info"}
    assert not list(paper_problems({"documents": documents}, LTC, None))
