"""From the content of a spreadsheet to a pull: sheets with their outlines, a token, names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

import msgspec

from adapters.addresses import CellRange
from adapters.google.choices import Choices
from adapters.google.content import Content, FormulaRun, SheetCells
from adapters.google.outlines import sheet_outline
from adapters.google.pulled import Pull, PulledSheet
from adapters.google.structure import Shape, SheetAnswer
from adapters.outlines import NamedRange

_NOTHING = SheetCells({}, {})
_LOOKS = "/looks "


def assembled(content: Content, at: datetime, version: str = "") -> Pull:
    """The pull that was made at that time."""
    shape = content.shape
    choices = Choices(content)
    return Pull(
        spreadsheet=shape.spreadsheet_id,
        title=shape.properties.title,
        locale=shape.properties.locale,
        time_zone=shape.properties.time_zone,
        sheets=tuple(_sheet(sheet, content, choices) for sheet in shape.grids),
        token=_token(content),
        at=at,
        content=content,
        version=version,
        names=tuple(_named(shape, None)),
    )


def _token(content: Content) -> str:
    """Of the cells alone: what new rows will look like is not known before they are written."""
    bare = {id_: msgspec.structs.replace(cells, looks=()) for id_, cells in content.sheets.items()}
    return _digest(Content(content.shape, bare))


def told_apart(pull: Pull, held: Pull) -> Pull:
    """The pull with a token of its own where it has the cells of ``held`` in other formats."""
    same = pull.token == held.token.partition(_LOOKS)[0]
    if not same or pull.content == held.content:
        return replace(pull, token=held.token) if same else pull
    return replace(pull, token=pull.token + _LOOKS + _digest(pull.content))


def _digest(content: Content) -> str:
    return blake2b(msgspec.json.encode(content), digest_size=16).hexdigest()


def renewed(pull: Pull) -> Pull:
    """The pull after its sheets' ``values``, ``formulas`` or ``rows`` were changed.

    Outlines and token follow them. A formula that is new has no text.
    """
    held = {sheet.id: sheet for sheet in pull.sheets}
    cells = {
        id_: msgspec.structs.replace(
            cells,
            values={column: list(found) for column, found in held[id_].values.items() if found},
            formulas=_runs(held[id_]),
        )
        for id_, cells in pull.content.sheets.items()
        if id_ in held
    }
    sheets = tuple(
        _resized(sheet, held[sheet.properties.sheet_id])
        if sheet.properties.sheet_id in held
        else sheet
        for sheet in pull.content.shape.sheets
    )
    shape = msgspec.structs.replace(pull.content.shape, sheets=sheets)
    return assembled(Content(shape, cells), pull.at, pull.version)


def _resized(sheet: SheetAnswer, held: PulledSheet) -> SheetAnswer:
    grid = msgspec.structs.replace(
        sheet.properties.grid_properties, row_count=held.rows, column_count=held.columns
    )
    properties = msgspec.structs.replace(sheet.properties, grid_properties=grid)
    return msgspec.structs.replace(sheet, properties=properties)


def _runs(sheet: PulledSheet) -> dict[int, tuple[FormulaRun, ...]]:
    """The formulas of a sheet with the texts that are known."""
    found: dict[int, tuple[FormulaRun, ...]] = {}
    for column, rows in sheet.formulas.items():
        shapes = {
            row: run.shape
            for run in sheet.runs.get(column, ())
            for row in range(run.first_row, run.last_row + 1)
        }
        runs: list[FormulaRun] = []
        for row in sorted(rows):
            shape = shapes.get(row, "")
            if runs and runs[-1].last_row == row - 1 and runs[-1].shape == shape:
                runs[-1] = FormulaRun(runs[-1].first_row, row, shape)
            else:
                runs.append(FormulaRun(row, row, shape))
        if runs:
            found[column] = tuple(runs)
    return found


def _sheet(sheet: SheetAnswer, content: Content, choices: Choices) -> PulledSheet:
    cells = content.sheets.get(sheet.properties.sheet_id, _NOTHING)
    size = sheet.properties.grid_properties
    return PulledSheet(
        id=sheet.properties.sheet_id,
        title=sheet.properties.title,
        rows=size.row_count,
        columns=size.column_count,
        values=cells.values,
        outline=sheet_outline(
            sheet, cells, choices, tuple(_named(content.shape, sheet.properties.sheet_id))
        ),
        formulas=_rows(cells.formulas),
        guarded=tuple(_guarded(sheet, content.shape)),
        runs=cells.formulas,
    )


def _rows(formulas: Mapping[int, Sequence[FormulaRun]]) -> dict[int, frozenset[int]]:
    return {
        column: frozenset(row for run in runs for row in range(run.first_row, run.last_row + 1))
        for column, runs in formulas.items()
    }


def _guarded(sheet: SheetAnswer, shape: Shape) -> Iterable[CellRange]:
    """What this account may not change; of a sheet with open parts the service decides."""
    size = sheet.properties.grid_properties
    names = {named.named_range_id: named.range for named in shape.named_ranges}
    for found in sheet.protected_ranges:
        if found.warning_only or found.requesting_user_can_edit or found.unprotected_ranges:
            continue
        area = found.range or names.get(found.named_range_id)
        if area is not None:
            yield area.cells(size.row_count, size.column_count)


def _named(shape: Shape, sheet: int | None) -> Iterable[NamedRange]:
    """The named ranges of one sheet that have several rows, or all that there are."""
    sizes = {grid.properties.sheet_id: grid.properties.grid_properties for grid in shape.grids}
    for named in shape.named_ranges:
        size = sizes.get(named.range.sheet_id)
        if size is None or (sheet is not None and named.range.sheet_id != sheet):
            continue
        area = named.range.cells(size.row_count, size.column_count)
        if sheet is None or (area.last_row > area.first_row and not named.name.startswith("_")):
            yield NamedRange(named.name, area)
