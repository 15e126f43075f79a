"""Who is appointed to a project, in which role, from when to when; and letting all go again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.model.playbook import Role, named
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import Cell, NewRow, is_writable, language
from salestui.selling.deals.rows import new_row
from salestui.selling.projects.phases import level_of
from salestui.selling.projects.records import day, deal_day, records, row_id, text
from salestui.selling.projects.which import directors
from salestui.selling.reference_links import ReferenceLinks

_OWNER = "owner"
"""Code of the role that the deal's owner has."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person in a role; ``role`` is None where the text is none of the playbook's."""

    row: int
    member: str
    role: Role | None
    role_text: str
    start: date | None
    end: date | None

    def is_open(self, today: date) -> bool:
        """Whether the person is on the project today, or will be."""
        return self.end is None or self.end >= today


def appointments(state: BookState, deal: int) -> list[Appointment]:
    """Everyone who is or was on the project, in the sheet's order."""
    roles = state.playbook.lists.roles
    return [
        Appointment(
            row_id(row), text(row, "member"), named(roles, text(row, "role") or None),
            text(row, "role"), day(row, "from"), day(row, "to"),
        )
        for row in records(state, deal, "deal_team")
    ]  # fmt: skip


def missing_roles(state: BookState, deal: int, today: date) -> tuple[Role, ...]:
    """The roles that a project of its level needs and nobody has today."""
    band = level_of(state, deal)
    if "deal_team" not in state.entities or band is None:
        return ()
    filled = {a.role.code for a in appointments(state, deal) if a.role and a.is_open(today)}
    if owner_of(state, deal):
        filled.add(_OWNER)
    roles = state.playbook.lists.roles
    return tuple(r for r in roles if band.code in r.levels and r.code not in filled)


def director_of(state: BookState, deal: int, today: date) -> str:
    """Who directs the project today; empty where nobody is appointed to it."""
    leading = directors(ReferenceLinks(state), today)
    found = leading.filter(leading["deal"] == deal)["director"].to_list()
    return next(iter(found), "")


def began(state: BookState, deal: int, today: date) -> date | None:
    """When the project began: on the day its director was appointed, else of its creation."""
    leading = directors(ReferenceLinks(state), today)
    found = leading.filter(leading["deal"] == deal)["appointed"].drop_nulls().to_list()
    return next(iter(found), None) or deal_day(state, deal, "created")


def role_options(state: BookState, deal: int, today: date) -> tuple[Role, ...]:
    """The roles to appoint to: those that nobody has and the level needs first."""
    missing = missing_roles(state, deal, today)
    others = (role for role in state.playbook.lists.roles if role not in missing)
    return (*missing, *others)


def appointment_row(state: BookState, deal: int, role: str, member: str, today: date) -> NewRow:
    """The row that appoints a person from today.

    Args:
        role: a code of the playbook, else a text of the team's own.
    """
    known = named(state.playbook.lists.roles, role)
    called = known.labels[language(state)] if known is not None else role
    return new_row(state, deal, "deal_team", today, {"role": called, "member": member})


def release_cells(state: BookState, deal: int, today: date) -> list[Cell]:
    """What releases everyone who is still on the project: ``to`` is today."""
    return [
        ("deal_team", a.row, "to", today)
        for a in appointments(state, deal)
        if (a.end is None or a.end > today) and is_writable(state, "deal_team", a.row, "to")
    ]
