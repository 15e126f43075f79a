"""Dates as people write them in cells, without guessing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from salestui.model.period import month_named

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
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_MONTH_WORD = re.compile(r"(?P<word>[a-z]{3,9})\.?[\s\-/,']*(?P<y>\d{4}|\d\d)", re.I)
_MONTH_NUMBER = re.compile(
    r"(?P<y>\d{4})\s*(?:[-/.]\s*(?P<m>\d{1,2})|年\s*(?P<zh>\d{1,2})\s*月份?)"
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
    if len(readings) == 2 and day_first is not None:
        return readings[day_first]
    return readings[0] if len(readings) == 1 else None


def parse_month(text: str) -> date | None:
    """The first day of a month that is written without a day: ``Apr-18`` (of 2018), ``2018-04``."""
    text = _clean(text)
    match = _MONTH_WORD.fullmatch(text) or _MONTH_NUMBER.fullmatch(text)
    if match is None:
        return None
    parts = {name: part for name, part in match.groupdict().items() if part}
    if "word" not in parts:
        parts["m"] = parts.get("m") or parts["zh"]
    return _built({**parts, "d": "1"})


def date_readings(text: str) -> tuple[date, ...]:
    """The dates that ``3/5/2026`` may mean: month first, then day first; one if they agree."""
    match = _NUMERIC.fullmatch(_clean(text))
    if match is None:
        return ()
    year, a, b = int(match["y"]), int(match["a"]), int(match["b"])
    both = (_date(year, a, b), _date(year, b, a))
    return tuple(dict.fromkeys(d for d in both if d is not None))


def numeric_order(text: str) -> bool | None:
    """True for ``13/5/2026``, day first, False for ``5/13/2026``, month first; else None."""
    readings = date_readings(text)
    match = _NUMERIC.fullmatch(_clean(text))
    if len(readings) != 1 or match is None or match["a"].zfill(2) == match["b"].zfill(2):
        return None
    return readings[0].day == int(match["a"])


def _built(parts: dict[str, str]) -> date | None:
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 70 else 1900
    month = month_named(parts["word"]) if "word" in parts else int(parts["m"])
    return None if month is None else _date(year, month, int(parts["d"]))


def _date(year: int, month: int, day: int) -> date | None:
    if not 1900 <= year < 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
