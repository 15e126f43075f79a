"""The line in which an activity is logged: ``visit 中建三局 demo ok next 报价 +3d``.

The order is: a day (today without one), the kind of activity, whom it was with (a customer, a deal,
or ``customer/deal``), ``@`` before a contact, what came of it, and behind ``next`` what is agreed
next with its day. Only the kind and whom it was with are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from salestui.mapping.dates import parse_date
from salestui.mapping.shortcuts import shortcut_date
from salestui.model.folding import folded

_NEXT = re.compile(
    r"(?:^|(?<=\s))(?:(?:next|then)(?=[\s::]|$)|下一步|下步|接下来|->|→|=>)[\s::]*", re.I
)
_PAST_WEEKDAY = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]")
_LONGEST_KIND = 4
_LONGEST_DAY = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A line cut into its parts, before anybody looks up whom it is about.

    Attributes:
        on: the day of the activity.
        kind: the kind as written; empty where no kind begins the line.
        words: whom it was with and what came of it, word by word.
        contact: what stands behind ``@``.
        action, due: what is agreed next, and for which day.
        late: whether that day is before the activity's.
    """

    on: date
    kind: str
    words: tuple[str, ...]
    contact: str = ""
    action: str = ""
    due: date | None = None

    @property
    def late(self) -> bool:
        """Whether the next step would be due before the activity."""
        return self.due is not None and self.due < self.on


def cut(text: str, kinds: Mapping[str, object], today: date) -> Line:
    """Cut a line into its parts. Understands every text somehow, and never raises.

    Args:
        kinds: by folded name, every kind of activity that is known.
    """
    happened, planned = _halves(text)
    words = happened.split()
    on, words = _leading_day(words, today)
    kind, words = _kind(words, kinds)
    if on is None:
        on, words = _leading_day(words, today)
    contact = next((w[1:] for w in words if w.startswith("@") and len(w) > 1), "")
    words = [w for w in words if not (w.startswith("@") and len(w) > 1)]
    action, due = _planned(planned.split(), today)
    return Line(on or today, kind, tuple(words), contact, action, due)


def _halves(text: str) -> tuple[str, str]:
    """What happened, and what is agreed next."""
    match = _NEXT.search(text)
    return (text, "") if match is None else (text[: match.start()], text[match.end() :])


def _kind(words: list[str], kinds: Mapping[str, object]) -> tuple[str, list[str]]:
    """The kind that the words begin with, the longest name first, and the words behind it.

    A name need not end with its word, where it is written without spaces: 拜访中建三局.
    """
    for count in range(min(_LONGEST_KIND, len(words)), 0, -1):
        name = " ".join(words[:count])
        if folded(name) in kinds:
            return name, words[count:]
    if not words or words[0].isascii():
        return "", words
    first = words[0]
    for length in range(len(first) - 1, 1, -1):
        if folded(first[:length]) in kinds:
            return first[:length], [first[length:], *words[1:]]
    return "", words


def _leading_day(words: list[str], today: date) -> tuple[date | None, list[str]]:
    """The day, today or before, that the words begin with, and the words behind it."""
    if words and len(words[0]) > 1:
        day = _day(words[0], today)
        if day is not None and day <= today:
            return day, words[1:]
    return None, words


def _planned(words: list[str], today: date) -> tuple[str, date | None]:
    """What is to be done, and its day: the last words, else the first."""
    for count in range(min(_LONGEST_DAY, len(words)), 0, -1):
        if (day := _day(" ".join(words[-count:]), today)) is not None:
            return " ".join(words[:-count]), coming(words[-count:], day, today)
    for count in range(min(_LONGEST_DAY, len(words)), 0, -1):
        if (day := _day(" ".join(words[:count]), today)) is not None:
            return " ".join(words[count:]), coming(words[:count], day, today)
    return " ".join(words), None


def _day(text: str, today: date) -> date | None:
    return parse_date(text) or shortcut_date(text, today)


def day_ahead(text: str, today: date) -> date | None:
    """The day that a text means for something that is still to be done; None for none."""
    day = _day(text.strip(), today)
    return None if day is None else coming([text.strip()], day, today)


def coming(words: Iterable[str], day: date, today: date) -> date:
    """A day to come: 周一 said on a Friday is the next Monday."""
    if day < today and _PAST_WEEKDAY.fullmatch(" ".join(words)):
        return day + timedelta(days=7)
    return day
