"""Rows that refer to rows of other sheets: a contact to its customer, a task to its deal.

A cell refers to a row by the row's key or by its name, whatever case, spaces and width it is
written in. Where several rows have one name, it means the first of them.
"""

from __future__ import annotations

import polars as pl

from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.fields import Entity


def naming_fields(entity: Entity) -> tuple[str, ...]:
    """The fields by which other sheets refer to a row, the surest first: its key, its name."""
    names = (entity.key, "id" if entity.field("id") else "", entity.title[0])
    return tuple(dict.fromkeys(filter(None, names)))


def folded_text(column: str) -> pl.Expr:
    """A column of texts as they are compared; null where nothing is left to compare."""
    plain = pl.col(column).str.normalize("NFKC").str.to_lowercase()
    bare = plain.str.replace_all(r"[^\p{L}\p{N}]+", "")
    return pl.when(bare != "").then(bare)


def names_of(state: BookState, entity: str, row: int) -> tuple[str, ...]:
    """The texts by which a row is referred to, the surest first.

    Raises:
        KeyError: the book has no such rows.
    """
    rows = state.entities[entity]
    fields = (n for n in naming_fields(entity_of(entity)) if rows.layout.column(n) is not None)
    values = (rows.value(row, name) for name in fields)
    return tuple(dict.fromkeys(v for v in values if isinstance(v, str) and v.strip()))


def referring(
    state: BookState, entity: str, row: int, source: str, field: str = ""
) -> pl.DataFrame:
    """The rows of ``source`` that refer to a row of ``entity``, as ``state.live(source)`` has them.

    Args:
        field: the field of ``source`` that has to; any that refers to ``entity`` without one.

    Returns:
        None of the rows where the book has no such sheet: an empty frame.
    """
    rows = state.rows(source)
    if rows is None:
        return pl.DataFrame()
    known = [f.name for f in entity_of(source).referring(entity) if field in ("", f.name)]
    columns = [name for name in known if rows.live.schema.get(name) == pl.String]
    names = pl.DataFrame({"name": list(names_of(state, entity, row))}, schema={"name": pl.String})
    wanted = names.select(folded_text("name"))["name"].drop_nulls().to_list()
    if not columns or not wanted:
        return rows.live.clear()
    return rows.live.filter(pl.any_horizontal(folded_text(n).is_in(wanted) for n in columns))


def referred(state: BookState, source: str, row: int, field: str) -> int | None:
    """The row that a cell refers to; None where it is blank or names none of them."""
    rows = state.rows(source)
    known = entity_of(source).field(field)
    target = state.rows(known.refers) if known is not None and known.refers else None
    if rows is None or target is None or rows.layout.column(field) is None:
        return None
    value = rows.value(row, field)
    if not isinstance(value, str):
        return None
    cell = pl.DataFrame({ID: [row], field: [value]}, schema={ID: pl.Int64, field: pl.String})
    found: int | None = _met(cell, field, target)["to"][0]
    return found


def links(state: BookState, source: str, field: str) -> pl.DataFrame:
    """Which row each live row of ``source`` refers to by a field.

    Returns:
        ``_id`` of the row, and ``to``: the ``_id`` of the row it refers to, null where there is
        none. Without such sheets or such a column the frame is empty.
    """
    rows = state.rows(source)
    known = entity_of(source).field(field)
    target = state.rows(known.refers) if known is not None and known.refers else None
    if rows is None or target is None or rows.live.schema.get(field) != pl.String:
        return pl.DataFrame(schema={ID: pl.Int64, "to": pl.Int64})
    return _met(rows.live, field, target)


def _met(frame: pl.DataFrame, field: str, target: Rows) -> pl.DataFrame:
    asked = frame.select(pl.col(ID).cast(pl.Int64), folded_text(field).alias("name"))
    return asked.join(_known_names(target), on="name", how="left", maintain_order="left").select(
        ID, "to"
    )


def _known_names(target: Rows) -> pl.DataFrame:
    """Every folded text that names a row, once; keys go before names, earlier rows before later."""
    frame = target.live
    fields = [
        name for name in naming_fields(target.layout.entity) if frame.schema.get(name) == pl.String
    ]
    empty = pl.DataFrame(schema={"name": pl.String, "to": pl.Int64})
    parts = [
        frame.select(folded_text(name).alias("name"), pl.col(ID).cast(pl.Int64).alias("to"))
        for name in fields
    ]
    return pl.concat([empty, *parts]).drop_nulls().unique("name", keep="first", maintain_order=True)


def reference_texts(state: BookState, entity: str) -> tuple[str, ...]:
    """What can be written to refer to the rows of an entity: names, and keys where names repeat."""
    rows = state.rows(entity)
    if rows is None:
        return ()
    frame = rows.live
    kind = entity_of(entity)
    columns = [n for n in (kind.title[0], *naming_fields(kind)) if frame.schema.get(n) == pl.String]
    if not columns:
        return ()
    name = columns[0]
    key = next((n for n in columns if n != name), name)
    alone = pl.col(name).is_not_null() & (pl.len().over(name) == 1)
    texts = frame.select(pl.when(alone).then(pl.col(name)).otherwise(pl.coalesce(key, name)))
    found = texts.to_series().drop_nulls().unique().to_list()
    return tuple(sorted(text for text in found if text.strip()))
