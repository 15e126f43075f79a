"""From changes to the operations of one commit, and those cut into requests of a fair size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from adapters.addresses import a1
from adapters.changes import AppendRow, CellChange, ClearRow, DeleteRow, SetCell
from adapters.errors import N_, Notice
from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.bodies import LARGEST, size, structure_body, values_body
from adapters.google.writing.cells import NumberFormat, date_format, norm, stored
from adapters.google.writing.checks import check_cell, check_guarded, check_size, sheet_of
from adapters.google.writing.operations import Batch, Insert, Put, Remove
from adapters.google.writing.witnesses import witnessed

_BESIDE = N_("Row {row} of {sheet} was emptied, not taken out: other cells stand beside it.")
_NAME = N_("The name {name} does not reach to the new rows: extend it in Google Sheets.")

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Plan:
    """A commit.

    Attributes:
        whole: all its operations.
        appended: of each ``AppendRow`` in order, the sheet's id and its row at the end.
        removed: of each ``DeleteRow`` in order, whether its row is taken out.
    """

    whole: Batch
    appended: tuple[tuple[int, int], ...]
    removed: tuple[bool, ...]
    warnings: tuple[Notice, ...]


def planned(pull: Pull, changes: Sequence[CellChange]) -> Plan:
    """What is to be done to a spreadsheet as it was pulled.

    Raises:
        Refused: a change cannot be written with certainty.
        StaleRevision: its sheet is gone.
    """
    puts: dict[tuple[int, int, int], Put] = {}
    appends: list[AppendRow] = []
    removes: list[Remove] = []
    removed: list[bool] = []
    warnings: list[Notice] = []
    for change in changes:
        sheet = sheet_of(pull, change)
        match change:
            case SetCell():
                put = _put(sheet, change)
                puts[put.sheet, put.row, put.column] = put
            case AppendRow():
                appends.append(change)
            case ClearRow():
                puts |= {(p.sheet, p.row, p.column): p for p in _cleared(sheet, change)}
            case DeleteRow():
                alone = _alone(sheet, change)
                removed.append(alone)
                if alone:
                    bounds = change.first_column, change.last_column
                    removes.append(Remove(sheet.id, change.row, *bounds))
                else:
                    puts |= {(p.sheet, p.row, p.column): p for p in _cleared(sheet, change)}
                    about = {"row": change.row, "sheet": sheet.title}
                    warnings.append(Notice(_BESIDE, about))
    inserts, order = _inserts(pull, appends)
    whole = Batch(tuple(puts.values()), tuple(inserts), tuple(_witnessed(pull, removes)))
    check_guarded(pull, whole)
    check_size(pull, whole)
    places = [rows for _, rows in whole.inserted()]
    appended = tuple((inserts[i].sheet, places[i][offset]) for i, offset in order)
    warnings += _left_behind(pull, appends)
    return Plan(whole, appended, tuple(removed), tuple(warnings))


def _witnessed(pull: Pull, removes: Sequence[Remove]) -> Iterator[Remove]:
    for sheet in pull.sheets:
        own = [remove for remove in removes if remove.sheet == sheet.id]
        if own:
            yield from witnessed(sheet, own)


def _put(sheet: PulledSheet, change: SetCell) -> Put:
    row, column = change.row, change.column
    check_cell(sheet, row, column, over_formula=change.over_formula)
    value = stored(change.value, a1(sheet.title, row, column))
    shown = date_format(change.value, sheet.outline.column_formats.get(column, ""))
    held = sheet.cell(row, column)
    is_number = isinstance(held, int | float) and not isinstance(held, bool)
    if is_number and column in sheet.outline.column_formats:
        shown = None if _as_column(shown, sheet, column) else shown
    return Put(sheet.id, row, column, value, shown)


def _as_column(shown: NumberFormat | None, sheet: PulledSheet, column: int) -> bool:
    """Whether a format is the one that the column's numbers have already."""
    return shown is not None and shown.pattern == sheet.outline.column_formats.get(column)


def _cleared(sheet: PulledSheet, change: ClearRow | DeleteRow) -> Iterator[Put]:
    shared = {
        column
        for merge in sheet.outline.merges
        if merge.first_row <= change.row <= merge.last_row and merge.first_row < merge.last_row
        for column in range(merge.first_column, merge.last_column + 1)
    }
    for column in range(change.first_column, change.last_column + 1):
        filled = norm(sheet.cell(change.row, column)) is not None
        if column not in shared and (filled or change.row in sheet.formulas.get(column, ())):
            yield Put(sheet.id, change.row, column, None)


def _filled(sheet: PulledSheet, row: int, columns: Iterable[int]) -> set[int]:
    """Which of some columns hold anything in a row."""
    return {
        column
        for column in columns
        if norm(sheet.cell(row, column)) is not None or row in sheet.formulas.get(column, ())
    }


def _outside(sheet: PulledSheet, first: int, last: int) -> set[int]:
    return {column for column in (*sheet.values, *sheet.formulas) if not first <= column <= last}


def _alone(sheet: PulledSheet, change: DeleteRow) -> bool:
    """Whether nothing but the table's own cells goes with the row."""
    outside = _outside(sheet, change.first_column, change.last_column)
    if _filled(sheet, change.row, outside):
        return False
    above, below = (_filled(sheet, row, outside) for row in (change.row - 1, change.row + 1))
    tables = (t.range for t in sheet.outline.tables)
    merges = (m for m in sheet.outline.merges if m.first_row < m.last_row)
    torn = any(m.first_row <= change.row <= m.last_row for m in merges) or any(
        t.first_row <= change.row <= t.last_row
        and not (t.first_column <= change.last_column and change.first_column <= t.last_column)
        for t in tables
    )
    return not torn and not above & below


def _inserts(
    pull: Pull, appends: Sequence[AppendRow]
) -> tuple[list[Insert], list[tuple[int, int]]]:
    """The inserts, and of each append which of them it is in and its place there."""
    groups: dict[tuple[str, int, int], list[AppendRow]] = {}
    order: list[tuple[int, int]] = []
    for append in appends:
        key = append.sheet, append.after_row, append.first_column
        group = groups.setdefault(key, [])
        group.append(append)
        order.append((list(groups).index(key), len(group) - 1))
    below = [(sheet, after) for sheet, after, _ in groups]
    inserts = []
    for (name, after, _), group in groups.items():
        sheet = sheet_of(pull, group[0])
        insert = _insert(sheet, group)
        inserts.append(replace(insert, narrow=insert.narrow or below.count((name, after)) > 1))
    return inserts, order


def _insert(sheet: PulledSheet, group: Sequence[AppendRow]) -> Insert:
    model = group[0]
    after, first, last = model.after_row, model.first_column, model.last_column
    shows = sheet.outline.column_formats
    rows: list[dict[int, Json]] = []
    formats: dict[int, NumberFormat] = {}
    for offset, append in enumerate(group):
        row: dict[int, Json] = {}
        for column, value in append.values.items():
            place = after + 1 + offset
            check_cell(replace(sheet, rows=place), place, column, over_formula=True)
            kept = stored(value, a1(sheet.title, place, column))
            if kept is not None:
                row[column] = kept
                if (shown := date_format(value, shows.get(column, ""))) is not None:
                    formats[column] = shown
        rows.append(row)
    outside = _outside(sheet, first, last)
    beside = _filled(sheet, after, outside) & _filled(sheet, after + 1, outside)
    computed = {c for c in range(first, last + 1) if after in sheet.formulas.get(c, ())}
    alike = model.first_row == 0 or after >= model.first_row
    return Insert(
        sheet.id,
        after,
        first,
        last,
        tuple(rows),
        formats,
        frozenset(computed) if alike else frozenset(),
        narrow=bool(beside),
        alike=alike,
        last_of_grid=after >= sheet.rows,
        prepared=after < sheet.rows and not _filled(sheet, after + 1, range(first, last + 1)),
    )


def _left_behind(pull: Pull, appends: Sequence[AppendRow]) -> Iterator[Notice]:
    """Names that mean just the data, and are not extended."""
    for append in {(a.sheet, a.after_row, a.first_column): a for a in appends}.values():
        starts = (append.first_row, append.first_row - 1)
        sheet = sheet_of(pull, append)
        for name in sheet.outline.names:
            inside = (
                append.first_column <= name.range.first_column
                and name.range.last_column <= append.last_column
            )
            rows = name.range.first_row in starts and name.range.last_row == append.after_row
            if append.first_row and inside and rows:
                yield Notice(_NAME, {"name": name.name})


def requests_of(plan: Batch, titles: dict[int, str]) -> list[Batch]:
    """The batch, or parts of it that do the same one after the other and are not too large."""
    if _weight(plan, titles) <= LARGEST:
        return [plan] if plan else []
    parts = [Batch(puts=some) for some in _cut(plan.puts, _share(Batch(puts=plan.puts), titles))]
    for insert in plan.inserts_upwards():
        done = 0
        for rows in _cut(insert.rows, _share(Batch(inserts=(insert,)), titles)):
            parts.append(Batch(inserts=(replace(insert, after=insert.after + done, rows=rows),)))
            done += len(rows)
    rows_gone = [
        replace(r, row=plan.lowered(r.sheet, r.row, r.first, r.last)) for r in plan.removes
    ]
    rows_gone.sort(key=lambda remove: -remove.row)
    weight = Batch(removes=tuple(rows_gone))
    parts += [Batch(removes=some) for some in _cut(tuple(rows_gone), _share(weight, titles))]
    return parts


def _weight(batch: Batch, titles: dict[int, str]) -> int:
    body = values_body(batch, titles) if batch.plain else structure_body(batch, {})
    return size(body)


def _share(batch: Batch, titles: dict[int, str]) -> int:
    """How many requests are needed."""
    return -(-_weight(batch, titles) // LARGEST)


def _cut(items: tuple[_Item, ...], parts: int) -> Iterator[tuple[_Item, ...]]:
    length = max(1, -(-len(items) // max(parts, 1)))
    for start in range(0, len(items), length):
        yield items[start : start + length]
