from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from witness import BOOK, MEMBERS, Witness, random_deals

from salestui.metrics.facts import SCHEMA, amount_of, deal_facts
from salestui.metrics.people.stints import roster

D = date.fromisoformat


def facts_of(columns: dict[str, list[object]], members: pl.DataFrame | None = None) -> pl.DataFrame:
    rows = max(len(v) for v in columns.values())
    return deal_facts(pl.DataFrame({"_id": range(rows), **columns}, strict=False), members, BOOK)


def test_every_column_is_there_whatever_the_workbook_keeps() -> None:
    facts = facts_of({"stage": ["Won"]})
    assert facts.schema == pl.Schema(SCHEMA)
    assert facts["status"].to_list() == ["won"]


def test_no_deals() -> None:
    facts = deal_facts(pl.DataFrame(schema={"_id": pl.Int64}), None, BOOK)
    assert facts.schema == pl.Schema(SCHEMA) and facts.is_empty()


def test_without_a_stage_column_every_row_is_won() -> None:
    facts = facts_of({"expected_close": [D("2020-01-01"), None], "unit_price": [99.0, 5.0],
                      "quantity": [83.0, None]})  # fmt: skip
    assert facts["status"].to_list() == ["won", "won"]
    assert facts["closed"].to_list() == [D("2020-01-01"), None]
    assert facts["amount"].to_list() == [99.0 * 83, None]


def test_an_amount_of_its_own_wins_over_price_and_quantity() -> None:
    facts = facts_of({"amount": [10.0, None], "unit_price": [2.0, 2.0], "quantity": [3.0, 3.0]})
    assert facts["amount"].to_list() == [10.0, 6.0]


def test_what_is_not_finite_is_no_amount() -> None:
    assert facts_of({"amount": [float("nan"), float("inf"), 1.0]})["amount"].to_list() == [
        None, None, 1.0,
    ]  # fmt: skip


def test_stages_are_understood_by_code_label_and_alias_and_else_unknown() -> None:
    facts = facts_of({"stage": ["proposal", "方案报价", "Proposal  sent", "Nirvana", None]})
    assert facts["stage_code"].to_list() == ["proposal"] * 3 + [None, None]
    assert facts["status"].to_list() == ["open"] * 3 + ["unknown"] * 2
    assert facts["stage"].to_list()[3:] == ["Nirvana", None]
    assert facts["stage_order"].to_list()[0] == 2


def test_closed_is_for_won_and_lost_only_and_falls_back_on_the_expected_date() -> None:
    facts = facts_of(
        {
            "stage": ["Won", "Won", "Lost", "Lead"],
            "closed": [D("2026-02-01"), None, None, D("2026-02-02")],
            "expected_close": [D("2026-01-01"), D("2026-01-02"), None, D("2026-01-04")],
        }
    )
    assert facts["closed"].to_list() == [D("2026-02-01"), D("2026-01-02"), None, None]


def test_probability_is_the_rows_own_else_the_stages() -> None:
    facts = facts_of(
        {
            "stage": ["Proposal", "Proposal", "Proposal", "???"],
            "probability": [0.0, None, 65.0, None],
        }
    )
    assert facts["probability"].to_list() == [0.0, 0.5, 0.5, None]
    assert facts["probability_from_stage"].to_list() == [False, True, True, False]


def test_a_category_chosen_by_hand_wins_over_the_stages() -> None:
    facts = facts_of(
        {
            "stage": ["Negotiation"] * 5,
            "category": ["Omitted", " BEST CASE ", "承诺", None, "mine"],
        }
    )
    assert facts["category"].to_list() == ["omitted", "best case", "commit", "commit", "mine"]


def test_team_and_region_come_from_the_deal_else_from_the_member_else_from_the_manager() -> None:
    members = pl.DataFrame(
        {"name": ["Ann", "Bo"], "team": [None, "B"], "manager": ["Mo", "Mo"], "region": ["E", None]}
    )
    facts = facts_of(
        {"owner": ["Ann", "Bo", "Ann", "Zed", None], "team": [None, None, "Own", None, None]},
        members,
    )
    assert facts["team"].to_list() == ["Mo", "B", "Own", None, None]
    assert facts["region"].to_list() == ["E", None, "E", None, None]


def test_a_member_listed_twice_does_not_double_deals() -> None:
    members = pl.DataFrame({"name": ["Ann", "Ann"], "team": ["Old", "New"]})
    facts = facts_of({"owner": ["Ann"], "amount": [1.0]}, members)
    assert facts["team"].to_list() == ["New"]
    assert roster(members).height == 1


def test_rows_keep_their_order_and_identity() -> None:
    deals = random_deals(5).sample(fraction=1.0, shuffle=True, seed=3)
    facts = deal_facts(deals, MEMBERS, BOOK)
    assert facts["_id"].to_list() == deals["_id"].to_list()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_against_sql(seed: int) -> None:
    deals = random_deals(seed, 800)
    sql = Witness(deals, MEMBERS)
    facts = deal_facts(deals, MEMBERS, BOOK).sort("_id")
    rows = sql.rows(
        "select _id, rep, team, region, status, chance, category, closed from f order by _id"
    )
    names = ["_id", "rep", "team", "region", "status", "probability", "category", "closed"]
    found = facts.with_columns(pl.col("closed").cast(pl.String)).select(names).rows()
    assert found == rows


def test_amounts_of_which_no_sum_could_be_told_are_none() -> None:
    given = [1e300, -1e300, 1.5e308, -1.5e308, float("inf"), float("nan"), None, -5.0]
    told = pl.DataFrame({"amount": given}).select(amount_of(pl.DataFrame({"amount": given})))
    assert told["amount"].to_list() == [1e300, -1e300, None, None, None, None, None, -5.0]
