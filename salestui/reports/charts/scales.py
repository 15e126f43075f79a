"""Where an axis has its lines: at round numbers, and at the beginnings of months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil, floor, log10

from salestui.views.formats import Style


def steps(values: Iterable[float], about: int = 5, least: float = 0.0) -> list[float]:
    """Round numbers from below the smallest value to above the largest one; 0 is among them.

    Args:
        about: how many steps are wanted, a few more or less are taken.
        least: the distance between two of them at least, 1 of what is counted.
    """
    known = [0.0, *values]
    low, high = min(known), max(known)
    if low == high:
        return [0.0, 1.0]
    size = max(least, _round_size((high - low) / about))
    return [n * size for n in range(floor(low / size), ceil(high / size) + 1)]


def _round_size(size: float) -> float:
    """1, 2, 2.5 or 5 times a power of ten, not smaller than the size."""
    power = 10.0 ** floor(log10(size))
    return next((n * power for n in (1, 2, 2.5, 5) if n * power >= size), 10 * power)


def dates(first: date, last: date, style: Style, most: int = 7) -> list[tuple[date, str]]:
    """Days between the two that are told below an axis, with their texts.

    Beginnings of months where there are two of them at least, with the year in each January; of
    a shorter time, days at even distances.
    """
    months = [day for day in _first_days(first, last) if first <= day <= last]
    if len(months) >= 2:
        every = -(-len(months) // most)
        kept = [day for day in months if (day.month - 1) % every == 0] if every > 1 else months
        kept = kept or months[::every]
        return [(day, _month(day, style)) for day in kept[: 2 * most]]
    span = (last - first).days
    gap = max(1, -(-span // 4))
    days = [first + timedelta(days=n) for n in range(0, span + 1, gap)]
    return [(day, style.day_of_month(day)) for day in days]


def _first_days(first: date, last: date) -> Iterable[date]:
    year, month = first.year, first.month
    while (day := date(year, month, 1)) <= last:
        yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _month(day: date, style: Style) -> str:
    return str(day.year) if day.month == 1 else style.month(day)
