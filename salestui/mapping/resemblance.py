"""Headers that are nearly the name of a field: misspelt (``Ammount``) or abbreviated (``Amt``).

Guesses, always told as such. Words are compared one by one, so that ``Close rate`` is not taken
for ``Close date`` nor ``Product ID`` for ``Product``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from salestui.mapping.headers import split_unit
from salestui.model.entities import entity
from salestui.model.fields import Entity, Field

_ALIKE = 0.82
"""Words this much alike are one word misspelt: one letter of six, or two turned round in seven."""

_SHORTEST, _LONGEST = 4, 40
_WORDS = re.compile(r"[^\W_]+")
_ABBREVIATED = {
    "acct": "account", "acc": "account", "act": "actual", "amt": "amount", "cat": "category",
    "cust": "customer", "curr": "currency", "desc": "description", "dt": "date",
    "est": "estimated", "exp": "expected", "fcst": "forecast", "mgr": "manager", "nr": "no",
    "num": "number", "opp": "opportunity", "opps": "opportunity", "oppty": "opportunity",
    "org": "organisation", "prob": "probability", "prod": "product", "qty": "quantity",
    "reg": "region", "rev": "revenue", "sls": "sales", "stg": "stage", "terr": "territory",
    "val": "value",
}  # fmt: skip


def resembling(header: str, known: Entity) -> tuple[tuple[Field, float], ...]:
    """The fields that a header may be meant to name, most alike first, with a likeness up to 1."""
    words = _header_words(header)
    return _resembling(words, known.name) if words is not None else ()


@lru_cache(maxsize=4096)
def _header_words(header: str) -> tuple[str, ...] | None:
    """The words of a header without its unit; None where it is too short or long for a name."""
    core, _ = split_unit(header)
    return _words(core) if 1 < len(core) <= _LONGEST else None


@lru_cache(maxsize=16_384)
def _resembling(words: tuple[str, ...], name: str) -> tuple[tuple[Field, float], ...]:
    whole = tuple(_ABBREVIATED.get(word, word) for word in words)
    best: dict[str, tuple[Field, float]] = {}
    for known, field in _names(name).get(_beginning(whole), ()):
        likeness = 0.99 if known == whole != words else _likeness(whole, known)
        if likeness > best.get(field.name, (field, 0.0))[1]:
            best[field.name] = (field, likeness)
    return tuple(sorted(best.values(), key=lambda found: -found[1]))


def _beginning(words: tuple[str, ...]) -> tuple[int, str]:
    """What names that resemble each other share: the number of words, and the first letter."""
    return len(words), words[0][0] if words else ""


def _likeness(words: tuple[str, ...], known: tuple[str, ...]) -> float:
    """How much alike two names of so many words are: their least alike words; 0 if they are not."""
    least = 1.0
    for one, other in zip(words, known, strict=True):
        least = min(least, _word_likeness(one, other))
        if not least:
            return 0.0
    return least


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if not one.isascii() or not other.isascii():
        return _likeness_chinese(one, other)
    if one[0] != other[0] or min(len(one), len(other)) < _SHORTEST:
        return 0.0
    if abs(len(one) - len(other)) > 2:
        return 0.0
    if len(one) == len(other) and sorted(one) == sorted(other):
        return 0.9
    matcher = SequenceMatcher(None, one, other)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio)  # cheaper, and never less
    if any(bound() < _ALIKE for bound in bounds):
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _likeness_chinese(one: str, other: str) -> float:
    """A character more may turn the sense round (未签约), so only its last may be missing."""
    if len(other) > 3 and (one == other[:-1] or sorted(one) == sorted(other)):
        return 0.9
    return 0.0


@cache
def _names(name: str) -> Mapping[tuple[int, str], Sequence[tuple[tuple[str, ...], Field]]]:
    """All names of an entity's fields as words, by their beginning."""
    names: dict[tuple[int, str], list[tuple[tuple[str, ...], Field]]] = {}
    for field in entity(name).fields:
        for text in dict.fromkeys((field.en, field.zh, *field.aliases)):
            if words := _words(text):
                names.setdefault(_beginning(words), []).append((words, field))
    return names


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
