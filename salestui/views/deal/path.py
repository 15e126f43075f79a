"""The stages of a deal's path with their gates, the customer's steps beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.mapping.table import ID
from salestui.model.playbook import Path, PathGate, PathStage, Stage
from salestui.selling.advancing.advance import path_of
from salestui.selling.changes import language, reference_text
from salestui.views.deal.lines import DealLine, DealSection
from salestui.views.stages import known_stages
from salestui.views.states import State

_Last = tuple[int, str | None, date | None]
"""The last row about a gate: its identity, the decision's text and day."""

DONE, NOW, AHEAD_MARK, GATE, LOST = "✓", "▶", "·", "◇", "✗"


def current_stage(state: BookState, deal: int) -> Stage | None:
    """The playbook's stage that a deal is in; None where its text means none."""
    text = state.entities["deals"].value(deal, "stage")
    return state.playbook.stage(text) if isinstance(text, str) else None


@dataclass(frozen=True, slots=True)
class _Where:
    """How far a deal is, as places: the stage it got to, the one it is in, the customer's step."""

    reached: int | None
    present: int | None
    buyer: int | None
    closed: bool


def _where(state: BookState, deal: int, path: Path) -> _Where:
    now = current_stage(state, deal)
    present = None if now is None else path.place(now.code)
    before = lost_at(state, deal) if now is not None and now.kind == "lost" else now
    reached = None if before is None else path.place(before.code)
    return _Where(reached, present, _buyer_place(state, deal), is_closed(state, deal))


def lost_at(state: BookState, deal: int) -> Stage | None:
    """The stage under way that a deal was lost at; None where it is not told."""
    rows = state.entities["deals"]
    text = rows.value(deal, "lost_stage") if rows.layout.column("lost_stage") else None
    stage = state.playbook.stage(text) if isinstance(text, str) else None
    return stage if stage is not None and stage.kind == "open" else None


def is_closed(state: BookState, deal: int) -> bool:
    """Whether a deal is won or lost: nothing presses any more."""
    stage = current_stage(state, deal)
    return stage is not None and stage.kind in ("won", "lost")


def path_section(state: BookState, deal: int) -> DealSection:
    """A line per stage that leads to a win, and per gate between two of them."""
    path = path_of(state, deal)
    now = current_stage(state, deal)
    where = _where(state, deal, path)
    names = {stage.code: name for name, stage in reversed(known_stages(state).items())}
    decisions = _decisions(state, deal)
    lines: list[DealLine] = []
    for number, stage in enumerate(path.stages):
        if stage.stage.kind == "lost" and (now is None or now.code != stage.stage.code):
            continue
        lines.append(_stage_line(state, stage, names, number, where))
        behind = where.reached is not None and number < where.reached
        for gate in (g for g in path.gates if g.gate.after == stage.stage.code):
            last = decisions.get(gate.gate.code)
            lines.append(_gate_line(state, deal, gate, last, behind=behind))
    note = [label(path.band.labels)] if path.band else []
    if path.self_reviewed:
        note.append(_("self-reviewed"))
    title, columns = _("Stage path"), (_("Stage"), _("Customer's step"))
    return DealSection("path", title, tuple(lines), " · ".join(note), "gates", columns=columns)


def ahead_of_buyer(state: BookState, deal: int) -> str:
    """A warning where the deal's stage takes a step of the customer for granted that he has not
    taken; empty where it does not, or where it is not told how far he is.
    """
    stage, theirs = current_stage(state, deal), _buyer_place(state, deal)
    playbook = state.playbook
    if stage is None or theirs is None:
        return ""
    wanted = playbook.buyer_step(stage.buyer_step or None)
    ours = playbook.buyer_place(wanted)
    if wanted is None or ours is None or ours <= theirs:
        return ""
    text = state.entities["deals"].value(deal, "buyer_step")
    return _("ahead of the customer: this stage takes “{wanted}”, he is at “{step}”").format(
        wanted=label(wanted.labels), step=text
    )


def _buyer_place(state: BookState, deal: int) -> int | None:
    rows = state.entities["deals"]
    text = rows.value(deal, "buyer_step") if rows.layout.column("buyer_step") else None
    return state.playbook.buyer_place(
        state.playbook.buyer_step(text if isinstance(text, str) else None)
    )


def _stage_line(
    state: BookState,
    stage: PathStage,
    names: Mapping[str, str],
    number: int,
    where: _Where,
) -> DealLine:
    """A stage, by its number on the path, with the customer's step beside it."""
    mark, how = AHEAD_MARK, State.NEUTRAL
    passed = where.reached is not None and number <= where.reached
    if number == where.present:
        lost = stage.stage.kind == "lost"
        mark, how = (LOST, State.LATE) if lost else (NOW, State.OK)
    elif passed:
        mark = DONE
    playbook = state.playbook
    step = playbook.buyer_step(stage.stage.buyer_step or None)
    theirs = playbook.buyer_place(step)
    text = "" if step is None else label(step.labels)
    if text and theirs is not None and where.buyer is not None:
        if theirs <= where.buyer:
            text = f"{DONE} {text}"
        elif passed and not where.closed:
            how, text = State.WARNING, f"! {text}"
        else:
            text = f"{AHEAD_MARK} {text}"
    code = stage.stage.code
    told = names.get(code) or label(stage.stage.labels)
    return DealLine(f"stage:{code}", (told, text), "deals", column="stage", state=how, mark=mark)


def _gate_line(
    state: BookState, deal: int, gate: PathGate, last: _Last | None, *, behind: bool
) -> DealLine:
    """A gate and what was last decided at it; ``behind``: the deal has gone on since."""
    row, text, day = last or (None, None, None)
    decision = state.playbook.decision(text)
    how, mark = State.NEUTRAL, GATE
    if decision is not None:
        said = label(decision.labels) + (f" {day.isoformat()}" if day else "")
        how = State.OK if decision.passes else State.WARNING
    elif behind:
        said, how, mark = _("passed without a decision"), State.LATE, "!"
    else:
        said = _("not decided")
    values = {
        "deal": reference_text(state, "deals", deal),
        "gate": gate.gate.labels[language(state)],
    }
    cells = (f"  {label(gate.gate.labels)}: {said}",)  # alone it has the whole width
    return DealLine(
        f"gate:{gate.gate.code}", cells, "gates", row, "decision", how, mark, values=values
    )


def _decisions(state: BookState, deal: int) -> dict[str, _Last]:
    """The last row about each gate, by the gate's code."""
    frame = referring(state, "deals", deal, "gates")
    if "date" in frame.columns:
        frame = frame.sort("date", nulls_last=False, maintain_order=True)
    found = {}
    for row in frame.to_dicts():
        if (gate := state.playbook.gate(row.get("gate"))) is not None:
            found[gate.code] = (row[ID], row.get("decision"), row.get("date"))
    return found
