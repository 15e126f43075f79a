"""Rows that refer to rows of other sheets: a contact to its customer, a task to its deal.

A cell refers to a row by the row's key or by its name, whatever case, spaces and width it is
written in. Where several rows have one name, it means the first of them.
"""

from __future__ import annotations

import polars as pl

from salestui.book.folds import Folds, folded
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.fields import Entity

_NO_LINKS = pl.DataFrame(schema={ID: pl.Int64, "to": pl.Int64})


def naming_fields(entity: Entity) -> tuple[str, ...]:
    """The fields by which other sheets refer to a row, the surest first: its key, its name."""
    name = "name" if "name" in entity.title else ""
    names = (entity.key, "id" if entity.field("id") else "", entity.title[0], name)
    return tuple(dict.fromkeys(filter(None, names)))


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
    names = pl.Series(names_of(state, entity, row), dtype=pl.String)
    wanted = folded(names).drop_nulls().to_list()
    if not columns or not wanted:
        return rows.live.clear()
    said = [state.folds.of((source, name), rows.live[name]) for name in columns]
    return rows.live.filter(pl.any_horizontal(texts.is_in(wanted) for texts in said))


def referred(state: BookState, source: str, row: int, field: str) -> int | None:
    """The row that a cell refers to; None where it is blank or names none of them."""
    rows = state.rows(source)
    known = entity_of(source).field(field)
    if rows is None or known is None or not known.refers or rows.layout.column(field) is None:
        return None
    value = rows.value(row, field)
    return row_named(state, known.refers, value) if isinstance(value, str) else None


def row_named(state: BookState, entity: str, text: str) -> int | None:
    """The row of an entity that a text refers to; None where it is blank or names none of them."""
    target = state.rows(entity)
    if target is None:
        return None
    name = folded(pl.Series([text], dtype=pl.String))
    names = _known_names(state.folds, target)
    found: list[int] = names.filter(names["name"].is_in(name.implode()))["to"].to_list()
    return found[0] if found else None


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
        return _NO_LINKS
    folds = state.folds
    ids = folds.same((source, ID), rows.live[ID])
    texts = folds.of((source, field), rows.live[field])
    names = _known_names(folds, target)
    return folds.made((source, field), (ids, texts, names), lambda: _met(ids, texts, names))


def _met(ids: pl.Series, texts: pl.Series, names: pl.DataFrame) -> pl.DataFrame:
    asked = pl.DataFrame({ID: ids.cast(pl.Int64), "name": texts})
    return asked.join(names, on="name", how="left", maintain_order="left").select(ID, "to")


def _known_names(folds: Folds, target: Rows) -> pl.DataFrame:
    """Every folded text that names a row, once; keys go before names, earlier rows before later."""
    frame, kind = target.live, target.layout.entity
    fields = [n for n in naming_fields(kind) if frame.schema.get(n) == pl.String]
    ids = folds.same((kind.name, ID), frame[ID])
    texts = [folds.of((kind.name, name), frame[name]) for name in fields]

    def make() -> pl.DataFrame:
        empty = pl.DataFrame(schema={"name": pl.String, "to": pl.Int64})
        parts = [pl.DataFrame({"name": t, "to": ids.cast(pl.Int64)}) for t in texts]
        named = pl.concat([empty, *parts]).drop_nulls()
        return named.unique("name", keep="first", maintain_order=True)

    return folds.made((kind.name, "", "names"), (ids, *texts), make)


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
