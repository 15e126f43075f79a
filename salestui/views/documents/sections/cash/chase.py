"""Whom to chase today, what matters most first, with whom to call."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.metrics.cash.collection import Collection
from salestui.selling.cash.calling import Call, whom_to_call
from salestui.views.cash.lines import CHASED, ChaseLine, chase_lines
from salestui.views.documents.document import Column, Form, Line, Notes, Row, Section, Table, Total
from salestui.views.formats import Style
from salestui.views.names import entity_name

MOST = 60
"""Lines on the list; nobody calls more people in a day."""


def chased(owed: pl.DataFrame) -> pl.DataFrame:
    """The lines that something is to be done about today.

    Args:
        owed: see ``views.cash.lines.owed_lines``.
    """
    return owed.filter(pl.col("standing") < len(CHASED))


def chase(today: pl.DataFrame, seen: Collection, state: BookState, style: Style) -> Section:
    """The list for the telephone.

    Args:
        today: see ``chased``.
    """
    title = _("To chase today")
    if today.is_empty():
        return Section("chase", title, needs=_("Nothing is overdue, promised or due today."))
    lines = chase_lines(today.head(MOST), seen, state, style)
    calls = whom_to_call(state, {n for line in lines if (n := line.customer_row) is not None})
    rows = tuple(_row(line, calls) for line in lines)
    table = Table("chase", title, _columns(seen), rows, today.height - len(rows))
    if calls:
        return Section("chase", title, (table,))
    text = _("No telephone numbers are known: they stand in the sheet {sheet}.")
    hint = Line(text.format(sheet=entity_name("contacts")))
    return Section("chase", title, (table, Notes((hint,))))


def _columns(seen: Collection) -> tuple[Column, ...]:
    # Amounts of several currencies do not add up.
    total = Total.NONE if seen.cash.currencies else Total.SUM
    return (
        Column("customer", _("Customer")),
        Column("what", _("What is owed")),
        Column("due", _("Due on"), Form.DAY),
        Column("late", _("Late"), Form.DAYS),
        Column("unpaid", _("Unpaid"), Form.MONEY, total, bar=True),
        Column("promise", _("Promise")),
        Column("call", _("Whom to call")),
        Column("rep", _("Rep")),
        Column("standing", _("How it stands")),
    )


def _row(line: ChaseLine, calls: Mapping[int, Call]) -> Row:
    call = calls.get(line.customer_row) if line.customer_row is not None else None
    told = "" if call is None else " ".join(filter(None, (call.name, call.phone)))
    cells = (
        line.customer, _what(line), line.due, line.late, line.owed, line.said, told, line.rep,
        line.word,
    )  # fmt: skip
    return Row(cells, line.tone)


def _what(line: ChaseLine) -> str:
    """The contract and the part of it; plan lines are often numbered after their contract."""
    if line.title and line.title in line.what:
        return line.what
    return joined(filter(None, (line.title, line.what)))
