"""How a team works with its stages: gates, work in stages, tailoring, lists.

Figures do without it, so it is read only when something asks for it.
"""

from __future__ import annotations

import msgspec

from salestui.model.playbook.floor import Floor
from salestui.model.playbook.gates import Gate
from salestui.model.playbook.lists import Lists
from salestui.model.playbook.naming import Named
from salestui.model.playbook.project import Project
from salestui.model.playbook.stages import StageWork


class SizeBand(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How deals of a size are simplified: stages and gates merge, activities never drop.

    Attributes:
        up_to: deals below this amount, in the base currency; 0 = no limit, in the last band.
        merge_stages: by code of a stage, the one whose part it becomes.
        merge_gates: by code of a gate, the one that asks its questions too.
        self_review: whether someone who runs such a deal alone reviews it himself.
    """

    up_to: float = 0.0
    merge_stages: dict[str, str] = msgspec.field(default_factory=dict)
    merge_gates: dict[str, str] = msgspec.field(default_factory=dict)
    self_review: bool = True


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a playbook says beyond its stages.

    Attributes:
        buyer_process: code of the customer's process that stages' ``buyer_step`` are steps of.
        work: what is done in each stage.
        gates: the reviews between stages, in their order.
        tailoring: how smaller deals are simplified, from the smallest to the largest.
        sheets: names of the optional entities that a new workbook for this way of selling begins
            with.
        columns: by entity, fields that a new workbook has columns for besides the usual ones.
        lists: the lists to choose from, where they differ from the shared ones.
        project: what it says of projects itself.
        floor: what it says of units sold on site.
    """

    buyer_process: str = "purchasing"
    work: tuple[StageWork, ...] = ()
    gates: tuple[Gate, ...] = ()
    tailoring: tuple[SizeBand, ...] = ()
    sheets: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    lists: Lists = Lists()
    project: Project = Project()
    floor: Floor = Floor()
