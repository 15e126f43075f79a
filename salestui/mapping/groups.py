"""Labels of groups that stand on the first row only, with blank cells below them.

The blank cells are read as the label above; in the workbook they stay blank. What is written to
such a column must therefore leave the rows below it with the label they were read with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from salestui.mapping.layout import Column, TableLayout
from salestui.mapping.table import ID
from salestui.model.fields import TEXTUAL

Inherited = Mapping[str, frozenset[int]]
"""By column, outer groups first: the identities of the rows whose label stands further up."""

_OFTEN = frozenset({"region", "team", "owner", "rep", "manager", "scope", "scope_type", "metric"})
_SELDOM = frozenset({"customer", "product", "industry", "series", "source", "category"})
_FURTHER_RIGHT = frozenset({"region", "team", "owner", "rep", "product", "stage", "category"})
"""Fields that every record has, so that many blanks behind the leading columns mean something."""

_FEWEST_ROWS = 6
_AGAIN = 0.25
"""A label may be written again on the next row in at most this share of cases."""

_LONE = 0.25
"""So many labels of a column that does not lead may have no row below them."""


def with_labels(
    layout: TableLayout, frame: pl.DataFrame, unread: Mapping[tuple[int, str], str]
) -> tuple[pl.DataFrame, Inherited]:
    """The rows with the labels of groups in all their rows, and which of them stand further up.

    Args:
        frame: the rows that count, with ``_id``.
        unread: cells that are null without being empty; a column with such is left alone.
    """
    inherited: dict[str, frozenset[int]] = {}
    group = pl.Series("group", [0] * frame.height, dtype=pl.UInt32)
    strange = {name for _, name in unread}
    leading = {column.name for column in _leading(layout, frame)}
    for column in layout.columns:
        if column.name in strange or column.name not in leading | _FURTHER_RIGHT:
            continue
        labels = frame[column.name]
        if column.name not in leading:
            grouped = column.type in TEXTUAL and _are_runs(labels, group)
        else:
            grouped = column.grouped or _is_group(column, labels, group)
        if not grouped:
            continue
        parts = pl.DataFrame([labels.alias("label"), group.alias("group")])
        full = parts.select(pl.col("label").forward_fill().over("group")).to_series()
        below = labels.is_null() & full.is_not_null()
        if below.any():
            inherited[column.name] = frozenset(frame[ID].filter(below).to_list())
            frame = frame.with_columns(full.alias(column.name))
        group = group + labels.is_not_null().cast(pl.UInt32).cum_sum()
    return frame, inherited


def _leading(layout: TableLayout, frame: pl.DataFrame) -> Iterator[Column]:
    """The columns that may hold labels: those before the records proper, and merged ones."""
    leading = True
    for column in layout.columns:
        named = column.name in _OFTEN or column.name in _SELDOM or column.name.startswith("x:")
        label = named and column.type in TEXTUAL
        if label and (leading or column.grouped):
            yield column
        complete = frame[column.name].null_count() == 0
        if leading and not (label and not complete):
            leading = complete and column.name in ("id", "year", *_OFTEN)


def _is_group(column: Column, labels: pl.Series, group: pl.Series) -> bool:
    """Whether blanks mean the label above.

    They do where none stands between two equal labels, and there are many, or where the column
    stands within groups already found and each of them begins with a label.
    """
    blanks = labels.null_count()
    least = 0.25 if column.name in _OFTEN else 0.5
    inner = bool(group.len()) and group[-1] > 0 and group[0] > 0
    begins = labels.filter(group != group.shift(1, fill_value=0)) if inner else labels[:1]
    if not blanks or begins.null_count():
        return False
    if not inner and (blanks < 2 or blanks < least * labels.len()):
        return False
    parts = pl.DataFrame([labels.alias("label"), group.alias("group")])
    given = parts.with_row_index("i").filter(pl.col("label").is_not_null())
    same = (pl.col("label") == pl.col("label").shift(1)) & (
        pl.col("group") == pl.col("group").shift(1)
    )
    apart = pl.col("i") - pl.col("i").shift(1) > 1
    again = given.select((same & apart).any().alias("apart"), same.sum().alias("next")).row(0)
    return given.height > 1 and not again[0] and again[1] <= _AGAIN * given.height


def _are_runs(labels: pl.Series, group: pl.Series) -> bool:
    """Whether blanks mean the label above in a column that does not lead.

    They do where each label stands once only, within a group already found, at the head of its
    rows, and most have several. Two labels are told from two records that happen to have one by
    more blanks. A column where single cells are blank is never one of labels.
    """
    if not labels.null_count():
        return False
    given = labels.is_not_null()
    count = int(given.sum())
    firsts = labels.filter((group != group.shift(1)).fill_null(True))
    if labels.len() < _FEWEST_ROWS or count < 2 or firsts.null_count():
        return False
    heads = pl.DataFrame([labels.alias("label"), group.alias("group")]).filter(given)
    runs = given.cast(pl.UInt32).cum_sum().value_counts()["count"]
    if count == 2:
        return heads["label"].n_unique() == 2 and bool((runs >= 3).all())
    return not heads.is_duplicated().any() and int((runs == 1).sum()) <= _LONE * count
