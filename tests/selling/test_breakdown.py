"""Splitting targets: sums are exact, locked shares stay, nothing is negative."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salestui.selling.targets.breakdown import Check, Part, grown, split

AMOUNTS = st.integers(0, 10**11).map(lambda cents: cents / 100)
PARTS = st.lists(
    st.builds(
        Part,
        weight=st.floats(-10, 1e9, allow_nan=False),
        now=st.none() | AMOUNTS,
        locked=st.booleans(),
    ),
    min_size=1,
    max_size=15,
)
UNITS = st.sampled_from([0.01, 1.0, 100.0, 1_000.0, 2.5])

pytestmark = pytest.mark.inventory(64)


def cents(amounts: list[float | None]) -> int:
    return sum(round((a or 0.0) * 100) for a in amounts)


@given(AMOUNTS, PARTS, UNITS)
def test_sums_are_exact_and_locked_shares_stay(
    amount: float, parts: list[Part], unit: float
) -> None:
    found = split(amount, parts, unit)
    assert cents(list(found.amounts)) - round(amount * 100) == round(found.over * 100)
    for part, share in zip(parts, found.amounts, strict=True):
        if part.locked:
            assert share == part.now
        else:
            assert share is not None and share >= 0
    free = [part for part in parts if not part.locked]
    locked = cents([part.now for part in parts if part.locked])
    assert (found.over == 0) or not free or locked > round(amount * 100)


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=15))
def test_a_share_is_within_a_unit_of_its_quota(amount: int, weights: list[int]) -> None:
    found = split(float(amount), [Part(float(w)) for w in weights]).amounts
    whole = sum(weights)
    for weight, share in zip(weights, found, strict=True):
        quota = Fraction(amount * weight, whole) if whole else Fraction(amount, len(weights))
        assert share is not None and abs(Fraction(share) - quota) <= 1


@given(st.integers(0, 10**6), PARTS.map(lambda parts: [Part(p.weight) for p in parts]))
def test_shares_are_multiples_of_the_unit_where_the_amount_is(
    thousands: int, parts: list[Part]
) -> None:
    found = split(thousands * 1_000.0, parts, 1_000.0).amounts
    assert all(share is not None and share % 1_000 == 0 for share in found)


def test_by_hand() -> None:
    by_season = split(100.0, [Part(1.0), Part(1.0), Part(1.0)])
    assert by_season.amounts == (34.0, 33.0, 33.0)
    assert split(1_050.0, [Part(2.0), Part(1.0)], 100.0).amounts == (750.0, 300.0)
    locked = split(100.0, [Part(1.0, 70.0, locked=True), Part(1.0), Part(2.0)])
    assert locked.amounts == (70.0, 10.0, 20.0)


def test_without_weights_evenly() -> None:
    found = split(10.0, [Part(0.0), Part(-5.0)])
    assert found.even
    assert found.amounts == (5.0, 5.0)


def test_locked_alone_may_be_too_much_or_too_little() -> None:
    parts = [Part(1.0, 80.0, locked=True), Part(1.0, 30.0)]
    assert split(50.0, parts).amounts == (80.0, 0.0)
    assert split(50.0, parts).over == 30.0
    assert split(50.0, [Part(1.0, 20.0, locked=True)]).over == -30.0


@pytest.mark.parametrize(("amount", "unit"), [(-1.0, 1.0), (float("nan"), 1.0), (1.0, 0.0)])
def test_nonsense_is_refused(amount: float, unit: float) -> None:
    with pytest.raises(ValueError, match="cannot be split"):
        split(amount, [Part(1.0)], unit)


@pytest.mark.inventory(65)
def test_last_year_with_growth() -> None:
    assert grown(96_000, 0.1, 1_000) == 106_000
    assert grown(96_400, 0.1, 1_000) == 106_000
    assert grown(96_000, -2.0, 1_000) == 0


def test_a_sum_beside_the_whole() -> None:
    assert Check(110.0, 100.0).difference == 10.0
    assert Check(90.1, 100.0).difference == -9.9
