"""Comments once rows are gone: their cells, and the boxes that old-style drawings hold for them."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.errors import Notice
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.ooxml.markup import Edit, Element, parse, set_attribute, splice
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.ooxml.whole import whole

_TOP, _BOTTOM = 2, 6  # places in an anchor that count rows, from 0


def comment_changes(
    package: Package, sheet_part: str, shift: RowShift
) -> Iterator[tuple[str, bytes]]:
    """The parts of a sheet's comments, old and threaded, and of their boxes."""
    for kind in ("comments", "threadedComment"):
        for part in package.related(sheet_part, kind):
            data = package.read(part)
            edits: list[Edit] = []
            for element in parse(data).descendants():
                old = parse_range(element.attributes.get("ref", ""))
                if element.name not in ("comment", "threadedComment") or old is None:
                    continue
                notice = Notice(reasons.COMMENT, {"where": range_text(old)})
                shift.hold([old.first_row], notice)
                new = shift.cells(old)
                if new is not None and new != old:
                    edits.append(set_attribute(data, element, "ref", range_text(new)))
            if edits:
                yield part, splice(data, edits)
    for part in package.related(sheet_part, "vmlDrawing"):
        data = package.read(part)
        boxes = (e for e in parse(data).descendants() if e.name == "ClientData")
        edits = [edit for box in boxes for edit in _box_edits(box, shift)]
        if edits:
            yield part, splice(data, edits)


def _box_edits(box: Element, shift: RowShift) -> Iterator[Edit]:
    """A comment's box moves as far as its cell does and keeps its size."""
    places = {element.name: element for element in box.children}
    row, anchor = places.get("Row"), places.get("Anchor")
    if box.attributes.get("ObjectType") != "Note" or row is None:
        raise UncertainError(Notice(reasons.CONTROLS))
    number = whole(row.text, 0) + 1
    up = number - shift.row(number)
    if not up:
        return
    yield row.open_end, row.close_start, str(number - 1 - up).encode()
    edges = anchor.text.split(",") if anchor else []
    if anchor is not None and len(edges) > _BOTTOM:
        up = min(up, whole(edges[_TOP].strip(), 0))
        for place in (_TOP, _BOTTOM):
            edges[place] = f" {whole(edges[place].strip(), 0) - up}"
        yield anchor.open_end, anchor.close_start, ",".join(edges).encode()
