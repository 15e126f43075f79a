"""Which deals a figure is about: the focus, the period and the as-of day as expressions."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import polars as pl

from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

WON = pl.col("status") == "won"
LOST = pl.col("status") == "lost"
OPEN = pl.col("status") == "open"
CLOSED = WON | LOST


def in_focus(facts: Frame, focus: Focus) -> Frame:
    """The deals of the focus. A stage is meant by its code or by the workbook's own name."""
    for dimension, value in focus.terms:
        chosen = pl.col(dimension) == value
        if dimension == "stage":
            chosen |= pl.col("stage_code") == value
        facts = facts.filter(chosen)
    return facts


def within(column: str, period: Period) -> pl.Expr:
    """Whether a date lies in the period. No date does; all time takes every row that has one."""
    if period.kind is PeriodKind.ALL:
        return pl.col(column).is_not_null()
    return pl.col(column).is_between(period.start, period.end)


def closed_to_date(period: Period, as_of: date) -> pl.Expr:
    """Whether a deal was won or lost in the period, up to and including ``as_of``.

    All time includes closed deals whose date is missing: they are part of the book's whole.
    """
    if period.kind is PeriodKind.ALL:
        return CLOSED & (pl.col("closed").is_null() | (pl.col("closed") <= as_of))
    return CLOSED & pl.col("closed").is_between(period.start, min(period.end, as_of))
