"""The calls of Drive v3 (and the CSV upload of v2) about spreadsheets."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

from . import exported
from .call import Call
from .cell import EMPTY
from .drive_query import matches
from .entered import write
from .errors import ApiError, file_not_found
from .sheet import new_sheet
from .state import SERVICE_ACCOUNT, SPREADSHEET_TYPE, File, new_number

Json = dict[str, Any]
_USER = {
    "kind": "drive#user",
    "displayName": "robot",
    "me": True,
    "permissionId": "1",
    "emailAddress": SERVICE_ACCOUNT,
}


def _time(moment: datetime) -> str:
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
    )


def resource(file: File) -> Json:
    """Everything known of a file; what is answered is up to the field mask."""
    return {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        "createdTime": _time(file.created),
        "modifiedTime": _time(file.shown_modified or file.created),
        "version": str(file.shown_version),
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": file.parents,
        "owners": [_USER],
        "ownedByMe": True,
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "capabilities": {
            "canEdit": not file.read_only,
            "canComment": True,
            "canCopy": True,
            "canDownload": True,
            "canModifyContent": not file.read_only,
            "canTrash": not file.read_only,
        },
    }


def brief(file: File) -> Json:
    """What is answered without a field mask."""
    about = resource(file)
    return {name: about[name] for name in ("kind", "id", "name", "mimeType")}


def visible(call: Call) -> File:
    """The file of the path, where the caller may see it."""
    file = call.store.files.get(call.id)
    if file is None or call.id in call.store.private:
        raise file_not_found(call.id)
    return file


def _answer(call: Call, file: File) -> Json:
    return resource(file) if call.query.get("fields") else brief(file)


def editable(call: Call) -> File:
    """The file of the path, where the caller may change it."""
    file = visible(call)
    if file.read_only:
        reason = {"reason": "insufficientFilePermissions"}
        message = "The user does not have sufficient permissions for this file."
        raise ApiError(403, message, drive=reason)
    return file


def files_list(call: Call) -> Json:
    found = [
        file
        for file in call.store.files.values()
        if file.id not in call.store.private and matches(file, str(call.query.get("q", "")))
    ]
    found.sort(key=lambda file: file.modified, reverse=True)
    start = int(call.query.get("pageToken") or 0)
    size = int(call.query.get("pageSize") or 100)
    page = found[start : start + size]
    answer: Json = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(found):
        answer["nextPageToken"] = str(start + size)
    answer["files"] = [_answer(call, file) for file in page]
    return answer


def files_create(call: Call) -> Json:
    mime = call.body.get("mimeType") or "application/octet-stream"
    if mime != SPREADSHEET_TYPE:
        raise ApiError(501, f"This stand-in makes spreadsheets only, not {mime}.")
    book = call.store.create(call.body.get("name") or "Untitled")
    file = call.store.files[book.id]
    file.parents = list(call.body.get("parents") or file.parents)
    return _answer(call, file)


def files_get(call: Call) -> Json:
    return _answer(call, visible(call))


def files_update(call: Call) -> Json:
    file = editable(call)
    if "trashed" in call.body:
        file.trashed = bool(call.body["trashed"])
    if "name" in call.body:
        with call.store.editing(file.id) as draft:
            draft.properties["title"] = str(call.body["name"])
    else:
        call.store.touch(file.id)
    return _answer(call, file)


def files_delete(call: Call) -> None:
    call.store.remove(editable(call).id)


def files_copy(call: Call) -> Json:
    source = visible(call)
    name = call.body.get("name") or f"Copy of {source.name}"
    book = call.store.create(name, spreadsheet=call.store.book(source.id))
    file = call.store.files[book.id]
    file.parents = list(call.body.get("parents") or source.parents)
    return _answer(call, file)


def files_export(call: Call) -> tuple[bytes, str]:
    """The bytes and their type."""
    visible(call)
    kind = str(call.query.get("mimeType", ""))
    book = call.store.book(call.id)
    if kind == exported.XLSX:
        return exported.xlsx(book), kind
    if kind == exported.CSV:
        return exported.text(book, ","), kind
    if kind == exported.TSV:
        return exported.text(book, "\t"), kind
    raise ApiError(501, f"This stand-in does not export {kind or 'without a mimeType'}.")


def upload_csv(call: Call) -> Json:
    """The whole spreadsheet gives way to one sheet, named like the file."""
    file = editable(call)
    if not call.content_type.startswith("text/csv"):
        raise ApiError(501, f"This stand-in imports CSV only, not {call.content_type}.")
    lines = list(csv.reader(io.StringIO(call.raw.decode("utf-8"), newline="")))
    with call.store.editing(file.id) as draft:
        width = max(map(len, lines), default=0)
        sheet = new_sheet(new_number(), file.name, max(1000, len(lines)), max(26, width))
        draft.sheets = [sheet]
        draft.named_ranges, draft.metadata = [], []
        draft.properties["timeZone"] = "America/Los_Angeles"
        for row, line in enumerate(lines):
            cells = {
                column: write(EMPTY, text, option="USER_ENTERED", locale=draft.locale)
                for column, text in enumerate(line)
                if text
            }
            sheet.put_row(row, cells)
    return {"kind": "drive#file", "id": file.id, "title": file.name, "mimeType": file.mime}


def comments_list(call: Call) -> Json:
    return {"kind": "drive#commentList", "comments": visible(call).comments}


def comments_create(call: Call) -> Json:
    comment = {
        "kind": "drive#comment",
        "id": str(new_number()),
        "content": str(call.body.get("content", "")),
        "author": _USER,
        "createdTime": _time(datetime.now(UTC)),
        "deleted": False,
        "resolved": False,
        "replies": [],
    }
    if "anchor" in call.body:
        comment["anchor"] = call.body["anchor"]
    visible(call).comments.append(comment)
    return comment


def about(call: Call) -> Json:
    if not call.query.get("fields"):
        reason = {"reason": "required", "location": "fields", "locationType": "parameter"}
        raise ApiError(400, "The 'fields' parameter is required for this method.", drive=reason)
    return {"kind": "drive#about", "user": _USER, "storageQuota": {"usage": "0"}}


def changes_start(call: Call) -> Json:
    return {"kind": "drive#startPageToken", "startPageToken": str(len(call.store.changes))}


def changes_list(call: Call) -> Json:
    start = int(call.query.get("pageToken") or 0)
    answer = []
    for file_id in dict.fromkeys(call.store.changes[start:]):
        file = call.store.files.get(file_id)
        change: Json = {
            "kind": "drive#change",
            "type": "file",
            "changeType": "file",
            "time": _time(file.modified if file else datetime.now(UTC)),
            "removed": file is None,
            "fileId": file_id,
        }
        if file is not None:
            change["file"] = brief(file)
        answer.append(change)
    token = str(len(call.store.changes))
    return {"kind": "drive#changeList", "newStartPageToken": token, "changes": answer}
