"""Which book of a roll-up a new row belongs to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl

from salestui.book.edits import Value
from salestui.book.folds import folded
from salestui.book.together.layouts import sheet_name
from salestui.book.together.showing import Showing
from salestui.book.together.telling_apart import MARK, TEAMS, spaces_of
from salestui.mapping.layout import BOOK, SHEET


def home_of(
    showings: Sequence[Showing],
    entity: str,
    values: Mapping[str, Value],
    near: str | None = None,
) -> str | None:
    """The sheet for a new row: of the book that its values name, else ``near``, else the first.

    Its values name a book by its name, by a row that only one book has, or by its team. None where
    no book has a sheet for the entity.

    Args:
        near: the sheet of the row beside which it is made.
    """
    held = [showing for showing in showings if entity in showing.rows]
    layouts = {s.member.label: s.state.entities[entity].layout for s in held}
    said = values.get(SHEET)
    for label, layout in layouts.items():
        if any(said == sheet_name(label, part.sheet) for part in layout.sheets):
            return str(said)
    found = _named(showings, entity, values, layouts)
    if found is None and near is not None:
        return near
    sheets = {label: sheet_name(label, on.sheets[-1].sheet) for label, on in layouts.items()}
    return sheets[found] if found is not None else next(iter(sheets.values()), None)


def _named(
    showings: Sequence[Showing], entity: str, values: Mapping[str, Value], labels: Collection[str]
) -> str | None:
    """The book that the values of a new row name."""
    if values.get(BOOK) in labels:
        return str(values[BOOK])
    spaces = spaces_of(entity)
    texts = [(name, text) for name, text in values.items() if isinstance(text, str)]
    for name, text in texts:
        if name not in spaces or not text.strip():
            continue
        mark = text.rpartition(MARK)[2]
        if mark in labels:
            return mark
        who = _knowing(showings, spaces[name], text)
        if len(who) == 1 and who[0] in labels:
            return who[0]
    return None


def _knowing(showings: Sequence[Showing], space: str, text: str) -> list[str]:
    """The books in which a name of a space occurs."""
    bare = folded(pl.Series([text], dtype=pl.String))[0]
    found = []
    for showing in showings:
        own = showing.teamless and space == TEAMS and text == showing.member.label
        if own or bare in showing.member.names.get(space, ()):
            found.append(showing.member.label)
    return found
