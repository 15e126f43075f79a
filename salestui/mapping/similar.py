"""Names that are most likely one name written in two ways: ``GTXPro`` beside ``GTX Pro``.

They are suggested, never made one: figures keep telling them apart until the workbook does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from adapters.addresses import a1
from salestui.mapping import problems
from salestui.mapping.layout import SHEET, Column, Problem, TableLayout
from salestui.mapping.table import ROW, EntityTable

LISTED = 200
"""So many spellings of one kind of name are listed."""

_SHOWN = 5
"""So many cells of a spelling are named."""

_KINDS: tuple[tuple[tuple[str, str], ...], ...] = (
    (("members", "name"), ("deals", "owner"), ("customers", "owner"), ("targets", "rep"),
     ("members", "manager")),
    (("members", "team"), ("deals", "team"), ("targets", "team")),
    (("members", "region"), ("deals", "region"), ("customers", "region"), ("targets", "region")),
    (("products", "name"), ("deals", "product"), ("targets", "product"), ("members", "product")),
    (("customers", "name"), ("deals", "customer")),
    (("deals", "stage"),),
    (("products", "series"),),
    (("customers", "industry"),),
    (("deals", "source"),),
)  # fmt: skip
"""Columns that hold the same kind of name, the sheet that lists these names first."""

_REFERENCES = frozenset({("members", "name"), ("products", "name"), ("customers", "name")})

_SEPARATORS = r"[\s\p{Pd}_.,·・'’/\\()、，]+"
_LOOSE = re.compile(r"(?<!\d)[\s\-‐‑–—_.,·・'’/\\()、，]+|[\s\-‐‑–—_.,·・'’/\\()、，]+(?!\d)")


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One text in one column."""

    table: EntityTable
    column: Column
    text: str
    count: int
    listed: bool


def similar_values(tables: Mapping[str, EntityTable]) -> tuple[Problem, ...]:
    """A warning for each spelling of a name that another, better one stands for.

    The better one is listed on the sheet of these names (team, products, customers), or else the
    one in most cells.
    """
    return tuple(note for kind in _KINDS for note in _similar(tables, kind))


def _similar(
    tables: Mapping[str, EntityTable], kind: tuple[tuple[str, str], ...]
) -> Iterator[Problem]:
    counts = [c for place in kind if (c := _counts(tables, *place)) is not None]
    if not counts:
        return
    doubtful = _doubtful(pl.concat(counts)["text"].unique())
    if not doubtful:
        return
    groups: dict[str, list[_Spelling]] = {}
    for place in kind:
        for spelling in _spellings(tables, place, doubtful):
            groups.setdefault(name_key(spelling.text), []).append(spelling)
    told = [found for group in groups.values() for found in _worse(group)]
    for spelling, better in told[:LISTED]:
        layout, column = spelling.table.layout, spelling.column
        if cells := _cells(spelling):
            sheet, row = cells[0]
            first = layout.on(sheet)
            own = first.column(column.name) or column
            places = row, [_address(layout, column, cell, sheet) for cell in cells]
            count = spelling.count
            yield problems.similar_value(first, own, places, spelling.text, better, count=count)


def _counts(tables: Mapping[str, EntityTable], entity: str, name: str) -> pl.DataFrame | None:
    """The texts of a column and in how many cells each is."""
    table = tables.get(entity)
    if table is None or table.layout.column(name) is None or name not in table.frame.columns:
        return None
    texts = table.frame[name].drop_nulls()
    return texts.alias("text").value_counts() if texts.dtype == pl.String else None


def _doubtful(texts: pl.Series) -> frozenset[str]:
    """The texts that differ from another one by case, width, spaces or separators only."""
    coarse = (
        pl.col("text").str.normalize("NFKC").str.to_lowercase().str.replace_all(_SEPARATORS, "")
    )
    alike = texts.alias("text").to_frame().filter(coarse.is_duplicated())
    return frozenset(alike["text"])


def name_key(text: str) -> str:
    """What all spellings of a name share; separators between digits count (``1.5`` is not 15)."""
    return _LOOSE.sub("", unicodedata.normalize("NFKC", text).casefold())


def _spellings(
    tables: Mapping[str, EntityTable], place: tuple[str, str], doubtful: Collection[str]
) -> Iterator[_Spelling]:
    counts = _counts(tables, *place)
    if counts is None:
        return
    table = tables[place[0]]
    column = table.layout.column(place[1])
    found = counts.filter(pl.col("text").is_in(list(doubtful))).sort("text")
    for text, count in found.iter_rows():
        if column is not None:
            yield _Spelling(table, column, text, count, place in _REFERENCES)


def _worse(group: list[_Spelling]) -> Iterator[tuple[_Spelling, str]]:
    """The spellings to be replaced, each with the better one."""
    if len({s.text for s in group}) == 1:
        return
    weight: dict[str, tuple[bool, int]] = {}
    for spelling in group:
        listed, count = weight.get(spelling.text, (False, 0))
        weight[spelling.text] = (listed or spelling.listed, count + spelling.count)
    better = max(sorted(weight), key=lambda text: weight[text])
    yield from ((s, better) for s in group if s.text != better)


_Cell = tuple[str | None, int]
"""The sheet, where the table is over several, and the row."""


def _cells(spelling: _Spelling) -> list[_Cell]:
    """Where its first cells are."""
    table = spelling.table
    same = pl.col(spelling.column.name) == spelling.text
    found = table.frame.filter(same & pl.col(ROW).is_not_null()).head(_SHOWN)
    sheets = found[SHEET].to_list() if SHEET in table.place else [None] * found.height
    return list(zip(sheets, found[ROW].to_list(), strict=True))


def _address(layout: TableLayout, column: Column, cell: _Cell, sheet: str | None) -> str:
    """A cell's address, without the sheet where that is ``sheet``."""
    part = layout.on(cell[0])
    position = (part.column(column.name) or column).position or 1
    address = a1(part.sheet, cell[1], position)
    return address.rpartition("!")[2] if cell[0] == sheet else address
