"""The parts of a new sheet: its cells' headers, and its table where the workbook uses tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from adapters.addresses import column_letters
from adapters.changes import NewColumn
from adapters.excel.ooxml.cellxml import NewCell, cell_xml, encoded_text
from adapters.excel.ooxml.formulas import MAX_ROW
from adapters.excel.ooxml.markup import attribute_text, escape
from adapters.excel.ooxml.texts import SharedTexts

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONGEST_LIST = 255  # characters of choices that are spelled out
PADDING = 0.7109375  # what Excel adds to a width in characters


def sheet_xml(
    namespace: str,
    relations: str,
    columns: Sequence[NewColumn],
    *,
    header_styles: Sequence[int],
    data_styles: Sequence[int],
    texts: SharedTexts | None,
    viewed: bool,
    table: str,
) -> bytes:
    """The worksheet part.

    Args:
        namespace: of SpreadsheetML in this workbook; ``relations``: of relationship ids.
        header_styles, data_styles: the formats by column.
        texts: the workbook's list of texts where the headers go there.
        viewed: whether the workbook has a window to show it in.
        table: the id of the relationship to the sheet's table; "" without one, then it is filtered.
    """
    last = column_letters(len(columns))
    parts = [
        f'{_DECLARED}<worksheet xmlns="{namespace}" xmlns:r="{relations}">',
        f'<dimension ref="A1:{last}1"/>' if last != "A" else '<dimension ref="A1"/>',
        _FROZEN if viewed else "",
        '<sheetFormatPr defaultRowHeight="15"/>',
        _columns(columns, data_styles),
        f'<sheetData><row r="1">{_headers(columns, header_styles, texts)}</row></sheetData>',
        "" if table else f'<autoFilter ref="A1:{last}1"/>',
        _choices(columns),
        f'<tableParts count="1"><tablePart r:id="{table}"/></tableParts>' if table else "",
        "</worksheet>",
    ]
    return "".join(parts).encode()


_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
)


def _columns(columns: Sequence[NewColumn], styles: Sequence[int]) -> str:
    """Widths and formats; a column without either is left out."""
    found = []
    for number, (column, style) in enumerate(zip(columns, styles, strict=True), 1):
        width = f' width="{column.width + PADDING}" customWidth="1"' if column.width else ""
        style_of = f' style="{style}"' if style else ""
        if width or style:
            width = width or ' width="9.140625"'  # a column has to have one
            found.append(f'<col min="{number}" max="{number}"{width}{style_of}/>')
    return f"<cols>{''.join(found)}</cols>" if found else ""


def _headers(columns: Sequence[NewColumn], styles: Sequence[int], texts: SharedTexts | None) -> str:
    cells = []
    for place, (column, style) in enumerate(zip(columns, styles, strict=True), 1):
        number = texts.number(column.header) if texts is not None else None
        cell = NewCell(column.header, style=style)
        cells.append(cell_xml(b"", 1, place, cell, from_1904=False, number=number).decode())
    if texts is not None:
        texts.use(len(columns))
    return "".join(cells)


def _choices(columns: Sequence[NewColumn]) -> str:
    """The lists to choose from; one that is too long is left out."""
    rules = [
        choice_rule(column, f"{letters}2:{letters}{MAX_ROW}")
        for column, letters in zip(columns, map(column_letters, count(1)), strict=False)
    ]
    found = [rule for rule in rules if rule]
    listed = "".join(found)
    return f'<dataValidations count="{len(found)}">{listed}</dataValidations>' if found else ""


def choice_rule(column: NewColumn, cells: str, prefix: str = "") -> str:
    """The rule that offers a column's choices in cells; other values stay allowed.

    Empty where there are none, or where they cannot be spelled out.
    """
    listed = ",".join(column.choices)
    told = any("," in choice for choice in column.choices)
    if not column.choices or told or len(listed) > _LONGEST_LIST:
        return ""
    spelled = escape('"' + listed.replace('"', '""') + '"')
    return (
        f'<{prefix}dataValidation type="list" allowBlank="1" sqref="{cells}">'
        f"<{prefix}formula1>{spelled}</{prefix}formula1></{prefix}dataValidation>"
    )


def table_xml(
    namespace: str, number: int, name: str, columns: Sequence[NewColumn], look: Mapping[str, str]
) -> bytes:
    """The table part: the headers and one row that is still empty, as a table has to have one.

    Args:
        number: its id, and ``name``: both of no other table.
        look: the attributes of another table's style; empty for none.
    """
    cells = f"A1:{column_letters(len(columns))}2"
    named = attribute_text(name)
    listed = "".join(
        f'<tableColumn id="{place}" name="{column_name(column.header)}"/>'
        for place, column in enumerate(columns, 1)
    )
    shown = "".join(f' {key}="{attribute_text(value)}"' for key, value in look.items())
    return (
        f'{_DECLARED}<table xmlns="{namespace}" id="{number}" name="{named}" displayName="{named}"'
        f' ref="{cells}" totalsRowShown="0"><autoFilter ref="{cells}"/>'
        f'<tableColumns count="{len(columns)}">{listed}</tableColumns>'
        f"{f'<tableStyleInfo{shown}/>' if shown else ''}</table>"
    ).encode()


def column_name(header: str) -> str:
    """A header as the attribute of a table's column holds it."""
    text = encoded_text(header).replace("\n", "_x000a_").replace("\t", "_x0009_")
    return text.replace('"', "&quot;")


def relations_xml(id_: str, kind: str, target: str) -> bytes:
    """A part with one relationship."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return (
        f'{_DECLARED}<Relationships xmlns="{namespace}">'
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/></Relationships>'
    ).encode()
