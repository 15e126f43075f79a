"""What a new sheet takes after: the headers and cells of another, and where its texts are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.ranges import cell_range, overlap
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.tables import tables_of
from adapters.excel.ooxml.texts import SharedTexts


@dataclass(frozen=True, slots=True)
class Like:
    """How a header of another sheet looks: its format, its table's style; and the cell below it."""

    style: int = 0
    below: int = 0
    in_table: bool = False
    table_look: Mapping[str, str] = field(default_factory=dict)
    inline: bool = False


def looked_at(
    package: Package, entries: Sequence[SheetEntry], place: tuple[str, int, int] | None
) -> Like:
    """The look of the header cell at a sheet, row and column, as far as there is one."""
    sheet, row, column = place or ("", 0, 0)
    entry = next((e for e in entries if e.name == sheet and e.kind == "worksheet"), None)
    if entry is None or not entry.part:
        return Like()
    xml = package.sheet_xml(entry.part)
    style, below = (_style(xml, at, column) for at in (row, row + 1))
    inline = b'"inlineStr"' in xml.plain and b't="s"' not in xml.plain
    for table in tables_of(package, entry.part):
        if table.is_header(row) and overlap(table.range, cell_range(row, column)):
            look = table.root.find("tableStyleInfo")
            shown = dict(look.attributes) if look is not None else {}
            return Like(style, below, True, shown, inline)
    return Like(style, below, inline=inline)


def _style(xml: SheetXml, row: int, column: int) -> int:
    found = xml.row(row)
    cell = found.cells.get(column) if found else None
    return cell.style if cell else 0


def header_style(styles: Styles, like: Like) -> int:
    """The other headers' format; bold where these have none of their own."""
    if not styles.exist:
        return 0
    if like.style and styles.knows(like.style):
        return like.style
    return 0 if like.in_table else styles.bold()


def listed_texts(package: Package) -> SharedTexts | None:
    """The workbook's list of texts; None where it has none that is written."""
    texts = SharedTexts(package)
    return texts if texts.serve(SheetXml(b"<worksheet><sheetData/></worksheet>")) else None
