"""Rows of a table that are no records: units below the header, counts and notes at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import polars as pl

from salestui.mapping.row_labels import are_units, is_total, plain
from salestui.mapping.typed import Typed
from salestui.model.fields import TEXTUAL

_COUNT = re.compile(r"(?:row |deal |record )?count|笔数|个数|条数|件数|单数|计数|记录数", re.I)
_COUNTED = re.compile(
    r"(?:共\s*)?\d[\d,]*(?:\.0+)?\s*(?:deals?|records?|rows?|items?|orders?|[笔个条单项件])?", re.I
)
_NOTE = re.compile(
    r"[*※]|(?:notes?|source|remarks?|legend|disclaimer|nb|n\.b\.)\s*:"
    r"|(?:last updated|as of|prepared by|generated (?:on|by))\b"
    r"|[备附]?注\d?\s*[:.、]|说明\s*:|备注|数据(?:来源|截[止至])|来源\s*:|制表|填表|更新(?:时间|日期)"
    r"|截[止至]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+|(?:\S+\s+){3,}\S+[.!]|.{10,}[。！]|[^\x00-\xff]{25,}")
_NO_ID = re.compile(r"\S+\s+\S+\s+\S.*|[^\x00-\xff]{6,}.*")
_MOST = 200
"""So many rows at the end of a table are looked at."""


def asides(columns: Sequence[Typed], filled: pl.Series) -> dict[int, str]:
    """The rows (counted from 0) that are no records, with what they say.

    The first row counts where all it holds are units, one of them in a column of numbers. At the
    end of the table a row with one text counts that reads like a note, and one that says how many
    records there are; rows of totals may stand among them. A record of which only the name is
    known stays one.
    """
    found: dict[int, str] = {}
    rows = filled.arg_true()
    if rows.len() and rows[0] == 0 and (units := _units(columns)):
        found[0] = units
    for place in reversed(rows.tail(_MOST).to_list()):
        cells = list(_cells(columns, place))
        texts = [cell for _, cell in cells if isinstance(cell, str)]
        if _is_note(cells) or _counts(cells):
            found[place] = " ".join(texts)
        elif not any(is_total(text) for text in texts):
            break
    return found


def _is_note(cells: Sequence[tuple[str, object]]) -> bool:
    """Whether the only cell of a row is a remark on the table."""
    if len(cells) != 1 or not isinstance(cells[0][1], str):
        return False
    name, text = cells[0][0], plain(cells[0][1])
    return bool(
        _NOTE.match(text) or _SENTENCE.fullmatch(text) or (name == "id" and _NO_ID.fullmatch(text))
    )


def _counts(cells: Sequence[tuple[str, object]]) -> bool:
    """Whether the cells of a row are the number of records, with its label or its unit."""
    texts = [plain(str(value)) for _, value in cells]
    if len(texts) == 1:
        return bool(_COUNTED.fullmatch(texts[0])) and texts[0][-1].isalpha()
    labels = [t for t in texts if _COUNT.fullmatch(t.rstrip(": "))]
    return len(texts) == 2 and len(labels) == 1 and any(map(_COUNTED.fullmatch, texts))


def _units(columns: Sequence[Typed]) -> str:
    """The units in the first row; empty where it holds anything else."""
    bad = [b.text for t in columns if t.column.type not in TEXTUAL for b in t.bad if b.index == 0]
    cells = [cell for _, cell in _cells(columns, 0)]
    texts = [cell for cell in cells if isinstance(cell, str)]
    return " ".join(texts) if bad and len(texts) == len(cells) and are_units(texts) else ""


def _cells(columns: Sequence[Typed], place: int) -> Iterator[tuple[str, object]]:
    """What a row holds by the names of its columns; cells not understood as their texts."""
    for t in columns:
        value = t.values[place]
        if value is not None:
            yield t.column.name, value
        else:
            yield from ((t.column.name, b.text) for b in t.bad if b.index == place and b.text)
