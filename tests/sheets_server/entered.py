"""What a typed text becomes (USER_ENTERED): number, date, time, boolean, formula or text."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from .cell import Cell, Formula, Value
from .errors import invalid
from .locales import Locale, locale_of
from .payload import NestedValueError

EPOCH = date(1899, 12, 30)
MAX_CHARACTERS = 50_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:[.,]\d+)?))?(?:\s*([AaPp])[Mm])?"

Parsed = tuple[Value, dict[str, str] | None]


def write(cell: Cell, given: Any, *, option: str, locale: str) -> Cell:
    """The cell after `given` (JSON) was written to it with a valueInputOption."""
    if isinstance(given, dict | list):
        raise NestedValueError(given)
    if isinstance(given, str) and len(given) > MAX_CHARACTERS:
        raise invalid(
            f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a "
            "single cell."
        )
    if given == "":
        return _holding(cell, None)
    if not isinstance(given, str) or option == "RAW" or cell.number_format.get("type") == "TEXT":
        return _holding(cell, given)
    value, number_format = typed(given, locale_of(locale))
    if number_format is None or cell.number_format.get("type") == number_format["type"]:
        return _holding(cell, value)
    return replace(cell, value=value, format={**(cell.format or {}), "numberFormat": number_format})


def _holding(cell: Cell, value: Value) -> Cell:
    """The cell with another value; `replace` takes five times as long."""
    return Cell(value, cell.format, cell.note, cell.validation)


def typed(text: str, locale: Locale) -> Parsed:
    """The value of a typed text and the number format it brings along."""
    if text.startswith("'"):
        return text[1:], None
    if text.startswith("=") and len(text) > 1:
        return Formula(text), None
    stripped = text.strip()
    if stripped.upper() in ("TRUE", "FALSE"):
        return stripped.upper() == "TRUE", None
    for read in (_number, _date, _time):
        found = read(stripped, locale)
        if found is not None:
            return found
    return text, None


def _number(text: str, locale: Locale) -> Parsed | None:
    decimal, group = re.escape(locale.decimal), re.escape(locale.group)
    match = re.fullmatch(
        rf"(?P<open>\()?(?P<sign>[-+])?\s*(?P<front>[$€£])?\s*(?P<sign2>[-+])?"
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d*)(?:{decimal}(?P<part>\d*))?"
        rf"(?P<power>[eE][-+]?\d+)?\s*(?P<end>[%$€£])?(?P<close>\))?",
        text,
    )
    if match is None or not (match["whole"] or match["part"]):
        return None
    if bool(match["open"]) != bool(match["close"]):
        return None
    whole = re.sub(r"\D", "", match["whole"])
    number = float(f"{whole or 0}.{match['part'] or 0}{match['power'] or ''}")
    if match["open"] or "-" in (match["sign"], match["sign2"]):
        number = -number
    places = "." + "0" * 2 if match["part"] else ""
    if match["end"] == "%":
        return plain(round(number / 100, 15)), {"type": "PERCENT", "pattern": f"0{places}%"}
    sign = match["front"] or match["end"]
    if sign:
        pattern = locale.currency_pattern.replace(locale.currency, sign)
        return plain(number), {"type": "CURRENCY", "pattern": _short(pattern, match["part"])}
    if match["power"]:
        return plain(number), {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if len(match["whole"]) != len(whole):
        return plain(number), {"type": "NUMBER", "pattern": f"#,##0{places}"}
    return plain(number), None


def _short(pattern: str, part: str | None) -> str:
    return pattern if part else pattern.replace(".00", "")


def plain(number: float) -> int | float:
    """Whole numbers as int, as the service writes them."""
    return int(number) if number == int(number) and abs(number) < 1e15 else number


def _date(text: str, locale: Locale) -> Parsed | None:
    day_part, clock = text, None
    if match := re.fullmatch(rf"(.*\S)[ T]+({_TIME})", text):
        day_part, clock = match[1], match[2]
    found = _day(day_part, locale)
    if found is None:
        return None
    serial, pattern = found
    if clock is None:
        return serial, {"type": "DATE", "pattern": pattern}
    fraction = _fraction(clock)
    if fraction is None:
        return None
    pattern += " H:mm:ss" if clock.count(":") > 1 else " H:mm"
    return plain(serial + fraction), {"type": "DATE_TIME", "pattern": pattern}


def _day(text: str, locale: Locale) -> tuple[int, str] | None:
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return _serial(match[1], match[2], match[3], "yyyy-mm-dd")
    if match := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", text):
        first, second = match[1], match[3]
        if match[2] == "." and locale.order == "mdy":
            return None
        day, month = (second, first) if locale.order == "mdy" else (first, second)
        return _serial(match[4], month, day, locale.date)
    if match := re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", text):
        return _serial(match[3], _month(match[1]), match[2], "MMM d, yyyy")
    if match := re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})", text):
        return _serial(match[3], _month(match[2]), match[1], "d-mmm-yyyy")
    return None


def _month(name: str) -> str:
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else "0"


def _serial(year: str, month: str, day: str, pattern: str) -> tuple[int, str] | None:
    number = int(year) + (2000 if len(year) == 2 and int(year) < 50 else 0)
    number += 1900 if len(year) == 2 and number < 100 else 0
    try:
        return (date(number, int(month), int(day)) - EPOCH).days, pattern
    except ValueError:
        return None


def _time(text: str, locale: Locale) -> Parsed | None:
    fraction = _fraction(text)
    return None if fraction is None else (fraction, {"type": "TIME", "pattern": locale.time})


def _fraction(text: str) -> float | None:
    match = re.fullmatch(_TIME, text)
    if match is None:
        return None
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    seconds = float((match[3] or "0").replace(",", "."))
    span = timedelta(hours=hour, minutes=int(match[2]), seconds=seconds)
    return span / timedelta(days=1)
