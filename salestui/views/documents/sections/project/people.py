"""The people of a project: who decides at the customer's, and our team with its roles."""

from __future__ import annotations

from salestui.i18n import _, label
from salestui.selling.customers.decision_chain import Person, deal_chain
from salestui.selling.projects.team import Appointment, appointments, missing_roles
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.customer.people import PersonLine, gap_lines, people_lines
from salestui.views.deal.lines import title_of
from salestui.views.deal.path import is_closed
from salestui.views.documents.document import Column, Form, Line, Notes, Row, Section
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.people import project_team_section
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def deciders(look: ProjectLook, *, at_end: bool = False) -> Section:
    """The decision chain with everyone's stance; its gaps while the deal is open.

    Args:
        at_end: it is told as how everyone stood in the end.
    """
    state = look.state
    title = _("Stakeholders at the end") if at_end else _("Who decides at the customer's")
    if missing := lacking(state, "contacts"):
        return Section("deciders", title, needs=missing)
    chain = deal_chain(ReferenceLinks(state), look.deal, look.as_of)
    if not chain.people:
        return Section("deciders", title, needs=none_listed("contacts"))
    told = people_lines(chain, look.as_of, layered=False)
    rows = [_person(person, line) for person, line in zip(chain.people, told, strict=True)]
    names = ("name", "position", "layer", "decision_role", "attitude", "influence", "covered_by")
    columns = [Column(name, title_of("contacts", name)) for name in names]
    columns.append(Column("last_touch", title_of("contacts", "last_touch"), Form.DAY))
    table = listed("deciders", title, columns, rows)
    if is_closed(state, look.deal):
        return Section("deciders", title, (table,))
    gaps = gap_lines(state, chain)
    lines = [Line(gap.text, gap.severity) for gap in gaps]
    return Section("deciders", title, (table, Notes(tuple(lines))) if lines else (table,))


def _person(person: Person, line: PersonLine) -> Row:
    cells = (
        person.name, line.about, line.layer, line.role, line.attitude, line.influence,
        line.covered_by, person.last_touch,
    )  # fmt: skip
    return Row(cells, line.severity)


def team(look: ProjectLook) -> Section:
    """Who has which role since when; the roles that the level needs and nobody has."""
    state, deal, day = look.state, look.deal, look.as_of
    title = project_team_section(state, deal, day).title
    if missing := lacking(state, "deal_team"):
        return Section("team", title, needs=missing)
    people = sorted(appointments(state, deal), key=lambda a: not a.is_open(day))
    nobody = [] if is_closed(state, deal) else list(missing_roles(state, deal, day))
    if not people and not nobody:
        return Section("team", title, needs=none_listed("deal_team"))
    columns = (
        Column("member", title_of("deal_team", "member")),
        Column("role", title_of("deal_team", "role")),
        Column("from", title_of("deal_team", "from"), Form.DAY),
        Column("to", title_of("deal_team", "to"), Form.DAY),
        Column("standing", _("Standing")),
    )
    rows = [_member(one, there=one.is_open(day)) for one in people]
    rows += [
        Row(("", label(role.labels), None, None, _("nobody yet")), State.WARNING) for role in nobody
    ]
    return Section("team", title, (listed("team", title, columns, rows),))


def _member(one: Appointment, *, there: bool) -> Row:
    role = label(one.role.labels) if one.role is not None else one.role_text
    return Row((one.member, role, one.start, one.end, _("on it") if there else _("released")))
