"""What a deal lacks before it may go on to a later stage of its path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from salestui.book.edits import Value
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import DEALS
from salestui.model.playbook import Path, PathStage, Stage
from salestui.selling.advancing.checklists import Done, recorded, wanted_rows
from salestui.selling.changes import language


class Lack(StrEnum):
    """The kinds of what can be missing."""

    ORDER = "order"
    FIELD = "field"
    CHECKLIST = "item"
    MILESTONE = "milestone"
    EXIT = "exit criterion"
    GATE = "gate"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class Spot:
    """The cell where something is put right; ``row`` is None where ``values`` make a new one."""

    entity: str
    row: int | None
    column: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a deal lacks.

    Attributes:
        subject: the field's, item's, gate's or buyer's step's name by language; of ``ORDER`` the
            names of the stages that would be next.
        stage: the stage that asks for it.
        decision: the gate's last decision, by language; empty where there is none.
    """

    kind: Lack
    deal: int
    subject: Mapping[str, str]
    spot: Spot
    stage: Stage
    decision: Mapping[str, str] = field(default_factory=dict)

    @property
    def can_tick(self) -> bool:
        """Whether it is put right by saying that it was done."""
        return self.kind in (Lack.CHECKLIST, Lack.MILESTONE, Lack.EXIT)


@dataclass(frozen=True, slots=True)
class Move:
    """A deal on its way along a path: the stages that it leaves behind, and the one it enters.

    ``name``: what other sheets call the deal.
    """

    state: BookState
    deal: int
    name: str
    path: Path
    left: tuple[PathStage, ...]
    entered: PathStage


def out_of_order(move: Move) -> Iterator[Missing]:
    """The stages that a deal goes on to from here, where the wanted one is none of them."""
    here, wanted = move.left[0], move.entered
    if wanted.stage.code in here.following:
        return
    known = (move.path.stage(code) for code in here.following)
    names = [stage.stage.labels for stage in known if stage is not None]
    subject = {
        language: between.join(labels[language] for labels in names)
        for language, between in (("en", ", "), ("zh", "、"))
    }
    yield Missing(Lack.ORDER, move.deal, subject, Spot("deals", move.deal, "stage"), here.stage)


def required_fields(move: Move) -> dict[str, Stage]:
    """The fields of the deal that must be filled, with the stages that ask for them."""
    asked = {name: stage.stage for stage in move.left for name in stage.work.required}
    if move.entered.stage.kind != "open":
        asked |= dict.fromkeys(move.entered.work.required, move.entered.stage)
    if "gates" in move.state.entities:
        crossed = move.path.gates_between(move.left[0].stage.code, move.entered.stage.code)
        for gate in crossed:
            asked |= dict.fromkeys(gate.gate.required, move.entered.stage)
    return asked


def missing_fields(move: Move, set_by_move: Sequence[str]) -> Iterator[Missing]:
    """The blank cells of required fields that the workbook has columns for.

    Args:
        set_by_move: fields that the move itself fills.
    """
    rows = move.state.entities["deals"]
    for name, stage in required_fields(move).items():
        known, column = DEALS.field(name), rows.layout.column(name)
        if known is None or column is None or name in set_by_move:
            continue
        if rows.value(move.deal, name) in (None, "", False):
            spot = Spot("deals", move.deal, name)
            yield Missing(Lack.FIELD, move.deal, known.labels, spot, stage)


def open_items(move: Move) -> Iterator[Missing]:
    """What is required on the checklist and not done: items and exits of the stages left behind,
    and the milestone of the one that is entered. Nothing where the workbook keeps no checklist.
    """
    if "checklist" not in move.state.entities:
        return
    there = recorded(move.state, move.deal)
    wanted = [
        (stage, row)
        for stage in move.left
        for row in wanted_rows(move.state, stage)
        if row.kind != Lack.MILESTONE and row.required
    ]
    wanted += [(move.entered, r) for r in wanted_rows(move.state, move.entered)
               if r.kind == Lack.MILESTONE]  # fmt: skip
    known: set[int] = set()
    for stage, row in wanted:
        found = next((done for done in there if done.is_of(row)), None)
        if found is not None:
            known.add(found.row)
        if found is None or (not found.done and found.required is not False):
            place = None if found is None else found.row
            values = row.values(move.state, move.name) if found is None else {}
            spot = Spot("checklist", place, "done_on", values)
            yield Missing(Lack(row.kind), move.deal, row.labels, spot, stage.stage)
    yield from _own_items(move, there, known)


def _own_items(move: Move, there: Sequence[Done], known: set[int]) -> Iterator[Missing]:
    """What the team itself put on the list of a stage that is left, as required."""
    for stage in move.left:
        for done in there:
            fresh = done.row not in known and done.stage in stage.codes
            if fresh and done.kind == Lack.CHECKLIST and done.required and not done.done:
                labels = {"en": done.item, "zh": done.item}
                spot = Spot("checklist", done.row, "done_on")
                yield Missing(Lack.CHECKLIST, move.deal, labels, spot, stage.stage)


def closed_gates(move: Move) -> Iterator[Missing]:
    """The gates on the way without a decision that lets the deal pass.

    A decision at a gate that is part of another one for deals of this size does not count: it
    answered only some of the questions. Nothing where the workbook keeps no gates.
    """
    rows = move.state.rows("gates")
    if rows is None:
        return
    playbook = move.state.playbook
    found = referring(move.state, "deals", move.deal, "gates")
    if "date" in found.columns:
        found = found.sort("date", nulls_last=False, maintain_order=True)
    texts = [(row[ID], row.get("gate"), row.get("decision")) for row in found.to_dicts()]
    for gate in move.path.gates_between(move.left[0].stage.code, move.entered.stage.code):
        held = [
            (row, decision)
            for row, text, decision in texts
            if (known := playbook.gate(text)) is not None and known.code == gate.gate.code
        ]
        row, text = held[-1] if held else (None, None)
        decision = playbook.decision(text)
        if decision is not None and decision.passes:
            continue
        name = gate.gate.labels[language(move.state)]
        values: dict[str, Value] = {"deal": move.name, "gate": name}
        if move.path.self_reviewed:
            values |= {"self_reviewed": True, "reviewer": owner(move)}
        spot = Spot("gates", row, "decision", values)
        labels = decision.labels if decision else {}
        yield Missing(Lack.GATE, move.deal, gate.gate.labels, spot, move.entered.stage, labels)


def owner(move: Move) -> str | None:
    """The deal's owner."""
    return owner_of(move.state, move.deal)


def owner_of(state: BookState, deal: int) -> str | None:
    """The owner of a deal, if one is told."""
    value = state.entities["deals"].value(deal, "owner")
    return value if isinstance(value, str) and value else None


def buyer_behind(move: Move) -> Iterator[Missing]:
    """The customer's step, where he has not come as far as the stage takes for granted."""
    playbook = move.state.playbook
    text = move.state.entities["deals"].value(move.deal, "buyer_step")
    step = playbook.buyer_step(text) if isinstance(text, str) else None
    theirs = playbook.buyer_place(step)
    stage = move.entered.stage
    ours = playbook.buyer_place(playbook.buyer_step(stage.buyer_step or None))
    if step is not None and theirs is not None and ours is not None and ours > theirs:
        spot = Spot("deals", move.deal, "buyer_step")
        yield Missing(Lack.BUYER, move.deal, step.labels, spot, stage)
