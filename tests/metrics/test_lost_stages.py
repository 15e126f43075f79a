"""Conversion counts a lost deal up to the stage where it was lost, where that is known."""

from __future__ import annotations

import polars as pl
import pytest

from salestui.metrics.conversion import StageLine, funnel, is_recorded, stage_counts
from salestui.metrics.history.stage_history import TOLD
from salestui.metrics.inputs import Inputs, gather
from salestui.model.playbook import playbook

STAGES = ["Lead", "Proposal", "Negotiation", "Won", "Lost", "Lost", "Lost"]


def inputs(lost: list[str | None] | None = None) -> Inputs:
    deals = pl.DataFrame({"_id": range(len(STAGES)), "stage": STAGES})
    if lost is not None:
        texts = pl.Series([None] * 4 + lost, dtype=pl.String)
        deals = deals.with_columns(lost_stage=texts)
    return gather(deals, playbook("b2b"))


def lines(made: Inputs) -> tuple[StageLine, ...]:
    counts = stage_counts(made.facts.lazy()).collect()
    return funnel(counts, counts)


def reached(made: Inputs) -> dict[str | None, int | None]:
    return {line.stage: line.reached for line in lines(made) if line.status != "lost"}


def test_without_a_record_lost_deals_count_in_the_first_stage_only() -> None:
    made = inputs()
    assert reached(made) == {"lead": 7, "proposal": 3, "negotiation": 2, "won": 1}
    assert not is_recorded(lines(made))


def test_the_workbooks_own_lost_stage_counts() -> None:
    made = inputs(["Proposal", "negotiation", "Lead"])
    # proposal: in it 1, later 2, lost there or later 2; negotiation: 1 + 1 + 1
    assert reached(made) == {"lead": 7, "proposal": 5, "negotiation": 3, "won": 1}
    conversions = {line.stage: line.conversion for line in lines(made)}
    assert conversions["proposal"] == pytest.approx(5 / 7)
    assert is_recorded(lines(made))


def test_a_part_that_is_known_is_still_inferred() -> None:
    made = inputs(["Proposal", None, "Lost"])  # lost at lost says nothing
    assert reached(made)["proposal"] == 4
    assert not is_recorded(lines(made))


def test_the_history_tells_what_the_workbook_does_not() -> None:
    made = inputs(["Proposal", None, None])
    told = pl.DataFrame([{"_id": 4, "furthest": 0}, {"_id": 5, "furthest": 3}], schema=TOLD)
    seen = made.with_history(told)
    assert seen.facts["reached_order"].to_list() == [0, 2, 3, 4, 2, 3, None]
    assert reached(seen) == {"lead": 7, "proposal": 5, "negotiation": 3, "won": 1}
    assert made.with_history(told.clear()) is made
