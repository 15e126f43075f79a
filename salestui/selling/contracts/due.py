"""What is due in contracts and deliveries: to be signed, to be delivered, about to end.

Each function gives ``row``, ``entity``, ``what``, ``who``, ``due``, ``rep`` and ``deal``, as
``selling.following.due_rows`` does; an empty frame where the workbook has no such sheet or column.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import bare_text, column_of
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.reference_links import ReferenceLinks

ENDING_DAYS = 60
"""A contract ends soon for so many days before its last one."""

_NOTHING = pl.DataFrame(
    schema={
        "row": pl.Int64, "entity": pl.String, "what": pl.String, "who": pl.String,
        "due": pl.Date, "rep": pl.String, "deal": pl.Int64,
    }
)  # fmt: skip
_RUNNING = ("signed", "effective")


def signatures(links: ReferenceLinks) -> pl.DataFrame:
    """Contracts that are drafted or reviewed, due when their deal closed or is to close; without a
    deal when the review was passed.
    """
    frame = _with_state(links, "contracts")
    if frame is None:
        return _NOTHING
    waiting = frame.filter(
        pl.col("state").is_in(["draft", "review"]) & column_of(frame, "signed", pl.Date).is_null()
    )
    deals = links.state.live("deals")
    closing = pl.DataFrame(schema={"deal": pl.Int64, "closing": pl.Date})
    if deals is not None:
        closes = pl.coalesce(
            column_of(deals, "closed", pl.Date), column_of(deals, "expected_close", pl.Date)
        )
        closing = deals.select(deal=pl.col(ID).cast(pl.Int64), closing=closes)
    reviewed = column_of(waiting, "reviewed", pl.Date)
    told = _told(links, "contracts", waiting).join(
        waiting.select(row=pl.col(ID).cast(pl.Int64), passed=reviewed),
        on="row", maintain_order="left",
    )  # fmt: skip
    told = told.join(closing, on="deal", how="left", maintain_order="left")
    return told.with_columns(due=pl.coalesce("closing", "passed")).drop("closing", "passed")


def endings(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Contracts in force that end soon, or ended and are still said to be in force."""
    frame = _with_state(links, "contracts")
    if frame is None or frame.schema.get("ends") != pl.Date:
        return _NOTHING
    soon = pl.col("ends") <= as_of + timedelta(days=ENDING_DAYS)
    found = frame.filter(soon & pl.col("state").is_in(_RUNNING))
    days = found.select(row=pl.col(ID).cast(pl.Int64), due="ends")
    told = _told(links, "contracts", found)
    return told.join(days, on="row", maintain_order="left")


def deliveries(links: ReferenceLinks) -> pl.DataFrame:
    """Orders that did not arrive yet, by the day by which they are to be delivered."""
    frame = _with_state(links, "deliveries")
    if frame is None or frame.schema.get("due") != pl.Date:
        return _NOTHING
    arrived = pl.col("state").is_in(["delivered", "accepted", "cancelled"]).fill_null(value=False)
    arrived |= (
        column_of(frame, "delivered", pl.Date).is_not_null()
        | column_of(frame, "accepted", pl.Date).is_not_null()
    )
    found = frame.filter(~arrived & pl.col("due").is_not_null())
    days = found.select(row=pl.col(ID).cast(pl.Int64), due="due")
    told = _told(links, "deliveries", found)
    return told.join(days, on="row", maintain_order="left")


def _told(links: ReferenceLinks, entity: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows without their days: what they are, of whom, and of which deal and rep.

    Deal and rep of a delivery are those of its contract, where it names none itself.
    """
    title = {"contracts": ("no", "name"), "deliveries": ("product", "id")}[entity]
    rows = frame.select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit(entity),
        what=pl.coalesce(*(bare_text(frame, name) for name in title)),
        who=pl.coalesce(
            bare_text(frame, "customer"), bare_text(frame, "contract"), bare_text(frame, "deal")
        ),
        own=bare_text(frame, "owner"),
    )
    deal = links.of(entity, "deal").rename({ID: "row", "to": "deal"})
    rows = rows.join(deal, on="row", how="left", maintain_order="left")
    if entity == "deliveries":
        via = links.of("deliveries", "contract").rename({ID: "row", "to": "contract"})
        of = links.of("contracts", "deal").rename({ID: "contract", "to": "its"})
        via = via.drop_nulls("contract").join(of, on="contract", how="left")
        rows = rows.join(via.select("row", "its"), on="row", how="left", maintain_order="left")
        rows = rows.with_columns(deal=pl.coalesce("deal", "its")).drop("its")
    deals = links.state.live("deals")
    reps = pl.DataFrame(schema={"deal": pl.Int64, "seller": pl.String})
    if deals is not None:
        reps = deals.select(deal=pl.col(ID).cast(pl.Int64), seller=bare_text(deals, "owner"))
    rows = rows.join(reps, on="deal", how="left", maintain_order="left")
    return rows.with_columns(rep=pl.coalesce("own", "seller")).drop("own", "seller")


def _with_state(links: ReferenceLinks, entity: str) -> pl.DataFrame | None:
    """The rows with ``state``, the code of their status; null where none is written."""
    frame = links.state.live(entity)
    field = entity_of(entity).field("status")
    if frame is None:
        return None
    if field is None or frame.schema.get("status") != pl.String:
        return frame.with_columns(state=pl.lit(None, pl.String))
    return frame.with_columns(state=coded(frame["status"], field))
