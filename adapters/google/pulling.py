"""A pull: everything of a spreadsheet that holds anything, read so that it fits together.

The service answers each request from one state of the spreadsheet, and others may write between
two requests. So the cells are read twice, as values and as what was typed: where neither is a
formula both are the same, or something changed in between and all is read again. Two readings of
different moments must never pass for one: every cell that moved would be taken for a formula.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import msgspec

from adapters.addresses import column_letters
from adapters.errors import N_, StaleRevision
from adapters.excel.reading.outline import HEAD_COLUMNS
from adapters.google.content import OWN_ROW, Content, FormulaRun, Json, SheetCells
from adapters.google.outlines import held_rows
from adapters.google.requesting import Requests, range_of
from adapters.google.structure import Looks, Shape, SheetAnswer

ROWS_AT_ONCE = 10_000
"""Rows of a sheet in one request; the service recommends answers of at most 2 MB."""

_CELLS_AT_ONCE = 1_000_000
"""Cells of the grid in one request, blank ones, which cost nothing, included."""

_ROW_NUMBER = re.compile(r"(?<=[A-Za-z$])[0-9]+(?![0-9(])")
_RANGES_AT_ONCE = 60
_ATTEMPTS = 8
_UNSTEADY = N_("The spreadsheet keeps changing while it is read.")


@dataclass(slots=True)
class Area:
    """Some columns of a sheet and, once read, their cells as they were sent.

    Attributes:
        rows: of the sheet's grid.
        chunks: from which row on, and the columns there.
    """

    title: str
    first_column: int
    last_column: int
    rows: int
    chunks: list[tuple[int, list[msgspec.Raw]]] = field(default_factory=list)

    def raw(self, index: int) -> list[tuple[int, bytes]]:
        """What was sent of one column, counted from 0."""
        parts = ((row, columns[index]) for row, columns in self.chunks if index < len(columns))
        return [(row, bytes(part)) for row, part in parts if bytes(part) != b"[]"]

    def cells(self, index: int) -> list[Json]:
        """The cells of one column, counted from 0, from row 1 on."""
        found: list[Json] = []
        for row, columns in self.chunks:
            cells = Requests.cells(columns[index]) if index < len(columns) else []
            if cells:
                found.extend([None] * (row - 1 - len(found)))
                found.extend(cells)
        return found

    @property
    def width(self) -> int:
        """Columns that were sent."""
        return max((len(columns) for _, columns in self.chunks), default=0)


def pull(requests: Requests, known: Content | None = None) -> Content:
    """Read everything. Four requests, one more for each further 10,000 rows read twice.

    Args:
        known: what was pulled before. Number formats and rules are taken from it, which saves a
            request, as long as the sheets and the rows that outlines hold are the same.

    Raises:
        WorkbookError: it is not reached, or not for us; ``StaleRevision`` where others keep
            changing it meanwhile.
    """
    before: _Strange = frozenset()
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            content, strange = _cells_now(requests)
            if not strange or strange == before:
                return _looked_at(requests, content, known)
            before = strange
        except StaleRevision:
            if attempt == _ATTEMPTS:
                raise
    raise StaleRevision(_UNSTEADY)


_Strange = frozenset[tuple[int, int, int, str, str]]
"""Sheet, column, row, value and text of cells that are no formulas and were read differently.

Where they are twice the same they are computed in a way that cannot be seen, and only read.
"""


def _cells_now(requests: Requests) -> tuple[Content, _Strange]:
    """All cells, and those that speak for a change between their two readings."""
    shape = requests.shape()
    sheets = [sheet for sheet in shape.grids if _has_cells(sheet)]
    areas, typed = list(map(_whole, sheets)), list(map(_whole, sheets))
    fetch(requests, areas, formulas=False)
    fetch(requests, typed, formulas=True)
    cells: dict[int, SheetCells] = {}
    strange: set[tuple[int, int, int, str, str]] = set()
    for sheet, area, texts in zip(sheets, areas, typed, strict=True):
        id_ = sheet.properties.sheet_id
        cells[id_], found = _cells(area, texts)
        strange.update((id_, *cell) for cell in found)
    return Content(shape, cells), frozenset(strange)


def _looked_at(requests: Requests, content: Content, known: Content | None) -> Content:
    """With looks as of ``known``, where nothing speaks against it."""
    if known is not None and known.shape == content.shape and _held(known) == _held(content):
        return _looking_like(content, {id_: cells.looks for id_, cells in known.sheets.items()})
    return _with_looks(requests, content)


def _held(content: Content) -> dict[int, list[tuple[int, int]]]:
    return {id_: held_rows(cells) for id_, cells in content.sheets.items()}


def _with_looks(requests: Requests, content: Content) -> Content:
    """With the formats and rules of the rows that outlines hold."""
    wanted = []
    for sheet in content.shape.grids:
        cells = content.sheets.get(sheet.properties.sheet_id)
        for first, last in held_rows(cells) if cells is not None else ():
            right = column_letters(min(sheet.properties.grid_properties.column_count, HEAD_COLUMNS))
            wanted.append(range_of(sheet.properties.title, f"A{first}:{right}{last}"))
    found: dict[int, tuple[Looks, ...]] = {}
    for start in range(0, len(wanted), _RANGES_AT_ONCE):
        for seen in requests.looks(wanted[start : start + _RANGES_AT_ONCE]):
            id_ = seen.properties.sheet_id
            found[id_] = (*found.get(id_, ()), *seen.data)
    return _looking_like(content, found)


def _looking_like(content: Content, looks: Mapping[int, tuple[Looks, ...]]) -> Content:
    sheets = {
        id_: msgspec.structs.replace(cells, looks=looks.get(id_, ()))
        for id_, cells in content.sheets.items()
    }
    return Content(content.shape, sheets)


def fetch(requests: Requests, areas: Iterable[Area], *, formulas: bool) -> None:
    """Read the areas, so many rows of each at once; blank stretches in ever longer strides."""
    pending = [(area, 1, ROWS_AT_ONCE) for area in areas if area.rows]
    while pending:
        round_, pending = pending, []
        for batch in _batches(round_):
            texts = [_text(area, first, _end(area, first, stride)) for area, first, stride in batch]
            answers = requests.columns(texts, formulas=formulas)
            for (area, first, stride), columns in zip(batch, answers, strict=True):
                area.chunks.append((first, columns))
                following = _end(area, first, stride) + 1
                if following <= area.rows:
                    pending.append((area, following, ROWS_AT_ONCE if columns else 2 * stride))


def used_areas(shape: Shape, used: Mapping[str, Iterable[int]]) -> dict[int, list[Area]]:
    """The areas of the columns in use, by the sheets' ids; neighbours are one area."""
    found = {}
    for sheet in shape.grids:
        columns = sorted(used.get(sheet.properties.title, ()))
        runs: list[list[int]] = []
        for column in columns:
            if runs and runs[-1][-1] == column - 1:
                runs[-1].append(column)
            elif column <= sheet.properties.grid_properties.column_count:
                runs.append([column])
        rows, title = sheet.properties.grid_properties.row_count, sheet.properties.title
        if runs:
            found[sheet.properties.sheet_id] = [Area(title, run[0], run[-1], rows) for run in runs]
    return found


def differs(requests: Requests, content: Content, used: Mapping[str, Iterable[int]]) -> bool:
    """Whether the columns in use, or the sheets, are others than those pulled. Two requests.

    Raises:
        WorkbookError: it is not reached.
    """
    shape = requests.shape()
    if shape != content.shape:
        return True
    areas = used_areas(shape, used)
    try:
        fetch(requests, (area for found in areas.values() for area in found), formulas=False)
    except StaleRevision:  # renamed or cut off this very moment
        return True
    return any(
        area.cells(index) != content.sheets[id_].values.get(area.first_column + index, [])
        for id_, found in areas.items()
        for area in found
        for index in range(area.last_column - area.first_column + 1)
    )


def _has_cells(sheet: SheetAnswer) -> bool:
    size = sheet.properties.grid_properties
    return size.row_count > 0 and size.column_count > 0


def _whole(sheet: SheetAnswer) -> Area:
    size = sheet.properties.grid_properties
    return Area(sheet.properties.title, 1, size.column_count, size.row_count)


def _end(area: Area, first: int, stride: int) -> int:
    return min(first + stride - 1, area.rows)


def _text(area: Area, first: int, last: int) -> str:
    left, right = column_letters(area.first_column), column_letters(area.last_column)
    return range_of(area.title, f"{left}{first}:{right}{last}")


_Strides = Sequence[tuple[Area, int, int]]


def _batches(strides: _Strides) -> Iterable[_Strides]:
    """Put into requests that are not too large."""
    batch: list[tuple[Area, int, int]] = []
    size = 0
    for area, first, stride in strides:
        cells = min(stride, ROWS_AT_ONCE, area.rows) * (area.last_column - area.first_column + 1)
        if batch and (size + cells > _CELLS_AT_ONCE or len(batch) == _RANGES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append((area, first, stride))
        size += cells
    yield batch


def _cells(area: Area, typed: Area) -> tuple[SheetCells, list[tuple[int, int, str, str]]]:
    """The cells of a sheet from both readings, and those that differ and are no formulas."""
    values: dict[int, list[Json]] = {}
    formulas: dict[int, tuple[FormulaRun, ...]] = {}
    strange: list[tuple[int, int, str, str]] = []
    for index in range(max(area.width, typed.width)):
        cells = area.cells(index)
        if cells:
            values[index + 1] = cells
        if area.raw(index) != typed.raw(index):  # bytes tell that there are no formulas
            runs, found = _runs(cells, typed.cells(index))
            if runs:
                formulas[index + 1] = runs
            strange += ((index + 1, *cell) for cell in found)
    return SheetCells(values, formulas), strange


def _runs(
    values: Sequence[Json], typed: Sequence[Json]
) -> tuple[tuple[FormulaRun, ...], list[tuple[int, str, str]]]:
    """The formulas of a column, and the cells that differ and are none: row, value, text.

    A text that begins with ``=`` is the same in both.
    """
    runs: list[FormulaRun] = []
    strange: list[tuple[int, str, str]] = []
    for row, (value, text) in enumerate(zip_longest(values, typed), 1):
        if value == text and type(value) is type(text):
            continue
        is_formula = isinstance(text, str) and text.startswith("=")
        if not is_formula:
            strange.append((row, repr(value), repr(text)))
        shape = _shape(str(text), str(row)) if is_formula else ""
        if runs and runs[-1].last_row == row - 1 and runs[-1].shape == shape:
            runs[-1] = FormulaRun(runs[-1].first_row, row, shape)
        else:
            runs.append(FormulaRun(row, row, shape))
    return tuple(runs), strange


def _shape(text: str, row: str) -> str:
    """The formula with its own row's number marked, behind letters of columns alone."""
    return _ROW_NUMBER.sub(lambda found: OWN_ROW if found[0] == row else found[0], text)
