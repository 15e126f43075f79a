"""Steps, states and what a step needs, in the words of the interface."""

from __future__ import annotations

from collections.abc import Iterable

from salestui.i18n import N_, _, joined
from salestui.model.entities import entity as entity_of
from salestui.spoken import Spoken, labelled

_NEEDS = {
    "customer": N_("the customer"),
    "amount": N_("the amount"),
    "supervisor": N_("the supervisor's name"),
    "reason": N_("the reason"),
}


def step_word(code: str) -> Spoken:
    """A step by its code."""
    return _choice("unit_log", "step", code)


def state_word(code: str) -> Spoken:
    """A unit's state by its code."""
    return _choice("units", "status", code)


def needs_words(names: Iterable[str]) -> Spoken:
    """What a step needs, by ``Step.needs``."""
    told = tuple(names)
    return Spoken(lambda: joined(_(_NEEDS[name]) for name in told))


def _choice(entity: str, name: str, code: str) -> Spoken:
    field = entity_of(entity).field(name)
    found = next((c for c in (field.choices if field else ()) if c.code == code), None)
    return labelled({"en": code, "zh": code} if found is None else found.labels)
