"""Somebody else at the same spreadsheet: edits, sorts, inserts and deletes, without any token."""

from typing import Any

from . import ranges, requests, values
from .errors import invalid
from .sheet import ROWS
from .state import Spreadsheet, Store

Step = dict[str, Any]


def act(store: Store, book_id: str, steps: list[Step]) -> None:
    """All steps as one change, e.g. `{"edit": "Sheet1!B2", "values": [["x"]]}`.

    Others: `{"sort": "Sheet1!A2:Z", "by": 0, "down": false}`,
    `{"insert_rows": "Sheet1", "at": 2, "count": 1}`, `{"delete_rows": ...}` alike, and
    `{"requests": [...]}` for anything batchUpdate knows. Indexes begin at 0.
    """
    book_id = book_id or next(iter(store.spreadsheets))
    with store.editing(book_id) as draft:
        for step in steps:
            _step(draft, step)


def _step(book: Spreadsheet, step: Step) -> None:
    if "edit" in step:
        given = {"range": step["edit"], "values": step["values"]}
        values.write(book, given, {"valueInputOption": step.get("input", "USER_ENTERED")})
    elif "sort" in step:
        sheet, box = ranges.resolve(book, step["sort"])
        order = "DESCENDING" if step.get("down") else "ASCENDING"
        spec = {"dimensionIndex": int(step.get("by", 0)), "sortOrder": order}
        area = ranges.closed(sheet, box).as_json()
        requests.apply(book, [{"sortRange": {"range": area, "sortSpecs": [spec]}}])
    elif "insert_rows" in step or "delete_rows" in step:
        kind = "insert_rows" if "insert_rows" in step else "delete_rows"
        sheet, _ = ranges.resolve(book, step[kind])
        start = int(step["at"])
        span = {
            "sheetId": sheet.id,
            "dimension": ROWS,
            "startIndex": start,
            "endIndex": start + int(step.get("count", 1)),
        }
        name = "insertDimension" if kind == "insert_rows" else "deleteDimension"
        requests.apply(book, [{name: {"range": span}}])
    elif "requests" in step:
        requests.apply(book, step["requests"])
    else:
        raise invalid(f"Unknown step of a collaborator: {', '.join(step)}")
