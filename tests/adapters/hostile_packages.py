"""Files made to hurt, each with what is said of it; None where it is to open as any other."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

from small_packages import HEADER, MAIN, OFFICE, PACKAGE, parts, shared, sheet, workbook, zipped

from adapters.addresses import column_letters

SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
ONE_ROW = sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def _with(**changes: str | bytes) -> bytes:
    return zipped({**parts(ONE_ROW), **changes})


def _without(part: str) -> bytes:
    return zipped({name: content for name, content in parts(ONE_ROW).items() if name != part})


def _first_row(cells: str) -> bytes:
    return workbook(sheet(f'<row r="1">{cells}</row>'))


def _text(text: str) -> bytes:
    return _first_row(f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>')


def _bomb() -> bytes:
    return _with(**{SHEET: ONE_ROW.replace("</row>", " " * (64 << 20) + "</row>")})


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return _entity(f'<!ENTITY l0 "ha">{entities}', "&l8;")


def _entity(declared: str, used: str) -> bytes:
    xml = ONE_ROW.replace("<worksheet", f"<!DOCTYPE w [{declared}]><worksheet")
    return _with(**{SHEET: xml.replace("<v>1", "<v>" + used)})


def _duplicate() -> bytes:
    stream = io.BytesIO(workbook(ONE_ROW))
    with zipfile.ZipFile(stream, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, ONE_ROW)
    return stream.getvalue()


def _flipped() -> bytes:
    data = bytearray(workbook(ONE_ROW))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo(SHEET)
    data[info.header_offset + 30 + len(SHEET) + 60] ^= 0x10
    return bytes(data)


def _related(*targets: tuple[str, str]) -> str:
    """Relationships of these kinds to these targets, none of them used by the sheets."""
    items = "".join(
        f'<Relationship Id="x{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def _circular() -> bytes:
    own = "xl/worksheets/_rels/sheet1.xml.rels"
    circle = _related(("table", "sheet1.xml"), ("worksheet", "../workbook.xml"))
    listed = (
        f'{ONE_ROW.removesuffix("</worksheet>")}<tableParts><tablePart r:id="x0"/></tableParts>'
    )
    return _with(**{own: circle, SHEET: listed + "</worksheet>"})


def _merged(count: int) -> bytes:
    cells = "".join(f'<mergeCell ref="B{n}:C{n}"/>' for n in range(1, count + 1))
    return workbook(
        sheet('<row r="1"><c r="A1"><v>1</v></c></row>', f"<mergeCells>{cells}</mergeCells>")
    )


def _far(reference: str, row: str) -> bytes:
    far = f'<row r="{row}"><c r="{reference}"><v>2</v></c></row>'
    return workbook(sheet('<row r="1"><c r="A1"><v>1</v></c></row>' + far))


def _wide() -> bytes:
    names = (f'<c r="{column_letters(n)}1" t="str"><v>H{n}</v></c>' for n in range(1, 16_385))
    return _first_row("".join(names))


HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "zip bomb": (_bomb, "unpacks to more than"),
    "billion laughs": (_laughs, "document type"),
    "external entity": (
        lambda: _entity('<!ENTITY e SYSTEM "file:///etc/hostname">', "&e;"),
        "document type",
    ),
    "names that climb out": (lambda: _with(**{"../../escaped.txt": "x"}), None),
    "duplicate members": (_duplicate, "same name"),
    "truncated": (lambda: workbook(ONE_ROW)[:-300], "incomplete"),
    "cut in half": (lambda: workbook(ONE_ROW)[: len(workbook(ONE_ROW)) // 2], "incomplete"),
    "bit-flipped": (_flipped, "damaged"),
    "wrong content types": (
        lambda: zipped(parts(ONE_ROW, content_type="application/pdf")),
        "not a workbook",
    ),
    "no content types": (lambda: _without("[Content_Types].xml"), "without a workbook"),
    "no workbook part": (lambda: _without("xl/workbook.xml"), "without a workbook"),
    "no sheet part": (lambda: _without(SHEET), "missing"),
    "no styles part": (lambda: _without("xl/styles.xml"), None),
    "relations to nothing": (
        lambda: _with(**{RELATIONS: _related(("worksheet", "worksheets/none.xml"))}),
        "no worksheet",
    ),
    "circular relations": (_circular, None),
    "a million merged ranges": (lambda: _merged(1_000_000), None),
    "a merge over the whole sheet": (
        lambda: workbook(
            ONE_ROW.replace(
                "</worksheet>",
                '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
            )
        ),
        None,
    ),
    "a header of 16,384 columns": (_wide, None),
    "a text of 32,767 characters": (lambda: _text("x" * 32_767), None),
    "a text of two million characters": (lambda: _text("x" * 2_000_000), None),
    "invalid UTF-8": (
        lambda: _with(**{SHEET: ONE_ROW.encode().replace(b"<v>1", b"<v>\xff\xfe1")}),
        "not valid",
    ),
    "control characters": (lambda: _text("a\x00b\x1bc"), "not valid"),
    "control characters, escaped": (lambda: _text("a_x0000_b_x001B_c"), None),
    "xls by another name": (lambda: OLE + "Workbook".encode("utf-16-le"), r"old \.xls"),
    "encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "a value in the last cell": (lambda: _far("XFD1048576", "1048576"), None),
    "row 4294967295": (lambda: _far("A4294967295", "4294967295"), "outside of any sheet"),
    "4294967295 shared strings": (
        lambda: workbook(ONE_ROW, strings=shared("a", count=4294967295)),
        "more texts",
    ),
    "no shared strings": (
        lambda: workbook(sheet('<row r="1"><c r="A1" t="s"><v>4294967295</v></c></row>')),
        "",
    ),
    "another namespace": (lambda: _with(**{SHEET: ONE_ROW.replace(MAIN, "urn:none")}), ""),
}
"""What is said of each; an empty text where both a sentence and opening are right."""
