"""What a check can find, in words, and how findings become a list of problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from adapters.addresses import a1
from salestui.i18n import N_
from salestui.mapping.layout import SHEET, Column, Problem
from salestui.mapping.table import ID, ROW, EntityTable

LISTED = 200
"""So many cells are listed one by one for each kind and column; the rest is counted."""

_LONGEST = 60
_FIRST_HAN = "\u2e80"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that checks look for; the fields are those of ``Problem``."""

    code: str
    severity: str
    message: str
    hint: str


UNKNOWN_STAGE = Kind(
    "unknown-stage",
    "error",
    N_("{text} is no stage of the playbook {playbook}, so the deal is in no figure."),
    N_("Use one of its stages ({stages}), or choose another playbook."),
)
NO_STAGE = Kind(
    "no-stage",
    "error",
    N_("This deal has no stage, so it is in no figure."),
    N_("Give it a stage."),
)
UNKNOWN_OWNER = Kind(
    "unknown-owner",
    "warning",
    N_("{text} is not in the sheet {sheet}, so the deal may belong to no team."),
    N_("Write the name as there, or add it there."),
)
UNKNOWN_CUSTOMER = Kind(
    "unknown-customer",
    "warning",
    N_("{text} is not in the sheet {sheet}."),
    N_("Write the name as there, or add it there."),
)
UNKNOWN_PRODUCT = Kind(
    "unknown-product",
    "warning",
    N_("{text} is not in the sheet {sheet}."),
    N_("Write the name as there, or add it there."),
)
UNKNOWN_TARGET = Kind(
    "unknown-target-owner",
    "warning",
    N_("There is a target for {text}, who is not in the sheet {sheet}."),
    N_("Write the name as there, or add it there."),
)
MEANT = N_("Did you mean {near}?")
"""The hint where the other sheet has a name much like it."""

WON_WITHOUT_DATE = Kind(
    "won-without-date",
    "error",
    N_("This sale has no close date, so it counts in no period."),
    N_("Write the day it was won."),
)
WON_WITHOUT_AMOUNT = Kind(
    "won-without-amount",
    "error",
    N_("This sale has no amount, so it counts for nothing."),
    N_("Write its amount, 0 if there is none."),
)
CLOSE_BEFORE_CREATED = Kind(
    "close-before-created",
    "warning",
    N_("The deal closes on {text}, before it was created on {created}."),
    N_("Correct one of the two dates."),
)
PROBABILITY = Kind(
    "probability-out-of-range",
    "error",
    N_("A probability of {text} is not between 0% and 100%, so it is not used."),
    N_("Write 0.35 or 35%."),
)
_MORE = N_("{count} more cells of the column {header} are alike.")


def in_chinese(texts: Iterable[str]) -> bool:
    """Whether texts of a sheet, and so what is offered in their place, are in Chinese."""
    return any(character >= _FIRST_HAN for text in texts for character in text)


def listed(
    kind: Kind, table: EntityTable, column: Column, hits: pl.DataFrame, **parts: str
) -> Iterator[Problem]:
    """The problems of one kind in one column, the first ones each, the rest as a number.

    Args:
        hits: the rows (``_id``) and the parts of the sentence that differ by row. A column
            ``near``, where not null, is asked about in place of the kind's hint.
        parts: what is the same for all rows.
    """
    placed = in_sheets(table, hits)
    skip = {ID, *table.place}
    for found in placed.head(LISTED).iter_rows(named=True):
        own = {k: _short(str(v)) for k, v in found.items() if k not in skip and v is not None}
        hint = MEANT if "near" in own else kind.hint
        yield _problem(kind, (kind.message, hint), table, column, found=found, parts=parts | own)
    if (rest := placed.height - LISTED) > 0:
        own = {"count": str(rest), "header": _short(column.header)}
        first = placed.row(LISTED, named=True)
        yield _problem(kind, (_MORE, ""), table, column, found=first, parts=own)


def in_sheets(table: EntityTable, hits: pl.DataFrame) -> pl.DataFrame:
    """The hits with their place, in the workbook's order; new rows have no cell to name yet."""
    placed = hits.join(table.frame.select(ID, *table.place), on=ID)
    placed = placed.filter(pl.col(ROW).is_not_null())
    if SHEET not in table.place:
        return placed.sort(ROW)
    sheets = [part.sheet for part in table.layout.parts]
    order = pl.col(SHEET).replace_strict(sheets, range(len(sheets)), default=len(sheets))
    return placed.sort(order, ROW)


def _problem(
    kind: Kind,
    words: tuple[str, str],
    table: EntityTable,
    column: Column,
    *,
    found: Mapping[str, Any],
    parts: dict[str, str],
) -> Problem:
    layout, row = table.layout.on(found.get(SHEET)), found[ROW]
    position = (layout.column(column.name) or column).position
    return Problem(
        kind.severity,
        kind.code,
        a1(layout.sheet, row, position or layout.first_column),
        *words,
        tuple(parts.items()),
        layout.entity.name,
        row,
        column.name,
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
