"""The items of the checklists of a deal's stages, phase by phase: done or not, by whom, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from salestui.i18n import _, label
from salestui.model.folding import folded
from salestui.model.playbook import PHASES, ChecklistItem, PathStage, Phase, named, phase_of_stage
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.checklists import Done, Wanted, recorded, wanted_rows
from salestui.selling.projects.phases import phase_of
from salestui.selling.projects.records import Record, day, records, row_id, text
from salestui.selling.projects.steps import ProjectStep, first_steps, last_steps
from salestui.selling.projects.team import appointments
from salestui.views.deal.path import current_stage, lost_at
from salestui.views.documents.document import Check
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

ByPhase = dict[Phase, list[Check]]


class StageChecks:
    """The items of one deal; ``by_phase`` holds them in the order of the work."""

    def __init__(self, look: ProjectLook) -> None:
        self._look = look
        self._there = recorded(look.state, look.deal)
        rows = records(look.state, look.deal, "checklist")
        self._people = [a for a in appointments(look.state, look.deal) if a.is_open(look.as_of)]
        self._cells: dict[int, Record] = {row_id(row): row for row in rows}
        self._told: set[int] = set()
        self._names: set[str] = set()
        self.by_phase: ByPhase = {phase: [] for phase in PHASES}
        self._add()

    def _add(self) -> None:
        state, deal = self._look.state, self._look.deal
        reached = _reached(self._look)
        for place, stage in enumerate(path_of(state, deal).stages):
            if stage.stage.kind == "lost":
                continue
            left = reached is not None and place < reached
            phase = phase_of_stage(state.playbook, stage.stage)
            self.by_phase[phase] += self._of_stage(stage, left=left)
        for phase, steps in (
            ("plan", first_steps(state, deal)),
            ("close", last_steps(state, deal)),
        ):
            self.by_phase[phase] += self._of_project(steps)
        self._add_own()

    def _of_stage(self, stage: PathStage, *, left: bool) -> Iterator[Check]:
        """What the playbook asks for in a stage; ``left``: the deal has gone on from it."""
        items = {item.labels["en"]: item for item in stage.work.checklist}
        for wanted in wanted_rows(self._look.state, stage):
            found = next(
                (d for d in self._there if d.row not in self._told and d.is_of(wanted)), None
            )
            self._names |= wanted.names
            if found is not None:
                self._told.add(found.row)
                yield self._recorded(found, items.get(wanted.labels["en"]), left=left)
            elif wanted.kind != "milestone":  # it was passed on entering
                yield self._wanted(wanted, items.get(wanted.labels["en"]), left=left)

    def _wanted(self, wanted: Wanted, item: ChecklistItem | None, *, left: bool) -> Check:
        who = self._who(item)
        optional = "" if wanted.required else _("optional")
        name = label(dict(wanted.labels))
        if left:
            how = State.WARNING if wanted.required else State.NEUTRAL
            return Check(name, None, _said(who, _("not recorded"), optional), how)
        return Check(name, done=False, about=_said(who, optional))

    def _recorded(self, found: Done, item: ChecklistItem | None, *, left: bool) -> Check:
        row = self._cells.get(found.row, {})
        name = label(item.labels) if item is not None else " ".join(found.item.split())
        when = day(row, "done_on")
        who = text(row, "done_by") or ("" if found.done else self._who(item))
        if found.done:
            said = _said(who, "" if when is None else when.isoformat())
            return Check(name, done=True, about=said, state=State.OK)
        if left and found.required is not False:
            late = _("its stage is already left")
            return Check(name, done=False, about=_said(who, late), state=State.LATE)
        optional = _("optional") if found.required is False else ""
        return Check(name, done=False, about=_said(who, optional))

    def _of_project(self, steps: Sequence[ProjectStep]) -> Iterator[Check]:
        """The steps of beginning and end that no stage asks for already."""
        for step in steps:
            names = set(map(folded, step.item.names))
            if step.row in self._told or names & self._names:
                continue
            if step.row is not None:
                self._told.add(step.row)
            who = step.done_by or self._who(step.item)
            when = "" if step.done_on is None else step.done_on.isoformat()
            how = State.OK if step.done else State.NEUTRAL
            yield Check(label(step.item.labels), step.done, _said(who, when), how)

    def _add_own(self) -> None:
        """What the team itself put on the list: with its stage, else where the project is."""
        state = self._look.state
        here: Phase = phase_of(state, self._look.deal) or "plan"
        stages = {stage.code: stage for stage in state.playbook.stages}
        for found in self._there:
            if found.row not in self._told:
                stage = stages.get(found.stage)
                phase = here if stage is None else phase_of_stage(state.playbook, stage)
                self.by_phase[phase].append(self._recorded(found, None, left=False))

    def _who(self, item: ChecklistItem | None) -> str:
        """Who is to do it: whoever has the role, else the role; the deal's owner needs no name."""
        if item is None or not item.role:
            return ""
        there = (a for a in self._people if a.role is not None and a.role.code == item.role)
        name = next((a.member for a in there), "")
        role = named(self._look.state.playbook.lists.roles, item.role)
        return name or ("" if role is None else label(role.labels))


def _said(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _reached(look: ProjectLook) -> int | None:
    """The place of the stage that the deal is in; of a lost one that which it was lost at."""
    now = current_stage(look.state, look.deal)
    if now is not None and now.kind == "lost":
        now = lost_at(look.state, look.deal)
    return None if now is None else path_of(look.state, look.deal).place(now.code)
