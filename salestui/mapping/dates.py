"""Dates as people write them in cells, without guessing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from salestui.model.period import month_named

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TAIL = (
    r"(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?"
    r"(?:[\sT]+(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?(?:z|[+-]\d\d:?\d\d)?)?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<y>\d{{4}})\s*[-/.年\s]\s*(?P<m>\d{{1,2}})\s*[-/.月\s]\s*(?P<d>\d{{1,2}})\s*[日号]?{_TAIL}",
    re.I,
)
_SHORT_CHINESE = re.compile(rf"(?P<y>\d\d)年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]?{_TAIL}", re.I)
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)")
_DAY_WORD = re.compile(
    rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.,]*(?P<word>[a-z]{{3,9}})[\s\-/.,]*"
    rf"(?P<y>\d{{4}}|\d\d){_TAIL}",
    re.I,
)
_WORD_DAY = re.compile(
    rf"{_WEEKDAY}(?P<word>[a-z]{{3,9}})[\s\-/.]*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s*,\s*|[\s\-/]+)(?P<y>\d{{4}}){_TAIL}",
    re.I,
)
_NUMERIC = re.compile(rf"(?P<a>\d{{1,2}})[/.\-](?P<b>\d{{1,2}})[/.\-](?P<y>\d{{4}}){_TAIL}", re.I)
_SHORT = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sign>[/.\-])(?P<b>\d{{1,2}})(?P=sign)(?P<c>\d{{1,2}}){_TAIL}", re.I
)
_LIKELY = range(10, 41)
"""Years of two digits that a date of business most likely has: 2010 to 2040."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_MONTH_WORD = re.compile(r"(?P<word>[a-z]{3,9})\.?[\s\-/,']*(?P<y>\d{4}|\d\d)", re.I)
_MONTH_NUMBER = re.compile(
    r"(?P<y>\d{4})\s*[-/.]\s*(?P<m>\d{1,2})|(?P<year>\d{4}|\d\d)\s*年\s*(?P<zh>\d{1,2})\s*月份?"
)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def parse_date(
    text: str,
    *,
    serials: bool = False,
    from_1904: bool = False,
    day_first: bool | None = None,
) -> date | None:
    """Read a date; the time of day, if there is one, is left out.

    Args:
        serials: also read the number of days by which Excel stores dates (``45321``).
        from_1904: those days count from 1904.
        day_first: how ``3/5/2026`` is meant; None where that is not known.

    Returns:
        None where the text is no date, or one that can be read in two ways (``3/5/2026``).
    """
    text = _clean(text)
    if serials and _SERIAL.fullmatch(text):
        days = int(text.partition(".")[0])
        epoch = _EPOCH_1904 if from_1904 else _EPOCH
        return epoch + timedelta(days=days) if 20_000 <= days < 80_000 else None
    for pattern in (_YEAR_FIRST, _COMPACT, _SHORT_CHINESE, _DAY_WORD, _WORD_DAY):
        if match := pattern.fullmatch(text):
            return _built(match.groupdict())
    readings = date_readings(text)
    if len(readings) == 2 and day_first is not None and readings[0].year == readings[1].year:
        return readings[day_first]
    return readings[0] if len(readings) == 1 else None


def parse_month(text: str) -> date | None:
    """The first day of a month that is written without a day: ``Apr-18`` (of 2018), ``2018-04``."""
    text = _clean(text)
    match = _MONTH_WORD.fullmatch(text) or _MONTH_NUMBER.fullmatch(text)
    if match is None:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part}
    if "zh" in parts:
        parts |= {"y": parts["year"], "m": parts["zh"]}
    return _built({**parts, "d": "1"})


def date_readings(text: str) -> tuple[date, ...]:
    """The dates that ``3/5/2026`` may mean: month first, then day first; one if they agree.

    Where the year has two digits, it is the last part (``3/5/26``) if that makes 2010 to 2040, else
    the first (``26/3/5``) if that does. Between hyphens, where both do, either may be meant.
    """
    text = _clean(text)
    if match := _NUMERIC.fullmatch(text):
        return _both_orders(int(match["y"]), match)
    if match := _SHORT.fullmatch(text):
        return _short_readings(match)
    return ()


def _both_orders(year: int, match: re.Match[str]) -> tuple[date, ...]:
    a, b = int(match["a"]), int(match["b"])
    both = (_date(year, a, b), _date(year, b, a))
    return tuple(dict.fromkeys(d for d in both if d is not None))


def _short_readings(match: re.Match[str]) -> tuple[date, ...]:
    a, b, c = match["a"], match["b"], match["c"]
    begun = _date(_full_year(a), int(b), int(c)) if len(a) == 2 else None
    ended = _both_orders(_full_year(c), match) if len(c) == 2 else ()
    may_begin, may_end = int(a) in _LIKELY, len(c) == 2 and int(c) in _LIKELY
    if begun is None or (may_end and not (may_begin and match["sign"] == "-")):
        return ended
    if may_begin and may_end:
        return tuple(dict.fromkeys((begun, *ended)))
    return (begun,) if may_begin or not ended else ended


def has_short_year(text: str) -> bool:
    """Whether a date is written with two digits for its year: ``5/3/26``, ``26年3月``."""
    text = _clean(text)
    if _SHORT.fullmatch(text):
        return True
    match = _MONTH_NUMBER.fullmatch(text) or _SHORT_CHINESE.fullmatch(text)
    return match is not None and re.match(r"\d\d年", text) is not None


def numeric_order(text: str) -> bool | None:
    """True for ``13/5/2026``, day first, False for ``5/13/2026``, month first; else None."""
    readings = date_readings(text)
    text = _clean(text)
    match = _NUMERIC.fullmatch(text) or _SHORT.fullmatch(text)
    if len(readings) != 1 or match is None or match["a"].zfill(2) == match["b"].zfill(2):
        return None
    if "c" in match.groupdict() and readings[0].year != _full_year(match["c"]):
        return None  # the year comes first
    return readings[0].day == int(match["a"])


def _built(parts: dict[str, str]) -> date | None:
    year = _full_year(parts["y"])
    month = month_named(parts["word"]) if "word" in parts else int(parts["m"])
    return None if month is None else _date(year, month, int(parts["d"]))


def _full_year(digits: str) -> int:
    """A year as written; of two digits, 00 to 68 are 2000 to 2068 and 69 to 99 are 1969 to 1999."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


def _date(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year < 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_date_format(code: str) -> bool:
    """Whether a number format code shows days."""
    bare = _LITERAL.sub("", code).lower()
    return bool(re.search(r"[yd]|mmm", bare))
