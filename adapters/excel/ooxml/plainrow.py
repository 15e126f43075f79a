"""Rows in the form that practically every program writes, told without an XML parser.

One expression accepts a whole row or nothing: attributes in their usual order, no other elements
than formula, value and plain text, the five usual entities. What it accepts is well-formed, and
means what the parser would say; every other row is left to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from adapters.errors import Refused
from adapters.excel.ooxml.formulas import column_number
from adapters.excel.ooxml.markup import Element, parse

_TEXT = (
    rb"[^<>&\x00-\x08\x0b-\x1f\x7f]*+"
    rb"(?:&(?:amp|lt|gt|quot|apos);[^<>&\x00-\x08\x0b-\x1f\x7f]*+)*+"
)
_FORMULA = (
    rb'<f(?: t="[A-Za-z]+")?(?: aca="[a-z01]+")?(?: ref="[A-Z0-9:]+")?(?: ca="[a-z01]+")?'
    rb'(?: si="[0-9]+")?(?:/>|>%b</f>)' % _TEXT
)
_INLINE = rb'<is><t(?: xml:space="preserve")?>%b</t></is>' % _TEXT
_CELL = (
    rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?: t="[A-Za-z]+")?'
    rb"(?:/>|>(?:%b)?(?:<v>%b</v>|%b)?</c>)" % (_FORMULA, _TEXT, _INLINE)
)
_ROW = re.compile(
    rb'<row(?: r="[0-9]+")?((?: [A-Za-z][A-Za-z0-9]*(?::[A-Za-z]+)?="[^"<>&\x00-\x1f]*")*)>'
    rb"((?:%b)*+)</row>[ \t\r\n]*" % _CELL
)
_ATTRIBUTE = re.compile(rb' ((?:([A-Za-z][A-Za-z0-9]*):)?[A-Za-z0-9]+)="([^"]*)"')
_PLACE = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_FORMULA_CELL = re.compile(rb'<c r="([A-Z]+)[^>]*><f')
_SPACE = "http://www.w3.org/XML/1998/namespace}space"
_ENTITY = re.compile("&([a-z]+);")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NOT_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF


Columns = dict[int, bytes]
"""The letters of columns by their number, ascending; shared, not to be changed."""


def plain_columns(number: int, data: bytes, opening: bytes) -> Columns | None:
    """The columns of a row's cells in their order; None where a parser is needed.

    Args:
        data: the row; ``opening`` is the start tag of its sheet.
    """
    found = _ROW.fullmatch(data)
    if found is None or not main_namespace(opening) or not _are_characters(data):
        return None
    if found[1] and not _are_attributes(found[1], opening):
        return None
    places = _PLACE.findall(data, *found.span(2))
    if not places:
        return {}
    letters, digits = zip(*places, strict=True)
    return _columns(letters) if digits.count(b"%d" % number) == len(digits) else None


def formula_columns(data: bytes) -> Iterator[int]:
    """The columns of the cells with a formula, of a row that ``plain_columns`` accepts."""
    return (_column(letters) for letters in _FORMULA_CELL.findall(data))


def plain_cell(data: bytes, start: int, end: int, namespace: str) -> Element:
    """The element of one cell of a row that ``plain_columns`` accepts."""
    open_end = data.index(b">", start) + 1
    element = _element("c", data, (start, open_end, end), namespace)
    if open_end == end:
        return element
    at = open_end
    while data[at + 1] != 0x2F:  # "</c>" comes last
        child = _child(data, at, namespace)
        element.children.append(child)
        at = child.end
    return element


def _child(data: bytes, start: int, namespace: str) -> Element:
    """A formula, a value, or a text of its own."""
    name = "is" if data[start + 1] == 0x69 else chr(data[start + 1])
    open_end = data.index(b">", start) + 1
    if data[open_end - 2] == 0x2F:
        return _element(name, data, (start, open_end, open_end), namespace)
    closing = b"</%b>" % name.encode()
    end = data.index(closing, open_end) + len(closing)
    child = _element(name, data, (start, open_end, end), namespace)
    if name == "is":
        child.children.append(_child(data, open_end, namespace))
    else:
        child.text = _text(data[open_end : child.close_start])
    return child


def _element(name: str, data: bytes, place: tuple[int, int, int], namespace: str) -> Element:
    start, open_end, end = place
    attributes = {
        _SPACE if prefix else key.decode(): value.decode()
        for key, prefix, value in _ATTRIBUTE.findall(data, start, open_end)
    }
    close_start = end if open_end == end else end - len(name) - 3
    return Element(namespace, name, attributes, start, open_end, close_start, end)


def _text(xml: bytes) -> str:
    text = xml.decode()
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], text) if "&" in text else text


@lru_cache(maxsize=64)
def main_namespace(opening: bytes) -> str:
    """The namespace that a sheet's elements without a prefix are in; empty where it is not one."""
    if not opening.startswith(b"<worksheet"):
        return ""
    try:
        root = parse(b"", opening, b"</worksheet>")
    except Refused:
        return ""
    return root.namespace if root.is_main else ""


def _are_characters(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return not any(mark in data for mark in _NOT_CHARACTERS)


@lru_cache(maxsize=1024)
def _are_attributes(text: bytes, opening: bytes) -> bool:
    """Whether no attribute is given twice (``r`` came first), and their prefixes are known."""
    found = _ATTRIBUTE.findall(text)
    names = {name for name, _, _ in found}
    known = all(b" xmlns:%b=" % prefix in opening for _, prefix, _ in found if prefix)
    return len(names) == len(found) and b"r" not in names and b"xmlns" not in text and known


@lru_cache(maxsize=4096)
def _columns(letters: tuple[bytes, ...]) -> Columns | None:
    """Rows of one layout share what this gives; None where the columns do not ascend."""
    numbers = [_column(column) for column in letters]
    ascending = all(one < other for one, other in pairwise(numbers))
    return dict(zip(numbers, letters, strict=True)) if ascending else None


@cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())
