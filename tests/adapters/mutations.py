"""Ways in which a good workbook turns bad: by a broken disk, a broken program, or on purpose.

Each mutation takes a package's bytes and a seeded source of chance, and gives other bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]
Members = list[tuple[str, bytes]]

_ATTRIBUTE = re.compile(rb'\s[\w:]+="[^"]*"')
_VALUE = re.compile(rb'(?<==")[^"]*(?=")')
_NUMBER = re.compile(rb'(?<=[">A-Z$])\d{1,9}(?=["<:])')
_REFERENCE = re.compile(rb"\b[A-Z]{1,3}\d{1,7}\b")
_TAG_NAME = re.compile(rb"(?<=<)/?[\w:]+")
_ELEMENT = re.compile(rb"<(\w+)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)")
_TEXT = re.compile(rb"(?<=>)[^<>]+(?=<)")

_NUMBERS = (
    b"0", b"-1", b"1.5", b"1e400", b"NaN", b"1048576", b"1048577", b"4294967295", b"4294967296",
    b"18446744073709551616", b"9" * 5000, "\u0663".encode(), "\u00b2".encode(), b"",
)  # fmt: skip
_REFERENCES = (
    b"XFD1048576", b"XFE1", b"A0", b"A1048577", b"ZZZZZZ1", b"A4294967295", b"1A", b"A",
    b"A1:B2:C3", b"$A$1", b"a1", b"", b"A" + b"1" * 5000,
)  # fmt: skip
_VALUES = (
    b"", b"&amp;", b"shared", b"array", b"dataTable", b"s", b"str", b"e", b"b", b"d", b"inlineStr",
    b"../../../../etc/passwd", b"/", b"External", b"rId999", b"true", b"x" * 40_000, b"#REF!",
    b"Nowhere!A1:B2", b"'[1]S'!A:A", b"http://example.org/x",
)  # fmt: skip
_INSERTS = (
    b"\x00", b"\x01", b"\x1b[31m", b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"&nothing;", b"&#0;",
    b"&#xD800;", b"&#1114112;", b"<", b">", b"]]>", b"<![CDATA[x]]>", b"<!-- <row r=\"1\"/> -->",
    b"<?php x ?>", b"_x0000_", b"a" * 33_000, b"</row>", b"<row/>", b"<c/>", b"<v>", b"<f>A1</f>",
    b'<mergeCell ref="A1:XFD1048576"/>', b'<f t="shared" si="0"/>',
    b'<c r="XFD1048576"><v>1</v></c>',
)  # fmt: skip
_PROLOGUES = (
    b'<!DOCTYPE x [<!ENTITY a "b">]>',
    b'<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    b"<!-- -->",
    b'<?xml version="1.0" encoding="UTF-7"?>',
    b'<?xml version="1.0" encoding="no-such"?>',
    b'<?xml version="1.1"?>',
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\x00",
)


def members(data: bytes) -> Members:
    """Names and contents in the archive's order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def packed(content: Members) -> bytes:
    """An archive of these members, of equal names too."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in content:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.NameToInfo.pop(name, None)  # a warning would be all that stops a duplicate
            archive.writestr(entry, part, compresslevel=1)
    return stream.getvalue()


def flipped_bits(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 3, 20))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def flipped_directory(data: bytes, random: Random) -> bytes:
    """Like ``flipped_bits``, where names, sizes, offsets and flags stand."""
    changed = bytearray(data)
    start = max(0, data.find(b"PK\1\2"))
    for _ in range(random.choice((1, 2, 5))):
        changed[random.randrange(start, len(changed))] = random.choice((0, 1, 127, 255))
    return bytes(changed)


def flipped_headers(data: bytes, random: Random) -> bytes:
    """A byte of one member's local header changed."""
    changed = bytearray(data)
    starts = [found.start() for found in re.finditer(b"PK\3\4", data)]
    changed[random.choice(starts) + random.randrange(40)] = random.randrange(256)
    return bytes(changed)


def truncated(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data))]


def cut_out(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[:start] + data[start + random.choice((1, 100, 5000)) :]


def doubled_bytes(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data))
    return data[: start + 200] + data[start:]


def lost_member(data: bytes, random: Random) -> bytes:
    content = members(data)
    del content[random.randrange(len(content))]
    return packed(content)


def swapped_members(data: bytes, random: Random) -> bytes:
    content = members(data)
    one, other = random.sample(range(len(content)), 2)
    content[one], content[other] = (
        (content[one][0], content[other][1]),
        (content[other][0], content[one][1]),
    )
    return packed(content)


def doubled_member(data: bytes, random: Random) -> bytes:
    content = members(data)
    name, part = random.choice(content)
    name = random.choice((name, name.upper(), "/" + name, name.replace("/", "\\")))
    return packed([*content, (name, random.choice((part, b"", b"<x/>")))])


def renamed_member(data: bytes, random: Random) -> bytes:
    content = members(data)
    at = random.randrange(len(content))
    name, part = content[at]
    name = random.choice((name.upper(), "../" + name, "/" + name, name + "x", "é" + name))
    content[at] = name, part
    return packed(content)


def emptied_member(data: bytes, random: Random) -> bytes:
    content = members(data)
    at = random.randrange(len(content))
    content[at] = content[at][0], random.choice((b"", b"\x00" * 100, b"<x/>", b"\xff" * 9, b"<"))
    return packed(content)


def circular_relations(data: bytes, random: Random) -> bytes:
    """Relationships that lead back to where they come from, or to another kind of part."""
    content = members(data)
    names = [name for name, _ in content]
    places = [at for at, (name, _) in enumerate(content) if name.endswith(".rels")]
    at = random.choice(places)
    name, part = content[at]
    target = "/" + random.choice(names)
    changed = re.sub(rb'Target="[^"]*"', f'Target="{target}"'.encode(), part)
    content[at] = name, changed
    return packed(content)


def wrong_types(data: bytes, random: Random) -> bytes:
    """Content types or relationship types that say something else."""
    content = members(data)
    places = [at for at, (n, _) in enumerate(content) if n.endswith((".rels", "Types].xml"))]
    at = random.choice(places)
    name, part = content[at]
    kinds = re.findall(rb'(?:ContentType|Type)="([^"]*)"', part) or [b"xml"]
    old, new = random.choice(kinds), random.choice([*kinds, b"", b"text/plain"])
    content[at] = name, part.replace(b'"%b"' % old, b'"%b"' % new, 1)
    return packed(content)


def _in_xml(change: Callable[[bytes, Random], bytes]) -> Mutation:
    """Apply a change to one XML part; sheets and the parts that name others come more often."""

    def mutation(data: bytes, random: Random) -> bytes:
        content = members(data)
        xml = [at for at, (n, part) in enumerate(content) if n.endswith((".xml", ".rels")) and part]
        heavy = [
            at
            for at in xml
            if re.search(r"sheets/|workbook|sharedStrings|styles|table|rels$", content[at][0])
        ]
        at = random.choice(xml if random.random() < 0.2 or not heavy else heavy)
        name, part = content[at]
        for _ in range(random.choice((1, 1, 2, 5))):
            part = change(part, random)
        content[at] = name, part
        return packed(content)

    mutation.__name__ = change.__name__
    return mutation


def _replaced(xml: bytes, pattern: re.Pattern[bytes], new: bytes, random: Random) -> bytes:
    places = list(pattern.finditer(xml))
    if not places:
        return xml + new
    found = random.choice(places)
    return xml[: found.start()] + new + xml[found.end() :]


@_in_xml
def dropped_attribute(xml: bytes, random: Random) -> bytes:
    return _replaced(xml, _ATTRIBUTE, b"", random)


@_in_xml
def dropped_element(xml: bytes, random: Random) -> bytes:
    return _replaced(xml, _ELEMENT, b"", random)


@_in_xml
def doubled_element(xml: bytes, random: Random) -> bytes:
    places = list(_ELEMENT.finditer(xml))
    if not places:
        return xml
    found = random.choice(places)
    return xml[: found.end()] + found[0] * random.choice((1, 1, 50)) + xml[found.end() :]


@_in_xml
def other_number(xml: bytes, random: Random) -> bytes:
    return _replaced(xml, _NUMBER, random.choice(_NUMBERS), random)


@_in_xml
def other_reference(xml: bytes, random: Random) -> bytes:
    return _replaced(xml, _REFERENCE, random.choice(_REFERENCES), random)


@_in_xml
def other_value(xml: bytes, random: Random) -> bytes:
    new = random.choice(_VALUES + _NUMBERS + _REFERENCES)
    return _replaced(xml, _VALUE, new, random)


@_in_xml
def other_text(xml: bytes, random: Random) -> bytes:
    return _replaced(xml, _TEXT, random.choice(_VALUES + _NUMBERS + _INSERTS), random)


@_in_xml
def renamed_tag(xml: bytes, random: Random) -> bytes:
    names = list(_TAG_NAME.finditer(xml))
    if not names:
        return xml
    old, new = random.choice(names)[0].lstrip(b"/"), random.choice(names)[0].lstrip(b"/")
    new = random.choice((new, b"x:" + new, new.upper()))
    if random.random() < 0.3:
        return xml.replace(b"<" + old, b"<" + new, 1)  # the end tag stays: not well-formed
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\1" + new, xml)


@_in_xml
def inserted_text(xml: bytes, random: Random) -> bytes:
    at = random.randrange(len(xml) + 1)
    return xml[:at] + random.choice(_INSERTS) + xml[at:]


@_in_xml
def inserted_between(xml: bytes, random: Random) -> bytes:
    """Something where an element may stand."""
    places = [found.start() for found in re.finditer(b"<", xml)] or [0]
    at = random.choice(places)
    return xml[:at] + random.choice(_INSERTS) + xml[at:]


@_in_xml
def another_prologue(xml: bytes, random: Random) -> bytes:
    start = xml.find(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    keep = random.random() < 0.5
    return (xml[:start] if keep else b"") + random.choice(_PROLOGUES) + xml[start:]


@_in_xml
def another_encoding(xml: bytes, random: Random) -> bytes:
    encoding = random.choice(("utf-16", "utf-16-le", "utf-32", "gb18030", "cp037"))
    return xml.decode("utf-8", "replace").encode(encoding, "replace")


@_in_xml
def shuffled_bytes(xml: bytes, random: Random) -> bytes:
    changed = bytearray(xml)
    for _ in range(random.choice((1, 3, 30))):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


@_in_xml
def cut_xml(xml: bytes, random: Random) -> bytes:
    return xml[: random.randrange(len(xml) + 1)]


@_in_xml
def deep_nesting(xml: bytes, random: Random) -> bytes:
    depth = random.choice((100, 300, 5000))
    at = xml.rfind(b"</")
    name = random.choice((b"extLst", b"r", b"c", b"row"))
    return xml[:at] + b"<%b>" % name * depth + b"</%b>" % name * depth + xml[at:]


MUTATIONS: tuple[Mutation, ...] = (
    flipped_bits, flipped_directory, flipped_headers, truncated, cut_out, doubled_bytes,
    lost_member, swapped_members, doubled_member, renamed_member, emptied_member,
    circular_relations, wrong_types, dropped_attribute, dropped_element, doubled_element,
    other_number, other_reference, other_value, other_text, renamed_tag, inserted_text,
    inserted_between, another_prologue, another_encoding, shuffled_bytes, cut_xml, deep_nesting,
)  # fmt: skip


def mutated(data: bytes, random: Random) -> tuple[str, bytes]:
    """The name of a mutation taken by chance, and what it made of the package."""
    mutation = random.choice(MUTATIONS)
    return mutation.__name__, mutation(data, random)
