"""What surrounds a sheet's cells, parsed: views, merged cells, rules, links.

A tree takes ten times the memory of its XML, and a sheet may list a million merged cells: of
elements that repeat so often, which nobody looks through, the first ones are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from adapters.errors import N_
from adapters.excel.archive import guard
from adapters.excel.ooxml.package import parse_xml

MOST_ALIKE = 100_000
_LARGE = 4 << 20  # bytes: below, any number of elements is cheap
_CHUNK = 1 << 16


def parse_surroundings(before: bytes, after: bytes) -> etree._Element:
    """The root element of a sheet's XML without its cells, which stood between the two.

    Raises:
        NotAWorkbook: not well-formed, or it declares a document type.
    """
    if len(before) + len(after) <= _LARGE:
        return parse_xml(before + after)
    guard.check_no_doctype(before)
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    counts: Counter[str] = Counter()
    depth = 0
    try:
        for chunk in _chunks(before, after):
            parser.feed(chunk)
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if event == "end" and depth in (1, 2) and isinstance(element, etree._Element):
                    _drop_one_too_many(element, counts)
        return parser.close()
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise guard.damaged(
            N_("The workbook is damaged: one of its parts is not valid XML.")
        ) from problem


def _chunks(*parts: bytes) -> Iterator[bytes]:
    for part in parts:
        for at in range(0, len(part), _CHUNK):
            yield part[at : at + _CHUNK]


def _drop_one_too_many(element: etree._Element, counts: Counter[str]) -> None:
    """The element before this one goes: this one the parser still holds."""
    counts[element.tag] += 1
    if counts[element.tag] <= MOST_ALIKE:
        return
    previous, parent = element.getprevious(), element.getparent()
    if parent is not None and previous is not None and previous.tag == element.tag:
        parent.remove(previous)
