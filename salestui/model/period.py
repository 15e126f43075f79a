"""Reporting periods: a span of days with a name.

A fiscal year that does not start in January is named after the calendar year in which it ends, so
with a start in April ``FY27`` runs from 2026-04-01 to 2027-03-31.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class PeriodKind(StrEnum):
    """The lengths a period can have."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    CUSTOM = "custom"
    ALL = "all"


_MONTHS = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``key`` is its stable name."""

    start: date
    end: date
    kind: PeriodKind
    key: str

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.end - self.start).days + 1

    def clamp(self, as_of: date) -> date:
        """``as_of`` moved into the period."""
        return min(max(as_of, self.start), self.end)

    def elapsed(self, as_of: date) -> int:
        """Calendar days of the period up to and including ``as_of``; 0 before it begins."""
        return min(max((as_of - self.start).days + 1, 0), self.days)

    def contains(self, other: Period) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


ALL_TIME = Period(date.min, date.max, PeriodKind.ALL, "all")


def add_months(first: date, months: int) -> date:
    """The first day of the month ``months`` after the month of ``first``."""
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _span(start: date, kind: PeriodKind, fiscal_start: int) -> Period:
    last = start.year * 12 + start.month + _MONTHS[kind] > date.max.year * 12 + date.max.month
    end = date.max if last else add_months(start, _MONTHS[kind]) - timedelta(days=1)
    return Period(start, end, kind, _key(start, kind, fiscal_start))


def _fiscal_year(day: date, fiscal_start: int) -> tuple[int, date]:
    """The number of the fiscal year of ``day``, and its first day."""
    first = date(day.year if day.month >= fiscal_start else day.year - 1, fiscal_start, 1)
    return (first.year if fiscal_start == 1 else first.year + 1), first


def _key(start: date, kind: PeriodKind, fiscal_start: int) -> str:
    if kind is PeriodKind.MONTH:
        return f"{start.year}-{start.month:02d}"
    number, first = _fiscal_year(start, fiscal_start)
    name = f"{number}" if fiscal_start == 1 else f"FY{number % 100:02d}"
    part = ((start.year - first.year) * 12 + start.month - first.month) // _MONTHS[kind] + 1
    return {
        PeriodKind.QUARTER: f"{name}-Q{part}",
        PeriodKind.HALF: f"{name}-H{part}",
    }.get(kind, name)


@lru_cache(maxsize=8192)
def period_of(day: date, kind: PeriodKind, fiscal_start: int = 1) -> Period:
    """The month, quarter, half or fiscal year in which ``day`` lies."""
    if kind is PeriodKind.ALL:
        return ALL_TIME
    if kind is PeriodKind.MONTH:
        return _span(day.replace(day=1), kind, fiscal_start)
    _, first = _fiscal_year(day, fiscal_start)
    months = (day.year - first.year) * 12 + day.month - first.month
    return _span(add_months(first, months - months % _MONTHS[kind]), kind, fiscal_start)


def custom(start: date, end: date) -> Period:
    """Any span of days.

    Raises:
        ValueError: it ends before it starts.
    """
    if end < start:
        raise ValueError(f"{start} is after {end}")
    return Period(start, end, PeriodKind.CUSTOM, f"{start}..{end}")


def shifted(period: Period, by: int, fiscal_start: int = 1) -> Period:
    """The period ``by`` steps later (earlier if negative); custom spans move by their length."""
    if period.kind is PeriodKind.ALL:
        return period
    if period.kind is PeriodKind.CUSTOM:
        step = timedelta(days=period.days * by)
        return custom(period.start + step, period.end + step)
    return _span(add_months(period.start, _MONTHS[period.kind] * by), period.kind, fiscal_start)


_MONTH_NAMES = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_CHINESE_MONTHS = {
    name: number
    for number, name in enumerate(
        ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"], start=1
    )
}
_YEAR = r"(?P<year>(?:19|20)\d\d|FY\s*'?\d\d(?:\d\d)?)\s*(?:年度?|财年)?"
_SEP = r"[\s\-/._]*"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}",
        rf"(?:{_YEAR}{_SEP})?第?(?P<half>[上下])半年?",
        rf"(?:{_YEAR}{_SEP})?H(?P<half>[12])",
        rf"(?:{_YEAR}{_SEP})?Q(?P<quarter>[1-4])",
        rf"Q(?P<quarter>[1-4]){_SEP}(?:{_YEAR}|'?(?P<short>\d\d))",
        rf"(?P<short>\d\d)年?{_SEP}Q(?P<quarter>[1-4])",
        rf"(?:{_YEAR}{_SEP})?P(?:eriod)?\s*(?P<nth>\d{{1,2}})",
        rf"P(?:eriod)?\s*(?P<nth>\d{{1,2}}){_SEP}{_YEAR}",
        rf"(?:{_YEAR}{_SEP})?M(?P<month>\d{{1,2}})",
        rf"(?:{_YEAR}{_SEP})?第?(?P<quarter>[1-4一二三四])季度?",
        rf"(?:{_YEAR}{_SEP})?(?P<month>\d{{1,2}})\s*月份?",
        rf"(?:{_YEAR}{_SEP})?(?P<month>[一二三四五六七八九十]+)月份?",
        rf"{_YEAR}[\-/._](?P<month>\d{{1,2}})(?:[\-/._]0?1(?:[ T]00:00:00)?)?",
        rf"(?P<month>[a-z]{{3,9}})\.?{_SEP}(?:{_YEAR}|'?(?P<short>\d\d))?",
        rf"{_YEAR}{_SEP}(?P<month>[a-z]{{3,9}})",
    )
)
_RANGE = re.compile(r"(\d{4}-\d\d-\d\d)\s*\.\.\s*(\d{4}-\d\d-\d\d)")


def parse_period(text: str, fiscal_start: int = 1, year: int | None = None) -> Period | None:
    """Read a period's name: ``2026-Q4``, ``2026年10月``, ``Oct 2026``, ``FY26 Q3``, ``all``.

    ``FY26 P3`` is the third month of the fiscal year, ``M3`` March.

    Args:
        year: the year meant where the text names none, as in ``Q3`` or ``3月``.

    Returns:
        The period, or None where the text names none or its year is unknown.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text.lower() == "all":
        return ALL_TIME
    try:
        if match := _RANGE.fullmatch(text):
            return custom(date.fromisoformat(match[1]), date.fromisoformat(match[2]))
        for pattern in _PATTERNS:
            if match := pattern.fullmatch(text):
                found = _resolve(match.groupdict(), fiscal_start, year)
                if found is not None:
                    return found
    except ValueError:
        return None
    return None


def _resolve(parts: dict[str, str | None], fiscal_start: int, year: int | None) -> Period | None:
    number = _year_number(parts, year)
    if number is None:
        return None
    if month := parts.get("month"):
        index = _month_number(month)
        return (
            None if index is None else _span(date(number, index, 1), PeriodKind.MONTH, fiscal_start)
        )
    first = date(number if fiscal_start == 1 else number - 1, fiscal_start, 1)
    if nth := parts.get("nth"):
        place = int(nth) - 1
        known = 0 <= place < 12
        return _span(add_months(first, place), PeriodKind.MONTH, fiscal_start) if known else None
    if quarter := parts.get("quarter"):
        part = "一二三四".find(quarter) if quarter in "一二三四" else int(quarter) - 1
        return _span(add_months(first, 3 * part), PeriodKind.QUARTER, fiscal_start)
    if half := parts.get("half"):
        later = half in ("2", "下")
        return _span(add_months(first, 6 if later else 0), PeriodKind.HALF, fiscal_start)
    return _span(first, PeriodKind.YEAR, fiscal_start)


def _year_number(parts: dict[str, str | None], year: int | None) -> int | None:
    if text := parts.get("year") or parts.get("short"):
        digits = int(re.sub(r"\D", "", text))
        return digits + 2000 if digits < 100 else digits
    return year


def month_named(word: str) -> int | None:
    """``Mar``, ``sept``, ``march`` -> the month's number."""
    return _MONTH_NAMES.get(word.lower())


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    return _CHINESE_MONTHS.get(text) or month_named(text)
