"""The line in which a visitor is registered: ``王先生 13800000000 来访 三房 抖音 @李娜 +3d``.

The name comes first; what is recognised by its form or because it is known may stand in any order
behind it: a telephone number, a kind of register, a layout, a channel, ``@agent``, ``via``
somebody, an area (``120㎡``), a budget (``300万``, ``1.2m``), a day. What is left over is what the
visitor said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salestui.mapping.dates import parse_date
from salestui.mapping.shortcuts import shortcut_date
from salestui.model.folding import folded
from salestui.selling.following.quicklog import coming

_LONGEST = 4
"""So many words make up the name of a layout or a channel at most."""

_PHONE, _DIGITS = 7, 11
_NUMBER = re.compile(r"\+?[\d-]+")
_AREA = re.compile(r"(\d+(?:\.\d+)?)(?:㎡|m²|m2|sqm|平米|平方米|平方|平)", re.I)
_BUDGET = re.compile(r"(\d+(?:\.\d+)?)(万|亿|w|k|m)", re.I)
_SCALES = {"万": 1e4, "w": 1e4, "亿": 1e8, "k": 1e3, "m": 1e6}
_REFERRED = re.compile(r"(?:via|from|by|推荐人?|介绍人?|老客户)[:：]?", re.I)


@dataclass(frozen=True, slots=True)
class Known:
    """The words that a line is understood by, by what they are folded.

    Attributes:
        kinds: codes of ``visitors.kind``; ``layouts`` and ``channels`` as the team writes them.
    """

    kinds: Mapping[str, str]
    layouts: Mapping[str, str]
    channels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A line cut into its parts; empty where it does not tell them.

    Attributes:
        kind: a code; ``on`` the day of the visit, ``due`` that of the next step.
    """

    name: str = ""
    phone: str = ""
    kind: str = ""
    layout: str = ""
    channel: str = ""
    agent: str = ""
    referred_by: str = ""
    area: float | None = None
    budget: float | None = None
    on: date | None = None
    due: date | None = None
    feedback: str = ""


Part = tuple[int, str, str | float | date]
"""How many words tell something, the field, and what they tell."""


def cut_visit(text: str, known: Known, today: date) -> VisitLine:
    """Cut a line into its parts. Understands every text somehow, and never raises."""
    words = text.split()
    told: dict[str, str | float | date] = {}
    free: list[list[str]] = [[]]
    place = 0
    while place < len(words):
        begins = not place and words[0].isalpha() and words[0].isascii()  # Tom is no tomorrow
        part = None if begins else _part(words[place:], known, today)
        if part is None or part[1] in told:
            free[-1].append(words[place])
            place += 1
        else:
            told[part[1]] = part[2]
            place += part[0]
            free += [[]] if free[-1] else []
    told |= {"name": " ".join(free[0]), "feedback": " ".join(w for run in free[1:] for w in run)}
    return VisitLine(**told)  # type: ignore[arg-type]  # each field has the type of its part


def _part(words: list[str], known: Known, today: date) -> Part | None:
    """What the first of these words tell; None where they are free text."""
    word = words[0]
    if word.startswith("@") and len(word) > 1:
        return 1, "agent", word[1:]
    referred = _referred(words)
    return referred or _phone(words) or _day(words, today) or _amount(word) or _named(words, known)


def _referred(words: list[str]) -> Part | None:
    match = _REFERRED.match(words[0])
    if match is None:
        return None
    if rest := words[0][match.end() :]:
        glued = match[0].endswith((":", "：")) or not match[0].isascii()
        return (1, "referred_by", rest) if glued else None
    return (2, "referred_by", words[1]) if len(words) > 1 else None


def _phone(words: list[str]) -> Part | None:
    """One word of seven digits or more, or words that are eleven digits together."""
    digits, count = "", 0
    for word in words:
        whole = len(digits) >= (_PHONE if count == 1 else _DIGITS)
        if whole or not _NUMBER.fullmatch(word):
            break
        digits += "".join(c for c in word if c.isdigit())
        count += 1
    written = " ".join(words[:count])
    if parse_date(written) is not None and not written.isdecimal():
        return None
    enough = len(digits) >= (_PHONE if count == 1 else _DIGITS)
    return (count, "phone", written) if enough else None


def _day(words: list[str], today: date) -> Part | None:
    """The day of the visit, up to today, or that of the next step."""
    if len(words[0]) < 2:
        return None
    day = parse_date(words[0]) or shortcut_date(words[0], today)
    if day is None:
        return None
    day = coming(words[:1], day, today)
    return 1, "due" if day > today else "on", day


def _amount(word: str) -> Part | None:
    if match := _AREA.fullmatch(word):
        return 1, "area", float(match[1])
    if match := _BUDGET.fullmatch(word):
        return 1, "budget", float(match[1]) * _SCALES[match[2].casefold()]
    return None


def _named(words: list[str], known: Known) -> Part | None:
    """The most words that are the name of a register, a layout or a channel."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        name = folded(" ".join(words[:count]))
        for kind, names in (
            ("kind", known.kinds), ("layout", known.layouts), ("channel", known.channels),
        ):  # fmt: skip
            if name in names:
                return count, kind, names[name]
    return None
