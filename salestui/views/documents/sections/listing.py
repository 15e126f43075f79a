"""What tables of reports have in common: how long they get, and what is said in place of one."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.views.documents.document import Column, Row, Table
from salestui.views.documents.needing import no_sheet
from salestui.views.names import entity_name

MOST = 40
"""Rows of a table that is still read."""


def listed(
    name: str, title: str, columns: Sequence[Column], rows: Sequence[Row], most: int = MOST
) -> Table:
    """The first of the rows as a table, and how many more there are."""
    shown = tuple(rows[:most])
    return Table(name, title, tuple(columns), shown, len(rows) - len(shown))


def lacking(state: BookState, *entities: str) -> str:
    """Which sheet the workbook lacks and how it is added, the first of several; empty where all are
    there.
    """
    return next((no_sheet(name) for name in entities if name not in state.entities), "")


def none_listed(entity: str) -> str:
    """What is said where a sheet has no row about something."""
    return _("No row of the sheet {sheet} is about this deal.").format(sheet=entity_name(entity))
