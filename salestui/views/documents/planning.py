"""The planning report of a sales project: why, how, with whom, until when, for how much."""

from __future__ import annotations

from salestui.i18n import _, ngettext
from salestui.selling.projects.phases import start_gate
from salestui.selling.projects.records import deal_day, deal_number
from salestui.selling.projects.team import director_of
from salestui.views.deal.path import is_closed
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Checklist, Document, Line, Section
from salestui.views.documents.sections.project.gaps import gaps
from salestui.views.documents.sections.project.head import background, project
from salestui.views.documents.sections.project.looking import look_of
from salestui.views.documents.sections.project.money import costs, profit
from salestui.views.documents.sections.project.papers import papers
from salestui.views.documents.sections.project.path import authorisation, buying, gates
from salestui.views.documents.sections.project.people import deciders, team
from salestui.views.documents.sections.project.plans import checks, talks
from salestui.views.documents.sections.project.risks import risks
from salestui.views.documents.sections.project.rivals import rivals
from salestui.views.documents.sections.project.schedule import schedule
from salestui.views.documents.sections.project.strategy import strategy
from salestui.views.portfolio.words import STATES, health_word
from salestui.views.project.head import project_health
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def planning(basis: Basis) -> Document:
    """The planning report of the deal."""
    look = look_of(basis)
    missing = gaps(look)
    sections = (
        project(look),
        background(look),
        deciders(look),
        buying(look),
        rivals(look),
        authorisation(look),
        team(look),
        strategy(look),
        gates(look),
        schedule(look),
        costs(look, basis.stays),
        profit(look, _("Expected return")),
        talks(look),
        checks(look),
        risks(look),
        papers(look),
        missing,
    )
    title, about = _("Planning report"), look.state.title_of("deals", look.deal)
    said = _summary(look, missing)
    return document(basis, "planning", title, said, sections, about=about, span=_("whole project"))


def _summary(look: ProjectLook, missing: Section) -> list[Line]:
    """What is sold to whom, whether it is authorised, what is missing."""
    state, deal = look.state, look.deal
    lines = [Line(_offer(look))]
    gate = start_gate(state, deal)
    director = director_of(state, deal, look.as_of)
    stand = project_health(state, deal, look.inputs, look.as_of, look.style)
    if stand is not None and stand.reasons:
        text = _("It stands {health}. {reason}")
        said = text.format(health=health_word(stand.health), reason=stand.reasons[0])
        lines.append(Line(said, STATES[stand.health]))
    if gate is not None and gate.passed:
        lines.append(_directed(director, closed=is_closed(state, deal)))
    elif gate is not None and not is_closed(state, deal):
        lines.append(Line(_("The project is not authorised yet."), State.WARNING))
    open_points = sum(len(b.checks) for b in missing.blocks if isinstance(b, Checklist))
    if open_points:
        text = ngettext("{n} point is still missing.", "{n} points are still missing.", open_points)
        lines.append(Line(text.format(n=open_points), State.WARNING))
    elif not is_closed(state, deal):
        lines.append(Line(_("Nothing that the playbook asks for is missing."), State.OK))
    return lines


def _directed(director: str, *, closed: bool) -> Line:
    """Who directs an authorised project; of one that is over, whose people are released, nobody."""
    if director:
        text = _("The project is authorised; {name} directs it.")
        return Line(text.format(name=director), State.OK)
    if closed:
        return Line(_("The project was authorised."), State.OK)
    return Line(_("The project is authorised; nobody directs it."), State.WARNING)


def _offer(look: ProjectLook) -> str:
    """The deal in a sentence: name, customer, amount, day."""
    state, deal = look.state, look.deal
    amount, close = deal_number(state, deal, "amount"), deal_day(state, deal, "expected_close")
    money = look.style.exact_money(amount) if amount is not None else _("no amount")
    name = state.title_of("deals", deal)
    if close is None:
        return _("{name}: {money}, no close date is planned.").format(name=name, money=money)
    text = _("{name}: {money}, planned to close on {day}.")
    return text.format(name=name, money=money, day=close.isoformat())
