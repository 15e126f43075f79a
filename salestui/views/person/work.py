"""What a rep has to do: deals that need something, and what is due."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.selling.following.followups import Bucket, follow_ups, of_reps
from salestui.views.attention_rows import AttentionPanel
from salestui.views.followups import LISTED, follow_up_rows
from salestui.views.person.lines import Line, Section


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
