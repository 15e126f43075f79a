"""Names that mean different things in different books, told apart by the book's own name.

Two teams may both have a deal ``D-001``, a customer or a rep of the same name: each is then shown
as ``D-001 · TEAM1``. What only one book says stays as it is. Regions are the company's, so one
name is one region; so is a product, unless its books disagree on its price or its cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

import polars as pl

from salestui.book.edits import Value
from salestui.book.folds import folded
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.model.entities import ENTITIES
from salestui.model.entities import entity as entity_of

MARK = " · "

Names = frozenset[str]
"""Folded texts."""

Clashes = Mapping[str, Names]
"""By space, the names that have to be told apart."""

TEAMS, PRODUCTS, PEOPLE, STAGES = "team", "products", "members", "stage"

_REFERRED = frozenset(f.refers for kind in ENTITIES for f in kind.fields if f.refers)
_PRODUCT_FACTS = ("price", "cost")
_OF_STAGES = frozenset({"stage", "lost_stage"})


@cache
def spaces_of(entity: str) -> Mapping[str, str]:
    """By field, the space that its names are of: that of what they refer to, or are names of."""
    kind = entity_of(entity)
    found = dict.fromkeys(naming_fields(kind) if entity in _REFERRED else (kind.key,), entity)
    found |= {f.name: TEAMS for f in kind.fields if f.name == "team"}
    found |= {f.name: STAGES for f in kind.fields if f.name in _OF_STAGES}
    found |= {f.name: f.refers for f in kind.fields if f.refers}
    found.pop("", None)
    return found


def marked(text: str, label: str) -> str:
    """A text as it is shown where other books have it too."""
    return f"{text}{MARK}{label}"


def bare_name(text: str, labels: Collection[str]) -> str:
    """A text as the books have it: without the name of a book behind it."""
    before, mark, label = text.rpartition(MARK)
    return before if mark and label in labels else text


class Vocabulary:
    """What one book calls things, by space; worked out again only of columns that changed."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], tuple[pl.Series, Names]] = {}
        self._spaces: dict[str, tuple[tuple[Names, ...], Names]] = {}

    def spaces(self, state: BookState) -> Mapping[str, Names]:
        """The folded names of a state of the book, by space; stages are told apart elsewhere."""
        parts: dict[str, list[Names]] = {}
        for entity, rows in state.entities.items():
            for name, space in spaces_of(entity).items():
                if space != STAGES and rows.frame.schema.get(name) == pl.String:
                    texts = state.folds.of((entity, name), rows.frame[name])
                    parts.setdefault(space, []).append(self._of(entity, name, texts))
        return {space: self._joined(space, tuple(found)) for space, found in parts.items()}

    def _of(self, entity: str, name: str, texts: pl.Series) -> Names:
        known = self._names.get((entity, name))
        if known is None or known[0] is not texts:
            known = texts, frozenset(texts.drop_nulls().unique().to_list())
            self._names[entity, name] = known
        return known[1]

    def _joined(self, space: str, parts: tuple[Names, ...]) -> Names:
        known = self._spaces.get(space)
        same = known is not None and len(known[0]) == len(parts)
        if known is None or not (same and all(map(_is, known[0], parts))):
            known = parts, frozenset().union(*parts)
            self._spaces[space] = known
        return known[1]


def _is(one: object, other: object) -> bool:
    return one is other


def clashes(books: Sequence[tuple[BookState, Mapping[str, Names]]]) -> Clashes:
    """The names that more than one book has, by space.

    Args:
        books: each with its names by space.
    """
    found: dict[str, Names] = {}
    for space in dict.fromkeys(space for _state, names in books for space in names):
        counts = Counter(name for _state, names in books for name in names.get(space, ()))
        shared = frozenset(name for name, count in counts.items() if count > 1)
        found[space] = _disputed(shared, books) if space == PRODUCTS else shared
    return found


def _disputed(shared: Names, books: Sequence[tuple[BookState, Mapping[str, Names]]]) -> Names:
    """The products on whose price or cost the books that name them do not agree."""
    said: dict[str, set[tuple[object, ...]]] = {name: set() for name in shared}
    for state, names in books:
        facts = _product_facts(state)
        for name in shared & names.get(PRODUCTS, frozenset()):
            said[name].add(facts.get(name, (None,) * len(_PRODUCT_FACTS)))
    return frozenset(name for name, found in said.items() if len(found) > 1)


def _product_facts(state: BookState) -> dict[str, tuple[object, ...]]:
    rows = state.rows("products")
    if rows is None or rows.live.schema.get("name") != pl.String:
        return {}
    live = rows.live
    none = pl.Series([None] * live.height, dtype=pl.Float64)
    facts = [live[n] if n in live.columns else none for n in _PRODUCT_FACTS]
    names = state.folds.of(("products", "name"), live["name"])
    return dict(zip(names, zip(*facts, strict=True), strict=True))


@lru_cache(maxsize=256)
def _listed(names: Names) -> pl.Series:
    return pl.Series(list(names), dtype=pl.String).implode()


class Marking:
    """Writes the name of one book behind the names that others have too.

    Attributes:
        label: the book's name.
        stages: its texts of stages that mean another stage elsewhere.
    """

    def __init__(self, label: str, shared: Clashes, stages: frozenset[str]) -> None:
        self.label, self.stages = label, stages
        self._shared = shared

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Marking)
            and (self.label, self.stages) == (other.label, other.stages)
            and self._shared == other._shared
        )

    __hash__ = None  # type: ignore[assignment]  # compared, never a key

    def frame(self, entity: str, frame: pl.DataFrame, state: BookState) -> pl.DataFrame:
        """The rows of an entity with their names told apart."""
        columns = []
        for name, space in spaces_of(entity).items():
            if frame.schema.get(name) != pl.String:
                continue
            hit = self._hits(space, state.folds.of((entity, name), frame[name]), frame[name])
            if hit is not None:
                columns.append(self._where(hit, name))
        if entity == "targets" and frame.schema.get("scope") == pl.String:
            hit = self._whose(frame["scope"])
            columns += [] if hit is None else [self._where(hit, "scope")]
        return frame.with_columns(columns) if columns else frame

    def _where(self, hit: pl.Series, name: str) -> pl.Expr:
        return pl.when(hit.fill_null(False)).then(pl.col(name) + MARK + self.label).otherwise(name)

    def _hits(self, space: str, texts: pl.Series, raw: pl.Series) -> pl.Series | None:
        """Which texts are to be marked; None for none of them."""
        if space == STAGES:
            return raw.str.strip_chars().is_in(_listed(self.stages)) if self.stages else None
        shared = self._shared.get(space)
        return texts.is_in(_listed(shared)) if shared else None

    def _whose(self, scopes: pl.Series) -> pl.Series | None:
        """Targets whose text of a scope ends with a rep or a team that others have too."""
        shared = self._shared.get(PEOPLE, frozenset()) | self._shared.get(TEAMS, frozenset())
        bare = scopes.str.replace_all("：", ":").str.split(":").list.last()
        return folded(bare).is_in(_listed(shared)) if shared else None

    def name(self, space: str, text: str) -> str:
        """One name of a space."""
        bare = folded(pl.Series([text], dtype=pl.String))[0]
        return marked(text, self.label) if bare in self._shared.get(space, ()) else text

    def value(self, entity: str, field: str, value: Value) -> Value:
        """One value of a field."""
        if not isinstance(value, str):
            return value
        space = spaces_of(entity).get(field, "")
        if space == STAGES:
            return marked(value, self.label) if value.strip() in self.stages else value
        if (entity, field) == ("targets", "scope"):
            hit = self._whose(pl.Series([value], dtype=pl.String))
            return marked(value, self.label) if hit is not None and hit[0] else value
        return self.name(space, value)

    def series(self, space: str, texts: pl.Expr, raw: pl.Series) -> pl.Expr:
        """A column of names of one space, null where ``texts`` is."""
        hit = self._hits(space, folded(raw), raw)
        if hit is None:
            return texts
        return pl.when(hit.fill_null(False)).then(texts + MARK + self.label).otherwise(texts)
