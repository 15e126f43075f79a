"""One snapshot of a workbook, opened for reading: its outline, and its cells when asked."""

from __future__ import annotations

import contextlib
import threading
from functools import cached_property

import fastexcel
import pyarrow as pa

from adapters.errors import NotAWorkbook, WorkbookError
from adapters.excel import reader
from adapters.excel.outline import HEAD_ROWS, read_outline, too_sparse
from adapters.excel.package import Package
from adapters.excel.sheetscan import SheetScan
from adapters.excel.snapshot import Snapshot
from adapters.excel.wire import CellsReply, CellsRequest
from adapters.excel.zipraw import RawZip
from adapters.protocol import ColumnKind

# Packed bytes. A large sheet is read while the guard still looks at it: the reader works beside
# Python, and if it falls over the file, the parent starts a worker that does not read ahead.
_WORTH_PRELOADING = 2**20


class Session:
    """The outline is read at once, a sheet's cells when they are first needed or before.

    Raises:
        NotAWorkbook: the file is of another kind, damaged or hostile.
    """

    def __init__(self, snapshot: Snapshot, *, preload: bool) -> None:
        self.snapshot = snapshot
        self._texts: dict[str, reader.SheetTexts] = {}
        self._lock = threading.Lock()
        package = Package(snapshot.data)
        self._parts = {sheet.name: package.member_name(sheet.part) for sheet in package.sheets}
        largest = max(package.sheets, key=lambda sheet: package.packed_size(sheet.part))
        if preload and package.packed_size(largest.part) > _WORTH_PRELOADING:
            threading.Thread(target=self._preload, args=(largest.name,), daemon=True).start()
        self._scans = {
            sheet.name: SheetScan(package.part(sheet.part), HEAD_ROWS) for sheet in package.sheets
        }
        package.check_shared_strings()
        for scan in self._scans.values():
            scan.complete()
        self.outline = read_outline(package, self._scans, snapshot.revision)

    def _preload(self, name: str) -> None:
        """Read the sheet that will most probably be asked for; failures show when it is."""
        with contextlib.suppress(WorkbookError):
            self._load(name)

    def cells(self, request: CellsRequest) -> tuple[CellsReply, pa.RecordBatch]:
        """A part of a sheet: the reply and the cells that are to follow it.

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
        if too_sparse(scan):
            raise NotAWorkbook(
                f"The sheet {request.sheet!r} has a value far away from the others, "
                "so it cannot be read.",
                hint="Press Ctrl+End in Excel to find it, clear it, and save.",
                where=request.sheet,
            )
        typed = {column for column, kind in request.columns.items() if kind is not ColumnKind.TEXT}
        likely = {cell.column for cell in scan.head if cell.kind == "b"} & request.columns.keys()
        # Before waiting for the cells, as the reader works beside this.
        marks = reader.scan_types(scan, typed | likely, request.first_row, request.last_row)
        batch, errors = reader.select(self._load(request.sheet), scan, request, marks)
        return CellsReply(reader.stream_size(batch), errors), batch

    @cached_property
    def _excel(self) -> fastexcel.ExcelReader:
        return fastexcel.read_excel(self.snapshot.data)

    def _load(self, name: str) -> reader.SheetTexts:
        with self._lock:
            if name not in self._texts:
                try:
                    self._texts[name] = self._loaded(name)
                except (fastexcel.FastExcelError, MemoryError) as problem:
                    raise NotAWorkbook(
                        f"The sheet {name!r} cannot be read.",
                        hint="Open the workbook in Excel, let it repair the file, and save it.",
                        where=name,
                    ) from problem
            return self._texts[name]

    def _loaded(self, name: str) -> reader.SheetTexts:
        try:
            return reader.load_sheet(self._excel, name)
        except fastexcel.FastExcelError:
            xml, unknown = self._scans[name].with_known_errors()
            if not unknown:
                raise
        data = RawZip(self.snapshot.data).rewritten({self._parts[name]: [xml]})
        return reader.load_sheet(fastexcel.read_excel(data), name, unknown)
