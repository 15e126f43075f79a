"""Commission by tier: what is earned, and what the next tier would bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na
from salestui.metrics.scorecard import reasons as scorecard_reasons
from salestui.model.playbook.scoring import CommissionTier

NO_TIERS = N_("the playbook has no commission tiers")


@dataclass(frozen=True, slots=True)
class Slice:
    """What one tier pays: its ``rate`` of the revenue between two attainments."""

    tier: CommissionTier
    revenue: float
    paid: float


@dataclass(frozen=True, slots=True)
class Commission:
    """A rep's commission.

    Attributes:
        paid: n/a without a target.
        slices: of each tier that was begun, the lowest first.
        next_tier: the one above; None in the highest one, and where ``paid`` is n/a.
        missing: revenue that is missing to the next tier.
        gain: what reaching it would add to the commission.
    """

    paid: Figure
    slices: tuple[Slice, ...] = ()
    next_tier: CommissionTier | None = None
    missing: float = 0.0
    gain: float = 0.0

    @property
    def tier(self) -> CommissionTier | None:
        """The highest tier that was begun."""
        return self.slices[-1].tier if self.slices else None


def commission(tiers: Sequence[CommissionTier], revenue: Figure, target: Figure) -> Commission:
    """The commission on a revenue.

    Marginal, as income tax: each tier pays its rate of the revenue between its own attainment and
    that of the tier above, so that one more sale never costs anything. Returns that outweigh the
    sales earn nothing.
    """
    if not tiers:
        return Commission(na(NO_TIERS))
    for part in (target, revenue):
        if part.reason is not None:
            return Commission(na(part.reason))
    assert revenue.value is not None and target.value is not None
    if target.value <= 0:
        return Commission(na(scorecard_reasons.TARGET_NOT_ABOVE_ZERO))
    ordered = sorted(tiers, key=lambda tier: tier.from_attainment)
    sold = max(revenue.value, 0.0)
    slices = _slices(ordered, target.value, sold)
    paid = sum(part.paid for part in slices)
    above = next((t for t in ordered if t.from_attainment * target.value > sold), None)
    if above is None:
        return Commission(Figure(paid, notes=revenue.notes), slices)
    threshold = above.from_attainment * target.value
    there = sum(part.paid for part in _slices(ordered, target.value, threshold))
    notes = revenue.notes
    return Commission(Figure(paid, notes=notes), slices, above, threshold - sold, there - paid)


def _slices(tiers: Sequence[CommissionTier], target: float, sold: float) -> tuple[Slice, ...]:
    found = []
    for tier, above in pairwise((*tiers, None)):
        assert tier is not None
        begin = tier.from_attainment * target
        end = sold if above is None else min(sold, above.from_attainment * target)
        if sold >= begin:
            found.append(Slice(tier, max(end - begin, 0.0), max(end - begin, 0.0) * tier.rate))
    return tuple(found)
