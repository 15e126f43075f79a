"""Rows told without the XML parser are what the parser says, or are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.excel.ooxml import rowcells
from adapters.excel.ooxml.markup import Element
from adapters.excel.ooxml.plainrow import plain_columns
from adapters.excel.ooxml.rowcells import Row, parse_row

MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OPENING = MAIN + b' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
CLOSING = b"</worksheet>"

PLAIN = {
    "no cell": b'<row r="7"></row>',
    "row attributes": b'<row r="7" spans="1:3" s="2" customFormat="1" x14ac:dyDescent="0.2">'
    b'<c r="A7"/></row>\r\n ',
    "blank and styled": b'<row r="7"><c r="B7" s="3"/><c r="AA7" s="4"/></row>',
    "kinds": b'<row><c r="A7" t="s"><v>12</v></c><c r="B7" s="1" t="b"><v>1</v></c>'
    b'<c r="C7" t="e"><v>#N/A</v></c><c r="D7" t="str"><f>A7&amp;"&lt;&gt;"</f><v>x</v></c></row>',
    "inline": b'<row r="7"><c r="A7" t="inlineStr"><is><t xml:space="preserve"> a &apos;\n'
    b'</t></is></c><c r="B7" t="inlineStr"><is><t>\xe5\x8d\x8e</t></is></c></row>',
    "formulas": b'<row r="7"><c r="A7"><f t="shared" ref="A7:A9" ca="1" si="0">B7*2</f><v></v></c>'
    b'<c r="B7"><f t="shared" si="0"/><v>4</v></c><c r="C7"><f t="array" ref="C7">SUM(1)</f></c>'
    b'<c r="D7"><v>1</v></c></row>',
}
LEFT = {
    "no place": b'<row r="7"><c><v>1</v></c></row>',
    "another row's place": b'<row r="7"><c r="A8"><v>1</v></c></row>',
    "order": b'<row r="7"><c r="B7"/><c r="A7"/></row>',
    "twice": b'<row r="7"><c r="B7"/><c r="B7"/></row>',
    "rich text": b'<row r="7"><c r="A7" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    "comment": b'<row r="7"><!-- <c r="A7"/> --></row>',
    "character data": b'<row r="7"><c r="A7"><v><![CDATA[1]]></v></c></row>',
    "numbered character": b'<row r="7"><c r="A7" t="str"><v>&#65;</v></c></row>',
    "unknown entity": b'<row r="7"><c r="A7" t="str"><v>&nbsp;</v></c></row>',
    "carriage return": b'<row r="7"><c r="A7" t="str"><v>a\r\nb</v></c></row>',
    "not text": b'<row r="7"><c r="A7" t="str"><v>\xff</v></c></row>',
    "no character": b'<row r="7"><c r="A7" t="str"><v>\xef\xbf\xbf</v></c></row>',
    "same attribute": b'<row r="7" r="7"><c r="A7"/></row>',
    "unknown prefix": b'<row r="7" x15:a="1"><c r="A7"/></row>',
    "metadata": b'<row r="7"><c r="A7" cm="1"><f>1</f></c></row>',
    "single quotes": b"<row r='7'><c r='A7'/></row>",
    "two rows": b'<row r="7"><c r="A7"/></row><row r="8"></row>',
    "closed early": b'<row r="7"><c r="A7"><v>1</c></row>',
    "other namespace": b'<row r="7" xmlns="urn:other"><c r="A7"/></row>',
}


def _plain(element: Element) -> tuple[object, ...]:
    place = element.start, element.open_end, element.close_start, element.end
    children = [_plain(child) for child in element.children]
    return element.namespace, element.name, element.attributes, place, element.text, children


def _told(row: Row) -> tuple[object, ...]:
    cells = [
        (column, cell.row, cell.column, cell.xml, cell.style, cell.is_blank, _plain(cell.element))
        for column, cell in row.cells.items()
    ]
    formulas = [cell.column for cell in row.formulas()]
    columns = list(row.cells), list(reversed(row.cells)), set(row.cells.keys())
    return row.tag, row.attributes, row.placed, cells, formulas, columns


def _by_parser(data: bytes) -> Row:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rowcells, "plain_columns", lambda *_: None)
        return parse_row(7, data, OPENING, CLOSING)


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
def test_plain_rows_are_as_the_parser_says(data: bytes) -> None:
    assert plain_columns(7, data, OPENING) is not None
    assert _told(parse_row(7, data, OPENING, CLOSING)) == _told(_by_parser(data))


@pytest.mark.parametrize("data", LEFT.values(), ids=LEFT)
def test_unusual_rows_are_left_to_the_parser(data: bytes) -> None:
    assert plain_columns(7, data, OPENING) is None


@pytest.mark.parametrize("opening", [b"<worksheet>", b'<x:worksheet xmlns:x="urn:x">'])
def test_rows_of_another_namespace_are_left_to_the_parser(opening: bytes) -> None:
    assert plain_columns(7, PLAIN["kinds"], opening) is None


@given(st.data())
def test_whatever_is_accepted_the_parser_accepts_alike(data: st.DataObject) -> None:
    """Good rows with bytes exchanged, taken out or put in."""
    row = bytearray(data.draw(st.sampled_from([*PLAIN.values(), *LEFT.values()])))
    pieces = st.sampled_from([b"<", b">", b"/", b'"', b"&", b" ", b"]]>", b"f", b"\r", b"\xe5"])
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(row)))
        row[at : at + data.draw(st.integers(0, 3))] = data.draw(pieces | st.just(b""))
    changed = bytes(row)
    if plain_columns(7, changed, OPENING) is not None:
        assert _told(parse_row(7, changed, OPENING, CLOSING)) == _told(_by_parser(changed))
