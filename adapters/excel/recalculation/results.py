"""Results of formulas written beside them; a result that is not known is taken away.

The formulas stay as they are, byte for byte, and so does everything else of their cells.
"""

from __future__ import annotations

from collections.abc import Mapping

from adapters.errors import N_, Refused
from adapters.excel.archive.deflate import Buffer, Deflated
from adapters.excel.ooxml.cellxml import encoded_text, number_text
from adapters.excel.ooxml.markup import Edit, pieces, splice, with_attribute, without_attributes
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.rowcells import Cell, Row, parse_row
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation.dependents import Place
from adapters.excel.recalculation.engine_wire import ErrorValue, Result
from adapters.excel.recalculation.meaning import cell_sheets
from adapters.excel.writing.memory import SaveMemory


def with_results(
    package: Package, results: Mapping[Place, Result], memory: SaveMemory | None
) -> bytes:
    """The workbook with these results; the bytes are the old ones when nothing differs.

    Raises:
        Refused: a cell is written in a form that cannot be edited with certainty.
    """
    by_sheet: dict[str, dict[int, dict[int, Result]]] = {}
    for (sheet, row, column), result in results.items():
        by_sheet.setdefault(sheet, {}).setdefault(row, {})[column] = result
    parts: dict[str, list[Buffer] | Deflated] = {}
    for entry in cell_sheets(package):
        if entry.name not in by_sheet:
            continue
        xml = package.sheet_xml(entry.part)
        rows = _new_rows(xml, by_sheet[entry.name])
        edits = xml.row_edits(rows)
        if not edits:
            continue
        if memory is None:
            parts[entry.part] = pieces(xml.data, edits)
        else:
            parts[entry.part] = memory.deflated(entry.part, xml, edits, frozenset(rows))
    return package.zip.rewritten(parts) if parts else package.zip.data


def _new_rows(xml: SheetXml, results: Mapping[int, Mapping[int, Result]]) -> dict[int, bytes]:
    """The rows in which a stored result changes."""
    rows: dict[int, bytes] = {}
    for number, cells in results.items():
        row = xml.row(number)
        if row is None:
            continue
        edits = [
            edit
            for column, result in cells.items()
            if column in row.cells
            for edit in _edits(row, row.cells[column], result, xml.prefix)
        ]
        if edits:
            rows[number] = splice(row.data, edits)
            _verify(parse_row(number, rows[number], xml.opening, xml.closing), row)
    return rows


def _edits(row: Row, cell: Cell, result: Result, prefix: bytes) -> list[Edit]:
    """The edits of one cell: its result, and the type that goes with it."""
    element = cell.element
    value, formula = element.find("v"), element.find("f")
    kind, text = _stored(result)
    same_kind = element.attributes.get("t", "n") == (kind or "n")
    if _same(value.text if value else None, text, number=not kind) and (text is None or same_kind):
        return []
    old = row.data[element.start : element.open_end]
    tag = old
    if text is None or not same_kind:
        tag = with_attribute(old, "t", kind) if kind else without_attributes(old, ["t"])
    new = b"" if text is None else _value_xml(text, prefix)
    edits: list[Edit] = [] if tag == old else [(element.start, element.open_end, tag)]
    if value is not None:
        edits.append((value.start, value.end, new))
    elif formula is not None:
        edits.append((formula.end, formula.end, new))
    return edits


def _same(old: str | None, new: str | None, *, number: bool) -> bool:
    """Whether the stored text is that result; of numbers Excel itself knows 15 digits."""
    if old == new or old is None or new is None or not number:
        return old == new
    try:
        return f"{float(old):.15g}" == f"{float(new):.15g}"
    except ValueError:
        return False


def _value_xml(text: str, prefix: bytes) -> bytes:
    return b"<%bv>%b</%bv>" % (prefix, encoded_text(text).encode(), prefix)


def _stored(result: Result) -> tuple[str, str | None]:
    """The cell type (empty for numbers) and the text of a result."""
    if isinstance(result, bool):
        return "b", str(int(result))
    if isinstance(result, str):
        return "str", result
    if isinstance(result, ErrorValue):
        return "e", result.text
    return "", None if result is None else number_text(result)


def _verify(new: Row, old: Row) -> None:
    """Nothing but results and their types may differ."""
    same = new.cells.keys() == old.cells.keys() and all(
        new.cells[column].xml == cell.xml or _identity(new.cells[column]) == _identity(cell)
        for column, cell in old.cells.items()
    )
    if not same:
        raise Refused(N_("This cell could not be written as meant."))


def _identity(cell: Cell) -> tuple[object, ...]:
    formula = cell.formula
    attributes = {k: v for k, v in cell.element.attributes.items() if k != "t"}
    return attributes, None if formula is None else (formula.text, formula.attributes)
