"""XML of a workbook part as bytes with positions, so that an edit touches nothing else.

``parse`` gives a small tree whose elements know where they begin and end in the bytes; ``splice``
and ``with_attribute`` change those bytes. The parser is expat: prefixes, comments and CDATA are
understood, a DOCTYPE is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from adapters.errors import N_, Refused

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)

_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_ENCODING = re.compile(rb"""(<\?xml\s[^>]*?encoding\s*=\s*["'])([A-Za-z0-9._-]+)(["'])""")
_NOT_ELEMENTS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_SPECIAL = re.compile("[&<>]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

Edit = tuple[int, int, bytes]


@dataclass(slots=True, eq=False)
class Element:
    """An element and its place: ``data[start:end]`` is all of it, ``data[start:open_end]`` its
    start tag, ``close_start`` where the end tag begins (``end`` when the element is empty).
    """

    namespace: str
    name: str
    attributes: dict[str, str]
    start: int
    open_end: int
    close_start: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def is_main(self) -> bool:
        """Whether it belongs to SpreadsheetML itself (transitional or strict)."""
        return self.namespace in MAIN

    def find(self, name: str) -> Element | None:
        """The first child of that local name in the main namespace."""
        return next((e for e in self.children if e.name == name and e.is_main), None)

    def descendants(self) -> Iterator[Element]:
        """Itself and everything below it, in document order."""
        waiting = [self]
        while waiting:  # not by recursion: nothing bounds how deep a part may nest
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


def parse(data: bytes, opening: bytes = b"", closing: bytes = b"") -> Element:
    """Parse ``data``; a fragment is put between ``opening`` and ``closing`` for its namespaces.

    Positions count from the start of ``data``. For a fragment the result is the outer element.

    Raises:
        Refused: the XML is not well-formed or declares a document type.
    """
    document = opening + data + closing if opening or closing else data
    shift = len(opening)
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    stack: list[Element] = []
    texts: list[list[str]] = []
    roots: list[Element] = []

    def opened(name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition("}")
        start = parser.CurrentByteIndex
        tag = _TAG.match(document, start)
        if tag is None:
            raise Refused(N_("A part of this workbook is written in an unusual XML form."))
        element = Element(namespace, local, attributes, start - shift, tag.end() - shift)
        (stack[-1].children if stack else roots).append(element)
        stack.append(element)
        texts.append([])

    def closed(_name: str) -> None:
        element = stack.pop()
        element.text = "".join(texts.pop())
        if document[element.open_end + shift - 2] == 0x2F:  # "/>": no end tag
            element.close_start = element.end = element.open_end
        else:
            at = parser.CurrentByteIndex
            element.close_start = at - shift
            element.end = document.index(b">", at) + 1 - shift

    def characters(text: str) -> None:
        if texts:
            texts[-1].append(text)

    def doctype(*_args: object) -> None:
        raise Refused(
            N_("A part of this workbook declares a document type, which may hide content.")
        )

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(document, True)
    except (expat.ExpatError, LookupError, ValueError) as problem:  # the last two: encodings
        raise Refused(
            N_("A part of this workbook is not well-formed XML."),
            hint=N_("Open the workbook in your spreadsheet program and save it once."),
        ) from problem
    return roots[0]


def as_utf8(data: bytes) -> bytes:
    """The document in UTF-8; UTF-16 is transcoded, its declaration adapted.

    Raises:
        Refused: another encoding, which cannot be edited with certainty.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            plain = data.decode("utf-16").encode()
        except UnicodeError as problem:
            raise Refused(
                N_("A part of this workbook is damaged: its text is not valid.")
            ) from problem
        return _ENCODING.sub(rb"\g<1>UTF-8\3", plain, count=1)
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and declared[2].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        raise Refused(N_("A part of this workbook is stored in an unusual character encoding."))
    return data


def without_hidden_markup(data: bytes) -> bytes:
    """Equal in length, with comments, CDATA and processing instructions blanked.

    In the result every ``<name`` is a real tag, so that it can be searched as bytes.
    """
    after = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    # The longer words are found faster; a lone "?" is looked for first for the same reason.
    comment = data.find(b"<!--", after) >= 0 or data.find(b"<![CDATA[", after) >= 0
    if not comment and (data.find(b"?", after) < 0 or data.find(b"<?", after) < 0):
        return data
    return _NOT_ELEMENTS.sub(lambda found: b" " * len(found[0]), data)


def escape(text: str) -> str:
    """Escape for element text."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)


def attribute_text(text: str) -> str:
    """Escape for the value of an attribute in quotes of either kind."""
    return escape(text).replace('"', "&quot;").replace("'", "&apos;")


def prefix_of(data: bytes, element: Element) -> bytes:
    """What stands before the element's name, such as ``x:``; empty where nothing does."""
    start = element.start + 1
    before, colon, _ = (
        data[start : element.open_end].partition(element.name.encode())[0].partition(b":")
    )
    return before + colon


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with the attribute set, in place when it is there, else at the end."""
    new = attribute_text(value).encode()
    wanted = name.encode()
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == wanted:
            quote = found[2][:1]
            return tag[: found.start(2)] + quote + new + quote + tag[found.end(2) :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    kept = tag[:end].rstrip()
    return kept + b" " + wanted + b'="' + new + b'"' + tag[end:]


def without_attributes(tag: bytes, names: Iterable[str]) -> bytes:
    """The start tag without these attributes."""
    unwanted = {name.encode() for name in names}
    return _ATTRIBUTE.sub(lambda found: b"" if found[1] in unwanted else found[0], tag)


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag as written, for references and indexes (no entities)."""
    return {
        found[1].decode(errors="replace"): found[2][1:-1].decode(errors="replace")
        for found in _ATTRIBUTE.finditer(tag)
    }


def set_attribute(data: bytes, element: Element, name: str, value: str) -> Edit:
    """The edit that sets one attribute of an element of ``data``."""
    tag = data[element.start : element.open_end]
    return element.start, element.open_end, with_attribute(tag, name, value)


def pieces(data: bytes | memoryview, edits: Iterable[Edit]) -> list[bytes | memoryview]:
    """``data`` with the edits applied, as views of it and the new bytes: nothing large is copied.

    Edits must not overlap; several insertions at one place keep the order they come in.
    """
    view = memoryview(data)
    result: list[bytes | memoryview] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise Refused(N_("Two changes touch the same place of the workbook."))
        result.append(view[at:start])
        result.append(new)
        at = end
    result.append(view[at:])
    return result


def splice(data: bytes, edits: Sequence[Edit]) -> bytes:
    """``data`` with the edits applied."""
    return b"".join(pieces(data, edits))
