"""What one language's workbook needs words for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple


class Who(NamedTuple):
    """Which customer is to be named: all are indexes."""

    customer: int
    industry: int
    region: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language. Sequences are indexed as in ``story``.

    Attributes:
        playbook: name of the playbook whose stages the team uses.
        products: name, series, list price in the book's currency.
        company, short_company: a customer's full name, and what the team calls it.
        deal_id: pattern of a deal's number from its place in the list, ``number``, and the
            ``day`` it was entered.
        customer_id: pattern of a customer's number.
        project: a deal's name from the customer's short name, product and flavour.
        next_steps: by open stage.
        notes: by what the note is about: ``open``, ``silent``, ``won``, ``lost``, ``big``.
    """

    playbook: str
    reps: tuple[str, ...]
    teams: tuple[str, ...]
    managers: tuple[str, ...]
    regions: tuple[str, ...]
    roles: tuple[str, ...]
    industries: tuple[str, ...]
    products: tuple[tuple[str, str, int], ...]
    sources: tuple[str, ...]
    loss_reasons: tuple[str, ...]
    competitors: tuple[str, ...]
    partners: tuple[str, ...]
    next_steps: tuple[tuple[str, ...], ...]
    notes: dict[str, tuple[str, ...]]
    customer_notes: tuple[str, ...]
    company: Callable[[Who], str]
    short_company: Callable[[Who], str]
    contact: Callable[[Who], str]
    phone: Callable[[Who], str]
    email: Callable[[Who], str]
    project: Callable[[str, int, int], str]
    deal_id: str
    customer_id: str


def pick(texts: tuple[str, ...], flavour: int) -> str:
    """One of the texts, always the same for a flavour."""
    return texts[flavour % len(texts)]
