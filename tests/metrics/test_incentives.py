"""Commission by tier, by hand."""

from __future__ import annotations

import pytest

from salestui.metrics.figure import Figure, na
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.incentives import NO_TIERS, commission
from salestui.model.playbook import playbook

TIERS = playbook("b2b").lists.commission  # 0.5 % / 80 %: 1 % / 100 %: 1.5 % / 120 %: 2 %
pytestmark = pytest.mark.inventory(71)


@pytest.mark.parametrize(
    ("revenue", "paid", "tier", "following", "missing", "gain"),
    [
        (0, 0, "base", "near", 80_000, 400),
        (50_000, 250, "base", "near", 30_000, 150),
        (80_000, 400, "near", "met", 20_000, 200),
        (90_000, 500, "near", "met", 10_000, 100),
        (100_000, 600, "met", "above", 20_000, 300),
        (130_000, 1_100, "above", None, 0, 0),
        (-5_000, 0, "base", "near", 80_000, 400),
    ],
)
def test_each_tier_pays_its_rate_of_its_own_part(
    revenue: float, paid: float, tier: str, following: str | None, *, missing: float, gain: float
) -> None:
    found = commission(TIERS, Figure(revenue), Figure(100_000))
    assert found.paid.value == pytest.approx(paid)
    assert found.tier is not None and found.tier.code == tier
    assert (found.next_tier.code if found.next_tier else None) == following
    assert found.missing == pytest.approx(missing) and found.gain == pytest.approx(gain)
    assert sum(part.paid for part in found.slices) == pytest.approx(paid)
    assert sum(part.revenue for part in found.slices) == pytest.approx(max(revenue, 0))


def test_without_a_target_or_tiers_there_is_none() -> None:
    assert commission(TIERS, Figure(10), na("x")).paid.reason == na("x").reason
    assert commission((), Figure(10), Figure(1)).paid.reason == na(NO_TIERS).reason
    zero = commission(TIERS, Figure(10), Figure(0))
    assert zero.paid.reason == na(told.TARGET_NOT_ABOVE_ZERO).reason and zero.tier is None
