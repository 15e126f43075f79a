"""Headers among the rows of a table: its own once more, or that of another table further down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from salestui.mapping.headings import names_columns
from salestui.mapping.records import is_stage, tells_a_record
from salestui.mapping.row_labels import are_units
from salestui.mapping.typed import Typed
from salestui.model.fields import TEXTUAL

_LOOKED_AT = 1000
"""So many rows of a kind are looked at; no sheet has more headers."""

_FEWEST = 3
"""So many texts a header at least has that stands right below records and over texts only."""


@dataclass(frozen=True, slots=True)
class HeadersBelow:
    """Rows, counted from 0: those that repeat the header, and where another table begins."""

    repeated: tuple[int, ...] = ()
    other: int | None = None


def headers_below(columns: Sequence[Typed], filled: pl.Series) -> HeadersBelow:
    """Find the rows that hold names of fields and nothing else.

    Only rows below a blank one, or one row further down, below a title, are looked at, those with
    texts where numbers or dates belong, and those without any number or date. Of the last kind
    more is asked, as a record of which little is known looks like them.
    """
    begins = (filled & ~filled.shift(1, fill_value=True)).arg_true().to_list()
    places = {*begins, *(n + 1 for n in begins if n + 1 < filled.len())}
    places |= {b.index for t in columns if t.column.type not in TEXTUAL for b in t.bad}
    bare = _without_values(columns, filled) - places
    bad: dict[int, list[str]] = {}
    for cell in (b for t in columns for b in t.bad if not b.is_error):
        bad.setdefault(cell.index, []).append(cell.text)
    own = {t.column.header.casefold() for t in columns}
    repeated: list[int] = []
    for place in sorted({*sorted(places)[:_LOOKED_AT], *bare}):
        written = _texts(columns, place)
        texts = [] if written is None else [*written, *bad.get(place, ())]
        if not names_columns(texts) or are_units(texts):
            continue
        if place in bare and not _only_here(columns, place):
            continue
        if {text.casefold() for text in texts} <= own:
            repeated.append(place)
            continue
        if place not in begins and _is_record(columns, place):
            continue
        title = place - 1 in begins and len(_texts(columns, place - 1) or ()) == 1
        return HeadersBelow(tuple(repeated), place - 1 if title else place)
    return HeadersBelow(tuple(repeated))


def _texts(columns: Sequence[Typed], place: int) -> list[str] | None:
    """The texts of a row as understood; None where it holds numbers, dates or flags too."""
    texts: list[str] = []
    for t in columns:
        value = t.values[place]
        if isinstance(value, str):
            texts.append(value)
        elif value is not None:
            return None
    return texts


def _is_record(columns: Sequence[Typed], place: int) -> bool:
    """Whether a row has a text, not the name of a field, that fits its column.

    A stage in the column of stages, or a text that stands there elsewhere.
    """
    cells = ((t, text) for t in columns if isinstance(text := t.values[place], str))
    told = ((t, text) for t, text in cells if tells_a_record(text))
    return any(
        (t.column.name == "stage" and is_stage(text)) or (t.values == text).sum() > 1
        for t, text in told
    )


def _without_values(columns: Sequence[Typed], filled: pl.Series) -> set[int]:
    """The first filled rows without a number, date or flag, in a table that has columns of them."""
    others = [t.values.is_null() for t in columns if t.column.type not in TEXTUAL]
    if not others:
        return set()
    frame = pl.DataFrame([filled.alias("filled"), *(s.alias(str(i)) for i, s in enumerate(others))])
    bare = frame.select(pl.all_horizontal(pl.all())).to_series().arg_true()
    return set(bare.head(_LOOKED_AT).to_list())


def _only_here(columns: Sequence[Typed], place: int) -> bool:
    """Whether a row has several texts, all different, and none that its column has elsewhere."""
    cells = [(t, text) for t in columns if isinstance(text := t.values[place], str)]
    return len({text.casefold() for _, text in cells}) == len(cells) >= _FEWEST and not any(
        (t.values == text).sum() > 1 for t, text in cells
    )
