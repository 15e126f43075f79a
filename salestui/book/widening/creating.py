"""A sheet for an entity put into the opened workbook, and found again there."""

from __future__ import annotations

from collections.abc import Callable

from adapters.changes import AddSheet
from adapters.errors import Refused, StaleRevision
from adapters.outlines import Revision
from adapters.protocol import Workbook
from salestui.book.attempts import ATTEMPTS, restless
from salestui.book.state import BookState
from salestui.book.widening.new_table import new_sheet
from salestui.i18n import N_
from salestui.mapping.layout import Layout, TableLayout


def added_sheet(
    workbook: Workbook,
    state: Callable[[], BookState],
    refresh: Callable[[], object],
    name: str,
    language: str,
) -> AddSheet:
    """Add the sheet for an entity. Blocks.

    Args:
        state: gives the book's state as it is now.
        refresh: reads the workbook again, where others changed it meanwhile.

    Raises:
        Refused: see ``new_sheet``.
        WorkbookError: nothing was added.
    """
    for _ in range(ATTEMPTS):
        now = state()
        sheet = new_sheet(now.layout, name, language)
        try:
            workbook.commit([sheet], Revision(now.token))
        except StaleRevision:
            refresh()
            continue
        return sheet
    raise restless()


def created(layout: Layout, name: str, sheet: str) -> TableLayout:
    """The table on a sheet that was just added.

    Raises:
        Refused: it is not taken for the entity, as where the team's mapping says otherwise.
    """
    found = layout.tables.get(name)
    if found is None:
        raise Refused(
            N_("The sheet {sheet} was added, but the workbook's mapping does not use it."),
            N_("Say on the mapping screen what it holds."),
            sheet=sheet,
        )
    return found
