"""Everything beside the core sheets, by entity, in the order of the workbooks' sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sample_workbooks.optional import (
    calls,
    cash,
    ground,
    growth,
    offers,
    people,
    service,
    sources,
    spending,
    work,
)
from sample_workbooks.optional.telling import Row, Telling

_TELL: dict[str, Callable[[Telling], list[Row]]] = {
    "leads": sources.leads,
    "activities": calls.activities,
    "contacts": people.contacts,
    "relations": people.relations,
    "tasks": work.tasks,
    "checklist": work.checklist,
    "gates": work.gates,
    "deal_team": work.deal_team,
    "competitors": offers.competitors,
    "criteria": offers.criteria,
    "proposals": offers.proposals,
    "quotes": offers.quotes,
    "documents": offers.documents,
    "reviews": offers.reviews,
    "surveys": service.surveys,
    "service": service.service,
    "market": ground.market,
    "territories": ground.territories,
    "scorecards": growth.scorecards,
    "training": growth.training,
    "coaching": growth.coaching,
    "contracts": cash.contracts,
    "payment_plan": cash.payment_plan,
    "payments": cash.payments,
    "costs": spending.costs,
    "budgets": spending.budgets,
    "campaigns": spending.campaigns,
}


def told(telling: Telling) -> Mapping[str, Sequence[Row]]:
    """The rows of each optional sheet."""
    return {name: tell(telling) for name, tell in _TELL.items()}
