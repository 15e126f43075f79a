"""The requests of a commit: rows read, batches sent, marks kept for as long as they are needed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gspread
from gspread.urls import SPREADSHEET_URL

from adapters.google.pulled import Json, Pull
from adapters.google.writing.bodies import Body, structure_body, values_body
from adapters.google.writing.cells import norm
from adapters.google.writing.operations import Batch, Remove

KEY = "salestui.append"
RowCells = dict[tuple[int, int], dict[int, Json]]
"""Values by column, of sheet and row; formulas as their text."""

_LARGEST_ID = 2**31 - 1
_MOST_ROWS = 10**7
_SEEN = (
    "replies,updatedSpreadsheet(sheets(properties(sheetId),"
    "data(startRow,startColumn,rowData(values(userEnteredValue)))))"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Developer metadata that a batch leaves: a second batch with its id fails as a whole.

    Attributes:
        rows: digests of the rows that the batch inserts, so that they are known again.
    """

    id: int
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the answer to a batch tells, before anybody else could change anything.

    Attributes:
        rows: those that were to be seen; None where the service does not tell.
        hits: of ``removed_upwards``, whether each was the row that was meant; None if not known.
    """

    rows: RowCells | None = None
    hits: tuple[bool | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """One spreadsheet at the service.

    Args:
        author: whose marks these are; others' are left alone.
    """

    http: gspread.HTTPClient
    spreadsheet: str
    author: str

    def rows(self, pull: Pull, wanted: Iterable[tuple[int, int]]) -> RowCells:
        """Whole rows as they are now, in one request.

        Args:
            wanted: sheet and row; those beyond the pulled grid are left out.
        """
        by_sheet: dict[int, list[int]] = {}
        for sheet, row in wanted:
            by_sheet.setdefault(sheet, []).append(row)
        spans = [
            {
                "sheetId": sheet.id,
                "startRowIndex": first - 1,
                "endRowIndex": last,
                "startColumnIndex": 0,
                "endColumnIndex": sheet.columns,
            }
            for sheet in pull.sheets
            for first, last in _runs(by_sheet.get(sheet.id, ()), sheet.rows)
        ]
        if not spans:
            return {}
        body = {
            "dataFilters": [{"gridRange": span} for span in spans],
            "valueRenderOption": "FORMULA",
            "dateTimeRenderOption": "SERIAL_NUMBER",
            "majorDimension": "ROWS",
        }
        answer = self._post("/values:batchGetByDataFilter", body)
        found: RowCells = {
            (span["sheetId"], row + 1): {}
            for span in spans
            for row in range(span["startRowIndex"], span["endRowIndex"])
        }
        for matched in answer.get("valueRanges", ()):
            # Not in the order of the request; what is 0 is left out of the filter told again.
            place = matched["dataFilters"][0]["gridRange"]
            for offset, line in enumerate(matched["valueRange"].get("values", ())):
                row = place.get("startRowIndex", 0) + offset + 1
                cells = {c: value for c, value in enumerate(line, 1) if value != ""}
                found[place.get("sheetId", 0), row] = cells
        return found

    def send(self, batch: Batch, pull: Pull, mark: Mark, seen: Iterable[tuple[int, int]]) -> Seen:
        """Write a batch, once.

        Args:
            seen: rows to see as the batch leaves them.

        Raises:
            Unanswered: whether it was done is unknown.
        """
        titles = {sheet.id: sheet.title for sheet in pull.sheets}
        if batch.plain:
            self._post("/values:batchUpdate", values_body(batch, titles))
            return Seen()
        body = structure_body(batch, self._created(mark))
        places = set(seen)
        ranges = [
            f"'{titles[id_].replace(chr(39), chr(39) * 2)}'!{first}:{last}"
            for id_ in sorted({id_ for id_, _ in places})
            for first, last in _runs((row for other, row in places if other == id_), _MOST_ROWS)
        ]
        body |= {
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
            "responseRanges": ranges,
        }
        answer = self._post(":batchUpdate", body, {"fields": _SEEN})
        replies = answer.get("replies", [{}] * len(body["requests"]))
        return Seen(
            _seen(answer.get("updatedSpreadsheet"), places),
            tuple(_hits(batch.removed_upwards, body["requests"], replies)),
        )

    def restructure(self, requests: list[Body]) -> None:
        """Send requests that are done all or none.

        Raises:
            Unanswered: whether they were done is unknown.
        """
        self._post(":batchUpdate", {"requests": requests})

    def mark(self, batch: Batch) -> Mark:
        """A new one for a batch."""
        rows = [row_digest(insert.sheet, row) for insert in batch.inserts for row in insert.rows]
        return Mark(secrets.randbelow(_LARGEST_ID) + 1, tuple(rows))

    def marks(self) -> list[Mark]:
        """Those of this author that are in the spreadsheet."""
        body = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": KEY}}]}
        answer = self._post("/developerMetadata:search", body)
        found = (match["developerMetadata"] for match in answer.get("matchedDeveloperMetadata", ()))
        marks = []
        for item in found:
            author, _, rows = str(item.get("metadataValue", "")).partition(":")
            if author == self.author:
                marks.append(Mark(int(item["metadataId"]), tuple(rows.split())))
        return marks

    def forget(self, marks: Iterable[int]) -> None:
        """Take marks out that are no longer needed."""
        filters = [{"developerMetadataLookup": {"metadataId": number}} for number in marks]
        requests = [{"deleteDeveloperMetadata": {"dataFilter": one}} for one in filters]
        if requests:
            self._post(":batchUpdate", {"requests": requests})

    def _created(self, mark: Mark) -> Body:
        about = {
            "metadataId": mark.id,
            "metadataKey": KEY,
            "metadataValue": f"{self.author}:{' '.join(mark.rows)}",
            "location": {"spreadsheet": True},
            "visibility": "PROJECT",
        }
        return {"createDeveloperMetadata": {"developerMetadata": about}}

    def _post(self, path: str, body: Body, params: Body | None = None) -> dict[str, Any]:
        url = SPREADSHEET_URL % self.spreadsheet + path
        answer: dict[str, Any] = self.http.request("post", url, params=params, json=body).json()
        return answer


def _hits(
    removes: Iterable[Remove], requests: list[Body], replies: list[Body]
) -> Iterator[bool | None]:
    """Of each row that was taken out, whether its witness was found in it."""
    found = iter(
        bool(reply.get("findReplace"))
        for request, reply in zip(requests, replies, strict=True)
        if "findReplace" in request
    )
    for remove in removes:
        yield next(found) if remove.witness is not None else None


def _seen(spreadsheet: Body | None, places: set[tuple[int, int]]) -> RowCells | None:
    """Rows from the answer to a batch."""
    if not spreadsheet:
        return None
    found: RowCells = {place: {} for place in places}
    for sheet in spreadsheet.get("sheets", ()):
        id_ = sheet.get("properties", {}).get("sheetId", 0)
        for data in sheet.get("data", ()):
            for row, line in enumerate(data.get("rowData", ()), data.get("startRow", 0) + 1):
                for column, cell in enumerate(
                    line.get("values", ()), data.get("startColumn", 0) + 1
                ):
                    value = next(iter(cell.get("userEnteredValue", {}).values()), None)
                    if value is not None and (id_, row) in found:
                        found[id_, row][column] = value
    return found


def row_digest(sheet: int, row: Mapping[int, Json]) -> str:
    """Eight characters that tell rows with other values apart."""
    filled = [(c, norm(value)) for c, value in sorted(row.items()) if norm(value) is not None]
    return hashlib.blake2b(repr((sheet, filled)).encode(), digest_size=4).hexdigest()


def _runs(rows: Iterable[int], last: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in sorted({row for row in rows if 1 <= row <= last}):
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
