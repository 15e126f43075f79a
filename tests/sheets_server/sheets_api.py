"""The calls of Sheets v4: each takes a Call and returns the JSON of the answer."""

from typing import Any

from . import metadata, ranges, requests, values
from .a1 import Box
from .call import Call
from .errors import invalid, named, not_found
from .fieldmask import names, parse_mask
from .payload import check_values, repeated
from .requests.cells import update_cells
from .requests.developer_metadata import found
from .requests.sheets import add_sheet, copy_title, renumbered
from .sheet import Sheet
from .state import Spreadsheet, new_number

Json = dict[str, Any]


def create(call: Call) -> Json:
    given = call.body.get("properties") or {}
    book = call.store.create(
        given.get("title") or "Untitled spreadsheet",
        locale=given.get("locale") or "en_US",
        time_zone=given.get("timeZone") or "Etc/GMT",
    )
    wanted = call.body.get("sheets") or []
    if wanted:
        try:
            with call.store.editing(book.id) as draft:
                draft.sheets.clear()
                for one in wanted:
                    _add_given_sheet(draft, one)
        except BaseException:
            call.store.remove(book.id)
            raise
    return metadata.describe(call.store.book(book.id))


def _add_given_sheet(draft: Spreadsheet, given: Json) -> None:
    add_sheet(draft, {"properties": given.get("properties") or {}})
    for grid in given.get("data") or []:
        start = {
            "sheetId": draft.sheets[-1].id,
            "rowIndex": grid.get("startRow", 0),
            "columnIndex": grid.get("startColumn", 0),
        }
        update_cells(draft, {"start": start, "rows": grid.get("rowData") or [], "fields": "*"})


def get(call: Call) -> Json:
    fields = call.query.get("fields")
    with_cells = bool(call.query.get("includeGridData"))
    if fields:
        mask = parse_mask(str(fields))
        with_cells = names(mask, "sheets", "data")
    book = call.store.book(call.id)
    return metadata.describe(book, texts=call.ranges, with_cells=with_cells)


def get_by_filter(call: Call) -> Json:
    book = call.store.book(call.id)
    filters = repeated(call.body.get("dataFilters"))
    boxes = [found for one in filters for found in ranges.filtered(book, one)]
    with_cells = bool(call.body.get("includeGridData"))
    return metadata.describe_boxes(book, boxes if filters else None, with_cells=with_cells)


def batch_update(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        replies = requests.apply(draft, repeated(call.body.get("requests")))
    answer: Json = {"spreadsheetId": call.id, "replies": replies}
    if call.body.get("includeSpreadsheetInResponse"):
        answer["updatedSpreadsheet"] = metadata.describe(
            call.store.book(call.id),
            texts=call.body.get("responseRanges"),
            with_cells=bool(call.body.get("responseIncludeGridData")),
        )
    return answer


def values_get(call: Call) -> Json:
    book = call.store.book(call.id)
    return values.value_range(book, *ranges.resolve(book, call.path["range"]), call.query)


def values_batch_get(call: Call) -> Json:
    book = call.store.book(call.id)
    boxes = [ranges.resolve(book, text) for text in call.ranges]
    found = [values.value_range(book, *box, call.query) for box in boxes]
    return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}


def values_batch_get_by_filter(call: Call) -> Json:
    book = call.store.book(call.id)
    found = [
        {"valueRange": values.value_range(book, *box, call.body), "dataFilters": [_echoed(one)]}
        for one in repeated(call.body.get("dataFilters"))
        for box in ranges.filtered(book, one)
    ]
    # The service keeps no order here; a client that counts on one is caught.
    found.reverse()
    return {"spreadsheetId": book.id, **({"valueRanges": found} if found else {})}


def _echoed(data_filter: Json) -> Json:
    """A data filter as it comes back: fields that are 0 are left out."""
    if "gridRange" not in data_filter:
        return data_filter
    return {"gridRange": {name: side for name, side in data_filter["gridRange"].items() if side}}


def values_update(call: Call) -> Json:
    named = call.body.get("range")
    if named is not None and named != call.path["range"]:
        raise invalid(
            f"Requested writing within range [{call.path['range']}], but the body names [{named}]"
        )
    check_values(call.body, "data")
    with call.store.editing(call.id) as draft:
        counts, _ = values.write(draft, {**call.body, "range": call.path["range"]}, call.query)
    return counts


def values_batch_update(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        found = []
        for index, one in enumerate(repeated(call.body.get("data"))):
            check_values(one, f"data[{index}]")
            with named(f"data[{index}]"):
                found.append((*ranges.resolve(draft, one.get("range", "")), one))
        return values.write_many(draft, found, call.body)


def values_batch_update_by_filter(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        found: list[tuple[Sheet, Box, Json]] = []
        for index, one in enumerate(repeated(call.body.get("data"))):
            check_values(one, f"data[{index}]")
            boxes = ranges.filtered(draft, one.get("dataFilter") or {})
            found.extend((*box, one) for box in boxes)
        answer = values.write_many(draft, found, call.body)
    for response, (_, _, one) in zip(answer["responses"], found, strict=True):
        response.pop("spreadsheetId")
        response["dataFilter"] = one["dataFilter"]
    return answer


def values_append(call: Call) -> Json:
    check_values(call.body, "data")
    with call.store.editing(call.id) as draft:
        return values.append(draft, call.path["range"], call.body, call.query)


def values_clear(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        cleared = values.clear(draft, *ranges.resolve(draft, call.path["range"]))
    return {"spreadsheetId": call.id, "clearedRange": cleared}


def values_batch_clear(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        cleared = []
        for index, text in enumerate(repeated(call.body.get("ranges"))):
            with named(f"range[{index}]"):
                cleared.append(values.clear(draft, *ranges.resolve(draft, text)))
    return {"spreadsheetId": call.id, "clearedRanges": cleared}


def values_batch_clear_by_filter(call: Call) -> Json:
    with call.store.editing(call.id) as draft:
        filters = repeated(call.body.get("dataFilters"))
        boxes = [box for one in filters for box in ranges.filtered(draft, one)]
        cleared = [values.clear(draft, *box) for box in boxes]
    return {"spreadsheetId": call.id, "clearedRanges": cleared}


def copy_sheet(call: Call) -> Json:
    source = call.store.book(call.id).sheet(int(call.path["sheet"]))
    with call.store.editing(str(call.body.get("destinationSpreadsheetId", ""))) as draft:
        draft.check_size(source.cell_count)
        copy = renumbered(source.clone(), new_number(), copy_title(draft, source))
        draft.sheets.append(copy)
        return copy.properties(len(draft.sheets) - 1)


def developer_metadata_get(call: Call) -> Json:
    for item in call.store.book(call.id).metadata:
        if str(item["metadataId"]) == call.path["metadata"]:
            return dict(item)
    raise not_found()


def developer_metadata_search(call: Call) -> Json:
    book = call.store.book(call.id)
    matched = [
        {"developerMetadata": book.metadata[index], "dataFilters": [one]}
        for one in repeated(call.body.get("dataFilters"))
        for index in found(book, [one])
    ]
    return {"matchedDeveloperMetadata": matched} if matched else {}
