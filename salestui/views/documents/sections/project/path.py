"""The way of the deal: its stages beside the customer's steps, phases, gates and decisions."""

from __future__ import annotations

from datetime import date

from salestui.i18n import _, label
from salestui.model.playbook import PHASES, Phase
from salestui.selling.projects.phases import (
    GateStand,
    gate_stands,
    level_of,
    phase_end,
    phase_of,
    start_gate,
)
from salestui.selling.projects.records import records, row_id, text
from salestui.views.deal.lines import DealLine, title_of
from salestui.views.deal.path import DONE, LOST, NOW, ahead_of_buyer, is_closed, path_section
from salestui.views.documents.document import Column, Facts, Form, Line, Notes, Row, Section
from salestui.views.documents.sections.listing import lacking, listed
from salestui.views.portfolio.words import phase_name
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def buying(look: ProjectLook) -> Section:
    """Stage by stage, with the step that the customer takes meanwhile."""
    shown = path_section(look.state, look.deal)
    columns = (
        Column("stage", _("Stage")),
        Column("step", _("Customer's step")),
        Column("standing", _("Standing")),
    )
    lines = [line for line in shown.lines if line.key.startswith("stage:")]
    over = is_closed(look.state, look.deal)
    rows = [Row((*line.cells, _where(line, over=over)), _tone(line, over=over)) for line in lines]
    title = _("Our stages and the customer's process")
    table = listed("buying", title, columns, rows)
    ahead = ahead_of_buyer(look.state, look.deal)
    notes = (Notes((Line(ahead, State.WARNING),)),) if ahead else ()
    return Section("buying", title, (table, *notes))


def _where(line: DealLine, *, over: bool) -> str:
    """Where the deal is on its path, in a word; ``over``: it is won or lost."""
    now = _("done") if over else _("under way")
    return {DONE: _("done"), NOW: now, LOST: _("lost")}.get(line.mark, _("to come"))


def _tone(line: DealLine, *, over: bool) -> State:
    """Done is well; what is under way is neither well nor badly."""
    if line.state in (State.WARNING, State.LATE):
        return line.state
    return State.OK if line.mark == DONE or (over and line.mark == NOW) else State.NEUTRAL


def authorisation(look: ProjectLook) -> Section:
    """Whether and at which level the project was authorised, by whom and on what conditions."""
    title = _("Decision to invest, project level")
    level, gate = level_of(look.state, look.deal), start_gate(look.state, look.deal)
    pairs = [(_("Level"), label(level.labels))] if level is not None else []
    if gate is None:
        lines = (Line(_("The playbook asks for no decision on this deal's path.")),)
        blocks = (Facts(tuple(pairs)), Notes(lines)) if pairs else (Notes(lines),)
        return Section("authorisation", title, blocks)
    word, how = _decided(look, gate)
    pairs.append((label(gate.gate.gate.labels), word))
    row = next((r for r in records(look.state, look.deal, "gates") if row_id(r) == gate.row), {})
    pairs += [(_("Planned for"), _day(gate.planned)), (_("Decided on"), _day(gate.decided))]
    pairs += [(title_of("gates", name), text(row, name)) for name in ("reviewer", "conditions")]
    facts = Facts(tuple((name, told) for name, told in pairs if told))
    if gate.passed or is_closed(look.state, look.deal):
        return Section("authorisation", title, (facts,))
    line = Line(_("The project is not authorised yet."), how)
    missing = lacking(look.state, "gates")
    return Section("authorisation", title, (facts, Notes((line,))), needs=missing)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def gates(look: ProjectLook) -> Section:
    """Each phase with its end, below it its gates: when planned, when decided, how."""
    state, deal = look.state, look.deal
    title = _("Phases and gates")
    now, stands = phase_of(state, deal), gate_stands(state, deal)
    rows = []
    for phase in PHASES:
        rows.append(_phase(look, phase, now))
        rows += [_gate(look, stand) for stand in stands if stand.phase == phase]
    columns = (
        Column("name", _("Phase or gate")),
        Column("planned", _("Planned for"), Form.DAY),
        Column("decided", _("Decided on"), Form.DAY),
        Column("standing", _("Standing")),
    )
    table = listed("gates", title, columns, rows)
    missing = lacking(state, "gates") if stands else ""
    return Section("gates", title, (table,), needs=missing)


def _phase(look: ProjectLook, phase: Phase, now: Phase | None) -> Row:
    end = phase_end(look.state, look.deal, phase)
    if now is None or PHASES.index(phase) > PHASES.index(now):
        word, how = _("to come"), State.NEUTRAL
    elif phase == now:
        word, how = _("under way"), State.NEUTRAL
    else:
        word, how = _("done"), State.OK
    return Row((phase_name(phase), end, None, word), how)


def _gate(look: ProjectLook, stand: GateStand) -> Row:
    word, how = _decided(look, stand)
    return Row((f"  {label(stand.gate.gate.labels)}", stand.planned, stand.decided, word), how)


def _decided(look: ProjectLook, stand: GateStand) -> tuple[str, State]:
    """How a gate stands, in words."""
    decision = look.state.playbook.decision(stand.decision)
    if decision is not None:
        return label(decision.labels), State.OK if stand.passed else State.WARNING
    if stand.is_late(look.as_of):
        late = (look.as_of - (stand.planned or look.as_of)).days
        return _("{n} d overdue").format(n=late), State.LATE
    return (_("planned") if stand.planned is not None else _("not decided")), State.NEUTRAL
