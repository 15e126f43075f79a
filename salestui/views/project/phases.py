"""The phases of a project with their gates, and the steps that it begins with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.model.playbook import PHASES, named
from salestui.selling.changes import language, reference_text
from salestui.selling.projects.phases import GateStand, gate_stands, phase_end, phase_of
from salestui.selling.projects.steps import ProjectStep, first_steps
from salestui.views.deal.lines import DealLine, DealSection, absent
from salestui.views.portfolio.words import phase_name
from salestui.views.states import State

DONE, NOW, AHEAD, GATE = "✓", "▶", "·", "◇"


def phases_section(state: BookState, deal: int, today: date) -> DealSection:
    """A line per phase with the day it ends, and per gate below its phase."""
    now = phase_of(state, deal)
    stands = gate_stands(state, deal)
    reached = PHASES.index(now) if now is not None else -1
    lines: list[DealLine] = []
    for place, phase in enumerate(PHASES):
        mark = NOW if place == reached else DONE if place < reached else AHEAD
        how = State.OK if place == reached else State.NEUTRAL
        end = phase_end(state, deal, phase) if phase != "close" else None
        until = _("until {day}").format(day=end.isoformat()) if end is not None else ""
        lines.append(
            DealLine(f"phase:{phase}", (phase_name(phase), until), "deals", deal, "project_phase",
                     how, mark)
        )  # fmt: skip
        gates = (stand for stand in stands if stand.phase == phase)
        lines += [_gate(state, deal, stand, today) for stand in gates]
    late = sum(stand.is_late(today) for stand in stands)
    note = _("{n} overdue").format(n=late) if late else ""
    return DealSection("phases", _("Phases and gates"), tuple(lines), note, "gates")


def _gate(state: BookState, deal: int, stand: GateStand, today: date) -> DealLine:
    """A gate, when it is planned, what was decided."""
    decision = state.playbook.decision(stand.decision)
    if decision is not None:
        said = label(decision.labels) + (f" {stand.decided}" if stand.decided else "")
        how = State.OK if stand.passed else State.WARNING
        mark = DONE if stand.passed else GATE
    elif stand.planned is not None:
        said = _("planned for {day}").format(day=stand.planned.isoformat())
        late = stand.is_late(today)
        how, mark = (State.LATE, "!") if late else (State.NEUTRAL, GATE)
    else:
        said, how, mark = _("not decided"), State.NEUTRAL, GATE
    gate = stand.gate.gate
    values = {
        "deal": reference_text(state, "deals", deal),
        "gate": gate.labels[language(state)],
    }
    column = "decision" if stand.planned is not None or decision is not None else "due"
    return DealLine(
        f"gate:{gate.code}", (f"  {label(gate.labels)}", said), "gates", stand.row, column, how,
        mark, values=values,
    )  # fmt: skip


def start_section(state: BookState, deal: int) -> DealSection:
    """What the project begins with, each ticked off with its day."""
    lines = step_lines(state, first_steps(state, deal), "start")
    return steps_section(state, "start", _("Kick-off"), lines)


def steps_section(
    state: BookState, key: str, title: str, lines: Sequence[DealLine], note: str = ""
) -> DealSection:
    """Steps of the checklist as a section; ``note`` follows how many are done."""
    if missing := absent(state, "checklist"):
        return DealSection(key, title, (), "", "checklist", absent=True, nothing=missing)
    ticked = [line.done for line in lines if line.done is not None]
    told = " · ".join(filter(None, (f"{sum(ticked)}/{len(ticked)}" if ticked else "", note)))
    return DealSection(key, title, tuple(lines), told, "checklist")


def step_lines(state: BookState, steps: Sequence[ProjectStep], group: str) -> list[DealLine]:
    """Each step with its day and who did it, or whose it is."""
    roles = state.playbook.lists.roles
    found = []
    for step in steps:
        role = named(roles, step.item.role or None)
        who = step.done_by or (label(role.labels) if role is not None else "")
        day = step.done_on.isoformat() if step.done_on is not None else ""
        found.append(
            DealLine(
                f"{group}:{step.item.code}", (label(step.item.labels), day, who), "checklist",
                step.row, "done_on", State.OK if step.done else State.NEUTRAL,
                "☑" if step.done else "☐", done=step.done,
            )
        )  # fmt: skip
    return found
