"""Which of a playbook's lists the cells of a field are chosen from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from salestui.model.playbook.naming import Named
from salestui.model.playbook.selling import Playbook

_LISTS: Mapping[tuple[str, str], Callable[[Playbook], Sequence[Named]]] = {
    ("activities", "outcome"): lambda p: p.lists.outcomes,
    ("activities", "type"): lambda p: p.lists.activity_types,
    ("budgets", "stage"): lambda p: p.stages,
    ("budgets", "type"): lambda p: p.lists.cost_types,
    ("checklist", "stage"): lambda p: p.stages,
    ("costs", "stage"): lambda p: p.stages,
    ("costs", "type"): lambda p: p.lists.cost_types,
    ("criteria", "criterion"): lambda p: p.lists.criteria,
    ("deal_team", "role"): lambda p: p.lists.roles,
    ("deals", "loss_reason"): lambda p: p.lists.loss_reasons,
    ("deals", "lost_stage"): lambda p: tuple(s for s in p.stages if s.kind == "open"),
    ("deals", "source"): lambda p: p.lists.channels,
    ("deals", "stage"): lambda p: p.stages,
    ("documents", "type"): lambda p: p.project.documents,
    ("gates", "gate"): lambda p: p.gates,
    ("leads", "source"): lambda p: p.lists.channels,
    ("visitors", "channel"): lambda p: p.lists.channels,
}


def offered(playbook: Playbook, table: str, field: str) -> Sequence[Named]:
    """What the cells of an entity's field are chosen from; empty where it says nothing."""
    known = _LISTS.get((table, field))
    return known(playbook) if known is not None else ()
