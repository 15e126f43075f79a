"""The days in a stage that won deals suggest, against sums worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from witness import BOOK

from salestui.metrics.history.field_changes import identified, merged
from salestui.metrics.history.stage_history import told_by_history
from salestui.metrics.history.stage_stays import finished_stays
from salestui.metrics.history.stage_thresholds import (
    LEAST,
    NO_HISTORY,
    TOO_FEW,
    Threshold,
    thresholds,
)
from salestui.metrics.inputs import Inputs, gather
from salestui.views.rot_days import rot_days

JAN = date(2026, 1, 1)
Step = tuple[str, int, str, str]
"""A deal, the days since it was created, the stage before and after."""


def _inputs(stages: dict[str, str], steps: list[Step], undated: tuple[str, ...] = ()) -> Inputs:
    deals = pl.DataFrame(
        {"_id": range(len(stages)), "id": list(stages), "stage": list(stages.values()),
         "created": [None if name in undated else JAN for name in stages]},
        schema_overrides={"_id": pl.Int64, "created": pl.Date},
    )  # fmt: skip
    noon = datetime(2026, 1, 1, 12)
    told = pl.DataFrame(
        [(d, noon + timedelta(days=n), b, a, "edit") for d, n, b, a in steps],
        schema={"deal": pl.String, "at": pl.Datetime("us"), "before": pl.String,
                "after": pl.String, "source": pl.String},
        orient="row",
    )  # fmt: skip
    changes, named = merged([told], pl.String()), identified(deals)
    stays = finished_stays(changes, named, BOOK)
    return gather(deals, BOOK).with_history(told_by_history(changes, named, BOOK), stays)


def _by_stage(inputs: Inputs) -> dict[str, Threshold]:
    return {found.stage.en: found for found in thresholds(inputs)}


def _won(*days: int) -> tuple[dict[str, str], list[Step]]:
    """Deals won after so many days as a lead and one day as a proposal."""
    names = [f"D{n}" for n in range(len(days))]
    steps: list[Step] = []
    for name, n in zip(names, days, strict=True):
        steps += [(name, n, "Lead", "Proposal"), (name, n + 1, "Proposal", "Won")]
    return dict.fromkeys(names, "Won"), steps


def test_three_of_four_won_deals_left_by_the_suggested_days() -> None:
    """Of 4, 10, 11, 20, 30 and 90 days the quartile lies at 20 + 0.75 × 10 = 27.5, so 28."""
    stages, steps = _won(30, 4, 10, 90, 11, 20)
    stages |= {"L": "Lost", "O": "Proposal"}
    steps += [("L", 700, "Lead", "Lost"), ("O", 800, "Lead", "Proposal")]
    found = _by_stage(_inputs(stages, steps))
    assert (found["Lead"].suggested.value, found["Lead"].deals) == (28.0, 6)
    assert found["Proposal"].suggested.value == 1.0
    assert found["Lead"].stage.rot_days == 45


def test_a_deal_that_came_back_counts_once_with_all_its_days() -> None:
    stages, steps = _won(5, 5, 5, 5)
    stages["Back"] = "Won"
    steps += [
        ("Back", 10, "Lead", "Proposal"),
        ("Back", 12, "Proposal", "Lead"),
        ("Back", 42, "Lead", "Won"),
    ]
    lead = _by_stage(_inputs(stages, steps))["Lead"]
    assert (lead.suggested.value, lead.deals) == (5.0, 5)  # 5, 5, 5, 5 and 40
    most = _by_stage(_inputs(*_won(5, 5, 5, 40, 40)))["Lead"]
    assert most.suggested.value == 40.0


def test_days_of_an_unknown_beginning_do_not_count() -> None:
    stages, steps = _won(5, 6, 7, 8, 9, 100)
    lead = _by_stage(_inputs(stages, steps, undated=("D5",)))["Lead"]
    assert (lead.suggested.value, lead.deals) == (8.0, 5)


@pytest.mark.parametrize("count", [1, LEAST - 1])
def test_too_few_won_deals_suggest_nothing(count: int) -> None:
    lead = _by_stage(_inputs(*_won(*[7] * count)))["Lead"]
    assert lead.suggested.value is None
    assert lead.suggested.reason is not None
    assert lead.suggested.reason.text == TOO_FEW
    assert dict(lead.suggested.reason.parts) == {"least": LEAST, "n": count}


def test_without_a_history_nothing_is_inferred() -> None:
    inputs = gather(
        pl.DataFrame({"_id": range(9), "stage": ["Won"] * 9, "created": [JAN] * 9}), BOOK
    )
    for found in thresholds(inputs):
        assert found.suggested.reason is not None
        assert (found.suggested.reason.text, found.deals) == (NO_HISTORY, 0)
    told = _inputs(*_won(*[7] * 6))
    assert told.with_deals(pl.DataFrame({"_id": [0], "stage": ["Won"]})).stays is None


def test_the_lines_name_stage_days_and_what_is_behind_them() -> None:
    lines = rot_days(_inputs(*_won(30, 4, 10, 90, 11, 20)))
    assert lines[0] == (
        "Lead: rotting after 45 d · suggested: 28 d (three of four of 6 won deals left it by then)"
    )
    assert len(lines) == sum(stage.kind == "open" for stage in BOOK.stages)
    assert any("n/a (needs 5 won deals that left the stage: 0 so far)" in x for x in lines)
    code = BOOK.stages[0].code
    assert rot_days(_inputs(*_won(4)), code) == (
        "Lead: rotting after 45 d · suggested: "
        "n/a (needs 5 won deals that left the stage: 1 so far)",
    )
