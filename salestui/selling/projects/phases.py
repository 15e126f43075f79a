"""In which phase a project is, at which level it is run, and when a phase ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.model.entities import DEALS
from salestui.model.playbook import (
    PHASES,
    PathGate,
    Phase,
    SizeBand,
    Stage,
    named,
    phase_of_stage,
    report_days,
)
from salestui.selling.advancing.advance import path_of
from salestui.selling.projects.phase_ends import ends_of
from salestui.selling.projects.records import (
    Record,
    day,
    deal_text,
    records,
    row_id,
    text,
)

_PHASE = DEALS.field("project_phase")


@dataclass(frozen=True, slots=True)
class GateStand:
    """Where a project stands at a gate.

    Attributes:
        phase: the phase that the gate stands in or ends.
        row: identity of the gate's last row; None where there is none.
        planned, decided: days, None where the row tells none.
        decision: code; empty while nothing is decided.
        passed: whether the decision lets the project go on.
    """

    gate: PathGate
    phase: Phase
    row: int | None
    planned: date | None
    decided: date | None
    decision: str
    passed: bool

    def is_late(self, today: date) -> bool:
        """Whether it was planned for a day before today and is not decided."""
        return not self.decision and self.planned is not None and self.planned < today


def stage_of(state: BookState, deal: int) -> Stage | None:
    """The playbook's stage that a deal is in."""
    return state.playbook.stage(deal_text(state, deal, "stage") or None)


def phase_of(state: BookState, deal: int) -> Phase | None:
    """The phase as the deal says it itself, else that of its stage; None where neither is known."""
    own = _PHASE.code(deal_text(state, deal, "project_phase")) if _PHASE is not None else ""
    told = next((phase for phase in PHASES if phase == own), None)
    stage = stage_of(state, deal)
    if told is not None or stage is None:
        return told
    return phase_of_stage(state.playbook, stage)


def level_of(state: BookState, deal: int) -> SizeBand | None:
    """The size band that the deal names, else that of its amount."""
    told = named(state.playbook.tailoring, deal_text(state, deal, "size_band") or None)
    return told or path_of(state, deal).band


def report_every(state: BookState, deal: int) -> int | None:
    """How often the project reports, in days; None where its level need not."""
    return report_days(state.playbook, level_of(state, deal))


def gate_stands(state: BookState, deal: int) -> list[GateStand]:
    """The gates of the deal's path, each with its last row."""
    last = _last_rows(state, deal)
    found = []
    for gate in path_of(state, deal).gates:
        after = next(s for s in state.playbook.stages if s.code == gate.gate.after)
        row = last.get(gate.gate.code)
        decision = state.playbook.decision(text(row, "decision")) if row else None
        found.append(
            GateStand(
                gate,
                phase_of_stage(state.playbook, after),
                None if row is None else row_id(row),
                None if row is None else day(row, "due"),
                None if row is None else day(row, "date"),
                decision.code if decision else "",
                decision is not None and decision.passes,
            )
        )
    return found


def start_gate(state: BookState, deal: int) -> GateStand | None:
    """The gate that authorises the project; None on a path without gates."""
    stands = gate_stands(state, deal)
    wanted = state.playbook.project.start_gate
    return next((s for s in stands if wanted in s.gate.codes), next(iter(stands), None))


def phase_end(state: BookState, deal: int, phase: Phase) -> date | None:
    """When planning or monitoring ended or is to end, see ``phase_ends``; closing has no end."""
    if phase == "close":
        return None
    ends = ends_of(state, deal, phase_of(state, deal)).row(0, named=True)
    found: date | None = ends["plan" if phase == "plan" else "close"]
    return found


def has_left(state: BookState, deal: int, phase: Phase) -> bool:
    """Whether a project has gone on to a later phase."""
    now = phase_of(state, deal)
    return now is not None and PHASES.index(now) > PHASES.index(phase)


def _last_rows(state: BookState, deal: int) -> dict[str, Record]:
    """The last row about each gate; one without a decision's date is before those with one."""
    found: dict[str, Record] = {}
    rows = records(state, deal, "gates")
    for row in sorted(rows, key=lambda r: day(r, "date") or date.min):
        if (gate := state.playbook.gate(text(row, "gate"))) is not None:
            found[gate.code] = row
    return found
