"""One snapshot of a workbook, opened for reading: its outline, and its cells when asked."""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from functools import cached_property

import fastexcel
import pyarrow as pa

from adapters.errors import N_, NotAWorkbook, WorkbookError
from adapters.excel.archive.snapshot import Snapshot
from adapters.excel.archive.zipraw import RawZip
from adapters.excel.ooxml.package import Package
from adapters.excel.reading import reader
from adapters.excel.reading.outline import HEAD_ROWS, number_columns, read_outline, too_sparse
from adapters.excel.reading.rowreach import column_key
from adapters.excel.reading.sheetcells import SheetCells
from adapters.excel.reading.sheetscan import SheetScan
from adapters.excel.reading.wire import CellError, CellsReply, CellsRequest

# Packed bytes, about 2,000 rows of 20 columns. Such a sheet is read while the guard still looks at
# it: the reader works beside Python, and if it falls over the file, the parent starts a worker that
# does not read ahead.
WORTH_PRELOADING = 2**18
_PEEK = 2**17  # bytes that hold the first rows


class Session:
    """The outline is read at once, a sheet's cells when they are first needed or before.

    Raises:
        NotAWorkbook: the file is of another kind, damaged or hostile.
    """

    def __init__(self, snapshot: Snapshot, *, preload: bool) -> None:
        self.snapshot = snapshot
        self._cells: dict[str, SheetCells] = {}
        self._lock = threading.Lock()
        package = Package(snapshot.data)
        self._parts = {sheet.name: package.member_name(sheet.part) for sheet in package.sheets}
        if preload:
            self._start_preload(package)
        self._scans = {
            sheet.name: SheetScan(package.part(sheet.part), HEAD_ROWS) for sheet in package.sheets
        }
        package.check_shared_strings()
        for scan in self._scans.values():
            scan.complete()
        self.outline = read_outline(package, self._scans, snapshot.revision)

    def _start_preload(self, package: Package) -> None:
        """Begin to read the largest sheet, as the first rows suggest, if it is worth it."""
        largest = max(package.sheets, key=lambda sheet: package.packed_size(sheet.part))
        if package.packed_size(largest.part) < WORTH_PRELOADING:
            return
        beginning = package.beginning(largest.part, _PEEK)
        rows_end = beginning.rfind(b"</row>") + len(b"</row>")
        with contextlib.suppress(NotAWorkbook):  # of an unusual form: no need to hurry then
            scan = SheetScan(beginning[:rows_end] + b"</sheetData></worksheet>", HEAD_ROWS)
            numbers = number_columns(scan, package)
            threading.Thread(target=self._preload, args=(largest.name, numbers)).start()

    def _preload(self, name: str, numbers: frozenset[int]) -> None:
        """Read a sheet that will most probably be asked for; failures show when it is."""
        with self._lock, contextlib.suppress(fastexcel.FastExcelError, MemoryError):
            cells = SheetCells(self._excel, name)
            cells.load_all(numbers)
            self._cells[name] = cells

    def cells(self, request: CellsRequest) -> tuple[CellsReply, pa.RecordBatch]:
        """A part of a sheet: the reply and the cells that are to follow it.

        Raises:
            NotAWorkbook: the sheet cannot be read.
            WorkbookError: there is no such sheet.
        """
        scan = self._scan(request.sheet)
        marks = reader.early_marks(scan, request)
        rows = range(request.first_row, request.last_row + 1)
        formulas = scan.formulas(request.columns.keys(), rows, self._named(request.sheet))
        with self._lock:
            try:
                batch, errors = self._read(scan, request, marks)
            except (fastexcel.FastExcelError, MemoryError) as problem:
                raise NotAWorkbook(
                    N_("The sheet {sheet} cannot be read."),
                    hint=N_("Open it in Excel, let it repair the file, and save it."),
                    where=request.sheet,
                    sheet=request.sheet,
                ) from problem
        return CellsReply(reader.stream_size(batch), errors, formulas), batch

    def _named(self, sheet: str) -> dict[str, int]:
        """The columns of a sheet's Excel tables by ``column_key``; none that two tables have."""
        tables = next((s.tables for s in self.outline.sheets if s.name == sheet), ())
        found = [
            (column_key(header), column)
            for table in tables
            for column, header in enumerate(table.headers, start=table.range.first_column)
        ]
        times = Counter(name for name, _column in found)
        return {name: column for name, column in found if times[name] == 1}

    def _scan(self, name: str) -> SheetScan:
        scan = self._scans.get(name)
        if scan is None:
            raise WorkbookError(
                N_("The workbook has no sheet named {sheet}."),
                hint=N_("It may have been renamed or removed: read the workbook again."),
                sheet=name,
            )
        if too_sparse(scan):
            raise NotAWorkbook(
                N_("The sheet {sheet} has a value far away from the others and cannot be read."),
                hint=N_("Press Ctrl+End in Excel to find it, clear it, and save."),
                where=name,
                sheet=name,
            )
        return scan

    @cached_property
    def _excel(self) -> fastexcel.ExcelReader:
        return fastexcel.read_excel(self.snapshot.data)

    def _read(
        self, scan: SheetScan, request: CellsRequest, marks: reader.Marks
    ) -> tuple[pa.RecordBatch, list[CellError]]:
        name = request.sheet
        cells = self._cells.get(name) or SheetCells(self._excel, name)
        try:
            found = reader.read(cells, scan, request, marks)
        except fastexcel.FastExcelError:
            xml, replaced = scan.with_known_errors()
            if not replaced:
                raise
            data = RawZip(self.snapshot.data).rewritten({self._parts[name]: [xml]})
            cells = SheetCells(fastexcel.read_excel(data), name, replaced)
            found = reader.read(cells, scan, request, marks)
        self._cells[name] = cells
        return found
