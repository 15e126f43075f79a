"""What is to be followed up: next steps, tasks, customers to contact, leads and tenders, by day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.focus import Focus
from salestui.selling.cash.due import promises_and_payments_due
from salestui.selling.contracts import due as contract_due
from salestui.selling.customers.touching import contacts_due
from salestui.selling.floor import chases
from salestui.selling.following import due_rows
from salestui.selling.projects import due as project_due
from salestui.selling.reference_links import ReferenceLinks


class Source(StrEnum):
    """What a follow-up comes from; the same thing found twice is listed as the first."""

    ACTIVITY = "activity"
    DEAL = "deal"
    TENDER = "tender"
    TASK = "task"
    CUSTOMER = "customer"
    CADENCE = "cadence"
    LEAD = "lead"
    COACHING = "coaching"
    HOLD = "hold"
    TOP_UP = "top-up"
    SIGNING = "signing"
    LOAN_PAPERS = "loan papers"
    VISITOR = "visitor"
    PAYMENT = "payment"
    PROMISE = "promise"
    CONTRACT = "contract"
    ENDING = "contract end"
    DELIVERY = "delivery"
    REPORT = "report"
    RISK = "risk"
    GATE = "gate"
    DOCUMENT = "document"


FLOOR = (Source.HOLD, Source.TOP_UP, Source.SIGNING, Source.LOAN_PAPERS, Source.VISITOR)
"""What is due on the sales floor."""


class Bucket(StrEnum):
    """When a follow-up is due, seen from a day; a week ends on its Sunday."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


SOURCES = pl.Enum([str(source) for source in Source])
BUCKETS = pl.Enum([str(bucket) for bucket in Bucket])

SCHEMA: dict[str, pl.DataType] = {
    "source": SOURCES,
    "entity": pl.String(),
    "row": pl.Int64(),
    "what": pl.String(),
    "who": pl.String(),
    "due": pl.Date(),
    "rep": pl.String(),
    "deal": pl.Int64(),
    "cadence": pl.Int64(),
    "last": pl.Date(),
    "days": pl.Int64(),
    "bucket": BUCKETS,
}
"""The columns of follow-ups. ``row``: its ``_id`` on the sheet of ``entity``; ``deal``: the
``_id`` of the deal it is about, if any; ``days``: overdue for so many, negative before it is due;
``cadence`` and ``last``: of customers to be contacted every so many days, and the last contact."""


def follow_ups(state: BookState, as_of: date) -> pl.DataFrame:
    """Everything that is to be followed up, the longest overdue first. See ``SCHEMA``."""
    parts = [part.select(_shaped(part, source)) for source, part in _parts(state, as_of)]
    base = {name: kind for name, kind in SCHEMA.items() if name not in ("days", "bucket")}
    found = pl.concat([pl.DataFrame(schema=base), *parts]).drop_nulls("due")
    return bucketed(_once(found), as_of).sort(
        "due", "source", "row", maintain_order=True, nulls_last=True
    )


def bucketed(found: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The same with ``days`` and ``bucket``, as seen from a day."""
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    due, today = pl.col("due"), pl.lit(as_of)
    bucket = (
        pl.when(due < today)
        .then(pl.lit(str(Bucket.OVERDUE)))
        .when(due == today)
        .then(pl.lit(str(Bucket.TODAY)))
        .when(due <= pl.lit(sunday))
        .then(pl.lit(str(Bucket.WEEK)))
        .otherwise(pl.lit(str(Bucket.LATER)))
    )
    return found.with_columns(
        days=(today - due).dt.total_days(), bucket=bucket.cast(BUCKETS)
    ).select(list(SCHEMA))


def of_reps(found: pl.DataFrame, reps: Collection[str] | None) -> pl.DataFrame:
    """The follow-ups of some reps; all of them for None."""
    return found if reps is None else found.filter(pl.col("rep").is_in(list(reps)))


def reps_in(state: BookState, focus: Focus) -> tuple[str, ...] | None:
    """Whose follow-ups a focus means: of its rep, else of its team; None for everyone's."""
    if (rep := focus.value("rep")) is not None:
        return (rep,)
    if (team := focus.value("team")) is None:
        return None
    members = state.live("members")
    names: list[str] = []
    for column in ("team", "manager"):
        if members is not None and not names and {"name", column} <= set(members.columns):
            names = members.filter(pl.col(column) == team)["name"].drop_nulls().to_list()
    return tuple(names)


def _parts(state: BookState, as_of: date) -> Iterator[tuple[Source, pl.DataFrame]]:
    links = ReferenceLinks(state)
    yield Source.ACTIVITY, due_rows.activities(links)
    yield Source.DEAL, due_rows.deals(state, "next_date", "next_step")
    yield Source.TENDER, due_rows.tenders(state)
    yield Source.TASK, due_rows.tasks(links)
    yield Source.LEAD, due_rows.leads(state)
    yield Source.COACHING, due_rows.coaching(state)
    yield Source.HOLD, chases.holds(state)
    yield Source.TOP_UP, chases.top_ups(links, as_of)
    yield Source.SIGNING, chases.signings(state)
    yield Source.LOAN_PAPERS, chases.loan_papers(state)
    yield Source.VISITOR, chases.visitors(state)
    promises, payments = promises_and_payments_due(state, as_of)
    yield Source.PROMISE, promises
    yield Source.PAYMENT, payments
    yield Source.CONTRACT, contract_due.signatures(links)
    yield Source.ENDING, contract_due.endings(links, as_of)
    yield Source.DELIVERY, contract_due.deliveries(links)
    yield Source.REPORT, project_due.reports(links, as_of)
    yield Source.RISK, project_due.risk_actions(links, as_of)
    yield Source.GATE, project_due.gates(links, as_of)
    yield Source.DOCUMENT, project_due.documents(links, as_of)
    customers = contacts_due(links, as_of)
    yield Source.CUSTOMER, customers.filter(pl.col("cadence").is_null())
    yield Source.CADENCE, customers.filter(pl.col("cadence").is_not_null())


def _shaped(part: pl.DataFrame, source: Source) -> Iterator[pl.Expr]:
    for name, kind in SCHEMA.items():
        if name == "source":
            yield pl.lit(str(source)).cast(SOURCES).alias(name)
        elif name in part.columns:
            yield pl.col(name).cast(kind)
        elif name not in ("days", "bucket"):
            yield pl.lit(None, kind).alias(name)


def _once(found: pl.DataFrame) -> pl.DataFrame:
    """Without the next steps of deals that an activity of the deal says for the same day."""
    steps = pl.col("source").is_in([str(Source.ACTIVITY), str(Source.DEAL)])
    said = found.filter(pl.col("source") == str(Source.ACTIVITY)).select("deal", "due").unique()
    doubled = (
        found.with_row_index(ID)
        .filter(steps & (pl.col("source") == str(Source.DEAL)))
        .join(said, on=["deal", "due"], how="semi")[ID]
    )
    return found.with_row_index(ID).filter(~pl.col(ID).is_in(doubled.implode())).drop(ID)
