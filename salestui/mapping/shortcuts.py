"""The short ways in which dates may be typed."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

from salestui.model.period import add_months

_STEP = re.compile(r"(?P<base>\+\+|--|[+-])\s*(?P<count>\d{1,4})\s*(?P<unit>[dwmqy天日周月季年]?)")
_MONTH_DAY = re.compile(r"(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})\s*[日号]?")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"(?P<next>next\s+)?(?P<day>mon|tue|wed|thu|fri|sat|sun)[a-z]*")
_CHINESE_WEEKDAY = re.compile(r"(?P<next>下+)?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])")
_DAYS = {"today": 0, "t": 0, "now": 0, "今天": 0, "tomorrow": 1, "tom": 1, "明天": 1, "后天": 2,
         "大后天": 3, "yesterday": -1, "昨天": -1, "前天": -2}  # fmt: skip
_MONTHS = {"m": 1, "月": 1, "q": 3, "季": 3, "y": 12, "年": 12}
_UNIT_DAYS = {"": 1, "d": 1, "天": 1, "日": 1, "w": 7, "周": 7}


def shortcut_date(text: str, today: date, current: date | None = None) -> date | None:
    """Read a short form of a date; None where it is none, or leaves the calendar.

    ``+7d -2w +1m +1q +1y`` count from today, ``++7d --2w`` from ``current``; a month that is too
    short ends on its last day. ``mon`` is the next Monday after today, ``next mon`` and 下周一 the
    one of the week after this one, 周一 the one of this week. ``eow eom eoq eoy`` (月底, 年底) are
    the ends of the current week (Sunday), month, quarter and year. ``12-09`` is that day in the
    year in which it is nearest to today.
    """
    text = unicodedata.normalize("NFKC", text).strip().casefold()
    try:
        if text in _DAYS:
            return today + timedelta(days=_DAYS[text])
        if match := _STEP.fullmatch(text):
            return _step(match, today, current)
        if match := _MONTH_DAY.fullmatch(text):
            return _nearest(int(match["m"]), int(match["d"]), today)
        return _weekday(text, today) or _end(text, today)
    except (ValueError, OverflowError):
        return None


def _step(match: re.Match[str], today: date, current: date | None) -> date | None:
    base = current if len(match["base"]) == 2 else today
    if base is None:
        return None
    count = int(match["count"]) * (1 if match["base"][0] == "+" else -1)
    unit = match["unit"]
    if unit in _UNIT_DAYS:
        return base + timedelta(days=count * _UNIT_DAYS[unit])
    first = add_months(base.replace(day=1), count * _MONTHS[unit])
    return first.replace(day=min(base.day, calendar.monthrange(first.year, first.month)[1]))


def _nearest(month: int, day: int, today: date) -> date | None:
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    return min(candidates, key=lambda d: abs(d - today), default=None)


def _weekday(text: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if match := _CHINESE_WEEKDAY.fullmatch(text):
        place = "一二三四五六日".find(match["day"].replace("天", "日"))
        return monday + timedelta(days=7 * len(match["next"] or "") + place)
    if match := _WEEKDAY.fullmatch(text):
        place = _WEEKDAYS.index(match["day"])
        if match["next"]:
            return monday + timedelta(days=7 + place)
        return today + timedelta(days=(place - today.weekday() - 1) % 7 + 1)
    return None


def _end(text: str, today: date) -> date | None:
    first = today.replace(day=1)
    if text in ("eow", "周末", "本周末"):
        return today + timedelta(days=6 - today.weekday())
    if text in ("eom", "月底", "月末"):
        return add_months(first, 1) - timedelta(days=1)
    if text in ("eoq", "季末", "季度末"):
        return add_months(first.replace(month=first.month - (first.month - 1) % 3), 3) - timedelta(
            days=1
        )
    if text in ("eoy", "年底", "年末"):
        return date(today.year, 12, 31)
    return None
