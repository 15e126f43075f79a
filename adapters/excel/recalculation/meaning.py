"""What the words in a workbook's formulas stand for: its sheets, defined names and tables."""

from __future__ import annotations

from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.tables import Table, tables_of
from adapters.excel.recalculation.engine_wire import EngineTable
from adapters.excel.recalculation.reads import Meaning


def cell_sheets(package: Package) -> list[SheetEntry]:
    """The sheets that hold cells."""
    return [entry for entry in package.sheets() if entry.kind == "worksheet" and entry.part]


def meaning_of(package: Package) -> Meaning:
    """The names and tables of a workbook.

    Raises:
        Refused: a table does not say which cells it covers.
    """
    entries = package.sheets()
    names: dict[tuple[str, str], str] = {}
    listed = package.workbook.find("definedNames")
    for element in listed.children if listed else ():
        scope = element.attributes.get("localSheetId", "")
        local = scope.isdecimal() and int(scope) < len(entries)
        sheet = entries[int(scope)].name.lower() if local else ""
        names[sheet, element.attributes.get("name", "").lower()] = element.text
    tables = {
        table.name.lower(): (entry.name, table)
        for entry in cell_sheets(package)
        for table in tables_of(package, entry.part)
    }
    return Meaning({entry.name.lower(): entry.name for entry in entries}, names, tables)


def engine_tables(meaning: Meaning) -> list[EngineTable]:
    """The tables as the engine wants them."""
    return [_engine_table(sheet, table) for sheet, table in meaning.tables.values()]


def _engine_table(sheet: str, table: Table) -> EngineTable:
    box = table.range
    listed = table.root.find("tableColumns")
    return EngineTable(
        table.name,
        sheet,
        (box.first_row, box.first_column, box.last_row, box.last_column),
        [column.attributes.get("name", "") for column in (listed.children if listed else ())],
        table.header_rows > 0,
        table.totals_rows > 0,
    )
