"""Rows of totals among the data rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polars as pl

from salestui.mapping.typed import Typed
from salestui.model.fields import NUMERIC, TEXTUAL, FieldType

_LABEL = (
    r"(?i)^(?:.{0,40}(?:合\s*计|总\s*计|小\s*计|共\s*计)|汇\s*总"
    r"|(?:.{1,40}\s)?(?:grand\s+|sub-?\s*)?totals?|sum)\s*[:：]?$"
)
_LABEL_RE = re.compile(_LABEL)
_EQUAL = 1e-6


def totals_rows(columns: Sequence[Typed], filled: pl.Series) -> dict[int, str]:
    """The rows (counted from 0) that are totals, with their labels.

    A row of totals has one text, its label, and else only numbers. The last filled row is one
    without a label too, if it holds only numbers and one of them is the sum of those above.
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
        label = pl.coalesce(names)
        labelled = (
            frame.with_row_index("i")
            .lazy()
            .filter(label.str.contains(_LABEL) & alone)
            .filter(pl.sum_horizontal(pl.col(n).is_not_null() for n in names) == 1)
            .select("i", label.alias("label"))
            .collect()
        )
        found = dict(labelled.iter_rows())
    textless = frame.select(pl.all_horizontal(alone, *(pl.col(n).is_null() for n in names)))
    found |= _in_other_columns(columns, textless.to_series())
    last = filled.arg_true()
    end = int(last[-1]) if last.len() else -1
    if end >= 0 and end not in found and textless.to_series()[end]:
        above = filled.clone().scatter([end, *found], False)
        found |= _unlabelled(columns, end, above)
    return found


def _in_other_columns(columns: Sequence[Typed], textless: pl.Series) -> dict[int, str]:
    """Labels that stand in a column of dates or numbers, where they could not be understood."""
    return {
        b.index: b.text
        for t in columns
        for b in t.bad
        if not b.is_error and textless[b.index] and _LABEL_RE.match(b.text)
    }


def _unlabelled(columns: Sequence[Typed], end: int, above: pl.Series) -> dict[int, str]:
    for t in columns:
        value = t.values[end] if t.column.type in NUMERIC else None
        if not value:
            continue
        rows = t.values.filter(above).drop_nulls()
        if rows.len() > 1 and abs(rows.sum() - value) <= _EQUAL * abs(value):
            return {end: f"{value:.15g}"}
    return {}
