"""What is to be followed up, in short: how much is overdue, due today and this week, and the
first of it.
"""

from __future__ import annotations

from salestui.i18n import _
from salestui.selling.following.followups import Bucket
from salestui.views.followups import FollowUpRow, bucket_name, follow_ups_view
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told
from salestui.views.states import State

_LISTED = 8
_TONES = {Bucket.OVERDUE: State.LATE, Bucket.TODAY: State.WARNING}


def followups_area(asked: Asked) -> AreaView:
    """Counts of the first three buckets, then the most pressing follow-ups. Blocks."""
    present = asked.present
    view = follow_ups_view(present.state, present.focus, present.as_of)
    total = sum(view.counts.values())
    if not total:
        offers = view.missing[0] if view.missing else ""
        said = _("nothing is due: ctrl+l logs what was done and what is next")
        return AreaView((), needs=said, offers=offers)
    meant = told(_("next steps, tasks, contacts, leads and tenders by the day they are due"))
    counts = [
        AreaRow(
            key=str(bucket),
            label=bucket_name(bucket),
            value=f"{view.counts[bucket]:,}",
            opens=Opens("followups"),
            severity=_TONES.get(bucket, State.NEUTRAL) if view.counts[bucket] else State.NEUTRAL,
            told=meant,
        )
        for bucket in (Bucket.OVERDUE, Bucket.TODAY, Bucket.WEEK)
    ]
    pressing = [row for bucket in Bucket for row in view.rows[bucket]][:_LISTED]
    return AreaView((*counts, *map(_row, pressing)), note=f"{total:,}")


def _row(row: FollowUpRow) -> AreaRow:
    return AreaRow(
        key=f"{row.item.source}:{row.item.entity}:{row.item.row}",
        label=f"{row.who}: {row.what}" if row.who else row.what,
        value=row.when,
        opens=Opens(row.item.entity, row.item.row),
        said=row.rep,
        severity=row.severity,
        told=row.why,
    )
