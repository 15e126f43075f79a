"""How the cells of a team's own sheet of scorecards are understood: weights and periods."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.model.period import ALL_TIME, Period, parse_period

WHOLE = 100.0
TOLERANCE = 0.15
"""Weights may miss a hundred by so much, as thirds do."""

_FRACTIONS_UP_TO, _SHARE_UP_TO = 1.5, 2.0


def period_of_cell(text: str | None, fiscal_start: int = 1) -> Period | None:
    """The period that a cell names; None for one that cannot be read. Blank means every one."""
    if text is None or not text.strip():
        return ALL_TIME
    return parse_period(text, fiscal_start)


def weights_of(weights: Sequence[float | None]) -> tuple[float, ...]:
    """The weights of one card, of 100, whether they are kept as 0.2, 20% or 20; blank is 0."""
    told = [weight or 0.0 for weight in weights]
    scale = WHOLE if sum(told) <= _FRACTIONS_UP_TO else 1.0
    return tuple(weight * scale for weight in told)


def share_of_cell(value: float) -> float:
    """A percentage, whether it is kept as 0.95, 95% or 95."""
    return value if value <= _SHARE_UP_TO else value / WHOLE


def off_whole(weights: Sequence[float]) -> bool:
    """Whether weights do not sum to 100."""
    return abs(sum(weights) - WHOLE) > TOLERANCE
