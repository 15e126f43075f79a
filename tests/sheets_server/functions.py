"""The functions formulas may call; arguments are values or lists of them (ranges)."""

import math
from collections.abc import Callable
from typing import Any

from .cell import CellError

DIV0 = CellError("#DIV/0!", "Function DIVIDE parameter 2 cannot be zero.")
VALUE = CellError("#VALUE!")
NAME = CellError("#NAME?")
REF = CellError("#REF!")
ERROR = CellError("#ERROR!", "Formula parse error.")
NA = CellError("#N/A")


class Failed(Exception):
    """A computation that ends in an error value."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.kind)
        self.error = error


def number(value: Any) -> float:
    """The value as a number; text that is none fails."""
    if isinstance(value, list):
        value = value[0] if len(value) == 1 else Failed
    if isinstance(value, CellError):
        raise Failed(value)
    if value is None:
        return 0
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            raise Failed(VALUE) from None
    if isinstance(value, bool | int | float):
        return value
    raise Failed(VALUE)


def text(value: Any) -> str:
    if isinstance(value, CellError):
        raise Failed(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _flat(arguments: list[Any]) -> list[Any]:
    values: list[Any] = []
    for argument in arguments:
        values.extend(argument if isinstance(argument, list) else [argument])
    for value in values:
        if isinstance(value, CellError):
            raise Failed(value)
    return values


def _numbers(arguments: list[Any]) -> list[float]:
    """Numbers of ranges; single arguments are taken as numbers."""
    found: list[float] = []
    for argument in arguments:
        if isinstance(argument, list):
            cells = _flat([argument])
            found.extend(v for v in cells if isinstance(v, int | float) and not isinstance(v, bool))
        else:
            found.append(number(argument))
    return found


def _average(arguments: list[Any]) -> float:
    numbers = _numbers(arguments)
    if not numbers:
        raise Failed(DIV0)
    return math.fsum(numbers) / len(numbers)


def _round(arguments: list[Any]) -> float:
    places = int(number(arguments[1])) if len(arguments) > 1 else 0
    scaled = abs(number(arguments[0])) * 10**places
    return math.copysign(math.floor(scaled + 0.5) / 10**places, number(arguments[0]))


FUNCTIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": lambda a: math.fsum(_numbers(a)),
    "AVERAGE": _average,
    "MIN": lambda a: min(_numbers(a), default=0),
    "MAX": lambda a: max(_numbers(a), default=0),
    "COUNT": lambda a: len(_numbers([v if isinstance(v, list) else [v] for v in a])),
    "COUNTA": lambda a: sum(v is not None for v in _flat(a)),
    "ROUND": _round,
    "ABS": lambda a: abs(number(a[0])),
    "LEN": lambda a: len(text(a[0])),
    "UPPER": lambda a: text(a[0]).upper(),
    "LOWER": lambda a: text(a[0]).lower(),
    "TRIM": lambda a: " ".join(text(a[0]).split()),
    "CONCATENATE": lambda a: "".join(text(v) for v in _flat(a)),
    "CONCAT": lambda a: "".join(text(v) for v in _flat(a)),
    "HYPERLINK": lambda a: text(a[-1]),
    "AND": lambda a: all(_flat(a)),
    "OR": lambda a: any(_flat(a)),
    "NOT": lambda a: not a[0],
    "TRUE": lambda a: True,
    "FALSE": lambda a: False,
}
