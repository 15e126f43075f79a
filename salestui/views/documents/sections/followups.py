"""Follow-ups: what is overdue, and what falls due within a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from salestui.i18n import _
from salestui.selling.following.followups import Bucket, follow_ups, of_reps, reps_in
from salestui.views.documents.document import (
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
)
from salestui.views.documents.needing import no_sheet
from salestui.views.followups import FollowUpRow, follow_up_rows
from salestui.views.past.looking_back import Present
from salestui.views.states import State

MOST = 15
"""Follow-ups that are listed of each kind."""

_AHEAD = timedelta(days=7)
_SHEETS = ("activities", "tasks", "leads")


@dataclass(frozen=True, slots=True)
class Due:
    """Follow-ups as ``selling.followups`` has them: overdue, and due from today for a week."""

    overdue: pl.DataFrame
    ahead: pl.DataFrame


def due_of(present: Present) -> Due:
    """Those of the focus's rep or team, of everyone without one. Takes a while."""
    state, as_of = present.state, present.as_of
    found = of_reps(follow_ups(state, as_of), reps_in(state, present.focus))
    late = pl.col("bucket") == str(Bucket.OVERDUE)
    return Due(found.filter(late), found.filter(~late & (pl.col("due") <= pl.lit(as_of + _AHEAD))))


def followups(present: Present, due: Due) -> tuple[Section, Section]:
    """What is overdue, and what is next."""
    titles = _("Overdue follow-ups"), _("Due within the next 7 days")
    if all(present.state.rows(name) is None for name in (*_SHEETS, "deals")):
        needs = no_sheet("activities")
        return Section("overdue", titles[0], needs=needs), Section("next", titles[1], needs=needs)
    overdue = _blocks(present, "overdue", titles[0], due.overdue)
    ahead = _blocks(present, "next", titles[1], due.ahead)
    nothing = _("Nothing is overdue."), _("Nothing is due within the next 7 days.")
    return (
        Section("overdue", titles[0], overdue or (_nothing(nothing[0]),)),
        Section("next", titles[1], ahead or (_nothing(nothing[1]),)),
    )


def _nothing(text: str) -> Notes:
    return Notes((Line(text, State.OK),))


def _blocks(present: Present, name: str, title: str, found: pl.DataFrame) -> tuple[Table, ...]:
    if found.is_empty():
        return ()
    columns = (
        Column("what", _("To do")),
        Column("who", _("With whom")),
        Column("kind", _("Kind")),
        Column("rep", _("Rep")),
        Column("due", _("Falls due"), Form.DAY),
        Column("when", _("When")),
    )
    rows = tuple(_row(row) for row in follow_up_rows(present.state, found.head(MOST)))
    return (Table(name, title, columns, rows, max(found.height - MOST, 0)),)


def _row(row: FollowUpRow) -> Row:
    cells = (row.what, row.who, row.kind, row.rep, row.item.due, row.when)
    return Row(cells, row.severity)
