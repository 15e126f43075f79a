"""The requests of spreadsheets.batchUpdate, one function for each, in a table."""

from collections.abc import Callable
from typing import Any

from ..errors import ApiError, invalid, named
from ..state import Spreadsheet
from . import areas, cells, developer_metadata, dimensions, objects, protected, sheets

Handler = Callable[[Spreadsheet, dict[str, Any]], dict[str, Any] | None]
HANDLERS: dict[str, Handler] = {
    "addSheet": sheets.add_sheet,
    "deleteSheet": sheets.delete_sheet,
    "duplicateSheet": sheets.duplicate_sheet,
    "updateSheetProperties": sheets.update_sheet_properties,
    "updateSpreadsheetProperties": sheets.update_spreadsheet_properties,
    "appendCells": cells.append_cells,
    "updateCells": cells.update_cells,
    "repeatCell": cells.repeat_cell,
    "setDataValidation": cells.set_data_validation,
    "updateBorders": cells.update_borders,
    "appendDimension": dimensions.append_dimension,
    "insertDimension": dimensions.insert_dimension,
    "deleteDimension": dimensions.delete_dimension,
    "moveDimension": dimensions.move_dimension,
    "updateDimensionProperties": dimensions.update_dimension_properties,
    "autoResizeDimensions": dimensions.auto_resize_dimensions,
    "addDimensionGroup": dimensions.add_dimension_group,
    "deleteDimensionGroup": dimensions.delete_dimension_group,
    "insertRange": areas.insert_range,
    "deleteRange": areas.delete_range,
    "sortRange": areas.sort_range,
    "findReplace": areas.find_replace,
    "copyPaste": areas.copy_paste,
    "cutPaste": areas.cut_paste,
    "mergeCells": objects.merge_cells,
    "unmergeCells": objects.unmerge_cells,
    "setBasicFilter": objects.set_basic_filter,
    "clearBasicFilter": objects.clear_basic_filter,
    "addNamedRange": objects.add_named_range,
    "updateNamedRange": objects.update_named_range,
    "deleteNamedRange": objects.delete_named_range,
    "addProtectedRange": protected.add_protected_range,
    "updateProtectedRange": protected.update_protected_range,
    "deleteProtectedRange": protected.delete_protected_range,
    "createDeveloperMetadata": developer_metadata.create,
    "updateDeveloperMetadata": developer_metadata.update,
    "deleteDeveloperMetadata": developer_metadata.delete,
}


def apply(book: Spreadsheet, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Carries the requests out on a draft, in order; the first that fails names itself."""
    if not requests:
        raise invalid("Must specify at least one request.")
    replies = []
    for index, request in enumerate(requests):
        if not isinstance(request, dict) or len(request) != 1:
            raise invalid(f"Invalid requests[{index}]: exactly one kind must be set.")
        ((kind, body),) = request.items()
        handler = HANDLERS.get(kind)
        if handler is None:
            raise ApiError(501, f"requests[{index}].{kind} is not known to this stand-in.")
        with named(f"requests[{index}].{kind}"):
            replies.append(handler(book, body or {}) or {})
        book.changed()
    return replies
