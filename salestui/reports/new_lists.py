"""The lists of a new workbook: defined names that its cells are chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salestui.model.entities import entity
from salestui.model.fields import Entity, Field
from salestui.model.playbook import Playbook, offered

STAGES = "StageNames"
"""The name of the list of stages, which stands on the page that explains the workbook."""

_NAMES: Mapping[str, str] = {
    "members": "RepNames",
    "customers": "CustomerNames",
    "products": "ProductNames",
    "deals": "DealNames",
    "contracts": "ContractNumbers",
    "payment_plan": "PlanLines",
    "units": "UnitNumbers",
    "campaigns": "CampaignNames",
    "phases": "PhaseNames",
    "tasks": "TaskNames",
}
"""Lists that grow with the table of an entity."""

_CALLED_BY = {"contracts": "no", "payment_plan": "id", "units": "unit", "tasks": "task"}
"""The field by which other sheets call a row, where that is not its name."""


@dataclass(frozen=True, slots=True)
class PlaybookList:
    """A list of the playbook.

    Attributes:
        name: the defined name.
        field: the field whose label heads it.
        texts: what can be chosen, in the workbook's language.
    """

    name: str
    field: Field
    texts: tuple[str, ...]


def growing(tables: tuple[Entity, ...]) -> Iterator[tuple[str, Entity, Field]]:
    """The lists that grow with these tables: their name, the table and its column."""
    for table in tables:
        if table.name in _NAMES:
            field = table.field(_CALLED_BY.get(table.name, "name"))
            assert field is not None
            yield _NAMES[table.name], table, field


def playbook_lists(
    playbook: Playbook, tables: tuple[Entity, ...], language: str
) -> tuple[PlaybookList, ...]:
    """The playbook's lists that fields of these optional tables are chosen from, each once."""
    found: dict[tuple[str, ...], PlaybookList] = {}
    for table in tables:
        for field in table.fields:
            texts = _texts(playbook, table, field, language)
            if table.optional and texts and field.name != "stage":
                name = f"{table.name.title().replace('_', '')}{field.name.title()}List"
                found.setdefault(texts, PlaybookList(name, field, texts))
    return tuple(found.values())


def list_name(
    playbook: Playbook, tables: tuple[Entity, ...], language: str, where: tuple[str, str]
) -> str:
    """The name of the list for a field, by entity and name; empty where there is none."""
    table = entity(where[0])
    field = table.field(where[1])
    if field is None:
        return ""
    if field.name == "stage" and (table.name == "deals" or offered(playbook, *where)):
        return STAGES
    if field.refers in _NAMES and any(known.name == field.refers for known in tables):
        return _NAMES[field.refers]
    texts = _texts(playbook, table, field, language)
    lists = playbook_lists(playbook, tables, language)
    return next((known.name for known in lists if table.optional and known.texts == texts), "")


def _texts(playbook: Playbook, table: Entity, field: Field, language: str) -> tuple[str, ...]:
    return tuple(item.labels[language] for item in offered(playbook, table.name, field.name))
