"""The rows of other sheets that are a rep's own: activities, tasks, training, coaching."""

from __future__ import annotations

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.selling.reference_links import ReferenceLinks

ACTIVITY: dict[str, pl.DataType] = {"_id": pl.Int64(), "date": pl.Date(), "deal": pl.Int64()}
"""The columns of ``activities_of``; ``deal``: the ``_id`` of the deal, null for none."""


def activities_of(links: ReferenceLinks, name: str) -> pl.DataFrame | None:
    """A rep's activities, see ``ACTIVITY``: those he is written to, else those of his deals.

    None where the workbook keeps no activities with dates.
    """
    frame = links.state.live("activities")
    if frame is None or frame.schema.get("date") != pl.Date:
        return None
    told = _with_deal(links, "activities", frame)
    return told.filter(_is(told, "owner", name)).select(
        pl.col(column).cast(kind) for column, kind in ACTIVITY.items()
    )


def tasks_of(links: ReferenceLinks, name: str) -> pl.DataFrame | None:
    """The tasks of a rep's deals, whoever does them, and his own: rows of the sheet.

    None where the workbook keeps no tasks.
    """
    frame = links.state.live("tasks")
    if frame is None:
        return None
    told = _with_deal(links, "tasks", frame)
    return told.filter(_is(told, "owner", name) | _is(told, "seller", name))


def of_member(state: BookState, entity: str, name: str) -> pl.DataFrame | None:
    """The rows of ``training`` or ``coaching`` that are about a rep, the latest first.

    None where the workbook has no such sheet.
    """
    frame = state.live(entity)
    if frame is None:
        return None
    if frame.schema.get("member") != pl.String:
        return frame.clear()
    own = frame.filter(_is(frame, "member", name))
    if own.schema.get("date") != pl.Date:
        return own
    return own.sort("date", descending=True, nulls_last=True, maintain_order=True)


def _with_deal(links: ReferenceLinks, source: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``deal`` as the deal's ``_id``, ``seller``: its rep, and ``owner``.

    A blank owner of an activity is the deal's rep; ``owner`` is null where nothing tells.
    """
    deals = links.state.live("deals")
    sellers = pl.DataFrame(schema={"deal": pl.Int64, "seller": pl.String})
    if deals is not None and deals.schema.get("owner") == pl.String:
        sellers = deals.select(deal=pl.col(ID).cast(pl.Int64), seller="owner")
    to = links.of(source, "deal").select(ID, _to="to")
    joined = (
        frame.drop("deal", strict=False)
        .with_columns(pl.col(ID).cast(pl.Int64))
        .join(to, on=ID, how="left", maintain_order="left")
        .rename({"_to": "deal"})
        .join(sellers, on="deal", how="left", maintain_order="left")
    )
    own = pl.col("owner") if frame.schema.get("owner") == pl.String else pl.lit(None, pl.String)
    fallback = pl.col("seller") if source == "activities" else pl.lit(None, pl.String)
    return joined.with_columns(owner=pl.coalesce(own, fallback))


def _is(frame: pl.DataFrame, column: str, name: str) -> pl.Expr:
    """Whether a cell names the rep, whatever spaces and case it is written in."""
    asked = pl.DataFrame({"name": [name]}).select(folded_text("name")).item()
    if asked is None or frame.schema.get(column) != pl.String:
        return pl.lit(value=False)
    same: pl.Expr = folded_text(column) == asked
    return same.fill_null(value=False)
