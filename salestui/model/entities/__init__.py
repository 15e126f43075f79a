"""The entities that a sales team records, each declared once.

Grids, forms, header recognition, templates, exports and help are generated from here: a new field
is one line, a new kind of sheet one ``Entity``.
"""

from __future__ import annotations

from salestui.model.entities.activities import ACTIVITIES
from salestui.model.entities.cash import PAYMENT_PLAN, PAYMENTS
from salestui.model.entities.contacts import CONTACTS, RELATIONS
from salestui.model.entities.contracts import CONTRACT_CHANGES, CONTRACTS, DELIVERIES
from salestui.model.entities.costs import BUDGETS, CAMPAIGNS, COSTS
from salestui.model.entities.customers import CUSTOMERS
from salestui.model.entities.deals import DEALS
from salestui.model.entities.floor import PHASES, UNIT_LOG, UNITS, VISITORS
from salestui.model.entities.leads import LEADS
from salestui.model.entities.market import COMPETITORS, MARKET, TERRITORIES
from salestui.model.entities.members import MEMBERS
from salestui.model.entities.offers import CRITERIA, PROPOSALS, QUOTES
from salestui.model.entities.papers import DOCUMENTS, REVIEWS
from salestui.model.entities.people import COACHING, SCORECARDS, TRAINING
from salestui.model.entities.products import PRODUCTS
from salestui.model.entities.projects import (
    COMMUNICATIONS,
    QUALITY,
    RISKS,
    STRATEGIES,
    WEEKLY_REPORTS,
)
from salestui.model.entities.service import SERVICE, SURVEYS
from salestui.model.entities.targets import TARGETS
from salestui.model.entities.work import CHECKLIST, DEAL_TEAM, GATES, TASKS
from salestui.model.fields import Entity

__all__ = [
    "ACTIVITIES",
    "BUDGETS",
    "CAMPAIGNS",
    "CHECKLIST",
    "COACHING",
    "COMMUNICATIONS",
    "COMPETITORS",
    "CONTACTS",
    "CONTRACTS",
    "CONTRACT_CHANGES",
    "CORE",
    "COSTS",
    "CRITERIA",
    "CUSTOMERS",
    "DEALS",
    "DEAL_TEAM",
    "DELIVERIES",
    "DOCUMENTS",
    "ENTITIES",
    "GATES",
    "LEADS",
    "MARKET",
    "MEMBERS",
    "OPTIONAL",
    "PAYMENTS",
    "PAYMENT_PLAN",
    "PHASES",
    "PRODUCTS",
    "PROPOSALS",
    "QUALITY",
    "QUOTES",
    "RELATIONS",
    "REVIEWS",
    "RISKS",
    "SCORECARDS",
    "SERVICE",
    "STRATEGIES",
    "SURVEYS",
    "TARGETS",
    "TASKS",
    "TERRITORIES",
    "TRAINING",
    "UNITS",
    "UNIT_LOG",
    "VISITORS",
    "WEEKLY_REPORTS",
    "entity",
]

CORE: tuple[Entity, ...] = (DEALS, CUSTOMERS, TARGETS, MEMBERS, PRODUCTS)
"""What most teams keep."""

OPTIONAL: tuple[Entity, ...] = (
    LEADS, CONTACTS, RELATIONS, ACTIVITIES, TASKS, CHECKLIST, GATES, DEAL_TEAM, COMPETITORS,
    CRITERIA, PROPOSALS, QUOTES, DOCUMENTS, REVIEWS, SURVEYS, SERVICE, MARKET, TERRITORIES,
    SCORECARDS, TRAINING, COACHING, CONTRACTS, DELIVERIES, CONTRACT_CHANGES, PAYMENT_PLAN, PAYMENTS,
    COSTS, BUDGETS, CAMPAIGNS, STRATEGIES, COMMUNICATIONS, QUALITY, RISKS, WEEKLY_REPORTS, UNITS,
    UNIT_LOG, VISITORS, PHASES,
)  # fmt: skip
"""What some teams keep; without it the screens that need it offer to create its sheet."""

ENTITIES: tuple[Entity, ...] = (*CORE, *OPTIONAL)

_BY_NAME = {e.name: e for e in ENTITIES}


def entity(name: str) -> Entity:
    """The entity of that name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]
