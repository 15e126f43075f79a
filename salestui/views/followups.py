"""Follow-ups as listed: what, with whom, when, by whom, and why it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import N_, _, ngettext
from salestui.model.focus import Focus
from salestui.selling.following.following_up import FollowUp, day_field
from salestui.selling.following.followups import Bucket, Source, follow_ups, of_reps, reps_in
from salestui.views.cells import column_title
from salestui.views.names import entity_name
from salestui.views.states import State

LISTED = 200
"""So many follow-ups of each bucket are listed; all are counted."""

_BUCKETS = {
    Bucket.OVERDUE: N_("Overdue"),
    Bucket.TODAY: N_("Today"),
    Bucket.WEEK: N_("This week"),
    Bucket.LATER: N_("Later"),
}
_SOURCES = {
    Source.ACTIVITY: N_("next step"),
    Source.DEAL: N_("next step"),
    Source.TENDER: N_("tender deadline"),
    Source.TASK: N_("task"),
    Source.CUSTOMER: N_("contact"),
    Source.CADENCE: N_("contact"),
    Source.LEAD: N_("lead"),
    Source.COACHING: N_("coaching"),
    Source.HOLD: N_("hold expires"),
    Source.TOP_UP: N_("deposit top-up"),
    Source.SIGNING: N_("signing"),
    Source.LOAN_PAPERS: N_("loan papers"),
    Source.VISITOR: N_("visitor"),
    Source.PAYMENT: N_("payment due"),
    Source.PROMISE: N_("payment promised"),
    Source.CONTRACT: N_("contract to sign"),
    Source.ENDING: N_("contract ends"),
    Source.DELIVERY: N_("delivery"),
    Source.REPORT: N_("weekly report"),
    Source.RISK: N_("risk"),
    Source.GATE: N_("gate review"),
    Source.DOCUMENT: N_("document"),
}
_TONES = {Bucket.OVERDUE: State.LATE, Bucket.TODAY: State.WARNING}
_SHEETS = ("activities", "tasks", "leads")


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up in words.

    Attributes:
        item: what changes of it need.
        when: ``9 d late``, ``today`` or the day.
        why: the cell that says so, in a sentence.
    """

    item: FollowUp
    bucket: Bucket
    what: str
    who: str
    kind: str
    when: str
    rep: str
    why: str
    severity: State


@dataclass(frozen=True, slots=True)
class FollowUpsView:
    """All of them by bucket: the first ones in words, all counted.

    Attributes:
        missing: the sheets that could hold more and are not there, by entity.
    """

    rows: Mapping[Bucket, tuple[FollowUpRow, ...]]
    counts: Mapping[Bucket, int]
    missing: tuple[str, ...]

    @property
    def first(self) -> Bucket:
        """The most pressing bucket that has any."""
        return next((bucket for bucket in Bucket if self.counts[bucket]), Bucket.TODAY)


def bucket_name(bucket: Bucket) -> str:
    """Overdue, today, this week, later."""
    return _(_BUCKETS[bucket])


def follow_ups_view(state: BookState, focus: Focus, as_of: date) -> FollowUpsView:
    """The follow-ups of the focus's rep or team, of everyone without one. Takes a while."""
    found = of_reps(follow_ups(state, as_of), reps_in(state, focus))
    groups = {b: found.filter(pl.col("bucket") == str(b)) for b in Bucket}
    return FollowUpsView(
        {b: follow_up_rows(state, frame.head(LISTED)) for b, frame in groups.items()},
        {b: frame.height for b, frame in groups.items()},
        tuple(name for name in _SHEETS if state.rows(name) is None),
    )


def follow_up_rows(state: BookState, found: pl.DataFrame) -> tuple[FollowUpRow, ...]:
    """Follow-ups, as ``selling.followups`` has them, in words."""
    return tuple(_row(state, values) for values in found.iter_rows(named=True))


def _row(state: BookState, values: Mapping[str, Any]) -> FollowUpRow:
    source, bucket = Source(values["source"]), Bucket(values["bucket"])
    item = FollowUp(source, values["entity"], values["row"], values["due"], values["deal"])
    deal = values["deal"]
    who = values["who"] if deal is None else state.title_of("deals", deal)
    kind = _(_SOURCES[source])
    what = values["what"] or _default(source)
    return FollowUpRow(
        item=item,
        bucket=bucket,
        what=what,
        who=who or "",
        kind=kind,
        when=when_text(values["due"], values["days"]),
        rep=values["rep"] or "",
        why=_why(state, item, values),
        severity=_TONES.get(bucket, State.NEUTRAL),
    )


def when_text(due: date, days: int) -> str:
    """How long ago, today, or the day with its weekday."""
    if days > 0:
        return ngettext("{n} d late", "{n} d late", days).format(n=f"{days:,}")
    if days == 0:
        return _("today")
    return f"{due:%m-%d} {_weekday(due)}" if days > -300 else due.isoformat()


def _weekday(day: date) -> str:
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def _default(source: Source) -> str:
    """What is to be done where nobody wrote it."""
    return {
        Source.TENDER: _("hand in the tender"),
        Source.CUSTOMER: _("contact the customer"),
        Source.CADENCE: _("contact the customer"),
        Source.LEAD: _("follow the lead up"),
        Source.TASK: _("task"),
        Source.COACHING: _("look at it again"),
        Source.HOLD: _("deposit, or release the unit"),
        Source.TOP_UP: _("top the deposit up"),
        Source.SIGNING: _("sign the contract"),
        Source.LOAN_PAPERS: _("hand in the loan papers"),
        Source.VISITOR: _("talk to the visitor again"),
        Source.PAYMENT: _("ask for the payment"),
        Source.PROMISE: _("ask for the payment"),
        Source.CONTRACT: _("get the contract signed"),
        Source.ENDING: _("renew the contract, or close it"),
        Source.DELIVERY: _("deliver"),
        Source.REPORT: _("write the weekly report"),
        Source.RISK: _("act against the risk"),
        Source.GATE: _("hold the review"),
        Source.DOCUMENT: _("make the document"),
    }.get(source, _("next step"))


def _why(state: BookState, item: FollowUp, values: Mapping[str, Any]) -> str:
    if item.source is Source.CADENCE:
        return _("{sheet}: every {n} days, last contact {last}, so due {due}").format(
            sheet=entity_name(item.entity),
            n=values["cadence"],
            last=values["last"],
            due=item.due,
        )
    if item.source is Source.REPORT:
        text = _("the playbook wants a report so often from a project of its level: due {due}")
        return text.format(due=item.due)
    if item.source is Source.CONTRACT:
        text = _("the contract is not signed yet, and its deal closes or it was reviewed on {due}")
        return text.format(due=item.due)
    if item.source is Source.ENDING:
        return _("the contract ends on {due}").format(due=item.due)
    if item.source is Source.DOCUMENT and item.entity == "deals":
        text = _("the playbook wants this document of every project: due {due}")
        return text.format(due=item.due)
    rows = state.rows(item.entity)
    column = rows.layout.column(day_field(item.source)) if rows is not None else None
    title = column_title(column) if column is not None else ""
    return _("{sheet}: {column} is {due}").format(
        sheet=entity_name(item.entity), column=title, due=item.due
    )
