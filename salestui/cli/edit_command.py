"""``salestui edit``: cells of any workbook, for scripts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from adapters.addresses import a1, column_letters
from adapters.changes import AppendRow, Change, ClearRow, Commit, DeleteRow, SetCell
from adapters.contents import CellValue
from adapters.outlines import Revision
from adapters.protocol import Workbook
from salestui.cli.edit_noted import NOTHING_NOTED, Noted, cells_noted, given
from salestui.cli.edit_plan import planned_changes
from salestui.cli.exits import Exit
from salestui.cli.field_edits import FieldEdits, field_changes
from salestui.cli.noting import noting
from salestui.cli.opening import opened
from salestui.cli.stage_warnings import stage_warnings
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible

_COPY = "copy.xlsx"


class CellReport(TypedDict):
    """One changed cell; a whole row that was emptied or removed has no ``column``."""

    done: str
    where: str
    sheet: str
    row: int
    column: str | None
    value: str | float | bool | None


def run(options: argparse.Namespace, config: Config) -> int:
    """Write the changes, all or none, and print each cell."""
    workbook = opened(options.path)
    try:
        outline = workbook.outline()
        changes = planned_changes(options, workbook, outline)
        lacking = stage_warnings(workbook, changes, config)
        wanted = FieldEdits(
            options.edits, options.reason, options.dry_run, over_formula=options.over_formula
        )
        fields = field_changes(workbook, wanted, config)
        by_place = changes and not options.dry_run
        noted = cells_noted(workbook, options, config) if by_place else given(fields.done)
        changes, lacking = [*changes, *fields.cells], [*lacking, *fields.lacks]
        written = bool(changes) and not options.dry_run  # what is there already is not written
        commit = (
            _written(workbook, changes, outline.revision, noted)
            if written
            else _tried(workbook, changes, outline.revision)
        )
    finally:
        workbook.close()
    reports = list(_reports(changes, commit))
    warnings = [*lacking, *(warning.sentence(_) for warning in commit.warnings)]
    if options.json:
        whole = {
            "path": options.path,
            "written": written,
            "backup": str(commit.backup) if commit.backup else None,
            "cells": reports,
            "formulas": [a1(*cell) for cell in commit.formulas or ()],
            "warnings": warnings,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return Exit.OK
    for report in reports:
        print(visible(_line(report)))
    for warning in warnings:
        print("salestui: " + visible(warning), file=sys.stderr)
    if not written:
        print(_("Nothing was written."), file=sys.stderr)
    return Exit.OK


def _written(
    workbook: Workbook, changes: Sequence[Change], expected: Revision, noted: Noted
) -> Commit:
    """Write the changes; the history has those of rows."""
    if noted is NOTHING_NOTED:
        return workbook.commit(changes, expected)
    with noting(workbook) as done:
        commit = workbook.commit(changes, expected)
        done.extend(noted())
    return commit


def _tried(workbook: Workbook, changes: Sequence[Change], expected: Revision) -> Commit:
    """What a commit would do, refusals too, found out on a copy that is thrown away."""
    access = workbook.write_access()
    with TemporaryDirectory(prefix="salestui-") as folder:
        commit = workbook.export(changes, expected, Path(folder) / _COPY)
    return commit if access.allowed else replace(commit, warnings=(*commit.warnings, access.reason))


def _reports(changes: Iterable[Change], commit: Commit) -> Iterator[CellReport]:
    rows, removed = iter(commit.appended_rows), iter(commit.removed)
    for change in changes:
        match change:
            case SetCell(sheet, row, column, value):
                yield _cell("set" if value is not None else "emptied", sheet, row, column, value)
            case AppendRow(sheet=sheet, values=values):
                row = next(rows)
                for column, value in values.items():
                    yield _cell("added", sheet, row, column, value)
            case ClearRow(sheet, row, first, last):
                yield _whole_row("emptied", sheet, row, first, last)
            case DeleteRow(sheet, row, first, last):
                done = "removed" if next(removed) else "emptied"
                yield _whole_row(done, sheet, row, first, last)


def _whole_row(done: str, sheet: str, row: int, first: int, last: int) -> CellReport:
    where = f"{a1(sheet, row, first)}:{column_letters(last)}{row}"
    return {
        "done": done,
        "where": where,
        "sheet": sheet,
        "row": row,
        "column": None,
        "value": None,
    }


def _cell(done: str, sheet: str, row: int, column: int, value: CellValue) -> CellReport:
    return {
        "done": done,
        "where": a1(sheet, row, column),
        "sheet": sheet,
        "row": row,
        "column": column_letters(column),
        "value": value.isoformat() if isinstance(value, date | time) else value,
    }


def _line(report: CellReport) -> str:
    if report["done"] == "removed":
        return _("{where} removed").format(where=report["where"])
    if report["done"] == "emptied":
        return _("{where} emptied").format(where=report["where"])
    value = json.dumps(report["value"], ensure_ascii=False)
    text = f"{report['where']} = {value}"
    return _("{cell} (new row)").format(cell=text) if report["done"] == "added" else text
