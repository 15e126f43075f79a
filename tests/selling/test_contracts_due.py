"""Contracts and deliveries among the follow-ups, and what can be said about them there."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from contract_books import TODAY, sheets, state_of

from salestui.model.focus import Focus
from salestui.selling.following.following_up import FollowUp, done, postponed
from salestui.selling.following.followups import Source, follow_ups
from salestui.views.followups import follow_ups_view

pytestmark = pytest.mark.inventory(57, 58)
OURS = ["contract", "contract end", "delivery"]


def due(*left_out: str, **more: list[list[object]]) -> list[tuple[object, ...]]:
    found = follow_ups(state_of(*left_out, more=more), TODAY)  # type: ignore[arg-type]
    kept = found.filter(pl.col("source").cast(pl.String).is_in(OURS))
    return kept.select("source", "what", "due", "rep", "days").rows()


def test_what_is_not_delivered_and_not_signed_is_due() -> None:
    assert due() == [
        ("contract", "C-2026-02", date(2026, 8, 1), "Ann", 130),
        ("delivery", "Press", date(2026, 11, 30), "Ann", 9),
        ("delivery", "Tools", date(2026, 12, 20), "Ann", -11),
    ]


def test_contracts_that_end_soon_are_due_while_they_are_in_force() -> None:
    grid = sheets()["Contracts"]
    ends = [date(2027, 1, 31), date(2026, 12, 31)]
    rows = [[*row[:6], "Effective", *row[7:], day] for row, day in zip(grid[1:], ends, strict=True)]
    late = [*rows[0][:6], "Effective", *rows[0][7:-1], date(2027, 6, 30)]
    told = due(Contracts=[[*grid[0], "Ends on"], *rows, late])
    assert [row[:3] for row in told if row[0] == "contract end"] == [
        ("contract end", "C-2026-02", date(2026, 12, 31)),
        ("contract end", "C-2026-01", date(2027, 1, 31)),
    ]


def test_without_their_sheets_nothing_is_due() -> None:
    assert due("Contracts", "Deliveries") == []


def test_a_delivery_is_done_or_put_off_and_a_contract_is_only_settled_by_its_steps() -> None:
    state = state_of()
    order = FollowUp(Source.DELIVERY, "deliveries", 0, date(2026, 11, 30))
    assert done(state, order, TODAY).cells == (
        ("deliveries", 0, "status", "delivered"),
        ("deliveries", 0, "delivered", TODAY),
    )
    assert postponed(state, order, date(2026, 12, 12)).cells == (
        ("deliveries", 0, "due", date(2026, 12, 12)),
    )
    paper = FollowUp(Source.CONTRACT, "contracts", 1, date(2026, 8, 1))
    assert not done(state, paper, TODAY).cells
    assert not postponed(state, paper, date(2026, 12, 12)).cells


def test_they_are_told_in_words() -> None:
    view = follow_ups_view(state_of(), Focus(), TODAY)
    told = {(row.kind, row.what): row.why for rows in view.rows.values() for row in rows}
    assert "not signed yet" in told["contract to sign", "C-2026-02"]
    assert "2026-11-30" in told["delivery", "Press"]
