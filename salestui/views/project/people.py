"""The team of a project: who has which role from when to when, and the roles nobody has."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, joined, label
from salestui.selling.changes import language
from salestui.selling.projects.phases import phase_of
from salestui.selling.projects.team import Appointment, appointments, missing_roles
from salestui.views.deal.lines import DealLine, DealSection, absent, none_yet, title_of
from salestui.views.states import State

_TOLD = ("member", "role", "from", "to")


def project_team_section(state: BookState, deal: int, today: date) -> DealSection:
    """People and roles; roles that are missing are named until the project closes."""
    title = _("Team and roles")
    if missing := absent(state, "deal_team"):
        return DealSection("team", title, (), "", "deal_team", absent=True, nothing=missing)
    people = sorted(appointments(state, deal), key=lambda a: not a.is_open(today))
    lines = [_person(person, today) for person in people]
    lacking = () if phase_of(state, deal) == "close" else missing_roles(state, deal, today)
    lines += [
        DealLine(
            f"role:{role.code}", (_("no {role} yet").format(role=label(role.labels)),),
            "deal_team", None, "member", State.WARNING, "!",
            values={"role": role.labels[language(state)]},
        )
        for role in lacking
    ]  # fmt: skip
    there = sum(person.is_open(today) for person in people)
    notes = [str(there)] if people else []
    if lacking:
        names = joined(label(role.labels) for role in lacking)
        notes.append(_("missing: {roles}").format(roles=names))
    columns = tuple(title_of("deal_team", name) for name in _TOLD)
    return DealSection(
        "team", title, tuple(lines), " · ".join(notes), "deal_team", nothing=none_yet(),
        columns=columns,
    )  # fmt: skip


def _person(person: Appointment, today: date) -> DealLine:
    role = label(person.role.labels) if person.role is not None else person.role_text
    days = tuple(day.isoformat() if day is not None else "" for day in (person.start, person.end))
    cells = (person.member, role, *days)
    mark = "·" if person.is_open(today) else "–"
    return DealLine(f"member:{person.row}", cells, "deal_team", person.row, "to", mark=mark)
