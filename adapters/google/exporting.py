"""A spreadsheet as a new Excel workbook: Google's own export, or what was pulled of it.

Google exports only to accounts that may read all of a drive, for which nobody is asked here, and
only spreadsheets that are not large. Where it does not, the values are written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from adapters.changes import AddSheet, Change, Commit, PutPage
from adapters.errors import N_, Notice, StaleRevision, WorkbookError
from adapters.excel.archive.atomic import write_new
from adapters.excel.archive.snapshot import revision_of
from adapters.excel.backend import ExcelBackend
from adapters.excel.ooxml.formats import GENERAL
from adapters.google.outlines import format_code
from adapters.google.pulled import Json, Pull, PulledSheet

_VALUES_ONLY = N_(
    "The copy holds values and formats of columns: formulas and looks are with Google, where File, "
    "Download gives a copy with them."
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31  # characters of a sheet's name in Excel
_LONGEST_TEXT = 32_767


class Given(Protocol):
    """Gives the workbook that Google makes; see ``backend``."""

    def __call__(self, held: Pull, *, exact: bool) -> bytes: ...  # noqa: D102


def exported(held: Pull, changes: Sequence[Change], destination: Path, given: Given) -> Commit:
    """Write the spreadsheet with the changes into a new file.

    Raises:
        StaleRevision: it is not what the changes were made against.
        WriteFailed: the destination exists or cannot be written.
    """
    notes: tuple[Notice, ...] = ()
    try:
        data = given(held, exact=bool(changes))
    except StaleRevision:
        raise
    except WorkbookError:  # not for us, too large, or nobody answers
        names = _sheet_names(held)
        data, notes = _written(held, names), (Notice(_VALUES_ONLY),)
        changes = [_renamed(change, names) for change in changes]
    if not changes:
        write_new(destination, data)
        return Commit(revision_of(data), warnings=notes)
    with TemporaryDirectory(prefix="salestui-") as folder:
        before = Path(folder) / "before.xlsx"
        before.write_bytes(data)
        workbook = ExcelBackend.open(str(before), Path(folder))
        try:
            commit = workbook.export(changes, workbook.outline().revision, destination)
        finally:
            workbook.close()
    return replace(commit, warnings=(*notes, *commit.warnings))


def _renamed(change: Change, names: Mapping[str, str]) -> Change:
    """The change on the sheet's name in Excel; a sheet that is added has one that it allows."""
    if isinstance(change, AddSheet | PutPage):
        return change
    return replace(change, sheet=names.get(change.sheet, change.sheet))


def _sheet_names(pull: Pull) -> dict[str, str]:
    """Names that Excel allows, by the sheets' titles."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for sheet in pull.sheets:
        base = _FORBIDDEN.sub(" ", sheet.title).strip("' ")[:_LONGEST] or "Sheet"
        name, number = base, 1
        while name.casefold() in taken:
            number += 1
            name = f"{base[: _LONGEST - 4]} {number}"
        taken.add(name.casefold())
        names[sheet.title] = name
    return names


def _written(pull: Pull, names: Mapping[str, str]) -> bytes:
    """A workbook of the values."""
    import xlsxwriter

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    formats: dict[str, object] = {}
    for sheet in pull.sheets:
        page = workbook.add_worksheet(names[sheet.title])
        if not sheet.outline.visible:
            page.hide()
        codes = _codes(pull, sheet)
        for column, values in sheet.values.items():
            usual = sheet.outline.column_formats.get(column, GENERAL)
            for row, value in enumerate(values, 1):
                code = codes.get((row, column), usual)
                if code not in formats:
                    formats[code] = workbook.add_format({"num_format": code})
                _write(page, row - 1, column - 1, value, formats[code])
    workbook.close()
    return stream.getvalue()


def _codes(pull: Pull, sheet: PulledSheet) -> dict[tuple[int, int], str]:
    """The formats that were looked at, by row and column."""
    looks = pull.content.sheets[sheet.id].looks if sheet.id in pull.content.sheets else ()
    return {
        (row, column): format_code(look.effective_format.number_format)
        for grid in looks
        for row, found in enumerate(grid.row_data, grid.start_row + 1)
        for column, look in enumerate(found.values, 1)
    }


def _write(page: object, row: int, column: int, value: Json, shown: object) -> None:
    match value:
        case None:
            return
        case bool():
            page.write_boolean(row, column, value, shown)  # type: ignore[attr-defined]
        case str():
            page.write_string(row, column, value[:_LONGEST_TEXT], shown)  # type: ignore[attr-defined]
        case _:
            page.write_number(row, column, value, shown)  # type: ignore[attr-defined]
