"""Protected ranges: who may not write where."""

from .a1 import Box, box_of
from .errors import invalid
from .sheet import Sheet
from .state import Spreadsheet

REFUSED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def check_writable(book: Spreadsheet, sheet: Sheet, area: Box) -> None:
    """Refuses an area that a protection without our account, or of somebody else, covers."""
    for protected in sheet.protected:
        if protected.get("warningOnly") or protected.get("requestingUserCanEdit", True):
            continue
        box = _protected_box(book, sheet, protected)
        if not box.overlaps(area):
            continue
        free = [
            box_of({**hole, "sheetId": sheet.id}) for hole in protected.get("unprotectedRanges", [])
        ]
        if not any(_within(area, hole, sheet) for hole in free):
            raise invalid(REFUSED)


def _protected_box(book: Spreadsheet, sheet: Sheet, protected: dict[str, object]) -> Box:
    for named in book.named_ranges:
        if named["namedRangeId"] == protected.get("namedRangeId"):
            return box_of(named["range"])
    given = protected.get("range")
    return box_of({**given, "sheetId": sheet.id}) if isinstance(given, dict) else sheet.box


def _within(area: Box, hole: Box, sheet: Sheet) -> bool:
    inner = area.closed(len(sheet.rows), sheet.columns)
    outer = hole.closed(len(sheet.rows), sheet.columns)
    return (
        (outer.top or 0) <= (inner.top or 0)
        and (inner.bottom or 0) <= (outer.bottom or 0)
        and (outer.left or 0) <= (inner.left or 0)
        and (inner.right or 0) <= (outer.right or 0)
    )
