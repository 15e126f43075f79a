"""Requests about developer metadata: create, update, delete; ids are never taken twice."""

from typing import Any

from .. import fieldmask
from ..errors import invalid
from ..ranges import dimension_span, matches
from ..sheet import ROWS
from ..state import Spreadsheet, new_number

Reply = dict[str, Any] | None
MAX_CHARACTERS = 30_000


def create(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("developerMetadata") or {}
    number = int(given.get("metadataId") or new_number())
    if any(item["metadataId"] == number for item in book.metadata):
        raise invalid(
            f"Cannot add developer metadata with ID [{number}] because developer metadata with "
            "that ID already exists."
        )
    if not given.get("metadataKey"):
        raise invalid("metadataKey is required.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("visibility is required.")
    item = {"metadataId": number, "metadataKey": str(given["metadataKey"])}
    if given.get("metadataValue"):
        item["metadataValue"] = str(given["metadataValue"])
    item["location"] = _location(book, given.get("location") or {})
    item["visibility"] = given["visibility"]
    _check_budget([*book.metadata, item])
    book.metadata.append(item)
    return {"createDeveloperMetadata": {"developerMetadata": item}}


def _location(book: Spreadsheet, given: dict[str, Any]) -> dict[str, Any]:
    if given.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "dimensionRange" in given:
        sheet, dimension, start, end = dimension_span(book, given["dimensionRange"])
        if end != start + 1:
            raise invalid("Developer metadata must be associated with a single row or column.")
        if end > sheet.size(dimension):
            raise invalid("The location of the developer metadata is outside of the grid.")
        span = {"dimension": dimension, "startIndex": start, "endIndex": end}
        if sheet.id:
            span = {"sheetId": sheet.id, **span}
        kind = "ROW" if dimension == ROWS else "COLUMN"
        return {"locationType": kind, "dimensionRange": span}
    if "sheetId" in given:
        return {"locationType": "SHEET", "sheetId": book.sheet(int(given["sheetId"])).id}
    raise invalid("location is required.")


def _check_budget(items: list[dict[str, Any]]) -> None:
    size = sum(len(item["metadataKey"]) + len(item.get("metadataValue", "")) for item in items)
    if size > MAX_CHARACTERS:
        raise invalid(f"Developer metadata exceeds the limit of {MAX_CHARACTERS} characters.")


def found(book: Spreadsheet, filters: list[dict[str, Any]]) -> list[int]:
    """Indexes of the metadata that any of the data filters finds."""
    lookups = [
        one["developerMetadataLookup"] for one in filters if "developerMetadataLookup" in one
    ]
    if len(lookups) != len(filters):
        raise invalid("Only developerMetadataLookup is supported for developer metadata.")
    return [
        index
        for index, item in enumerate(book.metadata)
        if any(matches(item, lookup) for lookup in lookups)
    ]


def update(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("developerMetadata") or {}
    mask = fieldmask.required_mask(request)
    changed = []
    for index in found(book, request.get("dataFilters") or []):
        old = book.metadata[index]
        after = fieldmask.merged(old, given, mask)
        after["metadataId"] = old["metadataId"]
        if after["location"] != old["location"]:
            after["location"] = _location(book, after["location"])
        book.metadata[index] = after
        changed.append(after)
    _check_budget(book.metadata)
    return {"updateDeveloperMetadata": {"developerMetadata": changed} if changed else {}}


def delete(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    indexes = found(book, [request.get("dataFilter") or {}])
    gone = [book.metadata[index] for index in indexes]
    book.metadata = [item for item in book.metadata if item not in gone]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone} if gone else {}}
