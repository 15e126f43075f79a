"""Splitting a target: over periods or over people, exact to the last unit. Plain numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, isfinite

_CENTS = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One share of an amount.

    Attributes:
        weight: how much of the amount it gets beside the others; below 0 counts as 0.
        now: what it is at present; None for nothing.
        locked: it keeps what it is at present.
    """

    weight: float
    now: float | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """What an amount was split into.

    Attributes:
        amounts: one per part, in order; those of locked parts are what they were.
        over: by how much the locked parts alone exceed the amount; else what no free part was
            there to take, as a number below 0; 0 where the amounts add up.
        even: no weight said anything, so the free parts share evenly.
    """

    amounts: tuple[float | None, ...]
    over: float = 0.0
    even: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The sum of the parts beside what the whole is said to be."""

    total: float
    whole: float

    @property
    def difference(self) -> float:
        """Sum - whole: above 0 where more is given out than is to be reached."""
        return round(self.total - self.whole, 2)


def split(amount: float, parts: Sequence[Part], unit: float = 1.0) -> Split:
    """Split an amount by weight, each share a multiple of ``unit`` as far as the amount is.

    Shares are rounded down, and units left over go to the largest remainders, the first of equal
    ones first; what is smaller than a unit goes to the largest share. Amounts count to the cent.

    Raises:
        ValueError: the amount is negative or no number, or the unit is below a cent.
    """
    if not isfinite(amount) or amount < 0 or not isfinite(unit) or round(unit * _CENTS) < 1:
        raise ValueError(f"{amount} cannot be split into shares of {unit}")
    kept = sum(_cents(part.now or 0.0) for part in parts if part.locked)
    left = _cents(amount) - kept
    free = [place for place, part in enumerate(parts) if not part.locked]
    weights = [_weight(parts[place].weight) for place in free]
    even = bool(free) and not sum(weights)
    shares = _shares(max(left, 0), [1.0] * len(free) if even else weights, round(unit * _CENTS))
    given = dict(zip(free, shares, strict=True))
    amounts = tuple(given[n] / _CENTS if n in given else p.now for n, p in enumerate(parts))
    over = 0 if free and left >= 0 else -left
    return Split(amounts, over / _CENTS, even)


def grown(last: float, growth: float, unit: float = 1.0) -> float:
    """Last year's figure with growth (a fraction, 0.1 for 10 %), to the nearest unit; never < 0."""
    return max(floor(last * (1 + growth) / unit + 0.5) * unit, 0.0)


def _cents(amount: float) -> int:
    return round(amount * _CENTS)


def _weight(weight: float) -> float:
    return weight if isfinite(weight) and weight > 0 else 0.0


def _shares(amount: int, weights: Sequence[float], unit: int) -> list[int]:
    if not weights:
        return []
    units, rest = divmod(amount, unit)
    whole = sum(weights)
    exact = [units * (weight / whole) for weight in weights]
    shares = [floor(share) for share in exact]
    left = units - sum(shares)
    by_remainder = sorted(range(len(weights)), key=lambda n: (shares[n] - exact[n], n))
    takers = [n for n in by_remainder if weights[n] > 0] or by_remainder
    for turn in range(abs(left)):  # more than one each, or too much given, by rounding only
        shares[takers[turn % len(takers)]] += 1 if left > 0 else -1
    largest = max(range(len(shares)), key=lambda n: (shares[n], weights[n], -n))
    amounts = [share * unit for share in shares]
    amounts[largest] += rest
    return amounts
