"""What is sold beside its cost and its market, by hand, and where it has no meaning."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from salestui.metrics.customers import reasons as told
from salestui.metrics.customers.market import Sources, market_figures
from salestui.metrics.facts import SCHEMA
from salestui.metrics.figure import Figure
from salestui.model.period import Period, PeriodKind
from salestui.selling.deals.quoting import wrong_net

pytestmark = pytest.mark.inventory(27, 69)

TODAY = date(2026, 6, 30)
HALF = Period(date(2026, 1, 1), date(2026, 6, 30), PeriodKind.HALF, "2026-H1")


def deals(*rows: tuple[int, str, date, float | None, str | None]) -> pl.DataFrame:
    """Deals: ``_id``, status, closed, amount, product."""
    shape = {n: SCHEMA[n] for n in ("_id", "status", "closed", "amount", "product")}
    told_of = pl.DataFrame(rows, schema=shape, orient="row")
    created = pl.lit(None, pl.Date()).alias("created")
    return told_of.with_columns(created)


FACTS = deals(
    (1, "won", date(2026, 2, 1), 1_000.0, "A"),
    (2, "won", date(2026, 3, 1), 500.0, "B"),
    (3, "won", date(2026, 4, 1), 300.0, "C"),
    (4, "won", date(2026, 5, 1), None, "A"),
    (5, "lost", date(2026, 5, 1), 900.0, "A"),
    (6, "won", date(2025, 8, 1), 200.0, "A"),
    (7, "won", date(2025, 3, 1), 800.0, "A"),
    (8, "won", date(2024, 5, 1), 9_999.0, "A"),
)
QUANTITIES = pl.DataFrame(
    {"_id": [1, 2, 3, 4], "quantity": [2.0, 5.0, None, 1.0]},
    schema={"_id": pl.Int64, "quantity": pl.Float64},
)
MARKET = pl.DataFrame(
    [
        (date(2025, 1, 1), "s", "East", "A", 9_000.0, 0.5),
        (date(2026, 1, 1), "s", "East", "A", 11_000.0, 0.1),
        (date(2026, 1, 1), "s", "West", "A", 9_000.0, -0.1),
        # the sum of both, and a view of later
        (date(2026, 1, 1), "s", None, "A", 20_000.0, 0.0),
        (date(2027, 1, 1), "s", "East", "A", 99_000.0, 0.9),
    ],
    schema={"date": pl.Date, "segment": pl.String, "region": pl.String, "product": pl.String,
            "size": pl.Float64, "growth": pl.Float64},
    orient="row",
)  # fmt: skip


def figures(sources: Sources) -> dict[str, Figure]:
    return market_figures(sources, HALF, TODAY)


def test_by_hand() -> None:
    found = figures(Sources(FACTS, QUANTITIES, {"A": 300.0, "B": 20.0}, MARKET, 90.0, 8, 2))
    assert found["lead_conversion"].value == 2 / 8
    assert found["units"].value == 8  # 2 + 5 + 1, the third has none
    assert found["cost_ratio"].value == pytest.approx(90 / 1_800)
    # deals 1 and 2: 1500 - 2 x 300 - 5 x 20; the third has no quantity, the fourth no amount
    assert found["margin"].value == pytest.approx(800 / 1_500)
    assert dict(found["margin"].notes[0].parts) == {"n": 2}
    # 1000 + 500 + 300 + 200 in 365 days, of 11,000 + 9,000
    assert found["market_share"].value == pytest.approx(2_000 / 20_000)
    # from 800 to 2,000; the market from 10,000 + 10,000 to 20,000
    assert found["growth_ahead"].value == pytest.approx(1.5 - 0.0)


def test_no_value_says_why() -> None:
    none = figures(Sources(FACTS.filter(pl.col("closed") > date(2025, 12, 31))))
    reasons = {key: f.reason.text for key, f in none.items() if f.reason is not None}
    assert reasons == {
        "lead_conversion": told.NO_LEADS,
        "units": told.NO_QUANTITIES,
        "cost_ratio": told.NO_COSTS,
        "margin": told.NO_UNIT_COSTS,
        "market_share": told.NO_MARKET,
        "growth_ahead": told.NO_MARKET,
    }
    young = FACTS.filter(pl.col("closed") > date(2025, 1, 1))
    short = figures(Sources(young, QUANTITIES, {"Z": 1.0}, MARKET, 90.0, 0))
    assert short["growth_ahead"].reason is not None
    assert short["growth_ahead"].reason.text == told.NO_TWO_YEARS
    assert short["margin"].value is None and short["lead_conversion"].value is None
    nothing = figures(Sources(FACTS.clear(), QUANTITIES, {"A": 1.0}, MARKET, 90.0, 3, 1))
    assert nothing["cost_ratio"].value is None and nothing["margin"].value is None
    assert nothing["market_share"].value == 0


@pytest.mark.inventory(54)
def test_a_quote_without_a_readable_discount_is_not_called_wrong() -> None:
    assert not wrong_net({"list": 100.0, "discount": None, "net": 90.0})
    assert not wrong_net({"list": 100.0, "discount": 0.1, "net": 90.0})
    assert wrong_net({"list": 100.0, "discount": 0.9, "net": 90.0})
