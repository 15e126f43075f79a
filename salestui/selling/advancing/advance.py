"""Moving a deal to another stage: what it lacks for that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.model.folding import folded
from salestui.model.playbook import Path, Stage, tailored
from salestui.selling.advancing.conditions import (
    Missing,
    Move,
    buyer_behind,
    closed_gates,
    missing_fields,
    open_items,
    out_of_order,
    owner_of,
    required_fields,
)
from salestui.selling.changes import is_writable, reference_text


@dataclass(frozen=True, slots=True)
class Advance:
    """A deal that is to get another stage.

    Attributes:
        text: what the stage's cell is to hold.
        before, after: the playbook's stages; None where it knows none for the cell's text.
        path: the deal's way, as its size asks for.
        missing: what it lacks; empty for ways back, into lost, and where a stage is unknown.
        unchecked: the entities without a sheet, whose conditions are therefore not looked at.
        unkept: the required fields that the workbook has no columns for.
    """

    deal: int
    text: str
    before: Stage | None
    after: Stage | None
    path: Path
    missing: tuple[Missing, ...] = ()
    unchecked: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether the stage becomes another one, not only another name of it."""
        return self.before is None or self.after is None or self.before.code != self.after.code

    @property
    def loses(self) -> bool:
        """Whether a deal that was not lost becomes lost."""
        return _kind(self.after) == "lost" != _kind(self.before)

    @property
    def wins(self) -> bool:
        """Whether a deal that was not won becomes won."""
        return _kind(self.after) == "won" != _kind(self.before)

    @property
    def closes(self) -> bool:
        """Whether the deal is decided with this, or decided otherwise than before."""
        return self.wins or self.loses

    @property
    def reopens(self) -> bool:
        """Whether a decided deal is under way again."""
        return _kind(self.before) in ("won", "lost") and _kind(self.after) == "open"


def _kind(stage: Stage | None) -> str:
    return stage.kind if stage is not None else ""


def advance(state: BookState, deal: int, text: str) -> Advance:
    """What a deal lacks to get the stage that a text names.

    Raises:
        KeyError: the book has no deals.
    """
    state = state.of_row("deals", deal)
    playbook = state.playbook
    now = state.entities["deals"].value(deal, "stage")
    before = playbook.stage(now) if isinstance(now, str) else None
    after = playbook.stage(text)
    path = path_of(state, deal)
    if before is None or after is None or after.kind == "lost":
        return Advance(deal, text, before, after, path)
    start, end = path.place(before.code), path.place(after.code)
    if start is None or end is None or end <= start or before.kind == "lost":
        return Advance(deal, text, before, after, path)
    name = reference_text(state, "deals", deal)
    move = Move(state, deal, name, path, path.stages[start:end], path.stages[end])
    set_by_move = [n for n in ("closed",) if is_writable(state, "deals", deal, n)]
    missing = (
        *out_of_order(move),
        *missing_fields(move, set_by_move),
        *open_items(move),
        *closed_gates(move),
        *buyer_behind(move),
    )
    layout = state.entities["deals"].layout
    unkept = tuple(name for name in required_fields(move) if layout.column(name) is None)
    return Advance(deal, text, before, after, path, missing, tuple(_unchecked(move)), unkept)


def path_of(state: BookState, deal: int) -> Path:
    """The way of a deal, as its amount and the people who run it ask for."""
    amount = state.entities["deals"].value(deal, "amount")
    size = float(amount) if isinstance(amount, int | float) else None
    return tailored(state.playbook, size, _team_size(state, deal))


def _team_size(state: BookState, deal: int) -> int:
    """The people who run a deal, its owner included; 0 where the workbook keeps no teams."""
    if "deal_team" not in state.entities:
        return 0
    found = referring(state, "deals", deal, "deal_team")
    members = found["member"].to_list() if "member" in found.columns else []
    return len({folded(name) for name in (*members, owner_of(state, deal)) if name})


def _unchecked(move: Move) -> Iterable[str]:
    works = [stage.work for stage in move.left]
    items = any(w.exit or any(i.required for i in w.checklist) for w in works)
    if "checklist" not in move.state.entities and (items or move.entered.work.milestone):
        yield "checklist"
    crossed = move.path.gates_between(move.left[0].stage.code, move.entered.stage.code)
    if "gates" not in move.state.entities and crossed:
        yield "gates"
