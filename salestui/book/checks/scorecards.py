"""Scorecards that cannot be right: weights that do not sum to 100, unknown periods and methods."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.i18n import N_
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.folding import folded
from salestui.model.scorecard_cells import off_whole, period_of_cell, weights_of

WEIGHTS = Kind(
    "scorecard-weights",
    "error",
    N_("The weights of {text} for {period} sum to {sum}% and not to 100%."),
    N_("Change the weights of these lines until they sum to 100%."),
)
EVERY_PERIOD_WEIGHTS = Kind(
    "scorecard-weights",
    "error",
    N_("The weights of {text} for every period sum to {sum}% and not to 100%."),
    N_("Change the weights of these lines until they sum to 100%."),
)
PERIOD = Kind(
    "scorecard-period",
    "error",
    N_("{text} is no period, so this line is in no scorecard."),
    N_("Write 2026-Q4, 2026-11 or 2026, or leave the cell empty for every period."),
)
METHOD = Kind(
    "scorecard-method",
    "warning",
    N_("{text} is no way to give points, so the playbook's own or the ratio is taken."),
    N_("Write one of: {methods}."),
)
UNKNOWN_MEMBER = Kind(
    "unknown-member",
    "warning",
    N_("{text} is not in the sheet {sheet}, so nobody has this scorecard."),
    N_("Write the name as there, or add it there."),
)


def scorecard_problems(cards: EntityTable) -> Iterator[Problem]:
    """What is wrong with the rows of the sheet of scorecards."""
    yield from _unread_periods(cards)
    yield from _methods(cards)
    if "member" in cards.frame.columns:
        yield from _weights(cards)


def _unread_periods(cards: EntityTable) -> Iterator[Problem]:
    column = cards.layout.column("period")
    if column is None or "period" not in cards.frame.columns:
        return
    texts = cards.frame["period"].drop_nulls().unique().to_list()
    strange = [text for text in texts if period_of_cell(text) is None]
    hits = cards.frame.filter(pl.col("period").is_in(strange)).select(ID, text="period")
    yield from listed(PERIOD, cards, column, hits)


def _methods(cards: EntityTable) -> Iterator[Problem]:
    column, field = cards.layout.column("method"), cards.layout.entity.field("method")
    if column is None or field is None or "method" not in cards.frame.columns:
        return
    texts = cards.frame["method"].drop_nulls().unique().to_list()
    strange = [text for text in texts if text.strip() and not field.code(text)]
    hits = cards.frame.filter(pl.col("method").is_in(strange)).select(ID, text="method")
    known = ", ".join(f"{choice.en} ({choice.zh})" for choice in field.choices)
    yield from listed(METHOD, cards, column, hits, methods=known)


def _weights(cards: EntityTable) -> Iterator[Problem]:
    """One problem for each member and period, at the first of its lines."""
    column = cards.layout.column("weight")
    if column is None or "weight" not in cards.frame.columns:
        return
    groups: dict[tuple[str, object], list[dict[str, object]]] = {}
    wanted = [c for c in (ID, "member", "period", "metric", "weight") if c in cards.frame.columns]
    for row in cards.frame.select(wanted).iter_rows(named=True):
        period = period_of_cell(row.get("period"))
        if row["member"] and period is not None:
            key = (folded(row["member"]), (period.start, period.end))
            groups.setdefault(key, []).append(row)
    dated: list[tuple[object, ...]] = []
    always: list[tuple[object, ...]] = []
    for lines in groups.values():
        weights = weights_of([w if isinstance(w := x["weight"], float) else None for x in lines])
        if not off_whole(weights):
            continue
        first, period_text = lines[0], lines[0].get("period")
        found = (first[ID], first["member"], period_text, f"{sum(weights):g}")
        (dated if period_text else always).append(found)
    schema = {ID: pl.Int64, "text": pl.String, "period": pl.String, "sum": pl.String}
    for kind, rows in ((WEIGHTS, dated), (EVERY_PERIOD_WEIGHTS, always)):
        yield from listed(kind, cards, column, pl.DataFrame(rows, schema=schema, orient="row"))
