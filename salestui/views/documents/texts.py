"""The values of a document as texts, for formats that are read and not computed with."""

from __future__ import annotations

from datetime import date

from salestui.views.documents.document import Cell, Column, Derived, Form, Operation, Table, Total
from salestui.views.formats import Style, not_available

_BLOCKS = "▁▂▃▄▅▆▇█"
_NUMBERS = frozenset(Form) - {Form.TEXT, Form.DAY, Form.TREND}


def is_number(form: Form) -> bool:
    """Whether values of the form stand at the right, and have a total where they have one."""
    return form in _NUMBERS


def value_text(value: Cell, form: Form, style: Style) -> str:
    """A value as read: money in full, null as ``n/a`` where a number is expected."""
    match value:
        case None:
            return not_available() if form in _NUMBERS else ""
        case tuple():
            return sparkline(value)
        case str():
            return value
        case date():
            return style.day(value)
        case _:
            return _number(float(value), form, style)


def _number(value: float, form: Form, style: Style) -> str:
    match form:
        case Form.MONEY | Form.MONEY_PER_DAY:
            return style.exact_money(round(value))
        case Form.SHARE:
            return style.percent(value)
        case Form.RATIO:
            return style.ratio(value)
        case Form.POINTS:
            return f"{value:,.1f}"
        case Form.DAYS:
            return style.days(value)
        case _:
            return style.count(value)


def figure_text(value: float | None, form: Form, style: Style) -> str:
    """A figure's value, compact: a page of figures is compared at a glance."""
    if value is not None and form is Form.MONEY:
        return style.money(value)
    return value_text(value, form, style)


def sparkline(trend: tuple[float | None, ...]) -> str:
    """A row of bars from the smallest to the largest value; a blank where nothing is known."""
    known = [v for v in trend if v is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    top = len(_BLOCKS) - 1
    return "".join(" " if v is None else _BLOCKS[round((v - low) / span * top)] for v in trend)


def totals(table: Table) -> tuple[Cell, ...] | None:
    """The last line of a table; None where no column adds up, or where rows are left out.

    A derived column's total follows from the totals of its two columns, unless it is a sum itself.
    """
    if table.left_out or len(table.rows) < 2:
        return None
    if not any(column.total is Total.SUM for column in table.columns):
        return None
    sums = {c.name: _sum(table, c) for c in table.columns if c.total is Total.SUM}
    if all(value is None for value in sums.values()):
        return None
    return tuple(
        sums.get(c.name) if c.derived is None or c.name in sums else applied(c.derived, sums)
        for c in table.columns
    )


def _sum(table: Table, column: Column) -> float | None:
    known = [v for v in table.values(column.name) if isinstance(v, int | float)]
    return float(sum(known)) if known else None


def applied(derived: Derived, values: dict[str, float | None]) -> float | None:
    """What follows from two values; None where one is not known, or nothing divides."""
    left, right = values.get(derived.left), values.get(derived.right)
    if left is None or right is None:
        return None
    match derived.operation:
        case Operation.DIFFERENCE:
            return left - right
        case Operation.PRODUCT:
            return left * right
        case Operation.QUOTIENT:
            return left / right if right else None
