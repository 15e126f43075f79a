"""Whether a formula reads its own row alone, told from its text as it stands in the XML.

It is asked for every formula that is read, so texts that differ in their row's number only are
looked at once. In doubt a formula reads more.
"""

from __future__ import annotations

import html
import re

from adapters.addresses import column_letters
from adapters.excel.ooxml.formulas import column_number

OWN_TABLE = b"[@]"
"""Stands among the columns read for several of the table's columns, or all: ``[@[Jan]:[Dec]]``."""

Reach = frozenset[bytes] | None
"""The letters of the columns that are read in the formula's own row; None: more than that row.

A column that the formula names as its table's, ``[@[Close date]]``, is ``b"[close date]"``.
"""

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_THIS_ROW = re.compile(
    r"""(?:[^\W\d][\w.]*)?\[(?:
          @(?:[^\[\]']|\[[^\[\]']*\])*
        | \[\#This\ Row\](?:\s*,\s*\[[^\[\]']*\](?::\[[^\[\]']*\])?)?
        )\]""",
    re.VERBOSE | re.IGNORECASE,
)
_ONE_COLUMN = re.compile(
    r"[^\[]*\[(?:@(?P<plain>[^\[\]]+)|(?:@|\[#This\ Row\]\s*,\s*)\[(?P<name>[^\[\]]+)\])\]",
    re.IGNORECASE,
)
_OWN = re.compile(r"(?<![\w.$])\$?([A-Za-z]{1,3})\0(?::\$?([A-Za-z]{1,3})\0)?(?![\w.(!\0])")
_FUNCTION = re.compile(r"(?<![\w.])([A-Za-z_][\w.]*)\(")
_PLAIN = re.compile(r"[\s\d.+\-*/^&=<>%(),;{}]*")
_CONSTANT = re.compile(r"(?<![\w.])(?:TRUE|FALSE|[0-9.]+E[+-]?[0-9]+)(?![\w.(])", re.IGNORECASE)
_DYNAMIC = re.compile(r"(?:_XLFN\.|_XLWS\.)*(?:INDIRECT|OFFSET|CELL|INFO|GETPIVOTDATA|EVALUATE)")
_MOST = 4096  # texts remembered; a sheet of formulas that are all different is not kept twice


class RowReach:
    """Looks at the formulas of one sheet."""

    def __init__(self) -> None:
        self._known: dict[bytes, Reach] = {}

    def of(self, text: bytes, row: bytes) -> Reach:
        """What the formula with this text (in XML) in this row reads."""
        shape = text.replace(row, b"\0")
        if shape in self._known:
            return self._known[shape]
        if len(self._known) >= _MOST:
            self._known.clear()
        reach = self._known[shape] = _reach(html.unescape(shape.decode(errors="replace")))
        return reach


def column_key(name: str) -> str:
    """What the ways of writing one column's name share."""
    return name.strip().casefold()


def _reach(shape: str) -> Reach:
    columns: set[bytes] = set()

    def this_row(found: re.Match[str]) -> str:
        one = _ONE_COLUMN.fullmatch(found[0])
        columns.add(f"[{column_key(one['plain'] or one['name'])}]".encode() if one else OWN_TABLE)
        return ""

    def own(found: re.Match[str]) -> str:
        first, last = sorted((column_number(found[1]), column_number(found[2] or found[1])))
        columns.update(column_letters(n).encode() for n in range(first, last + 1))
        return ""

    rest = _OWN.sub(own, _THIS_ROW.sub(this_row, _TEXT.sub("", shape)))
    if any(_DYNAMIC.fullmatch(name.upper()) for name in _FUNCTION.findall(rest)):
        return None
    rest = _CONSTANT.sub("", _FUNCTION.sub("(", rest)).replace("\0", "0")
    return frozenset(columns) if _PLAIN.fullmatch(rest) else None
