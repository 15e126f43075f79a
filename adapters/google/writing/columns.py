"""Columns added right of a table: room for them, their headers as cells, then their looks.

The headers are cells like all others: looked at before and after they are written, and taken back
where others moved the table meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from adapters.addresses import CellRange, a1
from adapters.changes import AddColumns, SetCell
from adapters.errors import N_, Notice, Refused, WorkbookError
from adapters.excel.adding.names import check_column_names
from adapters.excel.ooxml.ranges import overlap
from adapters.google.pulled import Pull, PulledSheet
from adapters.google.writing.bodies import Body
from adapters.google.writing.cells import norm
from adapters.google.writing.checks import sheet_of
from adapters.google.writing.looking import stale
from adapters.google.writing.service import Service
from adapters.google.writing.sheets import column_look

_HINT = N_(
    "Move what stands right of the table further away, or insert empty columns there; then try "
    "again."
)
_PLAIN = N_("The new columns of {sheet} have no format yet: {reason}")


def with_room(
    service: Service, pull: Pull, adds: Sequence[AddColumns], repull: Callable[[], Pull]
) -> tuple[Pull, list[SetCell]]:
    """Make the grid wide enough, and say which header cells are to be written.

    A header that stands there already, as after an answer that was lost, is the one meant.

    Raises:
        Refused: there is no room, or the table is one of Google's own.
        StaleRevision: others changed the header meanwhile.
    """
    for add in adds:
        _check(sheet_of(pull, add), add)
    more = [request for add in adds for request in _grid(sheet_of(pull, add), add)]
    if more:
        before = pull
        service.restructure(more)
        pull = repull()
        for add in adds:
            sheet = sheet_of(pull, add)
            if _header(sheet_of(before, add), add) != _header(sheet, add):
                raise stale()
            _check(sheet, add)
    return pull, list(chain.from_iterable(_headers(sheet_of(pull, add), add) for add in adds))


def dressed(service: Service, pull: Pull, adds: Sequence[AddColumns]) -> tuple[Notice, ...]:
    """Give the new columns their formats, choices and widths; says where that did not work."""
    requests = [r for add in adds for r in _looks(sheet_of(pull, add), add)]
    try:
        if requests:
            service.restructure(requests)
    except WorkbookError as problem:  # the columns are there all the same
        names = ", ".join(dict.fromkeys(add.sheet for add in adds))
        return (Notice(_PLAIN, {"sheet": names, "reason": problem.sentence()}),)
    return ()


def _header(sheet: PulledSheet, add: AddColumns) -> list[object]:
    columns = range(add.first_column, add.last_column + 1)
    return [norm(sheet.cell(add.header_row, column)) for column in columns]


def _headers(sheet: PulledSheet, add: AddColumns) -> Iterator[SetCell]:
    for place, column in enumerate(add.columns, add.last_column + 1):
        if sheet.cell(add.header_row, place) != column.header:
            yield SetCell(add.sheet, add.header_row, place, column.header)


def _check(sheet: PulledSheet, add: AddColumns) -> None:
    """Raise ``Refused`` where something stands in the new columns, or right behind them."""
    check_column_names(add.columns, add.sheet)
    own = CellRange(add.header_row, add.first_column, add.header_row, add.last_column)
    table = next((t for t in sheet.outline.tables if overlap(t.range, own)), None)
    if table is not None:
        raise Refused(
            N_("{table} is a table of Google Sheets, which keeps its columns itself."),
            N_("Add the column to the table in Google Sheets; it is found at once."),
            where=add.sheet,
            table=table.name,
        )
    first, last = add.last_column + 1, add.last_column + len(add.columns)
    bottom = max(add.last_row, add.header_row)
    _check_areas(sheet, CellRange(add.first_row, first, bottom, last + 1))
    headers = {place: column.header for place, column in enumerate(add.columns, first)}
    for place in range(first, last + 2):
        for row in range(add.first_row, bottom + 1):
            value = norm(sheet.cell(row, place))
            if row == add.header_row and place in headers and value == norm(headers[place]):
                continue
            if value is not None or row in sheet.formulas.get(place, ()):
                raise Refused(
                    N_("There is no room right of the table: this cell is filled."),
                    _HINT,
                    a1(sheet.title, row, place),
                )


def _check_areas(sheet: PulledSheet, needed: CellRange) -> None:
    taken = (*(t.range for t in sheet.outline.tables), *sheet.outline.merges)
    for cells in taken:
        if overlap(cells, needed):
            raise Refused(
                N_("There is no room right of the table: this cell is filled."),
                _HINT,
                a1(sheet.title, cells.first_row, cells.first_column),
            )


def _grid(sheet: PulledSheet, add: AddColumns) -> Iterator[Body]:
    lacking = add.last_column + len(add.columns) - sheet.columns
    if lacking > 0:
        yield {"appendDimension": {"sheetId": sheet.id, "dimension": "COLUMNS", "length": lacking}}


def _looks(sheet: PulledSheet, add: AddColumns) -> Iterator[Body]:
    first, row = add.last_column, add.header_row
    header = {"sheetId": sheet.id, "startRowIndex": row - 1, "endRowIndex": row}
    yield {
        "copyPaste": {
            "source": {**header, "startColumnIndex": first - 1, "endColumnIndex": first},
            "destination": {
                **header,
                "startColumnIndex": first,
                "endColumnIndex": first + len(add.columns),
            },
            "pasteType": "PASTE_FORMAT",
        }
    }
    cells: Body = {"sheetId": sheet.id, "startRowIndex": row}
    if max(sheet.outline.last_row, row) > max(add.last_row, row):
        cells["endRowIndex"] = max(add.last_row, row + 1)  # something else stands below
    for number, column in enumerate(add.columns, first):
        yield from column_look(cells, number, column)
