"""Rows of totals among the data rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from salestui.mapping.row_labels import TOTAL_LABEL, is_total
from salestui.mapping.typed import Typed
from salestui.model.fields import NUMERIC, TEXTUAL, FieldType

_NUMBER = r"^\d{1,9}(?:\.0+)?$"
_EQUAL = 1e-6
_BESIDE = 3
"""So many texts a row of totals has at most: its label, and the group it is of."""


def totals_rows(columns: Sequence[Typed], filled: pl.Series) -> dict[int, str]:
    """The rows (counted from 0) that are totals, with their labels.

    A row of totals has one text, its label, and else only numbers; with the group's name beside the
    label where a number is the sum of the rows right above. The first and the last filled row are
    totals without a label too, if they hold only numbers and one is the sum of all others.
    """
    texts = [t for t in columns if t.column.type in TEXTUAL]
    others = [t for t in columns if t.column.type in (FieldType.DATE, FieldType.FLAG)]
    frame = pl.DataFrame(
        [t.values.alias(f"t{i}") for i, t in enumerate(texts)]
        + [t.values.alias(f"o{i}") for i, t in enumerate(others)]
        + [filled.alias("filled")]
    )
    names = [f"t{i}" for i in range(len(texts))]
    rest = [pl.col(f"o{i}").is_null() for i in range(len(others))]
    alone = pl.all_horizontal(pl.col("filled"), *rest)
    found: dict[int, str] = {}
    if names:
        labels = [pl.when(pl.col(n).str.contains(TOTAL_LABEL)).then(pl.col(n)) for n in names]
        labelled = (
            frame.with_row_index("i")
            .lazy()
            .with_columns(pl.coalesce(labels).alias("label"))
            .filter(alone & pl.col("label").is_not_null())
            .select("i", "label", pl.sum_horizontal(pl.col(n).is_not_null() for n in names))
            .filter(pl.last() <= _BESIDE)
            .collect()
        )
        found = {i: text for i, text, texts in labelled.iter_rows() if texts == 1}
        for i, text, texts in labelled.iter_rows():
            if texts > 1 and _sums_up(columns, i, max((n for n in found if n < i), default=-1)):
                found[i] = text
    textless = frame.select(pl.all_horizontal(alone, *(_no_text(pl.col(n)) for n in names)))
    found |= _in_other_columns(columns, textless.to_series())
    rows = filled.arg_true()
    for place in (int(rows[-1]), int(rows[0])) if rows.len() else ():
        if place not in found and textless.to_series()[place]:
            remaining = filled.clone().scatter([place, *found], False)
            found |= _unlabelled(columns, place, remaining)
    return found


def _no_text(cells: pl.Expr) -> pl.Expr:
    """Whether a cell is empty, or holds a number, as where a total counts names."""
    return cells.is_null() | cells.str.contains(_NUMBER)


def _sums_up(columns: Sequence[Typed], place: int, before: int) -> bool:
    """Whether a number in the row is the sum of those since the total before it."""
    for t in columns:
        value = t.values[place] if t.column.type in NUMERIC else None
        rows = t.values[before + 1 : place].drop_nulls() if value else t.values[:0]
        if value and rows.len() and abs(rows.sum() - value) <= _EQUAL * abs(value):
            return True
    return False


def _in_other_columns(columns: Sequence[Typed], textless: pl.Series) -> dict[int, str]:
    """Labels that stand in a column of dates or numbers, where they could not be understood."""
    return {
        b.index: b.text
        for t in columns
        for b in t.bad
        if not b.is_error and textless[b.index] and is_total(b.text)
    }


def _unlabelled(columns: Sequence[Typed], place: int, others: pl.Series) -> dict[int, str]:
    for t in columns:
        value = t.values[place] if t.column.type in NUMERIC else None
        if not value:
            continue
        rows = t.values.filter(others).drop_nulls()
        if rows.len() > 1 and abs(rows.sum() - value) <= _EQUAL * abs(value):
            return {place: f"{value:.15g}"}
    return {}
