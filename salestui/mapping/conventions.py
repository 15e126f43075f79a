"""How a whole column is written: day or month first, decimal comma or point.

One value that can only be read in one way decides for its column. Where none does, or where two
contradict each other, nothing is decided and the values with two readings stay unread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl

from salestui.mapping.dates import date_readings, numeric_order
from salestui.mapping.values import number_readings


@dataclass(frozen=True, slots=True)
class Conventions:
    """What is known of a workbook before its cells are read.

    Attributes:
        day_first: how dates such as ``3/5/2026`` are meant where their column does not tell.
        from_1904: serial numbers of days count from 1904.
    """

    day_first: bool | None = None
    from_1904: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """What the values of a column say about their form, each by a value that says it.

    Attributes:
        first: it can only be read in the one way (day first; decimal comma).
        second: it can only be read in the other (month first; decimal point).
        doubtful: it can be read in both ways, with different outcomes.
    """

    first: str = ""
    second: str = ""
    doubtful: str = ""

    @property
    def decided(self) -> bool | None:
        """True for the first way, False for the second, None where nothing decides."""
        return None if bool(self.first) == bool(self.second) else bool(self.first)

    @property
    def contradicts(self) -> bool:
        """Whether values of both kinds stand in the column."""
        return bool(self.first and self.second)

    @property
    def example(self) -> str:
        """The value that decided."""
        return self.first or self.second


_BOTH = "both"
_Verdict = bool | str | None


def date_order(text: pl.Series) -> Survey:
    """Whether dates such as ``12-04-2018`` are written day first."""
    days = text.str.extract(r"^(\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{1,2}))(?:\D|$)").drop_nulls()
    return _survey(days.unique(maintain_order=True), _order)


def _order(text: str) -> _Verdict:
    readings = date_readings(text)
    if len(readings) > 1 and readings[0].year == readings[-1].year:
        return _BOTH
    return numeric_order(text)


def decimal_mark(text: pl.Series) -> Survey:
    """Whether numbers such as ``1.234`` are written with a decimal comma.

    Only the shape of a number matters, so one text of each shape is looked at.
    """
    shape = (
        pl.col("t")
        .str.replace_all(r"(^|\D)0([.,])", "${1}Z${2}")
        .str.replace_all(r"\d", "1")
        .alias("shape")
    )
    marked = text.alias("t").to_frame().filter(pl.col("t").str.contains(r"\d\s?[.,'’]?\d*[.,]\d"))
    texts = marked.unique("t", maintain_order=True).unique(shape, keep="first", maintain_order=True)
    return _survey(texts["t"], _mark)


def _mark(text: str) -> _Verdict:
    point, comma = number_readings(text.rstrip("%％成 "))
    if point is None or comma is None:
        return None if point == comma else point is None
    return None if point == comma else _BOTH


def _survey(texts: Iterable[str], judge: Callable[[str], _Verdict]) -> Survey:
    found: dict[_Verdict, str] = {}
    for text in texts:
        found.setdefault(judge(text), text)
    return Survey(found.get(True, ""), found.get(False, ""), found.get(_BOTH, ""))
