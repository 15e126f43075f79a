"""What tables of reports have in common: how long they get, and what is said in place of one."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.views.documents.document import Column, Row, Table
from salestui.views.names import entity_name

MOST = 40
"""Rows of a table that is still read."""


def listed(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Row], most: int = MOST
) -> Table:
    """The first of the rows as a table, and how many more there are."""
    shown = tuple(rows[:most])
    return Table(name, title, tuple(columns), shown, len(rows) - len(shown))


def no_sheet(state: BookState, *entities: str) -> str:
    """Which of the sheets the workbook lacks and how the first of them is added; empty where all
    are there.
    """
    missing = [name for name in entities if name not in state.entities]
    if not missing:
        return ""
    text = _("The workbook has no sheet for: {what}. Add it with: salestui sheet BOOK {entity}")
    return text.format(what=entity_name(missing[0]), entity=missing[0])


def none_listed(entity: str) -> str:
    """What is said where a sheet has no row about something."""
    return _("No row of the sheet {sheet} is about this.").format(sheet=entity_name(entity))
