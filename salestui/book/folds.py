"""Texts folded for comparison, and what follows from them, kept from one state to the next.

Folding every text of a big sheet takes ten times as long as comparing it with what it was before.
So what is kept here is held against the texts of the state that asks: only those that differ are
folded again, and nothing kept is ever wrong. All states of a book share one of these; any thread
may ask it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import polars as pl

Key = tuple[str, ...]
"""An entity and a column; more where several things follow from one."""

Made = TypeVar("Made")

_REPEATED = 0.5
"""Where no larger share of a column's texts are distinct, each is folded once."""

_PATCHED = 0.2
"""Where a larger share of a column's texts changed, all of them are folded anew."""


def folded_text(column: str) -> pl.Expr:
    """A column of texts as they are compared; null where nothing is left to compare."""
    plain = pl.col(column).str.normalize("NFKC").str.to_lowercase()
    return plain.str.replace_all(r"[^\p{L}\p{N}]+", "").replace("", None)


def folded(texts: pl.Series) -> pl.Series:
    """The same of a series."""
    said = texts.to_frame("text")
    distinct = said.unique()
    if distinct.height > _REPEATED * said.height:
        return said.select(folded_text("text")).to_series().alias(texts.name)
    known = distinct.with_columns(folded=folded_text("text"))  # each text once
    found = said.join(known, on="text", how="left", nulls_equal=True, maintain_order="left")
    return found["folded"].alias(texts.name)


class Folds:
    """What was folded last of each column, and what was made of it."""

    def __init__(self) -> None:
        self._texts: dict[Key, tuple[pl.Series, pl.Series]] = {}
        self._same: dict[Key, pl.Series] = {}
        self._made: dict[Key, tuple[tuple[object, ...], object]] = {}

    def of(self, key: Key, texts: pl.Series) -> pl.Series:
        """The folded texts of a column; the very series as before where no text changed."""
        known = self._texts.get(key)
        if known is not None and known[0].equals(texts):
            return known[1]
        found = folded(texts) if known is None else _folded_again(texts, *known)
        self._texts[key] = texts, found
        return found

    def same(self, key: Key, values: pl.Series) -> pl.Series:
        """These values; the very series as before where none changed."""
        known = self._same.get(key)
        if known is not None and known.equals(values):
            return known
        self._same[key] = values
        return values

    def made(self, key: Key, parts: tuple[object, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` gives, made again when any of the parts is another one than before.

        Args:
            parts: all that it is made of; things that are never changed in place.
        """
        known = self._made.get(key)
        if known is not None and _the_same(known[0], parts):
            return known[1]  # type: ignore[return-value]  # what this key's make gave
        found = make()
        self._made[key] = parts, found
        return found


def _the_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))


def _folded_again(texts: pl.Series, before: pl.Series, known: pl.Series) -> pl.Series:
    """The folded texts, of which only those that are not as before are worked out."""
    if texts.len() < before.len():
        return folded(texts)
    head, tail = texts.head(before.len()), texts.tail(texts.len() - before.len())
    changed = head.ne_missing(before).arg_true()
    if changed.len() > _PATCHED * before.len():
        return folded(texts)
    found = known.clone()
    if changed.len():
        found = found.scatter(changed, folded(head.gather(changed)))
    return pl.concat([found, folded(tail)]) if tail.len() else found
