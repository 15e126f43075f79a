"""The changes that come with a deal's other stage: dates, lists, reasons, what follows a win."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.model.playbook import PathStage
from salestui.selling.advancing.advance import Advance
from salestui.selling.advancing.checklists import seeds
from salestui.selling.advancing.conditions import Lack, Missing, owner_of
from salestui.selling.changes import (
    Cell,
    Changes,
    NewRow,
    choice_text,
    is_writable,
    language,
    reference_text,
)

_KEPT = ("customer", "owner", "team", "region", "product", "currency", "offer_type")
_FOLLOW_ON = {"en": "{name} (follow-on)", "zh": "{name}（延伸）"}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the user said about a move.

    Attributes:
        done: what was missing and is done, as of today.
        override: why the deal moves although something is missing; empty where nothing is.
        loss_reason: why it was lost.
    """

    done: Collection[Missing] = ()
    override: str = ""
    loss_reason: str = ""


def move_changes(state: BookState, asked: Advance, today: date, answers: Answers) -> Changes:
    """Everything that changes with a deal's stage; fields without a column stay out."""
    deal = asked.deal
    cells: list[Cell] = [("deals", deal, "stage", asked.text)]
    rows: list[NewRow] = []
    wanted: dict[str, Value] = {}
    if asked.moves:
        wanted["stage_entered"] = today
        held = state.entities["deals"].value(deal, "closed")
        stale = asked.before is not None and asked.before.kind != "open"
        if asked.reopens or (asked.closes and (stale or held in (None, ""))):
            wanted["closed"] = today if asked.closes else None
    if asked.loses:
        wanted["lost_stage"] = state.entities["deals"].value(deal, "stage")
        wanted["loss_reason"] = answers.loss_reason or state.entities["deals"].value(
            deal, "loss_reason"
        )
        kept = (is_writable(state, "deals", deal, name) for name in ("lost_stage", "loss_reason"))
        if not all(kept):
            cells += _noted(state, asked, today, str(wanted["loss_reason"] or ""))
    cells += [
        ("deals", deal, name, value)
        for name, value in wanted.items()
        if is_writable(state, "deals", deal, name)
    ]
    ticked = _ticked(state, answers.done, today)
    left = [m for m in asked.missing if m not in answers.done]
    if answers.override and left:
        cells += _noted(state, asked, today, answers.override)
        rows += _overridden_gates(state, left, today, answers.override, asked)
    if asked.moves and (entered := _entered(asked)) is not None:
        fresh = seeds(state, deal, entered, asked.text, _following(asked, entered))
        made = {(values.get("kind"), values.get("item")) for _entity, values in ticked.rows}
        rows += [row for row in fresh if (row[1].get("kind"), row[1].get("item")) not in made]
    return Changes(tuple(cells), tuple(rows)) + ticked


def unkept_of_loss(state: BookState, deal: int) -> tuple[str, ...]:
    """The fields for what a lost deal keeps that have no column, where its notes hold neither."""
    layout = state.entities["deals"].layout
    if is_writable(state, "deals", deal, "notes"):
        return ()
    return tuple(name for name in ("lost_stage", "loss_reason") if layout.column(name) is None)


def _ticked(state: BookState, done: Collection[Missing], today: date) -> Changes:
    """Rows of the checklist that are done today, new ones where there are none yet."""
    cells: list[Cell] = []
    rows: list[NewRow] = []
    for missing in done:
        spot = missing.spot
        by = owner_of(state, missing.deal)
        if spot.row is None:
            rows.append((spot.entity, {**spot.values, "done_on": today, "done_by": by}))
            continue
        said: tuple[tuple[str, Value], ...] = (("done_on", today), ("done_by", by))
        cells += [
            (spot.entity, spot.row, name, value)
            for name, value in said
            if is_writable(state, spot.entity, spot.row, name)
        ]
    return Changes(tuple(cells), tuple(rows))


def _noted(state: BookState, asked: Advance, today: date, reason: str) -> list[Cell]:
    """The reason under the deal's notes, where it has such."""
    if not is_writable(state, "deals", asked.deal, "notes"):
        return []
    rows = state.entities["deals"]
    before, held = rows.value(asked.deal, "stage"), rows.held(asked.deal, "notes")
    line = f"{today.isoformat()} {before} → {asked.text}" + (f": {reason}" if reason else "")
    text = f"{held.rstrip()}\n{line}" if isinstance(held, str) and held.strip() else line
    return [("deals", asked.deal, "notes", text)]


def _overridden_gates(
    state: BookState, left: Collection[Missing], today: date, reason: str, asked: Advance
) -> list[NewRow]:
    """A row for each gate that was passed without a decision; its decision stays blank."""
    spoken = language(state)
    return [
        ("gates", {
            "deal": reference_text(state, "deals", missing.deal),
            "gate": missing.subject[spoken],
            "reviewer": owner_of(state, missing.deal) if asked.path.self_reviewed else None,
            "date": today,
            "reason": reason,
            "self_reviewed": asked.path.self_reviewed or None,
        })
        for missing in left
        if missing.kind is Lack.GATE
    ]  # fmt: skip


def _entered(asked: Advance) -> PathStage | None:
    return None if asked.after is None else asked.path.stage(asked.after.code)


def _following(asked: Advance, entered: PathStage) -> PathStage | None:
    """The open or won stage after one that is entered."""
    place = asked.path.stages.index(entered) + 1
    after = asked.path.stages[place:]
    if entered.stage.kind == "lost" or not after or after[0].stage.kind == "lost":
        return None
    return after[0]


def follow_on(state: BookState, deal: int, stage: str, today: date) -> NewRow:
    """The deal that continues one that is won.

    Args:
        stage: the first stage, as the workbook writes it.
    """
    rows = state.entities["deals"]
    values: dict[str, Value] = {
        name: value for name in _KEPT if (value := rows.value(deal, name)) not in (None, "")
    }
    called = reference_text(state, "deals", deal)
    name = rows.value(deal, "name")
    if isinstance(name, str) and name:
        values["name"] = _FOLLOW_ON[language(state)].format(name=name)
    if rows.layout.column("parent_deal") is None:
        values["notes"] = called
    return "deals", {
        **values,
        "stage": stage,
        "parent_deal": called,
        "created": today,
        "stage_entered": today,
    }


def post_mortem(state: BookState, deal: int, today: date, result: str) -> NewRow:
    """The row in which a deal that is decided gets summed up.

    Args:
        result: ``won`` or ``lost``.

    Raises:
        KeyError: the workbook has no sheet of reviews.
    """
    rows = state.entities["deals"]
    amount = rows.value(deal, "amount") if result == "won" else None
    return "reviews", {
        "deal": reference_text(state, "deals", deal),
        "date": today,
        "result": choice_text(state, "reviews", "result", result),
        "revenue": float(amount) if isinstance(amount, int | float) else None,
        "reason": rows.value(deal, "loss_reason") if result == "lost" else None,
        "author": owner_of(state, deal),
    }
