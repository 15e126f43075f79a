"""What a column header means: its unit, and the fields that teams keep under such a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from salestui.model.entities import CORE, OPTIONAL
from salestui.model.fields import Entity, Field

_LONGEST = 80
"""Longer texts are prose, not headers."""

_CORE = frozenset(entity.name for entity in CORE)

_TELLING = 3
"""So many headers of an optional entity beside each other are no chance."""

_BRACKETED = re.compile(r"[(\[【{<《]([^)\]】}>》]*)[)\]】}>》]")
_CURRENCY = re.compile(
    r"rmb|usd|cny|eur|gbp|hkd|jpy|us\$|人民币|美元|港元|欧元|日元|[¥$€£]", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[\d.,:/+ -]*\d[\d.,:/+ -]*", re.ASCII)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOISE = re.compile(r"单位|\bin\b|units?|pcs|[件台套个元:'’\s.,/]", re.IGNORECASE)
_SCALES: Mapping[str, float] = {
    "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8,
    "k": 1e3, "000": 1e3, "000s": 1e3, "thousand": 1e3, "thousands": 1e3,
    "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "million": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "billions": 1e9,
}  # fmt: skip
_TRAILING = re.compile(r"^(.+?)[\s\-_/,]*((?:十|百|千)?[万亿]元?|千元)$")
_TRAILING_LATIN = re.compile(
    r"^(.+?)[\s\-_/,]+((?:[¥$€£]|usd|rmb|eur)\s?[km]|[km]\s?[¥$€£]"
    r"|in\s+(?:[¥$€£]|usd|rmb|eur)?\s?(?:k|m|thousands?|millions?))$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit a header names.

    Attributes:
        scale: what a number is multiplied with to be in units.
        percent: numbers are per cent.
        money: a currency, or a scale that only money has, is named.
    """

    scale: float = 1.0
    percent: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """A field that a header may stand for. ``quality``: 3 for its own name, less for aliases."""

    entity: str
    field: Field
    quality: float


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """A header reduced to what is compared: no case, spaces, punctuation or bracketed unit."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("#", "no")
    bare = _alnum(_BRACKETED.sub("", folded))
    return bare or _alnum(folded)


def _alnum(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def scale_named(text: str) -> Unit | None:
    """The unit that a bracket such as ``万元``, ``$k`` or ``%`` names; None if it names none."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    if folded in ("%", "percent", "pct", "百分比"):
        return Unit(percent=True)
    bare, currencies = _CURRENCY.subn("", folded)
    rest = _NOISE.sub("", bare)
    scale = _SCALES.get(rest)
    money = bool(currencies) or folded.endswith("元") or folded in ("万", "亿")
    if scale is None and (rest or not money):
        return None
    return Unit(scale=scale or 1.0, money=money)


@lru_cache(maxsize=4096)
def split_unit(header: str) -> tuple[str, Unit]:
    """A header without the unit it names, and that unit: ``金额(万元)`` is 金额 in 10,000."""
    text = unicodedata.normalize("NFKC", header).strip()
    for bracket in _BRACKETED.finditer(text):
        if unit := scale_named(bracket[1]):
            return (text[: bracket.start()] + text[bracket.end() :]).strip(), unit
    for pattern in (_TRAILING, _TRAILING_LATIN):
        if (match := pattern.match(text)) and (unit := scale_named(match[2])):
            return match[1], unit
    return text, Unit(percent=text.endswith("%"))


def header_language(header: str) -> str:
    """The language of a header, ``zh`` or ``en``, in which its choices are offered too."""
    return "zh" if _HAN.search(header) else "en"


@cache
def _index(optional: bool) -> Mapping[str, tuple[Meaning, ...]]:
    index: dict[str, list[Meaning]] = {}
    for entity in OPTIONAL if optional else CORE:
        for field in entity.fields:
            own = [normalise(n) for n in (field.name, field.en, field.zh)]
            names = dict.fromkeys(own, 3.0)
            for place, alias in enumerate(field.aliases):
                names.setdefault(normalise(alias), 2.0 - place / 100)
            for name, quality in names.items():
                index.setdefault(name, []).append(Meaning(entity.name, field, quality))
    return {name: tuple(found) for name, found in index.items()}


@lru_cache(maxsize=4096)
def meanings(header: str) -> tuple[Meaning, ...]:
    """All fields of all entities that a header may stand for.

    With less quality, a bilingual header (``金额 Amount``) is understood by either half, a time as
    a date (签约时间), and one with a word before it without that word (``Deal owner``). What
    optional entities call a field is looked up by itself: it hides nothing of the others.
    """
    if not header or len(header) > _LONGEST or _BARE_NUMBER.fullmatch(header):
        return ()
    core, _ = split_unit(header)
    names = normalise(header), normalise(core)
    usual, other = (next(filter(None, map(_index(o).get, names)), ()) for o in (False, True))
    if usual and other:
        return (*usual, *other)
    parts = (*_parts(core), names[1].removesuffix("时间") + "日期")
    return (
        *(usual or _less_surely(names[1], parts, optional=False)),
        *(other or _less_surely(names[1], parts, optional=True)),
    )


def _less_surely(bare: str, parts: Iterable[str], *, optional: bool) -> tuple[Meaning, ...]:
    """What a header means by one of its parts, or without the word before it."""
    index = _index(optional)
    for name in parts:
        if found := index.get(name):
            return tuple(Meaning(m.entity, m.field, m.quality - 0.5) for m in found)
    return tuple(_without_prefix(bare, optional))


def known_together(texts: Iterable[str]) -> frozenset[str]:
    """The texts that may be fields of one table: of what most teams keep, or of one other entity.

    Of an optional entity a few names say nothing: ``Rep`` beside ``Actual`` is no scorecard.
    """
    usual: set[str] = set()
    others: dict[str, set[str]] = {}
    for text in texts:
        for meaning in meanings(text):
            own = usual if meaning.entity in _CORE else others.setdefault(meaning.entity, set())
            own.add(text)
    found = usual
    for names in others.values():
        if len(names) >= max(_TELLING, len(found) + 1):
            found = names
    return frozenset(found)


def is_known_to(header: str, entity: Entity) -> bool:
    """Whether a header names a field of the entity, or of one that most teams keep."""
    return any(m.entity == entity.name or m.entity in _CORE for m in meanings(header))


def is_name(header: str) -> bool:
    """Whether it is the very name of a field, or one of its aliases."""
    name = normalise(header)
    return name in _index(False) or name in _index(True)


def _without_prefix(name: str, optional: bool) -> Iterator[Meaning]:
    for entity, prefix in _prefixes(optional).get(name[:1], ()):
        rest = name.removeprefix(prefix)
        if rest == name or not rest:
            continue
        found = [m for m in _index(optional).get(rest, ()) if m.entity == entity]
        yield from (Meaning(m.entity, m.field, m.quality - 0.7) for m in found)


@cache
def _prefixes(optional: bool) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The words that may stand before a field's name, each with its entity, by first letter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entity in OPTIONAL if optional else CORE:
        for prefix in entity.prefixes:
            found.setdefault(prefix[:1], []).append((entity.name, prefix))
    return found


def _parts(core: str) -> tuple[str, ...]:
    """The Chinese and the Latin half of a header, then what it has in brackets."""
    folded = unicodedata.normalize("NFKC", core).casefold()
    bare = _BRACKETED.sub("", folded)
    latin = _alnum("".join(c for c in bare if c.isascii()))
    chinese = _alnum("".join(c for c in bare if not c.isascii()))
    inner = tuple(_alnum(b) for b in _BRACKETED.findall(folded))
    return (*((chinese, latin) if chinese and latin else ()), *filter(None, inner))


def name_score(entity: Entity, name: str) -> float:
    """How far a sheet's or table's name speaks for an entity: 3 its very name, 0 not at all."""
    return _name_scores(name).get(entity.name, 0.0)


@lru_cache(maxsize=1024)
def _name_scores(name: str) -> Mapping[str, float]:
    """The same for all entities that it speaks for."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    whole = _alnum(folded).removeprefix("tbl").removeprefix("table")
    words = set(re.split(r"[\W_\d]+", folded))
    scores: dict[str, float] = {}
    for entity, aliases in _sheet_aliases().items():
        if whole in aliases.values():
            scores[entity] = 3.0
        elif not words.isdisjoint(aliases) or any(
            not known.isascii() and known in whole for known in aliases.values()
        ):
            scores[entity] = 1.5
    return scores


@cache
def _sheet_aliases() -> Mapping[str, Mapping[str, str]]:
    """By entity, what its sheets are called, and that without spaces and punctuation."""
    return {
        entity.name: {
            alias.casefold(): _alnum(alias.casefold())
            for alias in (entity.name, entity.en, entity.zh, *entity.sheet_aliases)
        }
        for entity in (*CORE, *OPTIONAL)
    }
