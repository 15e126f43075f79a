"""How a project begins and ends: dated items of its checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.model.folding import folded
from salestui.model.playbook import ChecklistItem, CloseItem, Stage
from salestui.selling.advancing.advance import path_of
from salestui.selling.advancing.checklists import Done, recorded
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import Changes, NewRow, choice_text, language, reference_text
from salestui.selling.deals.rows import new_row, tick_cells
from salestui.selling.projects.phases import stage_of
from salestui.selling.projects.records import deal_number, number, records, row_id, text
from salestui.selling.projects.team import release_cells


@dataclass(frozen=True, slots=True)
class ProjectStep:
    """An item of the beginning or the end; ``row`` of the checklist, None where there is none."""

    item: ChecklistItem
    row: int | None
    done: bool
    done_on: date | None
    done_by: str

    @property
    def does(self) -> str:
        """What is done with it besides ticking it off, see ``CloseItem``."""
        return self.item.does if isinstance(self.item, CloseItem) else ""


def first_steps(state: BookState, deal: int) -> list[ProjectStep]:
    """What the playbook has a project begin with."""
    return _steps(state, deal, state.playbook.project.kick_off)


def last_steps(state: BookState, deal: int) -> list[ProjectStep]:
    """What the playbook has a project end with."""
    return _steps(state, deal, state.playbook.project.close_out)


def _steps(state: BookState, deal: int, items: Sequence[ChecklistItem]) -> list[ProjectStep]:
    there = recorded(state, deal)
    rows = state.rows("checklist")
    found = []
    for item in items:
        own = _own(there, item)
        if own is None or rows is None:
            found.append(ProjectStep(item, None, False, None, ""))
            continue
        values = rows.values(own.row)
        moment, person = values.get("done_on"), values.get("done_by")
        found.append(
            ProjectStep(
                item, own.row, own.done,
                moment if isinstance(moment, date) else None,
                person if isinstance(person, str) else "",
            )
        )  # fmt: skip
    return found


def _own(there: list[Done], item: ChecklistItem) -> Done | None:
    """The row of an item, in whatever stage it was recorded; a done one before others."""
    names = set(map(folded, item.names))
    same = [done for done in there if done.kind == "item" and folded(done.item) in names]
    return next((d for d in same if d.done), next(iter(same), None))


def step_row(state: BookState, deal: int, item: ChecklistItem, done_on: date | None) -> NewRow:
    """The row of an item, done by the deal's owner on a day; not done yet without one."""
    stage = _stage_of_item(state, deal, item)
    values: dict[str, Value] = {
        "stage": stage.labels[language(state)] if stage is not None else None,
        "kind": choice_text(state, "checklist", "kind", "item"),
        "item": item.labels[language(state)],
        "required": item.required,
        "done_on": done_on,
        "done_by": owner_of(state, deal) if done_on is not None else None,
    }
    return new_row(state, deal, "checklist", state.today, values)


def _stage_of_item(state: BookState, deal: int, item: ChecklistItem) -> Stage | None:
    """The stage whose own checklist has the item, else the one that the deal is in."""
    names = set(map(folded, item.names))
    for stage in path_of(state, deal).stages:
        if any(names & set(map(folded, known.names)) for known in stage.work.checklist):
            return stage.stage
    return stage_of(state, deal)


def tick_changes(state: BookState, deal: int, step: ProjectStep, today: date) -> Changes:
    """What ticks a step off as of today, or takes its tick away.

    Releasing the team sets the end of everyone's time on it, too.
    """
    release = () if step.done or step.does != "release" else release_cells(state, deal, today)
    if step.row is None:
        return Changes(tuple(release), (step_row(state, deal, step.item, today),))
    cells = tick_cells(state, deal, "checklist", step.row, today, done=not step.done)
    return Changes((*cells, *release))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of a project; ``row`` of the reviews, None while there is none."""

    row: int | None
    cost: float | None
    revenue: float | None
    quality: float | None
    lessons: str = ""

    @property
    def margin(self) -> float | None:
        """Revenue less cost, as a share of revenue; None where either is missing."""
        if self.cost is None or not self.revenue:
            return None
        return (self.revenue - self.cost) / self.revenue


def evaluation_of(state: BookState, deal: int) -> Evaluation:
    """The deal's review, the last one of several."""
    rows = records(state, deal, "reviews")
    if not rows:
        return Evaluation(None, None, None, None)
    row = rows[-1]
    cost, revenue, quality = (number(row, name) for name in ("cost", "revenue", "quality"))
    return Evaluation(row_id(row), cost, revenue, quality, text(row, "lessons"))


def review_row(state: BookState, deal: int, today: date) -> NewRow:
    """A review of today ; the amount of a won deal is its revenue."""
    won = (stage := stage_of(state, deal)) is not None and stage.kind == "won"
    given: dict[str, Value] = {
        "deal": reference_text(state, "deals", deal),
        "date": today,
        "result": choice_text(state, "reviews", "result", "won") if won else None,
        "revenue": deal_number(state, deal, "amount") if won else None,
    }
    return new_row(state, deal, "reviews", today, given)
