"""The switches under /_server, for tests and demos; all bodies and answers are JSON.

POST private, public   {"id": ID}: 403 for this spreadsheet from now on; no longer
POST faults            one fault or {"faults": [...]}; each {"kind": KIND, "count": 1, "after": 0,
                       "method": "PUT", "match": REGEX of the path, "seconds": 0}; all but kind may
                       be left out. Kinds: 429 (a burst is a count), 500, 502, 503 (HTML bodies),
                       html (a captive portal: 200), reset_before and reset_after the effect,
                       truncate, delay (`seconds`), expired (401), collaborate (`id`, `steps`)
DELETE faults          none waits any more
POST token             {"state": "expired" | "revoked" | "good"}: old tokens get 401 until a new one
                       is fetched; none is given any more (invalid_grant); as at first
POST file              {"id": ID, "trashed": true, "read_only": true}, either may be left out
POST protect           {"id": ID, "range": A1}: our account may not edit there
POST collaborate       {"id": ID, "steps": [...]}: somebody else edits, sorts, inserts, deletes now
                       (the steps: see collaborator.py)
POST quota             {"reads": 60, "writes": 60} a minute, then 429; {} for no limit
POST lag               {"seconds": 180}: the drive tells of changes so late
GET, DELETE log        every request since the start, or since the last DELETE: when, by which
                       agent, how it ended, the file's version (as the drive counts) after it
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from . import collaborator, ranges
from .errors import invalid
from .server import Server
from .state import new_number

Json = dict[str, Any]


def private(server: Server, given: Json) -> Json:
    """403 for this spreadsheet from now on, whether there is one or not."""
    server.store.private.add(str(given["id"]))
    return {"private": sorted(server.store.private)}


def public(server: Server, given: Json) -> Json:
    server.store.private.discard(str(given["id"]))
    return {"private": sorted(server.store.private)}


def faults(server: Server, given: Json) -> Json:
    """One fault, or `{"faults": [...]}`."""
    for one in given.get("faults", [given]):
        server.faults.add(one)
    return {"waiting": len(server.faults.waiting)}


def clear_faults(server: Server, given: Json) -> Json:
    server.faults.waiting.clear()
    return {"waiting": 0}


def token(server: Server, given: Json) -> Json:
    """`{"state": "expired" | "revoked" | "good"}`."""
    switches: dict[str, Callable[[], None]] = {
        "expired": server.tokens.expire,
        "revoked": server.tokens.revoke,
        "good": server.tokens.restore,
    }
    state = str(given.get("state"))
    if state not in switches:
        raise invalid(f"Unknown state {state}; there are {', '.join(switches)}")
    switches[state]()
    return {"state": state}


def file(server: Server, given: Json) -> Json:
    """`{"id": ID, "trashed": true}` and `read_only` alike."""
    found = server.store.files[str(given["id"])]
    found.trashed = bool(given.get("trashed", found.trashed))
    found.read_only = bool(given.get("read_only", found.read_only))
    return {"id": found.id, "trashed": found.trashed, "read_only": found.read_only}


def protect(server: Server, given: Json) -> Json:
    """A range of the spreadsheet that our account may not edit."""
    with server.store.editing(str(given["id"])) as draft:
        _, box = ranges.resolve(draft, str(given["range"]))
        protected = {
            "protectedRangeId": new_number(),
            "range": box.as_json(),
            "requestingUserCanEdit": False,
            "editors": {"users": ["owner@salestui.example"]},
        }
        draft.sheet(box.sheet).protected.append(protected)
    return {"protectedRange": protected}


def collaborate(server: Server, given: Json) -> Json:
    """The steps of somebody else, done now."""
    collaborator.act(server.store, str(given.get("id") or ""), given["steps"])
    return {}


def quota(server: Server, given: Json) -> Json:
    """`{"reads": 60, "writes": 60}` in a minute; without one there is no limit."""
    names = {"reads": "Read", "writes": "Write"}
    server.quota = {names[name]: int(limit) for name, limit in given.items() if name in names}
    return {"quota": server.quota}


def lag(server: Server, given: Json) -> Json:
    """`{"seconds": 180}`: the drive tells of changes only so long after the last it told of."""
    server.store.lag = timedelta(seconds=float(given["seconds"]))
    return {"seconds": server.store.lag.total_seconds()}


def log(server: Server, given: Json) -> Json:
    return {"requests": list(server.log)}


def clear_log(server: Server, given: Json) -> Json:
    server.log.clear()
    return {"requests": []}


SWITCHES: dict[tuple[str, str], Callable[[Server, Json], Json]] = {
    ("POST", "private"): private,
    ("POST", "public"): public,
    ("POST", "faults"): faults,
    ("DELETE", "faults"): clear_faults,
    ("POST", "token"): token,
    ("POST", "file"): file,
    ("POST", "protect"): protect,
    ("POST", "collaborate"): collaborate,
    ("POST", "quota"): quota,
    ("POST", "lag"): lag,
    ("GET", "log"): log,
    ("DELETE", "log"): clear_log,
}
