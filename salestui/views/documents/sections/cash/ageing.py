"""The age of what is owed: all together, and customer by customer."""

from __future__ import annotations

from typing import Any

import polars as pl

from salestui.i18n import _
from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.coming import last_payments
from salestui.metrics.cash.receivable import BUCKETS, ageing
from salestui.views.cash.view import bucket_name
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Column,
    Form,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.sections.listing import listed
from salestui.views.states import State

_DRAWN = 12
"""So many customers are still told apart in a chart."""
_LATE = BUCKETS[1:]


def ages(seen: Collection) -> Section:
    """What is unpaid by the days since it was due."""
    title = _("Age of the receivables")
    found = ageing(seen.lines)
    whole = sum(age.amount for age in found)
    columns = (
        Column("age", _("Age")),
        Column("unpaid", _("Unpaid"), Form.MONEY, Total.SUM, bar=True),
        Column("share", _("Share"), Form.SHARE),
        Column("lines", _("Lines"), Form.COUNT, Total.SUM),
    )
    rows = [
        Row(
            (_headed(age.bucket), age.amount, age.amount / whole if whole else None, age.lines),
            _tone(age.bucket) if age.amount else State.NEUTRAL,
        )
        for age in found
    ]
    table = listed("ages", title, columns, rows)
    says = _("What is unpaid by the days since it was due.")
    chart = Chart(ChartKind.COLUMNS, title, table.name, "age", ("unpaid",), says)
    return Section("ages", title, (chart, table))


def _tone(bucket: str) -> State:
    place = BUCKETS.index(bucket)
    return (State.NEUTRAL, State.WARNING, State.WARNING, State.LATE, State.LATE)[place]


def ages_by_customer(seen: Collection) -> Section:
    """Who owes how much for how long, who is overdue with most first."""
    title = _("By customer")
    owed = seen.lines.filter(pl.col("unpaid") > 0)
    if owed.is_empty():
        return Section("by_customer", title, needs=_("Nothing is owed."))
    by_age = owed.group_by("customer").agg(
        *(pl.col("unpaid").filter(pl.col("bucket") == b).sum().alias(b) for b in BUCKETS),
        receivable=pl.col("unpaid").sum(),
    )
    found = (
        by_age.join(last_payments(seen.receipts), on="customer", how="left", nulls_equal=True)
        .with_columns(overdue=pl.sum_horizontal(_LATE))
        .sort("overdue", "receivable", "customer", descending=[True, True, False])
    )
    columns = (
        Column("customer", _("Customer")),
        *(Column(bucket, _headed(bucket), Form.MONEY, Total.SUM) for bucket in BUCKETS),
        Column("receivable", _("Receivable"), Form.MONEY, Total.SUM),
        Column("paid", _("Last payment"), Form.DAY),
    )
    rows = [_customer(row) for row in found.iter_rows(named=True)]
    table = listed("by_customer", title, columns, rows)
    ages_of = len(BUCKETS) + 1
    first = tuple(Row(row.cells[:ages_of]) for row in rows[:_DRAWN])
    drawn = Table("first", title, columns[:ages_of], first, drawn=True)
    says = _("What the customers with most overdue owe, by its age.")
    chart = Chart(ChartKind.STACKED, title, drawn.name, "customer", BUCKETS, says)
    return Section("by_customer", title, (drawn, chart, table))


def _headed(bucket: str) -> str:
    """A bucket above a column."""
    name = bucket_name(bucket)
    return name[:1].upper() + name[1:]


def _customer(row: dict[str, Any]) -> Row:
    oldest = next((b for b in reversed(_LATE) if row[b]), None)
    name = row["customer"] or _("(none)")
    cells = (name, *(row[b] for b in BUCKETS), row["receivable"], row["date"])
    return Row(cells, State.NEUTRAL if oldest is None else _tone(oldest))
