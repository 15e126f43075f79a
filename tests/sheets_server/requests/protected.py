"""Requests about protected ranges: add, update, delete."""

from typing import Any

from .. import fieldmask
from ..errors import invalid
from ..protection import REFUSED
from ..ranges import grid_box
from ..sheet import Sheet
from ..state import SERVICE_ACCOUNT, Spreadsheet, new_number
from .objects import named_range

Reply = dict[str, Any] | None
# The order in which the service answers them.
_FIELDS = (
    "protectedRangeId",
    "range",
    "namedRangeId",
    "description",
    "warningOnly",
    "requestingUserCanEdit",
    "unprotectedRanges",
    "editors",
)


def add_protected_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """The reply has the editors as given; who adds a protection is one of them ever after."""
    given = {**(request.get("protectedRange") or {}), "requestingUserCanEdit": True}
    given["protectedRangeId"] = int(given.get("protectedRangeId") or new_number())
    sheet, shown = _described(book, given)
    if not shown["range"].keys() - {"sheetId"} and any(
        not item["range"].keys() - {"sheetId"} for item in sheet.protected
    ):
        raise invalid(f'Sheet "{sheet.title}" already has sheet protection.')
    sheet.protected.append(_with_owner(shown))
    return {"addProtectedRange": {"protectedRange": shown}}


def _described(book: Spreadsheet, given: dict[str, Any]) -> tuple[Sheet, dict[str, Any]]:
    """The sheet and the protection as the service writes it, empty fields left out."""
    editors = {name: who for name, who in (given.get("editors") or {}).items() if who}
    if given.get("warningOnly") and editors:
        raise invalid("ProtectedRange is warningOnly. Editors cannot be set on it.")
    if "namedRangeId" in given:
        given = {**given, "range": named_range(book, given["namedRangeId"])["range"]}
    sheet, box = grid_box(book, given.get("range") or {})
    shown = {name: given[name] for name in _FIELDS if given.get(name)}
    shown["range"], shown["editors"] = box.as_json(), editors
    return sheet, {name: shown[name] for name in _FIELDS if name in shown}


def _with_owner(shown: dict[str, Any]) -> dict[str, Any]:
    users = list(shown["editors"].get("users", []))
    if SERVICE_ACCOUNT not in users:
        users.insert(0, SERVICE_ACCOUNT)
    return {**shown, "editors": {**shown["editors"], "users": users}}


def update_protected_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("protectedRange") or {}
    sheet, index = _place(book, given.get("protectedRangeId"))
    old = sheet.protected[index]
    after = fieldmask.merged(old, given, fieldmask.required_mask(request))
    after["protectedRangeId"], after["requestingUserCanEdit"] = old["protectedRangeId"], True
    if after.get("warningOnly") and "editors" not in given:
        after.pop("editors", None)
    target, shown = _described(book, after)
    del sheet.protected[index]
    target.protected.append(_with_owner(shown))
    return None


def delete_protected_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, index = _place(book, request.get("protectedRangeId"))
    del sheet.protected[index]
    return None


def _place(book: Spreadsheet, range_id: Any) -> tuple[Sheet, int]:
    """Where a protection is that our account may change."""
    for sheet in book.sheets:
        for index, item in enumerate(sheet.protected):
            if item["protectedRangeId"] == int(range_id or 0):
                if not item.get("requestingUserCanEdit"):
                    raise invalid(REFUSED)
                return sheet, index
    raise invalid(f"No protected range with id: {range_id}")
