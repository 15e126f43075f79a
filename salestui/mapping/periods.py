"""Periods in headers and cells: which columns hold targets of which period, and of which year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from adapters.contents import CellValue
from salestui.mapping.dates import parse_date
from salestui.mapping.headers import split_unit
from salestui.model.period import Period, PeriodKind, parse_period, period_of

TARGET_WORDS = re.compile(
    r"目标|任务|指标|计划|预算|\btargets?\b|\bquotas?\b|\bgoals?\b|\bbudgets?\b|\bplan\b",
    re.IGNORECASE,
)
"""Words that say that numbers are targets, in a title, a sheet's name or a header."""

_YEAR = re.compile(
    r"(?P<fiscal>FY\s*'?)?(?P<year>(?<!\d)(?:19|20)\d\d(?!\d)|(?<=FY)\d\d(?!\d))", re.I
)
_MONTH = re.compile(r"0?(?P<month>\d{1,2})(?:\.0)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])")
_NAMED_KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


@dataclass(frozen=True, slots=True)
class Year:
    """A year meant for periods that name none. ``fiscal``: its months are a fiscal year's."""

    number: int
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Periods:
    """Which columns of a table hold targets of one period each.

    Attributes:
        columns: the periods by sheet column.
        yearless: columns whose header names no year.
        doubtful: the year of these was assumed, or their months run over the end of a year
            (``Apr .. Mar``) that is not said to be a fiscal one.
    """

    columns: Mapping[int, Period]
    yearless: frozenset[int] = frozenset()
    doubtful: bool = False


def year_named(texts: Iterable[str]) -> Year | None:
    """The only year that these titles name; None if they name none or several."""
    found = {
        Year(n + 2000 if (n := int(m["year"])) < 100 else n, bool(m["fiscal"]) or "财年" in text)
        for text in texts
        for m in _YEAR.finditer(text)
    }
    return found.pop() if len(found) == 1 else None


def in_year(text: str, fiscal_start: int, year: Year | None) -> Period | None:
    """Read a period; ``year`` is meant where the text names none."""
    if year is None:
        return parse_period(text, fiscal_start)
    period = parse_period(text, fiscal_start, year.number)
    late = period is not None and period.kind is PeriodKind.MONTH
    counted = late and parse_period(text, 1, year.number) != period  # P3, from the year's first
    if period and late and not counted and year.fiscal and period.start.month >= fiscal_start > 1:
        named = parse_period(text, fiscal_start) is not None
        return period if named else parse_period(text, fiscal_start, year.number - 1)
    return period


@lru_cache(maxsize=4096)
def read_period(text: str, header: str, fiscal_start: int, year: Year | None) -> Period | None:
    """Read a cell of a period column: any period's name, a date in it, or a bare number.

    Args:
        header: the column's, which says whether ``3`` is a month or a quarter.
    """
    text = text.strip()
    if match := _COMPACT.fullmatch(text):
        return parse_period(f"{match[1]}-{match[2]}", fiscal_start)
    if (period := in_year(text, fiscal_start, year)) is not None:
        return period
    if match := _MONTH.fullmatch(text):
        quarter = "季" in header or "quarter" in header.lower()
        return in_year(f"Q{match[1]}" if quarter else f"{match[1]}月", fiscal_start, year)
    day = parse_date(text)
    return None if day is None else period_of(day, PeriodKind.MONTH)


def header_periods(
    headers: Mapping[int, CellValue], fiscal_start: int, year: Year | None, today: date
) -> Periods:
    """Find the columns that are headed by a period each.

    Subtotals (a quarter beside its months, a year beside its quarters) and headers that repeat a
    period are left out.
    """
    headers = _months_numbered(headers)
    named = {c: p for c, h in headers.items() if (p := header_period(h, fiscal_start, None))}
    years = {p.start.year for p in named.values()}
    meant = year or (Year(years.pop()) if len(years) == 1 else Year(today.year))
    columns: dict[int, Period] = {}
    yearless: set[int] = set()
    for column, header in headers.items():
        period = named.get(column) or header_period(header, fiscal_start, meant)
        if period is not None and period not in columns.values():
            columns[column] = period
            if column not in named:
                yearless.add(column)
    wrapped = False if meant.fiscal else _wrap(columns, yearless, headers, fiscal_start, meant)
    parts = {
        c: p
        for c, p in columns.items()
        if not any(p != other and p.contains(other) for other in columns.values())
    }
    without = frozenset(yearless & parts.keys())
    assumed = bool(without) and year is None and not named
    return Periods(parts, without, assumed or wrapped)


def _months_numbered(headers: Mapping[int, CellValue]) -> Mapping[int, CellValue]:
    """The headers, with the bare numbers 1 to 12 as months where all of them are there."""
    numbers = {
        c: int(match["month"])
        for c, h in headers.items()
        if isinstance(h, str | int | float) and (match := _MONTH.fullmatch(str(h).strip()))
    }
    if sorted(numbers.values()) != list(range(1, 13)):
        return headers
    return {**headers, **{c: f"{number}月" for c, number in numbers.items()}}


def _wrap(
    columns: dict[int, Period],
    yearless: set[int],
    headers: Mapping[int, CellValue],
    fiscal_start: int,
    year: Year,
) -> bool:
    """Move the months after December into the next year, in place; whether there were any."""
    after, last = 0, None
    for column in sorted(yearless):
        period = columns[column]
        if period.kind is not PeriodKind.MONTH:
            continue
        if last is not None and period.start < last:
            after = 1
        last = period.start
        if after and (later := header_period(headers[column], fiscal_start, Year(year.number + 1))):
            columns[column] = later
    return bool(after)


def header_period(header: CellValue, fiscal_start: int, year: Year | None) -> Period | None:
    """The period that heads a column, if one does; ``year`` is meant where it names none."""
    if isinstance(header, date):  # a datetime is one too
        return period_of(date(header.year, header.month, 1), PeriodKind.MONTH)
    if isinstance(header, bool) or not isinstance(header, str | int | float):
        return None
    text = str(int(header)) if isinstance(header, float) and header.is_integer() else str(header)
    core = TARGET_WORDS.sub("", split_unit(text)[0]).strip(" \t\n-_/:")
    if match := _COMPACT.fullmatch(core):
        core = f"{match[1]}-{match[2]}"
    period = in_year(core, fiscal_start, year) if core else None
    return period if period and period.kind in _NAMED_KINDS else None
