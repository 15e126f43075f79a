"""What a line of the visitor register would write, in words, and who has the number already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.selling.changes import Changes
from salestui.selling.floor.registering import (
    Before,
    Register,
    Visit,
    understood_visit,
    visit_changes,
)
from salestui.views.cells import column_title, value_text
from salestui.views.names import entity_name
from salestui.views.quicklog import Said
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class VisitPreview:
    """What would be written.

    Attributes:
        changes: None while the line does not tell whom it is about.
        label: what the edit is called in the history.
    """

    text: str
    lines: tuple[Said, ...]
    changes: Changes | None
    label: str
    visit: Visit | None = None


def visit_preview(book: Register, text: str, today: date, agent: str = "") -> VisitPreview:
    """Understand a line and tell what it would do.

    Args:
        agent: who receives the visitor where the line names nobody.
    """
    if not text.strip():
        return VisitPreview(text, _how(), None, "")
    visit = understood_visit(book, text, today, agent)
    if not visit.enough:
        return VisitPreview(text, (Said(_("Then a name or a telephone number.")),), None, "", visit)
    changes = visit_changes(book.state, visit)
    lines = (*_told(book.state, changes), *_warnings(visit))
    who = visit.line.name or visit.line.phone
    return VisitPreview(text, lines, changes, _("Registered: {who}").format(who=who), visit)


def _how() -> tuple[Said, ...]:
    return (
        Said(_("name, telephone, kind of visit, layout, channel, @agent, next step's day")),
        Said(_("such as: Mr Wang 13800000000 visit 3 rooms website @Lina +3d")),
        Said(_("via and a customer's name says who referred him; 120㎡ and 300万 what he wants")),
    )


def _told(state: BookState, changes: Changes) -> Iterator[Said]:
    for entity, values in changes.rows:
        rows = state.rows(entity)
        if rows is None:
            text = _("The workbook has no sheet of {entity}: nothing would be written.")
            yield Said(text.format(entity=entity_name(entity)), State.WARNING)
            return
        known = {name: rows.layout.column(name) for name in values}
        told = "  ".join(
            f"{column_title(column)} {value_text(column, value)}"
            for name, value in values.items()
            if (column := known[name]) is not None and column.position is not None
        )
        sheet = entity_name(entity)
        yield Said(_("new row in {sheet}: {values}").format(sheet=sheet, values=told), State.OK)


def _warnings(visit: Visit) -> Iterator[Said]:
    if visit.before is not None:
        tone = State.WARNING if visit.contested else State.NEUTRAL
        yield Said(first_came(visit.before, contested=visit.contested), tone)
    if visit.stranger:
        yield Said(_("{name} is not in the team.").format(name=visit.agent), State.WARNING)
    if not visit.line.phone:
        yield Said(_("Without a telephone number nobody can tell who came first."), State.WARNING)


def first_came(before: Before, *, contested: bool) -> str:
    """Who registered the number first, and when."""
    told = {
        "name": before.name or _("(no name)"),
        "agent": before.agent or _("nobody"),
        "day": _("an unknown day") if before.on is None else before.on.isoformat(),
    }
    if contested:
        text = _("Registered before: {name}, by {agent} on {day}. The first registration counts.")
        return text.format(**told)
    return _("Registered before: {name}, by {agent} on {day}.").format(**told)
