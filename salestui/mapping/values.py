"""Cell text to values, and values back to what a cell holds. Nothing here guesses.

Used for cells that are not of their column's type, and for what users type into the grid.
"""

from __future__ import annotations

import math
import re
import unicodedata
from contextlib import suppress
from datetime import date

from adapters.contents import CellValue
from salestui.mapping.dates import date_readings, is_date_format, parse_date, parse_month
from salestui.mapping.layout import Column
from salestui.model.fields import FieldType

__all__ = [
    "date_readings", "is_blank_mark", "number_readings", "parse_date", "parse_flag", "parse_money",
    "parse_month", "parse_number", "parse_percent", "parse_year", "steady", "to_cell",
]  # fmt: skip

_CURRENCIES = "rmb|cny|usd|eur|gbp|hkd|us\\$|hk\\$|[¥$€£]|人民币"
_PREFIX = re.compile(rf"^(?:{_CURRENCIES})\s*", re.I)
_SUFFIX = re.compile(rf"\s*(?:{_CURRENCIES}|元整?)$", re.I)
_POINT = re.compile(
    r"""(?P<plain>\d+(?:\.\d*)?(?:e[+-]?\d{1,2})?|\.\d+)   # 1148, 11.48, 1.1e6
    |(?!0)\d{1,3}(?:[,'’\s]\d{3})+(?:\.\d+)?             # 1,148,000.50
    |\d{1,4}(?:,\d{4})+(?:\.\d+)?                        # 114,8000 by ten thousands
    |\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?                  # 11,48,000""",
    re.VERBOSE | re.I,
)
_COMMA = re.compile(
    r"""\d+(?:,\d+)?|,\d+                # 1148, 11,48
    |[1-9]\d{0,2}(?:[.'’\s]\d{3})+(?:,\d+)?   # 1.148.000,50""",
    re.VERBOSE,
)
_CERTAIN_COMMA = re.compile(r"\d{1,3}(?:[.\s]\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_GROUPING = re.compile(r"[,'’\s]")
_UNIT = re.compile(r"\s*(?P<unit>[十百千]?[万亿]|[百千]|万亿|k|m|mn|mio|million|bn|b)$", re.I)
_UNITS = {
    "十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
}  # fmt: skip
_BLANK = frozenset({"-", "--", "—", "——", "–", "/", "n/a", "na", "无", "暂无"})
_TRUE = frozenset({"yes", "y", "true", "t", "1", "是", "有", "对", "真", "✓", "✔", "√", "☑"})
_FALSE = frozenset({"no", "n", "false", "f", "0", "否", "无", "错", "假", "✗", "✘", "×", "☐"})
_LONGEST_FLAG = 4
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(
    r"(?:FY\s*'?)?(?P<number>(?:19|20)\d\d|(?<=FY)\s*'?\d\d)\s*(?:财年|年度?)?", re.I
)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()


def is_blank_mark(text: str) -> bool:
    """Whether people write it for "nothing": ``-``, ``n/a``, 无."""
    return _clean(text).casefold() in _BLANK


def parse_number(text: str, decimal_comma: bool | None = None) -> float | None:
    """Read a number: ``1,148``, ``(1,148)``, ``1,148-``, ``35万``, ``1.2m``, ``¥3千万``.

    Args:
        decimal_comma: whether the text's column is written as ``1.234,5``; where that is not
            known, ``1,234`` is 1234, ``1.234`` is 1.234 and ``12,5`` is none.

    Returns:
        The number in units, or None where the text is none (``35%`` is none either).
    """
    sign, scale, body = _parts(text)
    point, comma = _point(body), _comma(body)
    if decimal_comma is None:
        digits = point or (comma if _CERTAIN_COMMA.fullmatch(body) else None)
    else:
        digits = (comma or point) if decimal_comma else (point or comma)
    return _product(sign, scale, digits)


def number_readings(text: str) -> tuple[float | None, float | None]:
    """The number with a decimal point, and the one with a decimal comma; None where it is none.

    ``1.234`` is 1.234 or 1234, ``12,5`` only 12.5, ``1,234.5`` only 1234.5, ``900`` both times 900.
    """
    sign, scale, body = _parts(text)
    return _product(sign, scale, _point(body)), _product(sign, scale, _comma(body))


def _parts(text: str) -> tuple[float, float, str]:
    """Sign, scale and the bare number of a text."""
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
    if unit := _UNIT.search(text):
        return sign, _scale(unit["unit"].lower()), text[: unit.start()]
    return sign, 1.0, text


def _point(body: str) -> str | None:
    """The digits of a number with a decimal point."""
    match = _POINT.fullmatch(body)
    if match is None:
        return None
    return body if match["plain"] else _GROUPING.sub("", body)


def _comma(body: str) -> str | None:
    """The digits of a number with a decimal comma."""
    if _COMMA.fullmatch(body) is None:
        return None
    return re.sub(r"[.'’\s]", "", body).replace(",", ".")


def _product(sign: float, scale: float, digits: str | None) -> float | None:
    number = math.inf if digits is None else float(digits) * scale
    return sign * steady(number) if math.isfinite(number) else None


def _bare(text: str) -> str:
    """Without one currency name or sign before it and one after it."""
    return _SUFFIX.sub("", _PREFIX.sub("", text.strip(), count=1), count=1).strip()


def _scale(unit: str) -> float:
    if unit.isascii():
        return _UNITS[unit]
    scale = 1.0
    for character in unit:
        scale *= _UNITS[character]
    return scale


def parse_money(text: str, scale: float = 1.0, decimal_comma: bool | None = None) -> float | None:
    """Read an amount in units of currency.

    Args:
        scale: the unit of the column (10000 for 万元), for numbers that name none themselves.
        decimal_comma: see ``parse_number``.
    """
    number = parse_number(text, decimal_comma)
    if number is None or scale == 1.0 or _names_unit(text):
        return number
    return steady(number * scale)


def _names_unit(text: str) -> bool:
    bare = _bare(_clean(text).strip("()"))
    return _UNIT.search(bare) is not None or _clean(text).endswith(("元", "元)"))


def parse_percent(text: str, scale: float = 1.0, decimal_comma: bool | None = None) -> float | None:
    """Read a fraction: ``35%`` -> 0.35, ``7成`` -> 0.7, ``9折`` and ``85折`` -> 0.1 and 0.15 off.

    Args:
        scale: what a number without a percent sign is multiplied with.
        decimal_comma: see ``parse_number``.
    """
    text = _clean(text)
    if text.endswith("折"):
        return _taken_off(parse_number(text[:-1].removeprefix("打")))
    for sign, share in (("%", 0.01), ("成", 0.1)):
        if text.endswith(sign):
            number = parse_number(text[:-1], decimal_comma)
            return None if number is None else steady(number * share)
    number = parse_number(text, decimal_comma)
    return None if number is None else steady(number * scale)


def _taken_off(paid: float | None) -> float | None:
    """What ``折`` takes off: it names what is left to pay, in tenths, else in hundredths."""
    if paid is None or not 0 < paid <= 100:
        return None
    return steady(1 - paid / (10 if paid <= 10 else 100))


def parse_flag(text: str) -> bool | None:
    """Read yes or no, in either language, as a tick, or as 已签 (done) and 未签 (not yet)."""
    text = _clean(text).casefold()
    if len(text) <= _LONGEST_FLAG and text[:1] in ("已", "未"):
        return text[0] == "已"
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
    as ``int``; text stays text, but a day where the column shows days, which are read as text such
    as ``2026-01-01``; yes and no come in the column's own words.
    """
    if isinstance(value, bool) and any(column.words):
        word = column.words[not value]
        return int(word) if word in ("0", "1") else word
    if isinstance(value, str) and _DAY.fullmatch(value) and is_date_format(column.number_format):
        with suppress(ValueError):  # no such day
            return date.fromisoformat(value)
    if value is None or isinstance(value, bool | str | date):
        return value
    number = value
    if column.type is FieldType.PERCENT:
        number = value / column.percent_scale
    elif column.scale != 1.0:
        number = value / column.scale
    number = steady(number)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
