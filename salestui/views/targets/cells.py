"""Where a target of the matrix stands in the workbook, and how what is typed there is read."""

from __future__ import annotations

from datetime import date

from adapters.addresses import column_letters
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.input import Parsed, Rejected, parse_input
from salestui.mapping.layout import SHEET, Column
from salestui.mapping.table import ROW
from salestui.mapping.targets import Scope
from salestui.model.period import Period
from salestui.selling.targets.matrix import Matrix
from salestui.selling.targets.writing import refusal
from salestui.views.cells import exact_text
from salestui.views.formats import say


def where_is(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> str:
    """The cell that holds a target, such as ``Targets!D14``, or what it is made of."""
    held = [s for s in matrix.spots(scope, period) if s.value is not None]
    rows = state.rows("targets")
    if len(held) != 1 or rows is None:
        if len(held) > 1:
            return _("{n} cells").format(n=len(held))
        none = matrix.value(scope, period) is None
        return _("no target yet") if none else _("a sum of other targets")
    row, name = held[0].row, held[0].column
    sheet, place, column = rows.value(row, SHEET), rows.value(row, ROW), rows.column(row, name)
    if column is None or column.position is None or place is None:
        return _("a new row")
    letters = column_letters(column.position)
    return f"{sheet or rows.layout.sheet}!{letters}{int(float(str(place)))}"


def refused(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> str:
    """Why a target cannot be written, as a sentence; empty where it can."""
    why = refusal(state, matrix, scope, period)
    return "" if why is None else say(why)


def edit_text(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> str:
    """The text that an editor of a target starts with."""
    own = matrix.own(scope, period)
    column = _column(state, matrix, scope, period)
    return "" if own is None or column is None else exact_text(column, own)


def number_text(state: BookState, matrix: Matrix, place: tuple[Scope, Period], value: float) -> str:
    """A number as it is typed for a target: in the unit of its column."""
    column = _column(state, matrix, *place)
    return "" if column is None else exact_text(column, value)


def read_target(
    state: BookState, matrix: Matrix, place: tuple[Scope, Period], text: str, today: date
) -> float | str | None:
    """What was typed as a target, None to empty it, or the sentence that says why not."""
    column = _column(state, matrix, *place)
    if column is None:
        return refused(state, matrix, *place)
    parsed = parse_input(column, text, today)
    if isinstance(parsed, Rejected):
        parts = {name: _(value) for name, value in parsed.parts}
        return f"{_(parsed.reason)} {_(parsed.hint)}".strip().format(**parts)
    return _not_negative(parsed, text)


def _not_negative(parsed: Parsed, text: str) -> float | str | None:
    value = parsed.value
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, float | int) or value < 0:
        return _("{text} is no target: type a number that is not negative.").format(text=text)
    return float(value)


def _column(state: BookState, matrix: Matrix, scope: Scope, period: Period) -> Column | None:
    """The column that a target stands in or would; of any target where it has no cell yet."""
    rows = state.rows("targets")
    if rows is None:
        return None
    spots = matrix.spots(scope, period)
    if spots:
        return rows.column(spots[0].row, spots[0].column)
    names = (c for c in rows.layout.columns if c.name == "target" or c.name.startswith("t:"))
    return next(names, None)
