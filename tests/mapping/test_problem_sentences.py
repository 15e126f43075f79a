"""Sentences: complete, translatable, and blind to what is in the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from made_sheets import read, recognised, sheet

from salestui.mapping import problems
from salestui.mapping.layout import Problem
from salestui.mapping.targets import targets_long


def _all() -> Iterator[Problem]:
    """Problems of as many kinds as one bad workbook can have."""
    rows = [
        ["ID", "Customer", "Amount", "Close date", "Probability", "Amount"],
        ["1", "A", "x", "3/5/2026", 50, 1],
        ["1", "B", 5, "x", "x", 1],
        ["2", "C", 5, None, 20, 1],
        ["3", "C", 5, None, 20, 1],
        ["Total", None, 15, None, None, 3],
    ]
    targets = [["Scope", "Region", "Product", "Period", "Target"],
               ["Who", None, None, "2026", 1], [None, "N", "P", "2026", 1],
               [None, "N", None, "x", 1]]  # fmt: skip
    yield from recognised(sheet("S", [["a", "b"], [1, 2]]), sheet("T", rows)).problems
    yield from recognised(sheet("S", [["a", "b"], [1, 2]])).problems
    yield from recognised(sheet("Targets", [["Rep", "Jan", "Feb"], ["Ann", 1, 2]])).problems
    yield from recognised(sheet("Sums", [["Rep", "Jan", "Feb"], ["Ann", 1, 2]])).problems
    beside = [[*row, None, None, None, *row] for row in rows]
    yield from recognised(sheet("Deals", beside)).problems
    more = [["Deal", "Customer", "Stage", "Amount", "Rep"], ["D", "A", "Won", 1, "Ann"]]
    yield from recognised(sheet("Old", more), sheet("Deals", rows)).problems
    hidden = sheet("Nov", rows, visible=False)
    yield from recognised(sheet("Oct", rows), hidden, sheet("汇总", rows)).problems
    people = [["Customer", "Stage", "Amount"], ["A", "Won", 1]]
    yield from recognised(sheet("Ana Ruiz", people), sheet("Bo Chen", people)).problems
    own = [["Customer", "Stage", "Amount"], ["A", "Won", 1], ["B", "Won", 2]]
    yield from read({"Deals": own, "Copy": own})["deals"].problems
    found = read({"Deals": rows, "Targets": targets})
    yield from found["deals"].problems
    yield from targets_long(found["targets"], 1)[1]


def test_every_placeholder_has_its_value() -> None:
    seen = set()
    for problem in _all():
        seen.add(problem.code)
        for template in (problem.message, problem.hint):
            holes = set(re.findall(r"{(\w+)}", template))
            assert holes <= dict(problem.parts).keys(), problem
        assert problem.severity in ("error", "warning", "info")
        assert problem.message.endswith(".")
    assert seen >= {
        "no-pipeline", "year-assumed", "maybe-targets", "sheet-unused", "sheets-not-read",
        "hidden-sheets", "no-data-sheets", "told-by-sheets", "repeating-sheet",
        "duplicate-header",
        "not-a-number", "not-a-date", "not-a-percentage", "ambiguous-date", "duplicate-id",
        "totals-row", "percent-unit", "no-period", "no-scope", "combined-scope",
    }  # fmt: skip


def test_a_sentence_is_translated_before_it_is_filled_in() -> None:
    catalogue = {"{text} is not a date.": "“{text}”不是日期。"}
    parts = (("text", "{other} soon"), ("other", "never"))
    shown = problems.sentence("{text} is not a date.", parts, lambda key: catalogue[key])
    assert shown == "“{other} soon”不是日期。"


@pytest.mark.parametrize("template", ["", "nothing to fill in"])
def test_a_sentence_without_placeholders_stays(template: str) -> None:
    assert problems.sentence(template, (("text", "x"),), lambda key: key) == template
