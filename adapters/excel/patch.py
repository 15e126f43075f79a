"""The lossless writer: a workbook's bytes and changes in, the new bytes out.

Only what a change touches is written anew: cells of touched sheets, their tables, and where needed
the calculation settings, filter names and one more cell format. Every other part is carried over
as the compressed bytes it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.errors import N_, Notice, Refused
from adapters.excel.deflate import Buffer, Deflated
from adapters.excel.markup import pieces
from adapters.excel.memory import SaveMemory
from adapters.excel.parts import Package, SheetEntry
from adapters.excel.patch_sheet import PatchedSheet, patch_sheet
from adapters.excel.references import stale_ranges
from adapters.excel.styles import Styles
from adapters.excel.touched import TouchedSheet
from adapters.excel.workbook_parts import calculation_chain, workbook_parts
from adapters.protocol import AppendRow, Change


@dataclass(frozen=True, slots=True)
class Patched:
    """The new workbook, the sheet row of each ``AppendRow`` in order, and sentences to show."""

    data: bytes
    appended_rows: tuple[int, ...] = ()
    warnings: tuple[Notice, ...] = ()


def patch_package(
    data: bytes, changes: Sequence[Change], memory: SaveMemory | None = None
) -> Patched:
    """Write the changes, all or none. Changes of one sheet apply in order, appends after all else.

    ``memory`` makes the next patch of what comes out cheap; it changes nothing of what is written.

    Raises:
        Refused: a change cannot be written with certainty; ``where`` names the cell.
        NotAWorkbook: the bytes are no workbook, or a damaged one.
    """
    if memory is not None:
        memory.begin(data)
    package = Package(data, memory)
    package.refuse_guarded()
    entries = {entry.name: entry for entry in package.sheets()}
    by_sheet: dict[str, list[Change]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, []).append(change)
    styles = Styles(package)
    done = [
        _patched(package, _entry(entries, name), part, styles) for name, part in by_sheet.items()
    ]
    if not any(patched.edits for patched in done):
        return Patched(data)
    parts: dict[str, Sequence[Buffer] | Deflated] = dict(styles.replaced())
    for patched in done:
        plan = patched.plan
        if patched.edits:
            part, xml = plan.sheet.entry.part, plan.sheet.xml
            if memory is None:
                parts[part] = pieces(xml.data, patched.edits)
            else:
                parts[part] = memory.deflated(part, xml, patched.edits, patched.rows)
        parts.update((table.part, [table.grown(rows)]) for table, rows in plan.tables)
    chain = calculation_chain(package) if any(p.plan.formulas_change for p in done) else None
    parts.update((part, [new]) for part, new in workbook_parts(package, done, chain).items())
    rows = {patched.plan.sheet.entry.name: iter(patched.appended_rows) for patched in done}
    appends = (change for change in changes if isinstance(change, AppendRow))
    written = package.zip.rewritten(parts, frozenset([chain] if chain else []))
    if memory is not None:
        memory.finish(written)
    return Patched(
        written,
        tuple(next(rows[append.sheet]) for append in appends),
        _warnings(done),
    )


def _entry(entries: Mapping[str, SheetEntry], name: str) -> SheetEntry:
    entry = entries.get(name)
    if entry is None:
        raise Refused(N_("The workbook has no sheet named {sheet}."), sheet=name)
    if entry.kind != "worksheet" or not entry.part:
        raise Refused(N_("This is not a sheet of cells."), where=name)
    return entry


def _patched(
    package: Package, entry: SheetEntry, changes: Sequence[Change], styles: Styles
) -> PatchedSheet:
    try:
        sheet = TouchedSheet(package, entry)
        return patch_sheet(sheet, changes, styles, package.dates_from_1904)
    except Refused as refused:
        refused.where = refused.where or entry.name
        raise


def _warnings(done: Sequence[PatchedSheet]) -> tuple[Notice, ...]:
    warnings: list[Notice] = []
    for patched in done:
        for growth in patched.plan.growths:
            said = stale_ranges(patched.plan.sheet, growth)
            warnings += [notice for notice in said if notice not in warnings]
    return tuple(warnings)
