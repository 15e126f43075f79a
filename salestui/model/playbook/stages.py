"""The stages of a sale: what figures need of them, and what is to be done in them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Literal

import msgspec

from salestui.model.playbook.naming import Named, Words

StageKind = Literal["open", "won", "lost"]
Clock = Literal["stage", "activity", "creation"]
Category = Literal["pipeline", "best case", "commit", "omitted"]


class Stage(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One stage of the sale.

    Attributes:
        kind: whether a deal here is open, won or lost.
        probability: chance to win from here, 0 to 1.
        rot_days: days on the clock after which an open deal is rotting; 0 = never.
        clock: what the days are counted from: the entry into the stage, the last activity, or the
            deal's creation.
        category: the forecast category a deal here has unless one was chosen by hand.
        buyer_step: code of the step that the customer should have reached; empty for none.
        next: codes of the stages that a deal may go on to; empty means the following one. Any
            open stage may be lost, and any deal may be moved back.
    """

    kind: StageKind = "open"
    probability: float = 0.0
    rot_days: int = 0
    clock: Clock = "stage"
    category: Category = "pipeline"
    buyer_step: str = ""
    next: tuple[str, ...] = ()


class ChecklistItem(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing to do in a stage.

    Attributes:
        code: unique in its playbook.
        required: whether the stage is left only when it is done.
        role: code of the deal team's role that does it; empty for the deal's owner.
    """

    required: bool = True
    role: str = ""


class StageWork(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is done in a stage.

    Attributes:
        stage: the stage's code.
        milestone: the least that is done before a deal counts as having entered.
        exit: when the stage is complete, the customer's commitment to the next one included.
        required: fields of the deal that must be filled before it goes on, by name.
        checklist: in the order in which it is worked through.
    """

    stage: str
    milestone: Words | None = None
    exit: Words | None = None
    required: tuple[str, ...] = ()
    checklist: tuple[ChecklistItem, ...] = ()


def following(stages: tuple[Stage, ...]) -> Mapping[str, tuple[str, ...]]:
    """By the code of each stage, those that a deal may go on to: the next one, unless it says."""
    after = dict(pairwise(s.code for s in stages if s.kind != "lost"))
    return {s.code: s.next or tuple(filter(None, [after.get(s.code)])) for s in stages}
