"""The requests of a commit: rows read, batches sent, marks kept for as long as they are needed."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import gspread
from gspread.urls import SPREADSHEET_URL

from adapters.google.pulled import Json, Pull
from adapters.google.writing.bodies import Body, structure_body, values_body
from adapters.google.writing.cells import norm
from adapters.google.writing.operations import Batch

KEY = "salestui.append"
RowCells = dict[tuple[int, int], dict[int, Json]]
"""Values by column, of sheet and row; formulas as their text."""

_LARGEST_ID = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Mark:
    """Developer metadata that a batch leaves: a second batch with its id fails as a whole.

    Attributes:
        rows: digests of the rows that the batch inserts, so that they are known again.
    """

    id: int
    rows: tuple[str, ...] = ()


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

    def send(self, batch: Batch, pull: Pull, mark: Mark) -> None:
        """Write a batch, once.

        Raises:
            Unanswered: whether it was done is unknown.
        """
        if batch.plain:
            titles = {sheet.id: sheet.title for sheet in pull.sheets}
            self._post("/values:batchUpdate", values_body(batch, titles))
        else:
            self._post(":batchUpdate", structure_body(batch, self._created(mark)))

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

    def _post(self, path: str, body: Body) -> dict[str, Any]:
        url = SPREADSHEET_URL % self.spreadsheet + path
        answer: dict[str, Any] = self.http.request("post", url, json=body).json()
        return answer


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
