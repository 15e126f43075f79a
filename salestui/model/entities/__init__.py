"""The entities that a sales team records, each declared once.

Grids, forms, header recognition, templates, exports and help are generated from here: a new field
is one line, a new kind of sheet one ``Entity``.
"""

from __future__ import annotations

from salestui.model.entities.activities import ACTIVITIES
from salestui.model.entities.contacts import CONTACTS, RELATIONS
from salestui.model.entities.customers import CUSTOMERS
from salestui.model.entities.deals import DEALS
from salestui.model.entities.leads import LEADS
from salestui.model.entities.market import COMPETITORS, MARKET, TERRITORIES
from salestui.model.entities.members import MEMBERS
from salestui.model.entities.offers import CRITERIA, PROPOSALS, QUOTES
from salestui.model.entities.papers import DOCUMENTS, REVIEWS
from salestui.model.entities.people import COACHING, SCORECARDS, TRAINING
from salestui.model.entities.products import PRODUCTS
from salestui.model.entities.service import SERVICE, SURVEYS
from salestui.model.entities.targets import TARGETS
from salestui.model.entities.work import CHECKLIST, DEAL_TEAM, GATES, TASKS
from salestui.model.fields import Entity

__all__ = [
    "ACTIVITIES",
    "CHECKLIST",
    "COACHING",
    "COMPETITORS",
    "CONTACTS",
    "CORE",
    "CRITERIA",
    "CUSTOMERS",
    "DEALS",
    "DEAL_TEAM",
    "DOCUMENTS",
    "ENTITIES",
    "GATES",
    "LEADS",
    "MARKET",
    "MEMBERS",
    "OPTIONAL",
    "PRODUCTS",
    "PROPOSALS",
    "QUOTES",
    "RELATIONS",
    "REVIEWS",
    "SCORECARDS",
    "SERVICE",
    "SURVEYS",
    "TARGETS",
    "TASKS",
    "TERRITORIES",
    "TRAINING",
    "entity",
]

CORE: tuple[Entity, ...] = (DEALS, CUSTOMERS, TARGETS, MEMBERS, PRODUCTS)
"""What most teams keep."""

OPTIONAL: tuple[Entity, ...] = (
    LEADS, CONTACTS, RELATIONS, ACTIVITIES, TASKS, CHECKLIST, GATES, DEAL_TEAM, COMPETITORS,
    CRITERIA, PROPOSALS, QUOTES, DOCUMENTS, REVIEWS, SURVEYS, SERVICE, MARKET, TERRITORIES,
    SCORECARDS, TRAINING, COACHING,
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
