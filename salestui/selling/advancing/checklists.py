"""The checklist of a deal: what the playbook asks for in a stage, and what was done of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salestui.book.edits import Value
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import CHECKLIST
from salestui.model.folding import folded
from salestui.model.playbook import PathStage
from salestui.selling.changes import NewRow, choice_text, language, reference_text

_ITEM, _MILESTONE, _EXIT = "item", "milestone", "exit criterion"
_KIND = CHECKLIST.field("kind")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row that the playbook asks for.

    Attributes:
        kind: code of ``checklist.kind``.
        stage: what the workbook calls the stage; ``codes``: of the stages that it stands for.
        labels: the text by language; ``names``: all texts, folded, that mean it.
    """

    kind: str
    stage: str
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    names: frozenset[str]
    required: bool = True

    def values(self, state: BookState, deal: str) -> dict[str, Value]:
        """A row of the checklist, not done yet, in the workbook's language."""
        return {
            "deal": deal,
            "stage": self.stage,
            "kind": choice_text(state, "checklist", "kind", self.kind),
            "item": self.labels[language(state)],
            "required": self.required,
        }


@dataclass(frozen=True, slots=True)
class Done:
    """One row of a deal's checklist. ``stage``: a code; empty where none is told or known."""

    row: int
    stage: str
    kind: str
    item: str
    required: bool | None
    done: bool

    def is_of(self, wanted: Wanted) -> bool:
        """Whether it is the row that is wanted."""
        if self.kind != wanted.kind or self.stage not in ("", *wanted.codes):
            return False
        return wanted.kind != _ITEM or folded(self.item) in wanted.names


def wanted_rows(state: BookState, stage: PathStage, name: str = "") -> Iterator[Wanted]:
    """What the playbook asks for in a stage: its milestone, its items, its exit criterion.

    Args:
        name: what the workbook calls the stage; the playbook's name in its language without one.
    """
    called = name or stage.stage.labels[language(state)]
    work = stage.work
    about = called, stage.codes
    if work.milestone is not None:
        yield Wanted(_MILESTONE, *about, work.milestone.labels, frozenset())
    for item in work.checklist:
        names = frozenset(map(folded, item.names))
        yield Wanted(_ITEM, *about, item.labels, names, item.required)
    if work.exit is not None:
        yield Wanted(_EXIT, *about, work.exit.labels, frozenset())


def recorded(state: BookState, deal: int) -> list[Done]:
    """The rows of a deal on the checklist; none where the workbook keeps no checklist."""
    found = referring(state, "deals", deal, "checklist")
    return [_done(state, row) for row in found.to_dicts()]


def _done(state: BookState, row: Mapping[str, object]) -> Done:
    stage = state.playbook.stage(_text(row, "stage"))
    code = _KIND.code(_text(row, "kind")) if _KIND is not None else ""
    required = row.get("required")
    date, person = row.get("done_on"), row.get("done_by")
    number = row[ID]
    return Done(
        row=number if isinstance(number, int) else -1,
        stage=stage.code if stage else "",
        kind=code or _ITEM,
        item=_text(row, "item") or "",
        required=required if isinstance(required, bool) else None,
        done=date is not None or ("done_on" not in row and bool(person)),
    )


def _text(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) else None


def seeds(
    state: BookState, deal: int, stage: PathStage, name: str, following: PathStage | None
) -> list[NewRow]:
    """The rows that a stage's checklist lacks when a deal enters it; the milestone of the
    following stage is one of them, since it is worked for here.

    Nothing where the workbook keeps no checklist.

    Args:
        name: what the workbook calls the stage.
    """
    if "checklist" not in state.entities:
        return []
    there = recorded(state, deal)
    wanted = [w for w in wanted_rows(state, stage, name) if w.kind != _MILESTONE]
    if following is not None:
        wanted += [w for w in wanted_rows(state, following) if w.kind == _MILESTONE]
    called = reference_text(state, "deals", deal)
    return [
        ("checklist", row.values(state, called))
        for row in wanted
        if not any(done.is_of(row) for done in there)
    ]
