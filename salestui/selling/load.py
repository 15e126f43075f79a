"""The rows of the book that say what everyone has on hand."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.folds import folded
from salestui.book.state import BookState
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.metrics.people.load import WORK, Load, loads
from salestui.metrics.people.stints import stints
from salestui.selling.reference_links import ReferenceLinks


def people_loads(state: BookState, facts: pl.DataFrame, as_of: date) -> tuple[Load, ...]:
    """What everyone has on hand on a day: open deals, open tasks, roles in open deals.

    Args:
        facts: deals, see ``metrics.facts.SCHEMA``.
    """
    links = ReferenceLinks(state)
    parts = [_deals(facts), _tasks(state, as_of), _roles(links, facts, as_of)]
    work = pl.concat(parts).drop_nulls("person")
    here = stints(state.live("members"))
    gone = (pl.col("left") < as_of).fill_null(value=False)
    people = here.filter(~gone)["name"].unique(maintain_order=True).to_list()
    return loads(_one_spelling(work, [*people, *here["name"].to_list()]), people)


def _one_spelling(work: pl.DataFrame, people: list[str]) -> pl.DataFrame:
    """The work with one spelling of each name: that of the team's sheet, else the first."""
    names = pl.Series("person", [*people, *work["person"].to_list()], dtype=pl.String)
    table = pl.DataFrame({"fold": folded(names), "name": names})
    table = table.drop_nulls().unique("fold", keep="first", maintain_order=True)
    told = work.with_columns(fold=folded(work["person"]))
    told = told.join(table, on="fold", how="left", maintain_order="left")
    return told.with_columns(person=pl.coalesce("name", "person")).select(*WORK)


def _deals(facts: pl.DataFrame) -> pl.DataFrame:
    still = facts.filter(pl.col("status") == "open")
    weighted = pl.col("amount") * pl.col("probability")
    return _work(still.select(ID, person="rep", amount=weighted), "deals")


def _tasks(state: BookState, as_of: date) -> pl.DataFrame:
    frame = state.live("tasks")
    if frame is None or frame.schema.get("owner") != pl.String:
        return pl.DataFrame(schema=WORK)
    dated = {name: frame.schema.get(name) == pl.Date for name in ("done", "due")}
    still = frame.filter(pl.col("done").is_null()) if dated["done"] else frame
    late = pl.col("due") < as_of if dated["due"] else pl.lit(value=False)
    return _work(still.select(ID, person="owner", late=late), "tasks")


def _roles(links: ReferenceLinks, facts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Roles that last on the day; those in lost deals are over, won ones are carried out."""
    frame = links.state.live("deal_team")
    if frame is None or frame.schema.get("member") != pl.String:
        return pl.DataFrame(schema=WORK)
    kept = frame.with_columns(pl.col(ID).cast(pl.Int64))
    for name, over in (("from", pl.col("from") > as_of), ("to", pl.col("to") < as_of)):
        if frame.schema.get(name) == pl.Date:
            kept = kept.filter(~over.fill_null(value=False))
    lost = facts.filter(pl.col("status") == "lost")[ID]
    of_lost = links.of("deal_team", "deal").filter(pl.col("to").is_in(lost.implode()))
    kept = kept.join(of_lost, on=ID, how="anti")
    return _work(
        kept.select(ID, person="member", share=column_of(frame, "share", pl.Float64)), "deal_team"
    )


def _work(frame: pl.DataFrame, kind: str) -> pl.DataFrame:
    """The columns of ``WORK``, blank where the frame has none."""
    told = frame.with_columns(kind=pl.lit(kind))
    return told.select(
        (pl.col(name).cast(dtype) if name in told.columns else pl.lit(None, dtype)).alias(name)
        for name, dtype in WORK.items()
    )
