"""What a sample workbook tells, as plain values: no language, no spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

WON, FOLLOW_ON, LOST = 4, 5, 6
"""Stages of a deal that is closed; 0 to 3 are open."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What differs between two tellings.

    Attributes:
        scale: the book's currency units for one unit of the cast's.
        amount_step, target_step: what amounts and targets are rounded to, in the book's currency.
        cycle_days: usual days from first talk to signature.
        probabilities: chance to win from each open stage, 0 to 1.
    """

    seed: int
    scale: float
    amount_step: int
    target_step: int
    cycle_days: int
    probabilities: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Customer:
    """A company; every number but ``employees`` and ``revenue`` is an index."""

    index: int
    industry: int
    tier: int
    region: int
    rep: int
    employees: int
    revenue: int
    last_contact: date
    next_contact: date | None


@dataclass(frozen=True, slots=True)
class Deal:
    """One row of the pipeline. ``flavour`` picks among texts, such as notes; others are indexes."""

    customer: int
    region: int
    rep: int
    product: int
    stage: int
    amount: int
    probability: float
    created: date
    expected: date | None
    closed: date | None
    stage_entered: date
    last_activity: date
    next_date: date | None
    source: int
    flavour: int
    loss_reason: int | None = None
    competitor: int | None = None
    partner: int | None = None
    big: bool = False

    @property
    def open(self) -> bool:
        """Neither won nor lost."""
        return self.stage < WON

    @property
    def won(self) -> bool:
        """Signed, whatever has come after."""
        return self.stage in (WON, FOLLOW_ON)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything told. ``targets`` is by (rep, first day of the month)."""

    customers: tuple[Customer, ...]
    deals: tuple[Deal, ...]
    targets: Mapping[tuple[int, date], int]
