"""What a project still lacks of what the playbook asks of one."""

from __future__ import annotations

from collections.abc import Iterator

from salestui.i18n import _, joined, label
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.conditions import Move, missing_fields
from salestui.selling.changes import reference_text
from salestui.selling.projects.documents import DueState, due_documents
from salestui.selling.projects.elements import ASPECTS, elements_of
from salestui.selling.projects.phases import start_gate
from salestui.selling.projects.records import records
from salestui.selling.projects.steps import first_steps
from salestui.selling.projects.team import director_of, missing_roles
from salestui.views.deal.lines import title_of
from salestui.views.deal.path import current_stage, is_closed
from salestui.views.documents.document import Check, Checklist, Line, Notes, Section
from salestui.views.documents.sections.listing import lacking
from salestui.views.documents.sections.project.papers import called
from salestui.views.names import entity_name
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

_PLANS = ("tasks", "communications", "quality", "risks", "budgets")
"""The sheets that a plan is made of."""


def gaps(look: ProjectLook) -> Section:
    """Everything that is missing, in the order in which a project is planned."""
    title = _("What is still missing")
    if is_closed(look.state, look.deal):
        return Section("gaps", title)
    found = tuple(_all(look))
    if not found:
        line = Line(_("Nothing that the playbook asks for is missing."), State.OK)
        return Section("gaps", title, (Notes((line,)),))
    return Section("gaps", title, (Checklist(found),))


def _all(look: ProjectLook) -> Iterator[Check]:
    yield from _fields(look)
    yield from _authority(look)
    yield from _strategy(look)
    yield from _plans(look)
    yield from _steps(look)
    yield from _papers(look)


def _lack(text: str, *about: str, state: State = State.WARNING) -> Check:
    return Check(text, done=False, about=about, state=state)


def _fields(look: ProjectLook) -> Iterator[Check]:
    """The fields that the stages until now ask for."""
    state, deal = look.state, look.deal
    path, now = path_of(state, deal), current_stage(state, deal)
    place = None if now is None else path.place(now.code)
    if place is None:
        yield _lack(_("The deal is in no stage that the playbook knows."))
        return
    here = path.stages[place]
    # Fields of gates are asked for with the gates' own questions.
    move = Move(state, deal, reference_text(state, "deals", deal), path, path.stages[: place + 1],
                here)  # fmt: skip
    for missing in missing_fields(move, ()):
        stage = label(missing.stage.labels)
        yield _lack(label(dict(missing.subject)), _("asked for in {stage}").format(stage=stage))


def _authority(look: ProjectLook) -> Iterator[Check]:
    state, deal, day = look.state, look.deal, look.as_of
    gate = start_gate(state, deal)
    if gate is not None and not gate.passed:
        said = _("not decided") if not gate.decision else _("not passed")
        yield _lack(label(gate.gate.gate.labels), said, state=State.LATE)
    roles = missing_roles(state, deal, day)
    if roles:
        yield _lack(_("Roles nobody has"), joined(label(role.labels) for role in roles))
    lead = state.playbook.project.director
    led = "deal_team" not in state.entities or bool(director_of(state, deal, day))
    if not led and all(role.code != lead for role in roles):
        yield _lack(_("Director"), _("nobody"))


def _strategy(look: ProjectLook) -> Iterator[Check]:
    if "strategies" not in look.state.entities:
        return
    for element in elements_of(look.state, look.deal):
        empty = [n for n, said in zip(ASPECTS, element.texts, strict=True) if not said]
        if empty:
            names = joined(title_of("strategies", name) for name in empty)
            yield _lack(label(element.choice.labels).capitalize(), names)


def _plans(look: ProjectLook) -> Iterator[Check]:
    for entity in _PLANS:
        if missing := lacking(look.state, entity):
            yield _lack(missing)
        elif not records(look.state, look.deal, entity):
            yield _lack(entity_name(entity), _("nothing listed"))


def _steps(look: ProjectLook) -> Iterator[Check]:
    for step in first_steps(look.state, look.deal):
        if not step.done:
            yield _lack(label(step.item.labels), _("kick-off"))


def _papers(look: ProjectLook) -> Iterator[Check]:
    if "documents" not in look.state.entities:
        yield _lack(lacking(look.state, "documents"))
        return
    late = (DueState.DUE, DueState.OVERDUE)
    for one in due_documents(look.state, look.deal, look.as_of):
        if one.state in late:
            due = "" if one.due is None else _("due {day}").format(day=one.due.isoformat())
            how = State.LATE if one.state is DueState.OVERDUE else State.WARNING
            word = _("overdue") if one.state is DueState.OVERDUE else ""
            yield _lack(called(one), due, word, state=how)
