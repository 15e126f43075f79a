"""What a rep has to do: deals that need something, and what is due."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.selling.following.followups import Bucket, follow_ups, of_reps
from salestui.selling.people import tasks_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.attention_rows import AttentionPanel
from salestui.views.followups import LISTED, follow_up_rows
from salestui.views.person.lines import Line, Section
from salestui.views.states import State


def deals_section(found: AttentionPanel) -> Section:
    """The rep's open deals that need something, the most pressing first."""
    lines = tuple(
        Line(
            title=row.title,
            detail=row.reason,
            aside=row.amount,
            severity=row.severity,
            place=("deals", row.deal),
        )
        for row in found.rows
        if row.deal is not None
    )
    return Section(lines, f"{len(lines):,}", found.nothing or _("no open deal needs anything"))


def due_section(state: BookState, name: str, as_of: date) -> Section:
    """What the rep has to follow up, the longest overdue first."""
    found = of_reps(follow_ups(state, as_of), [name])
    overdue = int((found["bucket"] == str(Bucket.OVERDUE)).sum())
    lines = tuple(
        Line(
            title=joined(filter(None, (row.what, row.who))),
            detail=row.kind,
            aside=row.when,
            severity=row.severity,
            place=(row.item.entity, row.item.row),
        )
        for row in follow_up_rows(state, found.head(LISTED))
    )
    note = _("{n}, {late} overdue").format(n=f"{found.height:,}", late=f"{overdue:,}")
    return Section(lines, note, _("nothing is due"))


def tasks_section(links: ReferenceLinks, name: str, as_of: date) -> Section:
    """The tasks of the rep's deals and his own by department, the most overdue first."""
    tasks = tasks_of(links, name)
    if tasks is None:
        return Section((), nothing=_("no tasks are kept: ^p, add a missing sheet"))
    bare = column_of(tasks, "department", pl.String).str.strip_chars()
    done = _done(tasks)
    late = ~done & (column_of(tasks, "due", pl.Date) < as_of).fill_null(value=False)
    groups = (
        tasks.with_columns(_unit=pl.when(bare != "").then(bare), _done=done, _late=late)
        .sort("_done", "_late", descending=[False, True], maintain_order=True)
        .group_by("_unit", maintain_order=True)
        .agg(ids=pl.col(ID), done=pl.col("_done").sum(), late=pl.col("_late").sum())
        .sort("late", "_unit", descending=[True, False], nulls_last=True)
    )
    lines = tuple(_department(*row) for row in groups.rows())
    return Section(lines, f"{tasks.height:,}", _("no task is on record"))


def _department(unit: str | None, ids: list[int], done: int, late: int) -> Line:
    text = _("{open} open, {done} done").format(open=len(ids) - done, done=done)
    return Line(
        title=unit or _("no department"),
        detail=text,
        aside=_("{n} overdue").format(n=late) if late else "",
        severity=State.LATE if late else State.NEUTRAL,
        behind=tuple(("tasks", row) for row in ids),
    )


def _done(tasks: pl.DataFrame) -> pl.Expr:
    """Whether a task is done: on a day, or to the full."""
    full = pl.lit(value=False)
    if tasks.schema.get("progress") == pl.Float64:
        full = (pl.col("progress") >= 1).fill_null(value=False)
    return column_of(tasks, "done", pl.Date).is_not_null() | full
