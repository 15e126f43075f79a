"""One snapshot of a foreign file, opened for reading in the worker process."""

from __future__ import annotations

import pyarrow as pa

from adapters.errors import N_, WorkbookError
from adapters.excel.archive.snapshot import Snapshot
from adapters.excel.reading import reader
from adapters.excel.reading.wire import CellsReply, CellsRequest
from adapters.foreign.delimited import read_text
from adapters.foreign.grid import Grid, cells_of, sheet_outline
from adapters.foreign.kinds import Kind, kind_of
from adapters.foreign.ods import read_ods
from adapters.foreign.xls import read_xls
from adapters.foreign.xlsb import read_xlsb
from adapters.outlines import Outline


class ForeignSession:
    """Reads the whole file at once; see ``wire.Session``.

    Raises:
        NotAWorkbook: the file is of another kind, damaged or hostile.
    """

    def __init__(self, snapshot: Snapshot, *, preload: bool) -> None:  # noqa: ARG002 - as others
        self.snapshot = snapshot
        grid = _read(snapshot.data, snapshot.name)
        self._sheets = {sheet.name: sheet for sheet in grid.sheets}
        sheets = tuple(map(sheet_outline, grid.sheets))
        self.outline = Outline(snapshot.revision, sheets, grid.notes)

    def cells(self, request: CellsRequest) -> tuple[CellsReply, pa.RecordBatch]:
        """A part of a sheet: the reply and the cells that are to follow it.

        Raises:
            WorkbookError: there is no such sheet.
        """
        sheet = self._sheets.get(request.sheet)
        if sheet is None:
            raise WorkbookError(
                N_("The workbook has no sheet named {sheet}."),
                hint=N_("It may have been renamed or removed: read the workbook again."),
                sheet=request.sheet,
            )
        batch, errors = cells_of(sheet, request.first_row, request.last_row, request.columns)
        return CellsReply(reader.stream_size(batch), errors, ()), batch


def _read(data: bytes, name: str) -> Grid:
    match kind_of(data):
        case Kind.TEXT:
            return read_text(data, name)
        case Kind.ODS:
            return read_ods(data)
        case Kind.XLS:
            return read_xls(data)
        case Kind.XLSB:
            return read_xlsb(data)
