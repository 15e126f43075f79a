"""Values as cell XML, exactly as Excel means them, and back for the check after writing."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time

from adapters.addresses import column_letters
from adapters.contents import CellValue
from adapters.errors import N_, Refused
from adapters.excel.ooxml.markup import Element, escape

MAX_TEXT = 32_767
_ESCAPE_LOOKALIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_UNREPRESENTABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATE = re.compile("[\ud800-\udfff]")
_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FICTIONAL_LEAP_DAY = 60  # Excel's 1900-02-29: the days before it count from one day later
_SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, slots=True)
class NewCell:
    """What a cell is to hold: a value, or a formula as stored (without ``=``).

    ``style`` None keeps the format the cell has. ``array`` marks a formula entered as an array for
    this one cell; ``metadata`` is then its ``cm`` index.
    """

    value: CellValue = None
    formula: str | None = None
    style: int | None = None
    array: bool = False
    metadata: str = ""


def checked(value: CellValue, from_1904: bool) -> CellValue:
    """The value if Excel can hold it; an empty text is no value.

    Raises:
        Refused: too long, not a number, outside the calendar, or not valid text.
    """
    if isinstance(value, str):
        return _checked_text(value) or None
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        if len(str(abs(value)).rstrip("0")) > 15 or abs(value) >= 10**308:
            raise Refused(
                N_("A number of more than 15 digits would lose digits in Excel."),
                hint=N_("Enter it as text."),
            )
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise Refused(N_("Excel cannot hold a number that is infinite or undefined."))
    elif isinstance(value, (date, time)):
        serial(value, from_1904)
    else:
        raise Refused(
            N_("A cell cannot hold a value of the kind {kind}."), kind=type(value).__name__
        )
    return value


def _checked_text(text: str) -> str:
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > MAX_TEXT:
        raise Refused(
            N_("The text is longer than the {limit} characters a cell can hold."),
            limit=MAX_TEXT,
            hint=N_("Shorten it."),
        )
    if _SURROGATE.search(text):
        raise Refused(N_("The text holds a character that is not valid and cannot be stored."))
    return text


def serial(value: date | datetime | time, from_1904: bool) -> float | int:
    """The value as Excel counts it: whole days, and a fraction for the time of day.

    Raises:
        Refused: before the workbook's first day, or with a time zone.
    """
    if isinstance(value, (datetime, time)) and value.tzinfo is not None:
        raise Refused(N_("A cell cannot hold a time with a time zone."))
    days = 0
    if not isinstance(value, time):
        day = value.date() if isinstance(value, datetime) else value
        days = (day - (_EPOCH_1904 if from_1904 else _EPOCH_1900)).days
        if not from_1904 and days <= _FICTIONAL_LEAP_DAY:
            days -= 1
        if days < (0 if from_1904 else 1):
            year = 1904 if from_1904 else 1900
            raise Refused(N_("This workbook cannot hold dates before {year}."), year=year)
    if not isinstance(value, (datetime, time)):
        return days
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return days + seconds / _SECONDS_PER_DAY


def encoded_text(text: str) -> str:
    """The text as XML element content, with what XML cannot hold as ``_xHHHH_``."""
    safe = _ESCAPE_LOOKALIKE.sub("_x005F_", text)
    safe = _UNREPRESENTABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", safe)
    return escape(safe)


def decoded_text(text: str) -> str:
    """Undo the ``_xHHHH_`` escapes of stored text."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def text_xml(prefix: bytes, text: str) -> bytes:
    """The ``<t>`` element that holds a text."""
    content = encoded_text(text)
    keep = b' xml:space="preserve"' if content != " ".join(content.split()) else b""
    return b"<%bt%b>%b</%bt>" % (prefix, keep, content.encode(), prefix)


def cell_xml(
    prefix: bytes,
    row: int,
    column: int,
    cell: NewCell,
    from_1904: bool,
    *,
    number: int | None = None,
) -> bytes:
    """The ``<c>`` element, a formula without its result.

    ``number`` is the place of its text in the workbook's list, None for a text of its own.
    """
    p = prefix.decode()
    reference = f"{column_letters(column)}{row}"
    start = f'<{p}c r="{reference}"' + (f' s="{cell.style}"' if cell.style else "")
    if cell.formula is not None:
        kind = f' t="array" ref="{reference}"' if cell.array else ""
        start += f' cm="{escape(cell.metadata)}"' if cell.metadata else ""
        text = f"{start}><{p}f{kind}>{escape(cell.formula)}</{p}f></{p}c>"
    elif cell.value is None:
        text = start + "/>"
    elif number is not None:
        text = f'{start} t="s"><{p}v>{number}</{p}v></{p}c>'
    elif isinstance(cell.value, str):
        content = text_xml(prefix, cell.value).decode()
        text = f'{start} t="inlineStr"><{p}is>{content}</{p}is></{p}c>'
    elif isinstance(cell.value, bool):
        text = f'{start} t="b"><{p}v>{int(cell.value)}</{p}v></{p}c>'
    else:
        text = f"{start}><{p}v>{number_text(_number(cell.value, from_1904))}</{p}v></{p}c>"
    return text.encode()


def _number(value: float | date | time, from_1904: bool) -> float:
    return serial(value, from_1904) if isinstance(value, (date, time)) else value


def number_text(value: float) -> str:
    """The shortest text that is read back as this number."""
    whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
    return str(int(value)) if whole else repr(value)


def holds(element: Element, cell: NewCell, from_1904: bool, number: int | None = None) -> bool:
    """Whether a cell element, read back, holds what was meant; ``number`` as in ``cell_xml``."""
    formula, value, text = element.find("f"), element.find("v"), element.find("is")
    if cell.formula is not None:
        return formula is not None and formula.text == cell.formula and value is None
    if formula is not None:
        return False
    if cell.value is None:
        return value is None and text is None
    if number is not None:
        return element.attributes.get("t") == "s" and stored_number(value) == number
    if isinstance(cell.value, str):
        stored = text.find("t") if text else None
        return stored is not None and decoded_text(stored.text) == cell.value
    kind = "b" if isinstance(cell.value, bool) else "n"
    same = stored_number(value) == _number(cell.value, from_1904)
    return same and element.attributes.get("t", "n") == kind


def stored_number(value: Element | None) -> float | None:
    """The number a ``<v>`` element holds, None without one."""
    try:
        return None if value is None else float(value.text)
    except ValueError:
        return None
