"""Making one customer of two: values are chosen, everything that names either names the one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from salestui.book.edits import DeleteRow, Edit, Value
from salestui.book.folds import folded_text
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.mapping.layout import SHEET, Column
from salestui.mapping.table import ID
from salestui.model.entities import ENTITIES
from salestui.model.entities import entity as entity_of
from salestui.selling.changes import Cell, Changes, edits_of, is_writable


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two customers differ; ``default``: the row whose value is kept unasked."""

    column: Column
    first: Value
    second: Value
    default: int


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging does.

    Attributes:
        edits: one group; empty where it cannot be done.
        references: how many cells of other rows are rewritten, by entity.
        stuck: cells that name the other row and cannot be written, as (entity, row, column).
    """

    edits: tuple[Edit, ...]
    references: Mapping[str, int]
    stuck: tuple[tuple[str, int, str], ...]


def differences(state: BookState, first: int, second: int) -> tuple[Difference, ...]:
    """What is to be chosen: the fields that differ. A blank gives way to a value."""
    rows = state.entities["customers"]
    found = []
    for column in rows.layout.columns:
        if column.calculated or column.position is None or column.name == SHEET:
            continue
        one, two = rows.value(first, column.name), rows.value(second, column.name)
        if one != two:
            default = second if one in (None, "") else first
            found.append(Difference(column, one, two, default))
    return tuple(found)


def merged(
    state: BookState, survivor: int, other: int, chosen: Mapping[str, int] | None = None
) -> Merge:
    """Merge ``other`` into ``survivor``.

    Args:
        chosen: by field, the row whose value is kept; else the survivor's unless it is blank.

    Raises:
        ValueError: both are the same row.
    """
    if survivor == other:
        raise ValueError("a customer cannot be merged with itself")
    rows = state.entities["customers"]
    taken = {d.column.name: d.default for d in differences(state, survivor, other)}
    taken |= dict(chosen or {})
    cells: list[Cell] = [
        ("customers", survivor, name, rows.held(other, name))
        for name, row in taken.items()
        if row == other and is_writable(state, "customers", survivor, name)
    ]
    after = {name: value for _entity, _row, name, value in cells}
    names = _names(state, survivor, other, after)
    references: dict[str, int] = {}
    stuck: list[tuple[str, int, str]] = []
    for entity, row, field, text in _references(state, names):
        if entity == "customers" and row in (survivor, other):
            continue
        if not is_writable(state, entity, row, field):
            stuck.append((entity, row, field))
            continue
        cells.append((entity, row, field, text))
        references[entity] = references.get(entity, 0) + 1
    if stuck:
        return Merge((), references, tuple(stuck))
    cells += _own_references(state, survivor, after, names)
    edits = edits_of(state, Changes(tuple(cells)), lambda _count: ())
    edits.append(DeleteRow("customers", other, rows.values(other)))
    return Merge(tuple(edits), references, ())


@dataclass(frozen=True, slots=True)
class _Names:
    """What to write in place of the texts that name either: key for key, name for name.

    ``targets`` by folded text; ``kept``: those that name the survivor afterwards too;
    ``spelled``: as the other row spells its names.
    """

    targets: Mapping[str, str]
    kept: frozenset[str]
    spelled: frozenset[str]

    def instead(self, text: str, bare: str) -> str | None:
        """What a cell gets; None where it may stay as it is."""
        target = self.targets[bare]
        stays = text == target or (bare in self.kept and text.strip() not in self.spelled)
        return None if stays else target


def _names(state: BookState, survivor: int, other: int, after: Mapping[str, Value]) -> _Names:
    fields = naming_fields(entity_of("customers"))
    rows = state.entities["customers"]
    final = {field: _text(after.get(field, rows.value(survivor, field))) for field in fields}
    fallback = next(filter(None, final.values()), "")
    named = [(_text(rows.value(row, f)), final[f] or fallback) for row in (other, survivor)
             for f in fields]  # fmt: skip
    bare = _bare([text for text, _target in named])
    targets: dict[str, str] = {}
    for fold, (_spelling, target) in zip(bare, named, strict=True):
        if fold:
            targets.setdefault(fold, target)
    kept = frozenset(filter(None, _bare(list(final.values()))))
    return _Names(targets, kept, frozenset(_text(rows.value(other, f)) for f in fields))


def _text(value: Value) -> str:
    return value.strip() if isinstance(value, str) else ""


def _bare(texts: list[str]) -> list[str | None]:
    """Texts folded as references are."""
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    folds: list[str | None] = frame.select(folded_text("text"))["text"].to_list()
    return folds


def _references(state: BookState, names: _Names) -> Iterator[tuple[str, int, str, str]]:
    """Every cell that is to name the survivor in another way, and how."""
    wanted = list(names.targets)
    for source in ENTITIES:
        frame = state.live(source.name)
        if frame is None:
            continue
        for field in source.referring("customers"):
            if frame.schema.get(field.name) != pl.String:
                continue
            cells = frame.select(ID, text=field.name, bare=folded_text(field.name))
            for row, text, bare in cells.filter(pl.col("bare").is_in(wanted)).rows():
                if (target := names.instead(text, bare)) is not None:
                    yield source.name, int(row), field.name, target


def _own_references(
    state: BookState, survivor: int, after: Mapping[str, Value], names: _Names
) -> Iterator[Cell]:
    """Blanks where the survivor would be its own parent, or have referred itself."""
    rows = state.entities["customers"]
    for field in entity_of("customers").referring("customers"):
        text = _text(after.get(field.name, rows.value(survivor, field.name)))
        if text and _bare([text])[0] in names.targets:
            yield "customers", survivor, field.name, None
