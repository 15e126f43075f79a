"""Whom a logged activity was with: customers and deals by the beginning or a part of a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.links import links, naming_fields
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.following.due_rows import open_deals

_MOST_WORDS = 8
_LEAST = 2
"""So many letters tell a name by its beginning or a part."""

OFFERED = 9
"""So many of the rows that may be meant are offered."""

_NAMES = {"name": pl.String, "row": pl.Int64}


@dataclass(frozen=True, slots=True)
class Met:
    """What the beginning of some words means.

    Attributes:
        entity: ``customers`` or ``deals``; empty where nothing is called that.
        rows: the rows that may be meant; one where it is clear.
        words: how many of the words name it.
    """

    entity: str = ""
    rows: tuple[int, ...] = ()
    words: int = 0


@dataclass(frozen=True)
class Directory:
    """The names in a book, ready to be looked up at each key.

    Attributes:
        names: by entity, ``name`` (folded) and ``row``.
        deals_of: ``_id`` of each open deal and ``to``, its customer.
    """

    names: dict[str, pl.DataFrame]
    deals_of: pl.DataFrame

    def open_deals(self, customer: int) -> tuple[int, ...]:
        """The open deals of a customer."""
        return tuple(self.deals_of.filter(pl.col("to") == customer)[ID].to_list())

    def met(self, words: Sequence[str]) -> Met:
        """Whom the first words name: the most words that name anybody, whole names first."""
        if not words or not (first := folded_word(words[0])):
            return Met()
        near = {
            entity: frame.filter(pl.col("name").str.contains(first, literal=True))
            for entity, frame in self.names.items()
        }
        near = {entity: frame for entity, frame in near.items() if not frame.is_empty()}
        for count in range(min(_MOST_WORDS, len(words)) if near else 0, 0, -1):
            wanted = "".join(folded_word(word) for word in words[:count])
            if found := _found(near, wanted):
                return Met(*found, count)
        return Met()

    def deal_of(self, customer: int, text: str) -> tuple[int, ...]:
        """The open deals of a customer that a text may name."""
        rows = self.open_deals(customer)
        frame = self.names.get("deals", _empty()).filter(pl.col("row").is_in(rows))
        found = _found({"deals": frame}, folded_word(text))
        return found[1] if found else ()


def directory(state: BookState) -> Directory:
    """The names of a state's customers and open deals."""
    names = {}
    for entity in ("customers", "deals"):
        frame = open_deals(state) if entity == "deals" else state.live(entity)
        names[entity] = _empty() if frame is None else _names(frame, entity)
    of = links(state, "deals", "customer").drop_nulls()
    living = open_deals(state)
    if living is not None:
        of = of.join(living.select(pl.col(ID).cast(pl.Int64)), on=ID, how="semi")
    return Directory(names, of)


def folded_word(text: str) -> str:
    """A text as names are compared, by the same rule as ``book.links``."""
    folded: str | None = pl.DataFrame({"t": [text]}).select(folded_text("t")).item()
    return folded or ""


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema=_NAMES)


def _names(frame: pl.DataFrame, entity: str) -> pl.DataFrame:
    fields = [n for n in naming_fields(entity_of(entity)) if frame.schema.get(n) == pl.String]
    parts = [
        frame.select(folded_text(n).alias("name"), pl.col(ID).cast(pl.Int64).alias("row"))
        for n in fields
    ]
    return pl.concat([_empty(), *parts]).drop_nulls().unique(maintain_order=True)


def _found(near: dict[str, pl.DataFrame], wanted: str) -> tuple[str, tuple[int, ...]] | None:
    """The rows so called: by a whole name, else its beginning, else a part; customers first."""
    if not wanted:
        return None
    name = pl.col("name")
    ways = [name == wanted]
    if len(wanted) >= _LEAST:
        ways += [name.str.starts_with(wanted), name.str.contains(wanted, literal=True)]
    for way in ways:
        rows = {entity: _rows(frame, way) for entity, frame in near.items()}
        if any(rows.values()):
            return _chosen(rows)
    return None


def _chosen(rows: dict[str, tuple[int, ...]]) -> tuple[str, tuple[int, ...]]:
    """Of customers and deals so called: the one that is alone, customers before deals."""
    some = [(entity, found) for entity, found in rows.items() if found]
    alone = [pair for pair in some if len(pair[1]) == 1]
    return (alone or some)[0]


def _rows(frame: pl.DataFrame, way: pl.Expr) -> tuple[int, ...]:
    return tuple(frame.filter(way)["row"].unique(maintain_order=True).to_list())
