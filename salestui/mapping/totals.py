"""Rows of totals among the data rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from salestui.mapping.row_labels import TOTAL_LABEL, is_total
from salestui.mapping.typed import Typed
from salestui.model.fields import NUMERIC, TEXTUAL, FieldType

_NUMBER = re.compile(r"\d{1,9}(?:\.0+)?")
_EQUAL = 1e-6
_BESIDE = 3
"""So many texts a row of totals has at most: its label, and the group it is of."""


def totals_rows(columns: Sequence[Typed], filled: pl.Series) -> dict[int, str]:
    """The rows (counted from 0) that are totals, with their labels.

    A row of totals has one text, its label, and else only numbers; with the group's name beside the
    label where a number is the sum of the rows right above. The first and the last filled row are
    totals without a label too, if they hold only numbers and one is the sum of all others.
    """
    labelled = _labelled(columns, filled)
    found = {i: text for i, text, texts in labelled if texts == 1}
    for i, text, texts in labelled:
        if texts > 1 and _sums_up(columns, i, max((n for n in found if n < i), default=-1)):
            found[i] = text
    found |= _in_other_columns(columns, filled)
    rows = filled.arg_true()
    for place in (int(rows[-1]), int(rows[0])) if rows.len() else ():
        if place not in found and _textless(columns, filled, place):
            remaining = filled.clone().scatter([place, *found], False)
            found |= _unlabelled(columns, place, remaining)
    return found


def _labelled(columns: Sequence[Typed], filled: pl.Series) -> list[tuple[int, str, int]]:
    """The rows of few texts and else only numbers that have a label: it, and how many texts.

    The texts of all columns are searched as one: what is looked for takes long to prepare.
    """
    texts = [t.values.alias(f"t{i}") for i, t in enumerate(c for c in columns if _is_text(c))]
    others = [t.values.alias(f"o{i}") for i, t in enumerate(c for c in columns if _is_apart(c))]
    if not texts:
        return []
    count = pl.sum_horizontal(pl.col(t.name).is_not_null() for t in texts)
    alone = pl.all_horizontal("filled", *(pl.col(o.name).is_null() for o in others))
    few = (
        pl.DataFrame([filled.alias("filled"), *texts, *others])
        .select(*(t.name for t in texts), alone=alone, count=count)
        .with_row_index("i")
        .filter(pl.col("alone") & pl.col("count").is_between(1, _BESIDE))
    )
    if few.is_empty():
        return []
    cells = pl.concat([few[t.name].alias("text") for t in texts])
    labels: dict[int, str] = {}
    for place in cells.str.contains(TOTAL_LABEL).fill_null(value=False).arg_true():
        labels.setdefault(place % few.height, cells[place])  # the first column's
    return [(few["i"][n], labels[n], few["count"][n]) for n in sorted(labels)]


def _is_text(column: Typed) -> bool:
    return column.column.type in TEXTUAL


def _is_apart(column: Typed) -> bool:
    """Whether it is of a kind that no row of totals holds."""
    return column.column.type in (FieldType.DATE, FieldType.FLAG)


def _textless(columns: Sequence[Typed], filled: pl.Series, place: int) -> bool:
    """Whether a row holds only numbers, some in columns of text, as where a total counts names."""
    return bool(filled[place]) and all(
        t.values[place] is None or (_is_text(t) and _NUMBER.fullmatch(t.values[place]))
        for t in columns
        if _is_text(t) or _is_apart(t)
    )


def _sums_up(columns: Sequence[Typed], place: int, before: int) -> bool:
    """Whether a number in the row is the sum of those since the total before it."""
    for t in columns:
        value = t.values[place] if t.column.type in NUMERIC else None
        rows = t.values[before + 1 : place].drop_nulls() if value else t.values[:0]
        if value and rows.len() and abs(rows.sum() - value) <= _EQUAL * abs(value):
            return True
    return False


def _in_other_columns(columns: Sequence[Typed], filled: pl.Series) -> dict[int, str]:
    """Labels that stand in a column of dates or numbers, where they could not be understood."""
    return {
        b.index: b.text
        for t in columns
        for b in t.bad
        if not b.is_error and is_total(b.text) and _textless(columns, filled, b.index)
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
