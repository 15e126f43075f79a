"""The operation checklist: phase by phase what is done, what is to be done, by whom, when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salestui.i18n import _, label
from salestui.model.playbook import PHASES, Phase
from salestui.selling.deals.planning import Task, plan_of
from salestui.selling.projects.documents import DueDocument, DueState, due_documents
from salestui.selling.projects.phases import GateStand, gate_stands, phase_end, phase_of
from salestui.selling.projects.records import records, row_id, text
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Check,
    Checklist,
    Column,
    Form,
    Row,
    Section,
    Total,
)
from salestui.views.documents.sections.listing import lacking, listed
from salestui.views.documents.sections.project.papers import called
from salestui.views.documents.sections.project.stage_checks import ByPhase, StageChecks
from salestui.views.portfolio.words import phase_name
from salestui.views.project.papers import due_word
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class Count:
    """How many are done, late, and open besides."""

    done: int
    late: int
    open: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.done + self.late + self.open


def counted(checks: list[Check]) -> Count:
    """What stands how."""
    done = sum(one.done is True for one in checks)
    late = sum(one.done is not True and one.state is State.LATE for one in checks)
    return Count(done, late, len(checks) - done - late)


def operation(look: ProjectLook) -> ByPhase:
    """Everything to do or to have: steps, gates, documents, tasks."""
    found = StageChecks(look).by_phase
    for stand in gate_stands(look.state, look.deal):
        found[stand.phase].append(_gate(stand, look))
    for phase, check in _papers(look):
        found[phase].append(check)
    for task in plan_of(look.state, look.deal, look.as_of).tasks:
        found[_phase_of(task, look)].append(_task(task, look))
    return found


def overview(found: ByPhase, look: ProjectLook) -> Section:
    """How much of each phase is done."""
    title = _("How far it is")
    columns = (
        Column("phase", _("Phase")),
        Column("done", _("Done"), Form.COUNT, Total.SUM),
        Column("open", _("Still open"), Form.COUNT, Total.SUM),
        Column("late", _("Late"), Form.COUNT, Total.SUM),
        Column("all", _("All"), Form.COUNT, Total.SUM),
    )
    rows = [_overview(phase, counted(found[phase])) for phase in PHASES]
    table = listed("overview", title, columns, rows)
    says = _("Done, open and late items by phase.")
    chart = Chart(ChartKind.STACKED, title, table.name, "phase", ("done", "open", "late"), says)
    missing = lacking(look.state, "checklist", "gates", "tasks", "documents")
    return Section("overview", title, (chart, table), needs=missing)


def _overview(phase: Phase, count: Count) -> Row:
    how = State.LATE if count.late else State.NEUTRAL
    return Row((phase_name(phase), count.done, count.open, count.late, count.all), how)


def phases(found: ByPhase) -> Iterator[Section]:
    """A section for each phase that has anything to do."""
    for phase in PHASES:
        if found[phase]:
            count = counted(found[phase])
            text = _("{phase}: {done} of {all} done")
            title = text.format(phase=phase_name(phase), done=count.done, all=count.all)
            yield Section(f"phase_{phase}", title, (Checklist(tuple(found[phase])),))


def _gate(stand: GateStand, look: ProjectLook) -> Check:
    rows = records(look.state, look.deal, "gates")
    reviewer = next((text(r, "reviewer") for r in rows if row_id(r) == stand.row), "")
    decision = look.state.playbook.decision(stand.decision)
    said, how = "", State.NEUTRAL
    if decision is not None:
        said = label(decision.labels)
        how = State.OK if stand.passed else State.WARNING
    elif stand.is_late(look.as_of):
        said, how = _("overdue"), State.LATE
    when = stand.decided or stand.planned
    return Check(
        label(stand.gate.gate.labels), stand.passed, _about(_("gate"), reviewer, when, said), how
    )


def _papers(look: ProjectLook) -> Iterator[tuple[Phase, Check]]:
    if "documents" not in look.state.entities:
        return
    for one in due_documents(look.state, look.deal, look.as_of):
        if one.state is not DueState.NOT_NEEDED:
            yield _phase_of_paper(one), _paper(one)


def _phase_of_paper(one: DueDocument) -> Phase:
    due = one.kind.due if one.kind is not None else ""
    return "plan" if due == "plan" else "close" if due == "close" else "monitor"


def _paper(one: DueDocument) -> Check:
    how = {DueState.DONE: State.OK, DueState.OVERDUE: State.LATE, DueState.DUE: State.WARNING}
    done = one.state is DueState.DONE
    about = _about(_("document"), "", None if done else one.due, due_word(one))
    return Check(called(one), done, about, how.get(one.state, State.NEUTRAL))


def _phase_of(task: Task, look: ProjectLook) -> Phase:
    """The phase whose days a task falls in; without a day that which the project is in."""
    day = task.due or task.done
    if day is None:
        return phase_of(look.state, look.deal) or "plan"
    for phase in PHASES[:-1]:
        end = phase_end(look.state, look.deal, phase)
        if end is None or day <= end:
            return phase
    return "close"


def _task(task: Task, look: ProjectLook) -> Check:
    kind = _("milestone") if task.milestone else _("task")
    title = " ".join(task.title.split())
    if task.done is not None:
        return Check(title, done=True, about=_about(kind, task.owner, task.done), state=State.OK)
    late = task.is_late(look.as_of)
    about = _about(kind, task.owner, task.due, _("overdue") if late else "")
    return Check(title, done=False, about=about, state=State.LATE if late else State.NEUTRAL)


def _about(kind: str, who: str, when: date | None, said: str = "") -> tuple[str, ...]:
    day = "" if when is None else when.isoformat()
    return tuple(part for part in (kind, who, day, said) if part)
