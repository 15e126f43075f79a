"""How values are shown: general numbers, number patterns, dates, in the spreadsheet's locale."""

import math
import re
from datetime import datetime, timedelta
from typing import Any

from .cell import Cell, CellError
from .entered import EPOCH, plain
from .locales import Locale, locale_of

Result = None | bool | int | float | str | CellError
_DATES = {"DATE", "TIME", "DATE_TIME"}
_DATE_TOKEN = re.compile(r"yyyy|yy|m{1,5}|d{1,4}|h{1,2}|s{1,2}|am/pm|\"[^\"]*\"|\\.|.", re.I)


def render(cell: Cell, result: Result, *, option: str, dates: str, locale: str) -> Any:
    """JSON for a cell, by valueRenderOption and dateTimeRenderOption; "" for an empty one."""
    if result is None:
        return ""
    if isinstance(result, str):
        return result
    if option == "FORMATTED_VALUE":
        return formatted(result, cell.number_format, locale)
    if isinstance(result, CellError):
        return result.kind
    is_number = isinstance(result, int | float) and not isinstance(result, bool)
    if is_number and dates == "FORMATTED_STRING" and cell.number_format.get("type") in _DATES:
        return formatted(result, cell.number_format, locale)
    return plain(float(result)) if isinstance(result, float) else result


def formatted(result: Result, number_format: dict[str, str], locale_name: str) -> str:
    """The text a person sees."""
    locale = locale_of(locale_name)
    if result is None:
        return ""
    if isinstance(result, bool):
        return "TRUE" if result else "FALSE"
    if isinstance(result, CellError):
        return result.kind
    if isinstance(result, str):
        return result
    pattern = number_format.get("pattern") or _default(number_format.get("type"), locale)
    if not pattern or number_format.get("type") == "TEXT":
        return general(result, locale)
    if number_format.get("type") in _DATES:
        return _dated(float(result), pattern)
    return _patterned(float(result), pattern, locale)


def _default(kind: str | None, locale: Locale) -> str:
    return {
        "NUMBER": "#,##0.00",
        "PERCENT": "0.00%",
        "CURRENCY": locale.currency_pattern,
        "DATE": locale.date,
        "TIME": locale.time,
        "DATE_TIME": f"{locale.date} H:mm:ss",
        "SCIENTIFIC": "0.00E+00",
    }.get(kind or "", "")


def general(number: float, locale: Locale) -> str:
    """A number without a format: up to ten digits after the point, no grouping."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    if abs(number) >= 1e15 or abs(number) < 1e-9:
        mantissa, power = f"{number:.9E}".split("E")
        text = f"{mantissa.rstrip('0').rstrip('.')}E{int(power):+03d}"
    else:
        digits = 10 if abs(number) < 1 else max(0, 10 - len(str(int(abs(number)))))
        text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return text.replace(".", locale.decimal)


def _dated(serial: float, pattern: str) -> str:
    start = datetime(EPOCH.year, EPOCH.month, EPOCH.day)
    moment = start + timedelta(seconds=round(serial * 86400))
    tokens = _DATE_TOKEN.findall(pattern)
    twelve = any(token.lower() == "am/pm" for token in tokens)
    shown, after_hour = "", False
    for index, token in enumerate(tokens):
        low = token.lower()
        before_seconds = any(t.lower() in ("s", "ss") for t in tokens[index + 1 : index + 3])
        minutes = low in ("m", "mm") and (after_hour or before_seconds)
        shown += _date_token(moment, token, twelve=twelve, minutes=minutes)
        if low[0].isalpha():
            after_hour = low in ("h", "hh")
    return shown


def _date_token(moment: datetime, token: str, *, twelve: bool, minutes: bool) -> str:
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    minute = moment.minute if minutes else moment.month
    known = {
        "yyyy": f"{moment.year:04d}",
        "yy": f"{moment.year % 100:02d}",
        "m": str(minute),
        "mm": f"{minute:02d}",
        "mmm": f"{moment:%b}",
        "mmmm": f"{moment:%B}",
        "d": str(moment.day),
        "dd": f"{moment.day:02d}",
        "ddd": f"{moment:%a}",
        "dddd": f"{moment:%A}",
        "h": str(hour),
        "hh": f"{hour:02d}",
        "s": str(moment.second),
        "ss": f"{moment.second:02d}",
        "am/pm": "PM" if moment.hour >= 12 else "AM",
    }
    return known.get(token.lower(), token.strip('"').removeprefix("\\"))


def _patterned(number: float, pattern: str, locale: Locale) -> str:
    sections = pattern.split(";")
    negative = number < 0
    if negative and len(sections) > 1:
        section, number, negative = sections[1], -number, False
    else:
        section = sections[2] if number == 0 and len(sections) > 2 else sections[0]
    section = re.sub(r"\[\$([^\]-]*)(?:-[^\]]*)?\]", lambda m: f'"{m[1]}"', section)
    section = re.sub(r"\[[^\]]*\]", "", section)
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return chr(0xE000 + len(literals) - 1)

    section = re.sub(r'"([^"]*)"|\\(.)', keep, section)
    match = re.search(r"[#0?][#0?,]*(?:\.[#0?]*)?(?:[eE]\+0+)?", section)
    body = section
    if match:
        scaled = number * 100 if "%" in section else number
        digits = _digits(abs(scaled), match[0], locale)
        body = section[: match.start()] + digits + section[match.end() :]
    for index, literal in enumerate(literals):
        body = body.replace(chr(0xE000 + index), literal)
    return ("-" if negative else "") + body


def _digits(number: float, pattern: str, locale: Locale) -> str:
    mantissa, _, exponent = (
        re.split(r"([eE]\+)", pattern + "", maxsplit=1)
        if re.search(r"[eE]\+", pattern)
        else (pattern, "", "")
    )
    whole, _, part = mantissa.partition(".")
    if exponent:
        power = math.floor(math.log10(number)) if number else 0
        return f"{number / 10**power:.{len(part)}f}E{power:+0{len(exponent) + 1}d}".replace(
            ".", locale.decimal
        )
    text = f"{round(number + 1e-12 * number, len(part)):.{len(part)}f}"
    integer, _, decimals = text.partition(".")
    needed = part.rstrip("#")
    while len(decimals) > len(needed) and decimals.endswith("0"):
        decimals = decimals[:-1]
    integer = integer.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        integer = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", locale.group, integer)
    return integer + (locale.decimal + decimals if decimals else "")
