"""A sheet added to a spreadsheet: all of it in one request, and never a second time."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence

from adapters.changes import AddSheet, NewColumn
from adapters.errors import Refused, StaleRevision, WorkbookError
from adapters.excel.adding.names import check_headers, check_title
from adapters.excel.ooxml.formats import is_date_code
from adapters.google.failures import Unanswered
from adapters.google.pulled import Pull
from adapters.google.writing.bodies import Body
from adapters.google.writing.cells import NumberFormat
from adapters.google.writing.service import Service

_TRIES = 3
"""Times it is sent, each time after it was seen that the sheet is not there."""

_ROWS = 1_000
_LARGEST_ID = 2**31 - 1
_PIXELS = 7  # of a character, and beside them
_MARGIN = 5


def with_sheets(
    service: Service, pull: Pull, adds: Sequence[AddSheet], repull: Callable[[], Pull]
) -> Pull:
    """Add the sheets, and pull the spreadsheet with them.

    One that is there already with just these headers, as after an answer that was lost, is the
    one meant.

    Raises:
        Refused: it cannot be called that; nothing was added.
        Unanswered: whether it was added is unknown; the next time tells.
    """
    lost: WorkbookError | None = None
    for _ in range(_TRIES):
        wanted = [add for add in adds if not _is_there(pull, add)]
        if not wanted:
            return pull
        try:
            service.restructure(list(_requests(pull, wanted)))
        except (Unanswered, StaleRevision, Refused) as problem:
            lost = problem  # it may be there all the same, or others added it just now
        pull = repull()
    if lost is not None and not all(_is_there(pull, add) for add in adds):
        raise lost
    return pull


def _is_there(pull: Pull, add: AddSheet) -> bool:
    """Whether the sheet is there, with these headers.

    Raises:
        Refused: another sheet is called that, or none can be.
    """
    found = pull.sheet(add.title)
    headers = {number: column.header for number, column in enumerate(add.columns, 1)}
    if found is not None and found.row(1) == headers:
        return True
    check_title(add.title, (sheet.title for sheet in pull.sheets))
    check_headers(add)
    return False


def _requests(pull: Pull, adds: Sequence[AddSheet]) -> Iterator[Body]:
    for place, add in enumerate(adds, len(pull.sheets)):
        sheet = secrets.randbelow(_LARGEST_ID - 1) + 1
        grid = {"rowCount": _ROWS, "columnCount": len(add.columns), "frozenRowCount": 1}
        about = {"sheetId": sheet, "title": add.title, "index": place, "gridProperties": grid}
        yield {"addSheet": {"properties": about}}
        yield from _look(pull, sheet, add)
        headers = [
            {
                "userEnteredValue": {"stringValue": column.header},
                "userEnteredFormat": {"textFormat": {"bold": True}},
            }
            for column in add.columns
        ]
        yield {
            "updateCells": {
                "start": {"sheetId": sheet, "rowIndex": 0, "columnIndex": 0},
                "rows": [{"values": headers}],
                "fields": "userEnteredValue,userEnteredFormat.textFormat.bold",
            }
        }
        for number, column in enumerate(add.columns):
            yield from column_look({"sheetId": sheet, "startRowIndex": 1}, number, column)
        filtered = {"sheetId": sheet, **_columns(0, len(add.columns)), "startRowIndex": 0}
        yield {"setBasicFilter": {"filter": {"range": filtered}}}


def _look(pull: Pull, sheet: int, add: AddSheet) -> Iterator[Body]:
    """The look of another sheet's header, where that is there."""
    title, row, column = add.like or ("", 0, 0)
    like = pull.sheet(title)
    if like is None or not (1 <= row <= like.rows and 1 <= column <= like.columns):
        return
    source = {"sheetId": like.id, "startRowIndex": row - 1, "endRowIndex": row}
    target = {"sheetId": sheet, "startRowIndex": 0, "endRowIndex": 1}
    yield {
        "copyPaste": {
            "source": {**source, **_columns(column - 1, column)},
            "destination": {**target, **_columns(0, len(add.columns))},
            "pasteType": "PASTE_FORMAT",
        }
    }


def column_look(rows: Body, number: int, column: NewColumn) -> Iterator[Body]:
    """The requests for format, choices and width of a column.

    Args:
        rows: sheet and rows of its cells; ``number``: of the column, from 0 on.
    """
    cells = {**rows, **_columns(number, number + 1)}
    if column.format:
        shown = NumberFormat(_kind(column.format), column.format).as_json()
        yield {
            "repeatCell": {
                "range": cells,
                "cell": {"userEnteredFormat": {"numberFormat": shown}},
                "fields": "userEnteredFormat.numberFormat",
            }
        }
    if column.choices:
        listed = [{"userEnteredValue": choice} for choice in column.choices]
        rule = {"condition": {"type": "ONE_OF_LIST", "values": listed}, "showCustomUi": True}
        yield {"setDataValidation": {"range": cells, "rule": {**rule, "strict": False}}}
    if column.width:
        span = {"dimension": "COLUMNS", "startIndex": number, "endIndex": number + 1}
        pixels = round(column.width * _PIXELS) + _MARGIN
        yield {
            "updateDimensionProperties": {
                "range": {"sheetId": rows["sheetId"], **span},
                "properties": {"pixelSize": pixels},
                "fields": "pixelSize",
            }
        }


def _kind(code: str) -> str:
    """What Google calls the kind of a number format."""
    if is_date_code(code):
        dated, timed = (bool(set(code.lower()) & letters) for letters in (set("yd"), set("hs")))
        return "DATE_TIME" if dated and timed else "TIME" if timed else "DATE"
    return "PERCENT" if "%" in code else "TEXT" if code == "@" else "NUMBER"


def _columns(first: int, end: int) -> Body:
    return {"startColumnIndex": first, "endColumnIndex": end}
