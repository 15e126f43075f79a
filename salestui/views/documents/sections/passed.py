"""Open deals whose close date passed in a span of days: what slips, told without kept days."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.i18n import _
from salestui.metrics.select import in_focus
from salestui.selling.following.changes_since import became_late
from salestui.views.documents.document import Column, Form, Row, Section
from salestui.views.documents.sections.listing import listed
from salestui.views.names import dimension_title
from salestui.views.past.looking_back import Present
from salestui.views.states import State

MOST = 15
"""Deals that are listed."""


def passed(present: Present, since: date) -> Section:
    """The deals that were to close since a day and are still open, the larger ones first; nothing
    where there are none.
    """
    title = _("Was to close since {day}, and is still open").format(day=since.isoformat())
    late = became_late(present.state, since, present.as_of)
    facts = in_focus(present.inputs.facts, present.focus)
    found = facts.join(late, on="_id").sort(
        "amount", descending=True, nulls_last=True, maintain_order=True
    )
    columns = (
        Column("deal", _("Deal")),
        Column("rep", dimension_title("rep")),
        Column("stage", dimension_title("stage")),
        Column("close", _("Close date"), Form.DAY),
        Column("late", _("Late"), Form.DAYS),
        Column("amount", _("Amount"), Form.MONEY, bar=True),
    )
    rows = [
        Row((name or _("(no name)"), *others), State.LATE)
        for name, *others in found.select(
            pl.coalesce("name", "customer", "id"),
            pl.col("rep").fill_null(""),
            pl.col("stage").fill_null(""),
            "expected_close",
            "days",
            "amount",
        ).iter_rows()
    ]
    table = listed("passed", title, columns, rows, MOST)
    return Section("passed", title, (table,) if rows else ())
