"""Customers that may be one and the same: by name, telephone or e-mail; too few over too many."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded

_ALIKE = 0.9
_SHORTEST = 6
_BEGINNING = 3
_CROWD = 30
"""More customers than this with one telephone or beginning of name say nothing: a switchboard."""

_FORMS = tuple(
    sorted(
        (
            "股份有限公司", "有限责任公司", "集团有限公司", "控股有限公司", "有限公司", "集团公司",
            "股份公司", "集团", "公司", "limited", "ltd", "coltd", "incorporated", "inc",
            "corporation", "corp", "company", "co", "llc", "plc", "gmbh", "ag", "sa", "pteltd",
            "group", "holdings",
        ),
        key=len,
        reverse=True,
    )
)  # fmt: skip
_WORDS = re.compile(r"[^\W_]+")
_TELLING = frozenset("0123456789一二三四五六七八九十东南西北")
"""Characters in which names that are not the same differ, however alike they are else."""


class Sign(StrEnum):
    """Why two customers may be the same, the surest first."""

    NAME = "name"
    CORE = "core"
    EMAIL = "email"
    PHONE = "phone"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows of customers, the upper one first, and why they may be one."""

    first: int
    second: int
    signs: tuple[Sign, ...]


def core_name(name: str) -> str:
    """A name as it is compared, without its legal form: ``Acme Co., Ltd.`` is ``acme``."""
    words = _WORDS.findall(unicodedata.normalize("NFKC", name).casefold())
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    bare = "".join(words)
    stripped = True
    while stripped and not bare.isascii():
        stripped = False
        for form in _FORMS:
            if not form.isascii() and bare.endswith(form) and len(bare) - len(form) >= 2:
                bare, stripped = bare.removesuffix(form), True
                break
    return bare


def similar_customers(state: BookState) -> tuple[Pair, ...]:
    """Pairs of customers that may be one, the surest first. Blocks: a worker's work."""
    frame = state.live("customers")
    if frame is None:
        return ()
    names = {"name": Sign.NAME, "phone": Sign.PHONE, "email": Sign.EMAIL}
    texts = {
        sign: dict(zip(frame[ID].to_list(), frame[column].to_list(), strict=True))
        for column, sign in names.items()
        if column in frame.columns
    }
    found: dict[tuple[int, int], set[Sign]] = defaultdict(set)
    called = {row: text for row, text in texts.get(Sign.NAME, {}).items() if text}
    cores = {row: core_name(text) for row, text in called.items()}
    _gather(found, Sign.NAME, ((row, folded(text)) for row, text in called.items()))
    _gather(found, Sign.CORE, cores.items())
    _gather(found, Sign.EMAIL, ((r, _email(t)) for r, t in texts.get(Sign.EMAIL, {}).items()))
    _gather(found, Sign.PHONE, ((r, _phone(t)) for r, t in texts.get(Sign.PHONE, {}).items()))
    for pair in _near(cores):
        found[pair].add(Sign.NEAR)
    pairs = [Pair(*rows, tuple(s for s in Sign if s in _told(signs)))
             for rows, signs in found.items()]  # fmt: skip
    order = list(Sign)
    return tuple(sorted(pairs, key=lambda p: ([order.index(s) for s in p.signs], p.first)))


def _told(signs: set[Sign]) -> set[Sign]:
    """Without what a surer sign says already."""
    if Sign.NAME in signs:
        return signs - {Sign.CORE, Sign.NEAR}
    return signs - {Sign.NEAR} if Sign.CORE in signs else signs


def _gather(
    found: dict[tuple[int, int], set[Sign]], sign: Sign, keys: Iterable[tuple[int, str]]
) -> None:
    """Note every two rows that share a key."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, key in keys:
        if key:
            rows[key].append(row)
    for sharing in rows.values():
        if 1 < len(sharing) <= _CROWD:
            for pair in combinations(sorted(sharing), 2):
                found[pair].add(sign)


def _near(cores: dict[int, str]) -> Iterator[tuple[int, int]]:
    """Rows whose names are nearly the same and begin alike."""
    blocks: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, core in cores.items():
        if len(core) >= _SHORTEST:
            blocks[core[:_BEGINNING]].append((row, core))
    for block in blocks.values():
        if len(block) > 10 * _CROWD:
            continue
        for (row, one), (other, two) in combinations(sorted(block), 2):
            if one != two and _alike(one, two):
                yield row, other


def _alike(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 2 or _counted(one) != _counted(two):
        return False
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _counted(name: str) -> list[str]:
    return [character for character in name if character in _TELLING]


def _email(text: str | None) -> str:
    bare = (text or "").strip().casefold()
    return bare if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", bare) else ""


def _phone(text: str | None) -> str:
    """The digits of a telephone number without its country; empty for too few to tell."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", text or "") if c.isdigit())
    digits = digits.removeprefix("0086") if digits.startswith("0086") else digits
    digits = digits.removeprefix("86") if len(digits) > 11 else digits
    return digits if len(digits) >= 7 else ""
