"""The rows of each sheet that name a day by which something is to be done.

Each function gives some of ``row``, ``entity``, ``what``, ``who``, ``due``, ``rep``, ``deal``; an
empty frame where the workbook has no such sheet or column.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import bare_text
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.reference_links import ReferenceLinks

_NOTHING = pl.DataFrame(
    schema={
        "row": pl.Int64, "entity": pl.String, "what": pl.String, "who": pl.String,
        "due": pl.Date, "rep": pl.String, "deal": pl.Int64,
    }
)  # fmt: skip


def activities(links: ReferenceLinks) -> pl.DataFrame:
    """Next steps agreed in activities and not said to be done.

    Without a column that says it, the step of an activity is taken to be done once a later
    activity with the same deal, or customer, is on record.
    """
    state = links.state
    frame = state.live("activities")
    if not _dated(frame, "next_date"):
        return _NOTHING
    assert frame is not None
    frame = frame.join(_linked(links, "activities", "deal"), on=ID, how="left")
    frame = frame.join(_linked(links, "activities", "customer"), on=ID, how="left")
    frame = frame.filter(
        ~_flag(frame, "done") if "done" in frame.columns else ~_followed(frame)
    ).filter(pl.col("next_date").is_not_null())
    owners = _owner_of(state, "deals"), _owner_of(state, "customers")
    frame = frame.join(owners[0], left_on="to_deal", right_on=ID, how="left")
    frame = frame.join(owners[1], left_on="to_customer", right_on=ID, how="left", suffix="_of")
    return frame.select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("activities"),
        what=pl.coalesce(bare_text(frame, "next_action"), bare_text(frame, "type")),
        who=pl.coalesce(
            bare_text(frame, "deal"), bare_text(frame, "customer"), bare_text(frame, "contact")
        ),
        due="next_date",
        rep=pl.coalesce(bare_text(frame, "owner"), pl.col("rep"), pl.col("rep_of")),
        deal="to_deal",
    )


def deals(state: BookState, day: str, what: str) -> pl.DataFrame:
    """Open deals by one of their days."""
    frame = open_deals(state)
    if not _dated(frame, day):
        return _NOTHING
    assert frame is not None
    return frame.filter(pl.col(day).is_not_null()).select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("deals"),
        what=bare_text(frame, what),
        who=pl.coalesce(
            bare_text(frame, "name"), bare_text(frame, "customer"), bare_text(frame, "id")
        ),
        due=day,
        rep=bare_text(frame, "owner"),
        deal=pl.col(ID).cast(pl.Int64),
    )


def tenders(state: BookState) -> pl.DataFrame:
    """Deadlines of tenders that are not decided yet."""
    found = deals(state, "tender_deadline", "tender_no")
    frame = state.live("deals")
    field = entity_of("deals").field("tender_result")
    if found.is_empty() or frame is None or field is None or "tender_result" not in frame.columns:
        return found
    codes = coded(frame["tender_result"], field)
    over = frame.filter(codes.is_in(["won", "lost", "cancelled"]).fill_null(value=False))
    return found.join(over.select(row=pl.col(ID).cast(pl.Int64)), on="row", how="anti")


def tasks(links: ReferenceLinks) -> pl.DataFrame:
    """Tasks that are not done."""
    frame = links.state.live("tasks")
    if not _dated(frame, "due"):
        return _NOTHING
    assert frame is not None
    if "done" in frame.columns:
        frame = frame.filter(pl.col("done").is_null())
    if frame.schema.get("progress") == pl.Float64:
        frame = frame.filter(~(pl.col("progress") >= 1).fill_null(value=False))
    frame = frame.join(_linked(links, "tasks", "deal"), on=ID, how="left")
    return frame.select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("tasks"),
        what=bare_text(frame, "task"),
        who=bare_text(frame, "deal"),
        due="due",
        rep=bare_text(frame, "owner"),
        deal="to_deal",
    )


def leads(state: BookState) -> pl.DataFrame:
    """Leads that are neither converted nor rejected."""
    frame = state.live("leads")
    if not _dated(frame, "next_date"):
        return _NOTHING
    assert frame is not None
    field = entity_of("leads").field("status")
    if field is not None and "status" in frame.columns:
        over = coded(frame["status"], field).is_in(["converted", "rejected"])
        frame = frame.filter(~over.fill_null(value=False))
    return frame.select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("leads"),
        what=bare_text(frame, "need"),
        who=pl.coalesce(bare_text(frame, "company"), bare_text(frame, "contact")),
        due="next_date",
        rep=bare_text(frame, "owner"),
    )


def coaching(state: BookState) -> pl.DataFrame:
    """What was agreed in coaching and is to be looked at again."""
    frame = state.live("coaching")
    if not _dated(frame, "follow_up"):
        return _NOTHING
    assert frame is not None
    if "done" in frame.columns:
        frame = frame.filter(~_flag(frame, "done"))
    return frame.select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("coaching"),
        what=pl.coalesce(bare_text(frame, "agreed"), bare_text(frame, "topic")),
        who=bare_text(frame, "member"),
        due="follow_up",
        rep=pl.coalesce(bare_text(frame, "coach"), bare_text(frame, "member")),
    )


def open_deals(state: BookState) -> pl.DataFrame | None:
    """Deals that are neither won nor lost; of a sheet without stages those not closed."""
    frame = state.live("deals")
    if frame is None:
        return None
    if "stage" in frame.columns:
        names = frame["stage"].drop_nulls().unique().to_list()
        over = [n for n in names if (s := state.playbook.stage(n)) and s.kind != "open"]
        return frame.filter(~pl.col("stage").is_in(over).fill_null(value=False))
    return frame.filter(pl.col("closed").is_null()) if "closed" in frame.columns else frame


def _dated(frame: pl.DataFrame | None, column: str) -> bool:
    return frame is not None and frame.schema.get(column) == pl.Date


def _flag(frame: pl.DataFrame, column: str) -> pl.Expr:
    if frame.schema.get(column) != pl.Boolean:
        return pl.lit(value=False)
    return pl.col(column).fill_null(value=False)


def _linked(links: ReferenceLinks, source: str, field: str) -> pl.DataFrame:
    """``_id`` and ``to_FIELD``: the row that the field refers to."""
    return links.of(source, field).rename({"to": f"to_{field}"})


def _owner_of(state: BookState, entity: str) -> pl.DataFrame:
    """``_id`` and ``rep`` of deals or customers."""
    frame = state.live(entity)
    if frame is None:
        return pl.DataFrame(schema={ID: pl.Int64, "rep": pl.String})
    return frame.select(pl.col(ID).cast(pl.Int64), rep=bare_text(frame, "owner"))


def _followed(frame: pl.DataFrame) -> pl.Expr:
    """Whether a later activity is with the same deal, else the same customer."""
    if frame.schema.get("date") != pl.Date:
        return pl.lit(value=False)
    about = [n for n in ("to_deal", "to_customer") if n in frame.columns]
    later: Mapping[str, pl.Expr] = {
        n: pl.col(n).is_not_null() & (pl.col("date") < pl.col("date").max().over(n)) for n in about
    }
    deal, customer = later["to_deal"], later["to_customer"]
    return (
        pl.when(pl.col("to_deal").is_not_null())
        .then(deal)
        .otherwise(customer)
        .fill_null(value=False)
    )
