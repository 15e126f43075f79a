"""The query language of files.list, as far as terms joined by `and`."""

import re

from .errors import ApiError
from .state import File

_TERM = re.compile(
    r"""\s*(?:(?P<field>name|mimeType|trashed|modifiedTime)\s*(?P<op>=|!=|contains|>=|<=|>|<)\s*"""
    r"""(?P<value>true|false|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
    r"""|(?P<parent>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s+in\s+parents"""
    # As gspread asks, the other way round.
    r"""|parents\s+in\s+(?P<folder>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\s*(?P<and>and\b)?"""
)


def matches(file: File, query: str) -> bool:
    """Whether a file answers the query; one that cannot be read is refused."""
    position, wants_more = 0, bool(query.strip())
    answer = True
    while wants_more:
        match = _TERM.match(query, position)
        if match is None:
            place = {"reason": "invalid", "location": "q", "locationType": "parameter"}
            raise ApiError(400, "Invalid Value", drive=place)
        answer = answer and _term(file, match)
        position = match.end()
        wants_more = bool(match["and"]) or position < len(query.rstrip())
    return answer


def _term(file: File, match: re.Match[str]) -> bool:
    if folder := match["parent"] or match["folder"]:
        return _text(folder) in file.parents
    value = _text(match["value"])
    have = {
        "name": file.name,
        "mimeType": file.mime,
        "trashed": str(file.trashed).lower(),
        "modifiedTime": file.modified.strftime("%Y-%m-%dT%H:%M:%S"),
    }[match["field"]]
    answers = {
        "=": have == value,
        "!=": have != value,
        "contains": any(word.startswith(value.lower()) for word in have.lower().split()),
        ">": have > value,
        "<": have < value,
        ">=": have >= value,
        "<=": have <= value,
    }
    return answers[match["op"]]


def _text(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted[1:-1]) if quoted[0] in "'\"" else quoted
