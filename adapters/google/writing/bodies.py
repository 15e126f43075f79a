"""A batch as the body of one request."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from adapters.addresses import column_letters
from adapters.google.pulled import Json
from adapters.google.writing.cells import NumberFormat, typed
from adapters.google.writing.operations import Batch, Insert, Put, Remove

Body = dict[str, Any]

LARGEST = 1_500_000
"""Characters of a body; the service recommends at most 2 MB."""


def values_body(batch: Batch, titles: dict[int, str]) -> Body:
    """For ``values:batchUpdate``: the touched cells alone, as they are (``RAW``)."""
    data = []
    for first, cells in _stretches(batch.puts):
        left, right = column_letters(first.column), column_letters(first.column + len(cells) - 1)
        title = titles[first.sheet].replace("'", "''")
        line = ["" if cell is None else cell for cell in cells]
        area = f"'{title}'!{left}{first.row}:{right}{first.row}"
        data.append({"range": area, "values": [line]})
    return {"valueInputOption": "RAW", "data": data}


def _stretches(puts: Sequence[Put]) -> Iterator[tuple[Put, list[Json]]]:
    """Neighbours in a row as one range: its first cell, and the values of all."""
    found: list[Json] = []
    first = last = None
    for put in sorted(puts, key=lambda put: (put.sheet, put.row, put.column)):
        beside = last is not None and (last.sheet, last.row, last.column + 1) == (
            put.sheet,
            put.row,
            put.column,
        )
        if not beside:
            if first is not None:
                yield first, found
            first, found = put, []
        found.append(put.value)
        last = put
    if first is not None:
        yield first, found


def structure_body(batch: Batch, mark: Body) -> Body:
    """For ``spreadsheets.batchUpdate``: all or nothing. ``mark`` makes a second one fail."""
    requests = [mark] if batch.structural else []
    requests += map(_put, batch.puts)
    for insert in batch.inserts_upwards():
        requests += _insert(insert)
    for remove in batch.removed_upwards:
        requests += _remove(remove)
    return {"requests": requests}


def _remove(remove: Remove) -> Iterator[Body]:
    rows = {"sheetId": remove.sheet, "startRowIndex": remove.row - 1, "endRowIndex": remove.row}
    if (witness := remove.witness) is not None:
        yield {
            "findReplace": {
                "find": witness.text,
                "replacement": witness.text,
                "range": {**rows, **_columns(witness.column, witness.column)},
                "matchCase": True,
                "matchEntireCell": True,
            }
        }
    span = {"dimension": "ROWS", "startIndex": remove.row - 1, "endIndex": remove.row}
    yield {"deleteDimension": {"range": {"sheetId": remove.sheet, **span}}}


def size(body: Body) -> int:
    """How many characters are sent."""
    return len(json.dumps(body))


def _put(put: Put) -> Body:
    start = {"sheetId": put.sheet, "rowIndex": put.row - 1, "columnIndex": put.column - 1}
    return _cells(start, [[_cell(put.value, put.format)]], formats=put.format is not None)


def _cell(value: Json, shown: NumberFormat | None) -> Body:
    cell: Body = {"userEnteredValue": typed(value)} if value is not None else {}
    if shown is not None:
        cell["userEnteredFormat"] = {"numberFormat": shown.as_json()}
    return cell


def _cells(start: Body, rows: list[list[Body]], *, formats: bool) -> Body:
    fields = "userEnteredValue" + (",userEnteredFormat.numberFormat" if formats else "")
    lines = [{"values": row} for row in rows]
    return {"updateCells": {"start": start, "rows": lines, "fields": fields}}


def _insert(insert: Insert) -> Iterator[Body]:
    top, bottom = insert.after, insert.after + len(insert.rows)
    rows = {"sheetId": insert.sheet, "startRowIndex": top, "endRowIndex": bottom}
    if insert.narrow:
        # Cells that move down need a row to move to; one that is not needed stays blank.
        length = len(insert.rows)
        more = {"sheetId": insert.sheet, "dimension": "ROWS", "length": length}
        yield {"appendDimension": more}
        area = {**rows, **_columns(insert.first, insert.last)}
        yield {"insertRange": {"range": area, "shiftDimension": "ROWS"}}
    else:
        span = {"sheetId": insert.sheet, "dimension": "ROWS", "startIndex": top, "endIndex": bottom}
        like_above = insert.alike or insert.last_of_grid
        yield {"insertDimension": {"range": span, "inheritFromBefore": like_above}}
    if insert.alike:
        yield _copied(insert, insert.first, insert.last, "PASTE_FORMAT")
        yield _copied(insert, insert.first, insert.last, "PASTE_DATA_VALIDATION")
    elif insert.prepared:
        # Below a header: the choices of the columns moved down with the blank row.
        yield _copied(insert, insert.first, insert.last, "PASTE_DATA_VALIDATION", bottom)
    for column in sorted(insert.formulas):
        yield _copied(insert, column, column, "PASTE_FORMULA")
    yield from _filled(insert)


def _filled(insert: Insert) -> Iterator[Body]:
    """The values: of rows with the same columns together, neighbouring columns together."""
    for columns, lines in groupby(enumerate(insert.rows), key=lambda line: sorted(line[1])):
        rows = list(lines)
        for run in _runs(columns):
            start = {
                "sheetId": insert.sheet,
                "rowIndex": insert.after + rows[0][0],
                "columnIndex": run[0] - 1,
            }
            cells = [[_cell(row[column], None) for column in run] for _, row in rows]
            yield _cells(start, cells, formats=False)
    for column, shown in sorted(insert.formats.items()):
        area = {
            "sheetId": insert.sheet,
            "startRowIndex": insert.after,
            "endRowIndex": insert.after + len(insert.rows),
            **_columns(column, column),
        }
        cell = {"userEnteredFormat": {"numberFormat": shown.as_json()}}
        fields = "userEnteredFormat.numberFormat"
        yield {"repeatCell": {"range": area, "cell": cell, "fields": fields}}


def _runs(columns: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for column in columns:
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _columns(first: int, last: int) -> Body:
    return {"startColumnIndex": first - 1, "endColumnIndex": last}


def _copied(insert: Insert, first: int, last: int, kind: str, row: int | None = None) -> Body:
    """What stands in a row, counted from 0, copied into the new ones: in the one above if None."""
    columns = {"sheetId": insert.sheet, **_columns(first, last)}
    start = insert.after - 1 if row is None else row
    source = {"startRowIndex": start, "endRowIndex": start + 1}
    new = {"startRowIndex": insert.after, "endRowIndex": insert.after + len(insert.rows)}
    return {
        "copyPaste": {
            "source": {**columns, **source},
            "destination": {**columns, **new},
            "pasteType": kind,
        }
    }
