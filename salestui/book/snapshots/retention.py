"""Which kept days may go: a bounded past, dense where it is near and thin where it is far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

DAILY = 100
"""Days of which every one is kept."""

WEEKLY = 3 * 366
"""Days of which, beyond the daily ones, the first of each week is kept."""

MOST_BYTES = 512 * 1024 * 1024
"""For the snapshots of one workbook together."""


def superfluous(sizes: Mapping[date, int], today: date, most: int = MOST_BYTES) -> set[date]:
    """The days whose snapshots are to be removed.

    Args:
        sizes: the kept days and the bytes of each. Days after ``today`` (a clock that was wrong)
            stay.
        most: bytes for all that stays; the newest stays whatever its size.
    """
    keep = _kept_days(sizes, today)
    gone = set(sizes) - keep
    room = most
    for place, day in enumerate(sorted(keep, reverse=True)):
        room -= sizes[day]
        if room < 0 and place:
            gone.add(day)
    return gone


def _kept_days(days: Iterable[date], today: date) -> set[date]:
    keep: set[date] = set()
    weeks: set[tuple[int, int]] = set()
    for day in sorted(days):
        if day >= today - timedelta(days=DAILY):
            keep.add(day)
        elif day >= today - timedelta(days=WEEKLY):
            year, week, _weekday = day.isocalendar()
            if (year, week) not in weeks:
                weeks.add((year, week))
                keep.add(day)
    return keep
