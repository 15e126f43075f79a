"""One snapshot of a workbook, opened for reading: its outline, and its cells when asked."""

from __future__ import annotations

import threading
from functools import cached_property

import fastexcel

from adapters.errors import NotAWorkbook, WorkbookError
from adapters.excel import reader
from adapters.excel.outline import HEAD_ROWS, read_outline, too_sparse
from adapters.excel.package import Package
from adapters.excel.sheetscan import SheetScan
from adapters.excel.snapshot import Snapshot
from adapters.excel.wire import CellsReply, CellsRequest


class Session:
    """The outline is read at once, a sheet's cells when they are first needed.

    Raises:
        NotAWorkbook: the file is of another kind, damaged or hostile.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        package = Package(snapshot.data)
        self._scans = {
            sheet.name: SheetScan(package.part(sheet.part), HEAD_ROWS) for sheet in package.sheets
        }
        self.outline = read_outline(package, self._scans, snapshot.revision)
        self._texts: dict[str, reader.SheetTexts] = {}
        self._lock = threading.Lock()

    def load_largest(self) -> None:
        """Read the sheet that will most probably be asked for."""
        self._load(max(self._scans, key=lambda name: self._scans[name].size))

    def cells(self, request: CellsRequest) -> tuple[CellsReply, memoryview]:
        """A part of a sheet: the reply and the Arrow stream that is to follow it.

        Raises:
            NotAWorkbook: the sheet cannot be read.
            WorkbookError: there is no such sheet.
        """
        scan = self._scans.get(request.sheet)
        if scan is None:
            raise WorkbookError(
                f"The workbook has no sheet {request.sheet!r}.",
                hint="It may have been renamed or removed: read the workbook again.",
            )
        batch, errors = reader.select(self._load(request.sheet), scan, request)
        stream = memoryview(reader.to_stream(batch))
        return CellsReply(stream.nbytes, errors), stream

    @cached_property
    def _excel(self) -> fastexcel.ExcelReader:
        return fastexcel.read_excel(self.snapshot.data)

    def _load(self, name: str) -> reader.SheetTexts:
        if too_sparse(self._scans[name]):
            raise NotAWorkbook(
                f"The sheet {name!r} has a value far away from the others and cannot be read.",
                hint="Press Ctrl+End in Excel to find it, clear it, and save.",
                where=name,
            )
        with self._lock:
            if name not in self._texts:
                try:
                    self._texts[name] = reader.load_sheet(self._excel, name)
                except (fastexcel.FastExcelError, MemoryError) as problem:
                    raise NotAWorkbook(
                        f"The sheet {name!r} cannot be read.",
                        hint="Open the workbook in Excel, let it repair the file, and save it.",
                        where=name,
                    ) from problem
            return self._texts[name]
