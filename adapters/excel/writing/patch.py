"""The lossless writer: a workbook's bytes and changes in, the new bytes out.

Only what a change touches is written anew: cells of touched sheets, their tables, and where needed
the calculation settings, filter names and one more cell format. Every other part is carried over
as the compressed bytes it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.addresses import CellRange
from adapters.changes import (
    AddColumns,
    AddSheet,
    AppendRow,
    CellChange,
    Change,
    ClearRow,
    DeleteRow,
    PutPage,
)
from adapters.errors import N_, Notice, Refused
from adapters.excel.adding.addition import with_sheet
from adapters.excel.adding.column_parts import not_widened, widened
from adapters.excel.adding.page import with_page
from adapters.excel.archive.deflate import Buffer, Deflated
from adapters.excel.deleting.deletion import delete_rows
from adapters.excel.ooxml.formulas import MAX_COLUMN
from adapters.excel.ooxml.markup import pieces
from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.texts import SharedTexts
from adapters.excel.recalculation.recalc import Touch, recalculated
from adapters.excel.writing.growing import GrownTable, grown_package
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch_sheet import PatchedSheet, patch_sheet
from adapters.excel.writing.references import stale_ranges
from adapters.excel.writing.touched import TouchedSheet
from adapters.excel.writing.workbook_parts import calculation_chain, workbook_parts

_OfSheet = CellChange | AddColumns

_NO_SHEET = N_("The workbook has no sheet named {sheet}.")
_NO_SHEET_HINT = N_(
    "It may have been renamed or removed: check its name in Excel, or take back the edits of its "
    "rows, then save again."
)


@dataclass(frozen=True, slots=True)
class Patched:
    """The new workbook, the sheet row of each ``AppendRow`` in order, whether each ``DeleteRow``
    took its row out, and sentences to show.

    ``recalculated`` are the formula cells (sheet, row, column) whose results were computed anew,
    ``stale`` those whose results were taken away, ``touch`` is what the change touched.
    """

    data: bytes
    appended_rows: tuple[int, ...] = ()
    warnings: tuple[Notice, ...] = ()
    removed: tuple[bool, ...] = ()
    stale: tuple[tuple[str, int, int], ...] = ()
    recalculated: tuple[tuple[str, int, int], ...] = ()
    touch: Touch = field(default_factory=Touch)


def patch_package(
    data: bytes, changes: Sequence[Change], memory: SaveMemory | None = None
) -> Patched:
    """Write the changes, all or none. Sheets are added first, then columns; changes of one sheet
    apply in order, then appends; rows are deleted after all that, and pages put in at the end.

    ``memory`` makes the next patch of what comes out cheap; it changes nothing of what is written.

    Raises:
        Refused: a change cannot be written with certainty; ``where`` names the cell.
        NotAWorkbook: the bytes are no workbook, or a damaged one.
    """
    memory = SaveMemory() if memory is None else memory  # results are a second patch
    deletes = [change for change in changes if isinstance(change, DeleteRow)]
    columns = [change for change in changes if isinstance(change, AddColumns)]
    others = [c for c in changes if not isinstance(c, (AddSheet, AddColumns, DeleteRow, PutPage))]
    for change in changes:
        if isinstance(change, AddSheet):
            data = with_sheet(data, change)
    patched = _patched_cells(data, columns or others, memory)
    if columns and others:
        patched = _then(patched, _patched_cells(patched.data, others, memory))
    if deletes:
        patched = _with_rows_deleted(patched, others, deletes, memory)
    done = patched if patched.data is data else _in_step(data, patched, memory)
    for change in changes:
        if isinstance(change, PutPage):
            done = replace(done, data=with_page(done.data, change))
    return done


def _then(first: Patched, second: Patched) -> Patched:
    """Two patches of one workbook as one; only the second has appended rows."""
    touch = Touch({*first.touch.places, *second.touch.places}, [])
    warnings = (*first.warnings, *second.warnings)
    return replace(second, warnings=warnings, touch=touch)


def _in_step(data: bytes, patched: Patched, memory: SaveMemory | None) -> Patched:
    """The patched workbook with the results of formulas in step with the change."""
    done = recalculated(data, patched.data, patched.touch, memory)
    return replace(
        patched,
        data=done.data,
        stale=tuple(sorted(done.stale)),
        recalculated=tuple(sorted(done.results)),
    )


def _with_rows_deleted(
    patched: Patched,
    others: Sequence[CellChange],
    deletes: Sequence[DeleteRow],
    memory: SaveMemory | None,
) -> Patched:
    """Rows are taken out sheet by sheet; those that must stay are emptied."""
    appends = [change for change in others if isinstance(change, AppendRow)]
    data, rows, warnings = patched.data, list(patched.appended_rows), list(patched.warnings)
    kept: dict[str, Container[int]] = {}
    touch = Touch(patched.touch.places, list(patched.touch.ranges))
    for sheet in dict.fromkeys(delete.sheet for delete in deletes):
        asked = [delete for delete in deletes if delete.sheet == sheet]
        done = delete_rows(data, sheet, asked)
        clears = [
            ClearRow(sheet, done.row(delete.row), delete.first_column, delete.last_column)
            for delete in asked
            if delete.row in done.held
        ]
        cleared = _patched_cells(done.data, clears, memory)
        data = cleared.data
        touch.ranges.extend((sheet, cells) for cells in done.changed)
        touch.ranges.extend((c.sheet, CellRange(c.row, 1, c.row, MAX_COLUMN)) for c in clears)
        rows = [
            done.row(row) if append.sheet == sheet else row
            for append, row in zip(appends, rows, strict=True)
        ]
        warnings += done.warnings()
        kept[sheet] = done.held
    removed = tuple(delete.row not in kept[delete.sheet] for delete in deletes)
    return Patched(data, tuple(rows), tuple(warnings), removed, touch=touch)


def _patched_cells(data: bytes, changes: Sequence[_OfSheet], memory: SaveMemory | None) -> Patched:
    """The workbook with changes that move no row."""
    if memory is not None:
        memory.begin(data)
    package = Package(data, memory)
    package.refuse_guarded()
    entries = {entry.name: entry for entry in package.sheets()}
    by_sheet: dict[str, list[_OfSheet]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, []).append(change)
    styles, texts = Styles(package), SharedTexts(package)
    done = [
        _patched(package, _entry(entries, name), part, styles, texts)
        for name, part in by_sheet.items()
    ]
    if not any(patched.edits for patched in done):
        return Patched(data)
    parts: dict[str, Sequence[Buffer] | Deflated] = {**styles.replaced(), **texts.replaced()}
    for patched in done:
        plan = patched.plan
        if patched.edits:
            part, xml = plan.sheet.entry.part, plan.sheet.xml
            if memory is None:
                parts[part] = pieces(xml.data, patched.edits)
            else:
                parts[part] = memory.deflated(part, xml, patched.edits, frozenset(patched.rows))
        parts.update((table.part, [table.grown(rows)]) for table, rows in plan.tables)
        parts.update((w.table.part, [widened(w)]) for w in plan.widenings if w.table is not None)
    chain = calculation_chain(package) if any(p.plan.formulas_change for p in done) else None
    parts.update((part, [new]) for part, new in workbook_parts(package, done, chain).items())
    rows = {patched.plan.sheet.entry.name: iter(patched.appended_rows) for patched in done}
    appends = (change for change in changes if isinstance(change, AppendRow))
    written = package.zip.rewritten(parts, frozenset([chain] if chain else []))
    if memory is not None:
        memory.finish(written)
    tables = [
        GrownTable(patched.plan.sheet.entry.name, growth)
        for patched in done
        for growth in patched.plan.growths
    ]
    grown = grown_package(written, tables)
    return Patched(
        grown,
        tuple(next(rows[append.sheet]) for append in appends),
        (*_warnings(grown, tables, memory), *_left(done)),
        touch=Touch(
            {
                (patched.plan.sheet.entry.name, row, column)
                for patched in done
                for row, cells in patched.plan.cells.items()
                for column in cells
            },
            [],
            {p.plan.sheet.entry.part: (p.plan.sheet.xml, p.rows) for p in done}
            if grown is written
            else {},
        ),
    )


def _left(done: Sequence[PatchedSheet]) -> Iterator[Notice]:
    """What does not reach to new columns."""
    for patched in done:
        for widening in patched.plan.widenings:
            yield from not_widened(patched.plan.sheet, widening)


def _entry(entries: Mapping[str, SheetEntry], name: str) -> SheetEntry:
    entry = entries.get(name)
    if entry is None:
        raise Refused(_NO_SHEET, hint=_NO_SHEET_HINT, sheet=name)
    if entry.kind != "worksheet" or not entry.part:
        raise Refused(N_("This is not a sheet of cells."), where=name)
    return entry


def _patched(
    package: Package,
    entry: SheetEntry,
    changes: Sequence[Change],
    styles: Styles,
    texts: SharedTexts,
) -> PatchedSheet:
    try:
        sheet = TouchedSheet(package, entry)
        return patch_sheet(sheet, changes, styles, texts, package.dates_from_1904)
    except Refused as refused:
        refused.where = refused.where or entry.name
        raise


def _warnings(
    data: bytes, tables: Sequence[GrownTable], memory: SaveMemory | None
) -> tuple[Notice, ...]:
    """What to tell of references that end where a table did and do not hold its new rows."""
    if not tables:
        return ()
    if memory is not None:
        memory.begin(data)
    package = Package(data, memory)
    entries = {entry.name: entry for entry in package.sheets()}
    found: list[Notice] = []
    for table in tables:
        sheet = TouchedSheet(package, entries[table.sheet])
        found += [n for n in stale_ranges(sheet, table.growth) if n not in found]
    return tuple(found)
