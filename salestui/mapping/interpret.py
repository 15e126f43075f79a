"""A table's cells as typed rows, and everything in them that could not be understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from adapters.addresses import column_letters
from adapters.contents import Misfit, SheetData
from salestui.mapping import problems
from salestui.mapping.asides import asides
from salestui.mapping.below import headers_below
from salestui.mapping.conventions import Conventions
from salestui.mapping.derived import with_derived
from salestui.mapping.doubts import column_notes, unreadable_cells
from salestui.mapping.formulas import (
    distant_columns,
    formula_notes,
    formulas_of,
    single_formulas,
    with_uncalculated,
)
from salestui.mapping.groups import with_labels
from salestui.mapping.layout import Problem, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.mapping.totals import totals_rows
from salestui.mapping.typed import Bad, Typed, cells_of, typed
from salestui.model.fields import NUMERIC

_UNKNOWN = Conventions()


def interpret(
    table: TableLayout,
    data: SheetData,
    conventions: Conventions = _UNKNOWN,
) -> EntityTable:
    """Type the rows of a table on one sheet.

    Blank rows are left out: those without a value in any field's column that is not calculated,
    and without text or dates in the team's own columns (a running number makes no row). Rows of
    totals, units, notes and counts are left out and listed. Where a table has a unit price and a
    quantity but no amount, the frame gets a column ``amount``. The columns of the result's layout
    tell in which unit the numbers of percent columns were read, and in which order dates.

    Args:
        data: what was read for the table by ``read_requests``.
        conventions: what is known of the workbook beforehand.
    """
    rows = data.frame["row"].cast(pl.Int64)
    first = rows[0] if rows.len() else table.first_row
    formulas = formulas_of(data)
    columns = [
        with_uncalculated(column, formulas, first)
        for column in _typed_columns(table, data, conventions)
    ]
    given, table = table, replace(table, columns=tuple(t.column for t in columns))
    frame = pl.DataFrame([rows.alias(ROW), *(t.values for t in columns)])
    filled = _filled(columns, frame.height)
    table, filled, notes = _without_headers(table, columns, filled, rows)
    remarks = asides(columns, filled)
    records = filled.clone().scatter(list(remarks), False) if remarks else filled
    totals = totals_rows(columns, records)
    keep = records.clone().scatter(list(totals), False) if totals else records
    ids = keep.cast(pl.Int64).cum_sum() - 1
    frame = frame.insert_column(0, ids.alias(ID))
    kept = with_derived(frame if keep.all() else frame.filter(keep), table)
    notes += [problems.no_record(table, rows[i], text) for i, text in sorted(remarks.items())]
    notes += [problems.totals_row(table, rows[i], text) for i, text in sorted(totals.items())]
    unread: dict[tuple[int, str], str] = {}
    padded: dict[tuple[int, str], str] = {}
    for column in columns:
        bad = _kept(column.bad, keep)
        places = ids.gather([b.index for b in bad]).to_list() if bad else []
        unread.update(
            ((place, column.column.name), b.text) for place, b in zip(places, bad, strict=True)
        )
        notes += unreadable_cells(table, column, bad, rows)
        spaced = tuple((i, text) for i, text in column.padded if keep[i])
        padded.update(((ids[i], column.column.name), text) for i, text in spaced)
        notes += column_notes(table, replace(column, padded=spaced), rows)
        # A formula without a result may be the only value of a row: told all the same.
        told = keep if column.column.calculated else keep | ~filled
        notes += formula_notes(table, column, formulas, rows, told)
    notes += _percent_notes(given, table)
    kept, inherited = with_labels(table, kept, unread)
    notes += [_labels_note(table, kept, name, below) for name, below in inherited.items()]
    single = single_formulas(columns, formulas, first, keep, ids)
    distant = distant_columns(columns, formulas)
    return EntityTable(table, kept, unread, tuple(notes), inherited, single, distant, padded)


def _typed_columns(table: TableLayout, data: SheetData, conventions: Conventions) -> list[Typed]:
    first = data.frame["row"][0] if data.frame.height else table.first_row
    cells = cells_of(data.frame)
    by_column: dict[int, list[Misfit]] = {}
    for misfit in data.misfits:
        by_column.setdefault(misfit.column, []).append(misfit)
    return [
        typed(
            column,
            cells[column_letters(place)],
            by_column.get(place, ()),
            first,
            conventions,
        )
        for column in table.columns
        if (place := column.position)
    ]


def _filled(columns: Sequence[Typed], height: int) -> pl.Series:
    """Which rows hold a record."""
    given = [t for t in columns if not t.column.calculated] or columns
    telling = [
        t for t in given if not t.column.name.startswith("x:") or t.column.type not in NUMERIC
    ]
    parts = [t.values.alias(str(i)) for i, t in enumerate(telling)]
    if not parts:
        return pl.repeat(False, height, dtype=pl.Boolean, eager=True)
    filled = pl.DataFrame(parts).select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    bad = {b.index for t in telling for b in t.bad if b.text or t.column.calculated}
    return filled.clone().scatter(list(bad), True) if bad else filled


def _kept(bad: Sequence[Bad], keep: pl.Series) -> list[Bad]:
    if not bad:
        return []
    stays = keep.gather([b.index for b in bad]).to_list()
    return [b for b, stay in zip(bad, stays, strict=True) if stay]


def _without_headers(
    table: TableLayout, columns: Sequence[Typed], filled: pl.Series, rows: pl.Series
) -> tuple[TableLayout, pl.Series, list[Problem]]:
    """The table up to where another begins, which of its rows count, and what is said of it."""
    found = headers_below(columns, filled)
    notes = [problems.header_again(table, rows[i]) for i in found.repeated]
    gone = list(found.repeated)
    if found.other is not None:
        notes.append(problems.table_below(table, rows[found.other]))
        gone += range(found.other, filled.len())
        table = replace(table, last_row=rows[found.other] - 1)
    return table, filled.clone().scatter(gone, False) if gone else filled, notes


def _labels_note(
    table: TableLayout, frame: pl.DataFrame, name: str, below: frozenset[int]
) -> Problem:
    column = table.column(name)
    assert column is not None, "only columns of the table are filled"
    first = frame.filter(pl.col(ID) == min(below))[ROW][0]
    return problems.group_labels(table, column, first, len(below))


def _percent_notes(given: TableLayout, table: TableLayout) -> Iterator[Problem]:
    for before, after in zip(given.columns, table.columns, strict=True):
        if before.percent_scale != after.percent_scale:
            yield problems.percent_points(table, after, after.percent_scale != 1.0)
