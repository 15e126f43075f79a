"""The requests that reading makes, one method each, answers typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec
from gspread.urls import (
    DRIVE_FILES_API_V3_URL,
    SPREADSHEET_URL,
    SPREADSHEET_VALUES_BATCH_URL,
)

from adapters.errors import N_, Offline
from adapters.google.content import Json
from adapters.google.structure import (
    LOOKS,
    SHAPE,
    FileAnswer,
    LooksAnswer,
    Shape,
    SheetLooks,
    ValuesAnswer,
)

if TYPE_CHECKING:
    import gspread

_AS_VALUES = {
    "majorDimension": "COLUMNS",
    "valueRenderOption": "UNFORMATTED_VALUE",
    "dateTimeRenderOption": "SERIAL_NUMBER",
    "prettyPrint": "false",
}
_AS_FORMULAS = {**_AS_VALUES, "valueRenderOption": "FORMULA"}
_FILE = "version,trashed,capabilities(canEdit)"
_SENSELESS = N_("The answer of Google Sheets makes no sense.")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_CELLS = msgspec.json.Decoder(list[Json])

Answer = TypeVar("Answer")


class Requests:
    """Asks the service about one spreadsheet.

    All methods raise what ``http`` raises, and ``Offline`` for an answer that makes no sense.
    """

    def __init__(self, http: gspread.HTTPClient, spreadsheet: str) -> None:
        self.http = http
        self.spreadsheet = spreadsheet

    def shape(self) -> Shape:
        """Everything but cells."""
        url = SPREADSHEET_URL % self.spreadsheet
        return self._get(url, {"fields": SHAPE, "prettyPrint": "false"}, Shape)

    def looks(self, ranges: Sequence[str]) -> tuple[SheetLooks, ...]:
        """Number formats and rules of the cells in these ranges."""
        url = SPREADSHEET_URL % self.spreadsheet
        asked: dict[str, str | list[str]] = {
            "fields": LOOKS,
            "ranges": list(ranges),
            "prettyPrint": "false",
        }
        return self._get(url, asked, LooksAnswer).sheets if ranges else ()

    def columns(self, ranges: Sequence[str], *, formulas: bool) -> list[list[msgspec.Raw]]:
        """The columns of each range: values, or, with ``formulas``, what was typed."""
        if not ranges:
            return []
        url = SPREADSHEET_VALUES_BATCH_URL % self.spreadsheet
        asked: dict[str, str | list[str]] = {
            **(_AS_FORMULAS if formulas else _AS_VALUES),
            "ranges": list(ranges),
        }
        found = self._get(url, asked, ValuesAnswer).value_ranges
        if len(found) != len(ranges):
            raise Offline(_SENSELESS)
        return [answer.values for answer in found]

    @staticmethod
    def cells(column: msgspec.Raw) -> list[Json]:
        """The cells of a column; None for blank ones, without those at the end."""
        try:
            found = _CELLS.decode(column)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            raise Offline(_SENSELESS) from problem
        if "" in found:
            found = [None if cell == "" else cell for cell in found]
        while found and found[-1] is None:
            found.pop()
        return found

    def file(self) -> FileAnswer:
        """What Drive knows of it."""
        url = f"{DRIVE_FILES_API_V3_URL}/{self.spreadsheet}"
        return self._get(url, {"fields": _FILE, "supportsAllDrives": "true"}, FileAnswer)

    def xlsx(self) -> bytes:
        """The spreadsheet as an Excel workbook, made by Google."""
        url = f"{DRIVE_FILES_API_V3_URL}/{self.spreadsheet}/export"
        return self.http.request("get", url, params={"mimeType": _XLSX}).content

    def _get(self, url: str, params: Mapping[str, str | list[str]], kind: type[Answer]) -> Answer:
        content = self.http.request("get", url, params=dict(params)).content
        try:
            return msgspec.json.decode(content, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            raise Offline(_SENSELESS) from problem


def range_of(title: str, area: str) -> str:
    """``'My sheet'!A1:D4``; the quotation marks are always right."""
    return "'" + title.replace("'", "''") + "'!" + area
