"""Single cells: values as the service takes and gives them, and what it shows dates as."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from adapters.contents import CellValue
from adapters.errors import N_, Refused
from adapters.excel.ooxml.formats import is_date_code
from adapters.google.pulled import Json

MAX_CHARACTERS = 50_000
_DAY_ZERO = datetime(1899, 12, 30)
_DAY = timedelta(days=1)
_WHOLE = 1e15
_DIGITS = 13
"""Significant digits that are compared: the service may round the last ones."""


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What the service shows a number as: its kind, such as ``DATE``, and a pattern."""

    type: str
    pattern: str

    def as_json(self) -> dict[str, str]:
        """As it stands in a request."""
        return {"type": self.type, "pattern": self.pattern}


def stored(value: CellValue, where: str) -> Json:
    """The value as the service keeps it: dates as serial numbers, no empty text.

    Raises:
        Refused: it has no place in a cell.
    """
    match value:
        case None | "":
            return None
        case bool():
            return value
        case int() | float():
            if not math.isfinite(value):
                raise Refused(N_("This is no number that a cell can hold."), where=where)
            # Whole numbers as the service gives them back.
            return int(value) if value == int(value) and abs(value) < _WHOLE else value
        case str():
            return _text(value, where)
        case _:
            return serial(value)


def _text(value: str, where: str) -> str:
    # The service counts as JavaScript does: two for a character beyond the first 65,536.
    if len(value.encode("utf-16-le", "surrogatepass")) // 2 > MAX_CHARACTERS:
        raise Refused(
            N_("The text is too long: Google allows 50,000 characters in a cell."),
            N_("Nothing was written. Shorten the text."),
            where=where,
        )
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Refused(N_("The text holds half a character, which no cell can."), where=where)
    return value


def serial(value: date | datetime | time) -> float:
    """Days since 30 December 1899, the time of day as their fraction."""
    if isinstance(value, time):
        moment = datetime.combine(_DAY_ZERO, value.replace(tzinfo=None))
    elif isinstance(value, datetime):
        moment = value.replace(tzinfo=None)
    else:
        moment = datetime(value.year, value.month, value.day)
    days = (moment - _DAY_ZERO) / _DAY
    return int(days) if days == int(days) else days


def date_format(value: CellValue, column_format: str) -> NumberFormat | None:
    """What a date is to be shown as: as its column does, else by itself; None for no date."""
    if not isinstance(value, date | time):
        return None
    timed = isinstance(value, datetime)
    kind = "TIME" if isinstance(value, time) else "DATE_TIME" if timed else "DATE"
    if is_date_code(column_format):
        return NumberFormat(kind, column_format)
    return NumberFormat(kind, {"TIME": "hh:mm", "DATE": "yyyy-mm-dd"}.get(kind, _MOMENT))


_MOMENT = "yyyy-mm-dd hh:mm:ss"


def typed(value: Json) -> dict[str, Json]:
    """An ``ExtendedValue``, which the service never parses; an empty one empties the cell."""
    match value:
        case None:
            return {}
        case bool():
            return {"boolValue": value}
        case str():
            return {"stringValue": value}
        case _:
            return {"numberValue": value}


Norm = tuple[str, str | float | bool] | None


def norm(value: Json) -> Norm:
    """What two equal cells have in common, whatever the service rounded."""
    match value:
        case None | "":
            return None
        case bool():
            return "bool", value
        case str():
            return "text", value.replace("\r\n", "\n")
        case _:
            return "number", float(f"{value:.{_DIGITS}g}")


def same(one: Json, other: Json) -> bool:
    """Whether two cells hold the same."""
    return norm(one) == norm(other)
