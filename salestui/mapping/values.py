"""Cell text to values, and values back to what a cell holds. Nothing here guesses.

Used for cells that are not of their column's type, and for what users type into the grid.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date

from adapters.protocol import CellValue
from salestui.mapping.dates import date_readings, parse_date
from salestui.mapping.layout import Column
from salestui.model.fields import FieldType

__all__ = [
    "date_readings", "is_blank_mark", "parse_date", "parse_flag", "parse_money", "parse_number",
    "parse_percent", "parse_year", "steady", "to_cell",
]  # fmt: skip

_CURRENCIES = "rmb|cny|usd|eur|gbp|hkd|us\\$|hk\\$|[¥$€£]|人民币"
_PREFIX = re.compile(rf"^(?:{_CURRENCIES})\s*", re.I)
_SUFFIX = re.compile(rf"\s*(?:{_CURRENCIES}|元整?)$", re.I)
_NUMBER = re.compile(
    r"""(?P<plain>\d+(?:\.\d*)?(?:e[+-]?\d{1,2})?|\.\d+)   # 1148, 11.48, 1.1e6
    |(?P<grouped>\d{1,3}(?:[,'’\s]\d{3})+(?:\.\d+)?      # 1,148,000.50
        |\d{1,4}(?:,\d{4})+(?:\.\d+)?                    # 114,8000 by ten thousands
        |\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?)              # 11,48,000
    |(?P<dotted>\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})  # 1.148.000,50""",
    re.VERBOSE | re.I,
)
_UNIT = re.compile(r"\s*(?P<unit>[十百千]?[万亿]|[百千]|万亿|k|m|mn|mio|million|bn|b)$", re.I)
_UNITS = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
}  # fmt: skip
_BLANK = frozenset({"-", "--", "—", "——", "–", "/", "n/a", "na", "无", "暂无"})
_TRUE = frozenset({"yes", "y", "true", "t", "1", "是", "有", "对", "真", "✓", "✔", "√", "☑"})
_FALSE = frozenset({"no", "n", "false", "f", "0", "否", "无", "错", "假", "✗", "✘", "×", "☐"})
_YEAR = re.compile(
    r"(?:FY\s*'?)?(?P<number>(?:19|20)\d\d|(?<=FY)\s*'?\d\d)\s*(?:财年|年度?)?", re.I
)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def is_blank_mark(text: str) -> bool:
    """Whether people write it for "nothing": ``-``, ``n/a``, 无."""
    return _clean(text).casefold() in _BLANK


def parse_number(text: str) -> float | None:
    """Read a number: ``1,148``, ``(1,148)``, ``1,148-``, ``35万``, ``1.2m``, ``¥3千万``.

    Returns:
        The number in units, or None where the text is none (``35%`` is none either).
    """
    text = _clean(text)
    sign = 1.0
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1.0, text[1:-1].strip()
    text = _bare(text)
    if text[:1] in ("-", "+") or text[-1:] == "-":
        sign *= -1.0 if "-" in (text[:1], text[-1:]) else 1.0
        text = _bare(text[1:] if text[:1] in ("-", "+") else text[:-1])
    elif text.startswith("(") and text.endswith(")"):  # $(1,148)
        sign, text = -sign, _bare(text[1:-1])
    scale = 1.0
    if unit := _UNIT.search(text):
        scale, text = _product(unit["unit"].lower()), text[: unit.start()]
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number = float(_digits(match)) * scale
    return sign * steady(number) if math.isfinite(number) else None


def _bare(text: str) -> str:
    """Without one currency name or sign before it and one after it."""
    return _SUFFIX.sub("", _PREFIX.sub("", text.strip(), count=1), count=1).strip()


def _product(unit: str) -> float:
    if unit.isascii():
        return _UNITS[unit]
    scale = 1.0
    for character in unit:
        scale *= _UNITS[character]
    return scale


def _digits(match: re.Match[str]) -> str:
    if match["grouped"]:
        return re.sub(r"[,'’\s]", "", match["grouped"])
    if match["dotted"]:
        return match["dotted"].replace(".", "").replace(",", ".")
    return match["plain"]


def parse_money(text: str, scale: float = 1.0) -> float | None:
    """Read an amount in units of currency.

    Args:
        scale: the unit of the column (10000 for 万元), for numbers that name none themselves.
    """
    number = parse_number(text)
    if number is None or scale == 1.0 or _names_unit(text):
        return number
    return steady(number * scale)


def _names_unit(text: str) -> bool:
    bare = _bare(_clean(text).strip("()"))
    return _UNIT.search(bare) is not None or _clean(text).endswith(("元", "元)"))


def parse_percent(text: str, scale: float = 1.0) -> float | None:
    """Read a fraction: ``35%`` -> 0.35, ``7成`` -> 0.7.

    Args:
        scale: what a number without a percent sign is multiplied with.
    """
    text = _clean(text)
    for sign, share in (("%", 0.01), ("成", 0.1)):
        if text.endswith(sign):
            number = parse_number(text[:-1])
            return None if number is None else steady(number * share)
    number = parse_number(text)
    return None if number is None else steady(number * scale)


def parse_flag(text: str) -> bool | None:
    """Read yes or no, in either language or as a tick."""
    text = _clean(text).casefold()
    return True if text in _TRUE else False if text in _FALSE else None


def parse_year(text: str) -> int | None:
    """Read ``2026``, ``2026年``, ``FY26``."""
    match = _YEAR.fullmatch(_clean(text))
    if match is None:
        return None
    number = int(match["number"].strip(" '"))
    return number + 2000 if number < 100 else number


def steady(number: float) -> float:
    """A number without the noise of binary fractions beyond 15 digits, as Excel stores it."""
    return float(f"{number:.15g}")


def to_cell(column: Column, value: str | float | bool | date | None) -> CellValue:
    """A value as the column's cells hold it: the inverse of what ``interpret`` does.

    Money is divided by the column's scale, percentages by its percent scale; whole numbers come
    as ``int``; text stays text.
    """
    if value is None or isinstance(value, bool | str | date):
        return value
    number = value
    if column.type is FieldType.PERCENT:
        number = value / column.percent_scale
    elif column.scale != 1.0:
        number = value / column.scale
    number = steady(number)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
