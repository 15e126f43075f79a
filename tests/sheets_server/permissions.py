"""The calls of Drive v3 about who may do what with a file."""

from typing import Any

from .call import Call
from .drive import editable, visible
from .errors import ApiError
from .state import File, new_number

Json = dict[str, Any]
TYPES = ("user", "group", "domain", "anyone")
ROLES = ("owner", "organizer", "fileOrganizer", "writer", "commenter", "reader")
# What is answered without a field mask.
_BRIEF = ("kind", "id", "type", "role")


def listed(call: Call) -> Json:
    found = [_answer(call, item) for item in visible(call).permissions]
    return {"kind": "drive#permissionList", "permissions": found}


def get(call: Call) -> Json:
    return _answer(call, _found(visible(call), call))


def create(call: Call) -> Json:
    file, given = editable(call), call.body
    _check(given, "type", TYPES)
    _check(given, "role", ROLES)
    if given["type"] in ("user", "group") and not given.get("emailAddress"):
        raise _bad("The specified emailAddress is invalid or not applicable for the given type.")
    made: Json = {"kind": "drive#permission", "id": str(new_number())}
    if given["type"] == "anyone":
        made["id"] = "anyoneWithLink"
    if "emailAddress" in given:
        made["displayName"] = str(given["emailAddress"]).split("@")[0]
    made |= {**given, "deleted": False, "pendingOwner": False}
    # Sharing once more with the same account changes what there is.
    same = [item for item in file.permissions if _who(item) == _who(made)]
    if same:
        made["id"] = same[0]["id"]
    file.permissions = [item for item in file.permissions if item not in same] + [made]
    call.store.touch(file.id)
    return _answer(call, made)


def update(call: Call) -> Json:
    """The role, or the offer of ownership (`pendingOwner`)."""
    file = editable(call)
    item = _found(file, call)
    if "role" in call.body:
        _check(call.body, "role", ROLES)
    if call.query.get("transferOwnership") is True:
        for other in file.permissions:
            other["role"] = "writer" if other["role"] == "owner" else other["role"]
        item["pendingOwner"] = False
    item.update(call.body)
    call.store.touch(file.id)
    return _answer(call, item)


def delete(call: Call) -> None:
    file = editable(call)
    item = _found(file, call)
    if item["role"] == "owner":
        reason = {"reason": "insufficientFilePermissions"}
        message = "The owner of a file cannot be removed."
        raise ApiError(403, message, drive=reason)
    file.permissions.remove(item)
    call.store.touch(file.id)


def _who(item: Json) -> tuple[Any, ...]:
    return item["type"], item.get("emailAddress"), item.get("domain")


def _answer(call: Call, item: Json) -> Json:
    full = bool(call.query.get("fields"))
    return {name: value for name, value in item.items() if full or name in _BRIEF}


def _found(file: File, call: Call) -> Json:
    for item in file.permissions:
        if item["id"] == call.path["permission"]:
            return item
    place = {"reason": "notFound", "location": "permissionId", "locationType": "parameter"}
    message = f"Permission not found: {call.path['permission']}."
    raise ApiError(404, message, drive=place)


def _check(given: Json, name: str, known: tuple[str, ...]) -> None:
    if not given.get(name):
        raise _bad(f"The permission {name} field is required.")
    if given[name] not in known:
        raise _bad(f"The permission {name} field value is not valid.", "invalid")


def _bad(message: str, reason: str = "badRequest") -> ApiError:
    return ApiError(400, message, drive={"reason": reason})
