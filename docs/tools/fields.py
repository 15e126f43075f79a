"""What a workbook may hold: every kind of row with its fields, from their declarations."""

from __future__ import annotations

from docs.tools.blocks import code, plain, table
from salestui.model.entities import CORE, ENTITIES
from salestui.model.fields import Entity, Field


def fields_block() -> str:
    """Every entity: the names of its sheet, and a table of its fields."""
    return "\n\n".join(_entity(entity) for entity in ENTITIES)


def kinds_block() -> str:
    """All entities in a table, each a link to its fields."""
    rows = (
        (
            f"[{plain(e.en)}](#{e.name})",
            e.zh,
            code(e.name),
            "usual" if e in CORE else "optional",
            str(len(e.fields)),
        )
        for e in ENTITIES
    )
    return table(("Sheet", "工作表", "Name in commands", "", "Fields"), rows)


def _entity(entity: Entity) -> str:
    key = entity.field(entity.key)
    told = [f"**Sheets named** {_listed(entity.sheet_aliases)}."]
    if key is not None:
        told.append(f"A row is named by {code(key.name)} ({plain(key.en)} · {key.zh}).")
    if entity.prefixes:
        told.append(f"Before a header may stand {_listed(entity.prefixes)}.")
    return "\n\n".join(
        (
            f"({entity.name})=\n## {plain(entity.en)} · {entity.zh}",
            " ".join(told),
            table(
                ("Field", "English", "中文", "Type", "Also read as"),
                map(_field, entity.fields),
            ),
        )
    )


def _field(field: Field) -> tuple[str, ...]:
    notes = [field.type.value]
    if field.required:
        notes.append("required")
    if field.refers:
        notes.append(f"names a row of {code(field.refers)}")
    also = _listed(field.aliases)
    if field.choices:
        chosen = "; ".join(f"{plain(c.en)} · {c.zh}" for c in field.choices)
        also = f"{also}{'. ' if also else ''}Values: {chosen}"
    return code(field.name), plain(field.en), field.zh, ", ".join(notes), also


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(plain(name) for name in names)
