"""What a rep learnt and what was agreed with him: the training log and the coaching notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined, label, ngettext
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.people import of_member
from salestui.views.followups import when_text
from salestui.views.person.lines import Line, Section
from salestui.views.states import State


def training_section(state: BookState, name: str) -> Section:
    """The rep's trainings, the latest first."""
    rows = of_member(state, "training", name)
    if rows is None:
        return Section((), nothing=_("no training log is kept: n adds the sheet"))
    lines = tuple(_training(row) for row in rows.iter_rows(named=True))
    hours = rows["hours"].sum() if rows.schema.get("hours") == pl.Float64 else 0
    note = _("{n}, {hours} h").format(n=f"{rows.height:,}", hours=f"{hours:g}")
    return Section(lines, note, _("no training is on record: n adds one"))


def _training(row: Mapping[str, Any]) -> Line:
    field = entity_of("training").field("topic")
    topic = field.choice(row.get("topic") or "") if field is not None else None
    words = row.get("topic") if topic is None else label(topic.labels)
    hours = _("{n} h").format(n=f"{row['hours']:g}") if row.get("hours") else ""
    return Line(
        title=row.get("course") or words or _("(no name)"),
        detail=joined(filter(None, (words, row.get("trainer"), row.get("result"), hours))),
        aside=_day(row.get("date")),
        place=("training", row[ID]),
    )


def coaching_section(state: BookState, name: str, as_of: date) -> Section:
    """The rep's coaching notes: those to be looked at again first, then the latest."""
    rows = of_member(state, "coaching", name)
    if rows is None:
        return Section((), nothing=_("no coaching notes are kept: n adds the sheet"))
    told = [(_open_follow_up(row), row) for row in rows.iter_rows(named=True)]
    waiting = sorted(((day, row) for day, row in told if day is not None), key=lambda pair: pair[0])
    others = [row for day, row in told if day is None]
    lines = [_coaching(row, day, as_of) for day, row in waiting]
    lines += [_coaching(row, None, as_of) for row in others]
    due = sum(day <= as_of for day, _row in waiting)
    note = f"{rows.height:,}"
    if due:
        note = joined((note, ngettext("{n} due", "{n} due", due).format(n=f"{due:,}")))
    return Section(tuple(lines), note, _("no coaching is on record: n adds a note"))


def _open_follow_up(row: Mapping[str, Any]) -> date | None:
    day = row.get("follow_up")
    return day if isinstance(day, date) and not row.get("done") else None


def _coaching(row: Mapping[str, Any], due: date | None, as_of: date) -> Line:
    agreed = row.get("agreed") or row.get("observation") or row.get("topic")
    severity, when = State.NEUTRAL, _day(row.get("date"))
    if due is not None:
        late = (as_of - due).days
        when = when_text(due, late)
        severity = State.LATE if late > 0 else State.WARNING if late == 0 else State.NEUTRAL
    topic = row.get("topic") if row.get("topic") != agreed else None
    told = _("on {day}").format(day=_day(row.get("date"))) if due is not None else ""
    return Line(
        title=agreed or _("(nothing written)"),
        detail=joined(filter(None, (topic, row.get("coach"), told))),
        aside=when,
        severity=severity,
        place=("coaching", row[ID]),
    )


def _day(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else ""
