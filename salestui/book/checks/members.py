"""What cannot be right in the team's sheet: who manages himself, is nowhere, or twice at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from salestui.book.checks.chains import circles, told_circles
from salestui.book.checks.findings import Kind, listed
from salestui.i18n import N_
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable

SELF_MANAGED = Kind(
    "manages-himself",
    "warning",
    N_("{text} is his own manager."),
    N_("Name who is above, or leave the cell empty."),
)
MANAGER_CYCLE = Kind(
    "managers-in-circle",
    "error",
    N_("The managers of {text} lead back to the same person: {way}."),
    N_("Correct one of them: someone has no manager in this list."),
)
ENDS_BEFORE = Kind(
    "leaves-before-joining",
    "error",
    N_("{text} leaves on {left}, before the beginning on {joined}."),
    N_("Correct one of the two dates."),
)
OVERLAP = Kind(
    "two-places-at-once",
    "warning",
    N_("{text} is in two places at once, here from {joined}: deals count for the later one."),
    N_("Write in the earlier row the last day there, or give both rows the day they began."),
)
NO_UNIT = Kind(
    "member-without-unit",
    "info",
    N_("{text} belongs to no team, so the deals count for none unless they name one."),
    N_("Write the team here, if there is one."),
)


def member_problems(members: EntityTable | None) -> Iterator[Problem]:
    """Everything the checks find in the team's sheet."""
    if members is None or "name" not in members.frame.columns:
        return
    yield from _managers(members)
    yield from _dates(members)
    yield from _nowhere(members)


def _managers(members: EntityTable) -> Iterator[Problem]:
    """Circles of managers, of everyone's last row."""
    last = members.frame.drop_nulls("name").unique("name", keep="last", maintain_order=True)
    for field in ("manager", "matrix_manager"):
        ring = circles(replace(members, frame=last), ("name",), field, "")
        yield from told_circles(members, field, SELF_MANAGED, [r for r in ring if r[3] == 1])
        yield from told_circles(members, field, MANAGER_CYCLE, [r for r in ring if r[3] > 1])


def _dates(members: EntityTable) -> Iterator[Problem]:
    """Stays that end before they begin, and stays of one name at the same time."""
    column = members.layout.column("joined") or members.layout.column("name")
    if column is None:
        return
    frame = members.frame.select(
        ID,
        text="name",
        joined=column_of(members.frame, "joined", pl.Date),
        left=column_of(members.frame, "left", pl.Date),
    ).drop_nulls("text")
    wrong = frame.filter(pl.col("left") < pl.col("joined"))
    yield from listed(ENDS_BEFORE, members, members.layout.column("left") or column, wrong)
    ordered = frame.sort("text", "joined", nulls_last=False, maintain_order=True)
    before = pl.col("left").shift(1).over("text")
    earlier = pl.col("joined").shift(1).over("text")
    second = pl.int_range(pl.len()).over("text") > 0
    # a row without an end is followed by the next one, unless both began on the same day
    clash = (before >= pl.col("joined")) | earlier.eq_missing(pl.col("joined"))
    hits = ordered.filter(second & clash.fill_null(value=False))
    hits = hits.select(ID, "text", joined=pl.col("joined").cast(pl.String).fill_null("…"))
    yield from listed(OVERLAP, members, column, hits)


def _nowhere(members: EntityTable) -> Iterator[Problem]:
    """Who has neither team nor manager and manages nobody, where others have a team."""
    column = members.layout.column("team")
    frame = members.frame
    if column is None or "team" not in frame.columns or not frame["team"].count():
        return
    nowhere = pl.col("team").is_null()
    if frame.schema.get("manager") == pl.String:
        managers = frame["manager"].drop_nulls().unique()
        nowhere &= pl.col("manager").is_null() & ~pl.col("name").is_in(managers.implode())
    hits = frame.filter(nowhere).select(ID, text="name").drop_nulls("text")
    yield from listed(NO_UNIT, members, column, hits)
