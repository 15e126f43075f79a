"""What a new sheet, its columns and its table may be called."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from adapters.changes import AddSheet, NewColumn
from adapters.errors import N_, Refused

LONGEST = 31
_LONGEST_HEADER = 255
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history"})  # Excel keeps it for its own log of changes
_NO_LETTER = re.compile(r"[^\w.]+")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]*|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")


def check_title(title: str, taken: Iterable[str]) -> None:
    """Whether a sheet may be called that in a workbook with those sheets.

    Raises:
        Refused: not in Excel.
    """
    hint = N_("Choose another name for the sheet.")
    if not title.strip():
        raise Refused(N_("A sheet needs a name."), hint)
    if len(title.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise Refused(
            N_("The name {sheet} is longer than the {limit} characters a sheet's may have."),
            hint,
            sheet=title,
            limit=LONGEST,
        )
    if _FORBIDDEN.search(title) or title.startswith("'") or title.endswith("'"):
        raise Refused(
            N_("The name {sheet} holds a character that a sheet's must not: [ ] : * ? / \\ or '."),
            hint,
            sheet=title,
        )
    if title.casefold() in _RESERVED:
        raise Refused(N_("Excel keeps the name {sheet} for itself."), hint, sheet=title)
    if title.casefold() in {name.casefold() for name in taken}:
        raise Refused(N_("The workbook has a sheet named {sheet} already."), hint, sheet=title)


def check_headers(add: AddSheet) -> None:
    """Whether the columns of a sheet can be told apart by their headers.

    Raises:
        Refused: one is empty or too long, or two are alike.
    """
    if not add.columns:
        raise Refused(N_("A new sheet needs columns."))
    check_column_names(add.columns, add.title)


def check_column_names(columns: Iterable[NewColumn], sheet: str) -> None:
    """Whether new columns of a sheet can be told apart by their headers.

    Raises:
        Refused: one is empty or too long, or two are alike.
    """
    known: set[str] = set()
    for column in columns:
        header = column.header
        if not header.strip() or len(header) > _LONGEST_HEADER or header.casefold() in known:
            raise Refused(
                N_("The sheet {sheet} cannot have a column named {header}."),
                sheet=sheet,
                header=repr(header),
            )
        known.add(header.casefold())


def table_name(title: str, taken: Collection[str]) -> str:
    """A name for the table on a sheet of that title that nothing in the workbook has.

    Args:
        taken: lower-case names of tables and ranges.
    """
    base = _NO_LETTER.sub("_", title)
    if not base[:1].isalpha() or _LIKE_A_CELL.fullmatch(base):
        base = f"T_{base}"
    name, number = base, 1
    while name.casefold() in taken:
        number += 1
        name = f"{base}_{number}"
    return name
