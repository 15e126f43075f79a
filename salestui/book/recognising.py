"""The rows of a first reading known again: the identities that they had in earlier sessions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from salestui.book.rereading import Identities, aligned_table, numbered, renumbered
from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW, EntityTable


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of the reading before.

    Attributes:
        token: the revision of the workbook that ``bases`` were read of.
        next_row: the first identity that was never given.
        read_at: when that was; None where it was not kept.
    """

    token: str
    bases: Mapping[str, EntityTable]
    next_row: int
    read_at: datetime | None = None


def recognised(
    tables: Mapping[str, EntityTable], token: str, known: Known | None, identities: Identities
) -> Mapping[str, EntityTable]:
    """The tables as read, with the identities that are known of their rows; fresh ones else."""
    if known is None or not known.next_row:
        identities.take(max(table.frame.height for table in tables.values()))
        return tables
    identities.take(known.next_row)
    return {
        name: _recognised(table, known.bases.get(name), token == known.token, identities)
        for name, table in tables.items()
    }


def _recognised(
    table: EntityTable, before: EntityTable | None, unchanged: bool, identities: Identities
) -> EntityTable:
    if before is None:
        return numbered(table, identities)
    if unchanged and (same := _by_place(before, table)) is not None:
        return same
    return aligned_table(before, table, identities)


def _by_place(before: EntityTable, now: EntityTable) -> EntityTable | None:
    """Rows of the same revision of the workbook are those in the same places, if all are there."""
    place = [n for n in (SHEET, ROW) if n in before.frame.columns and n in now.frame.columns]
    if before.layout.sheet != now.layout.sheet or before.frame.height != now.frame.height:
        return None
    if not before.frame.select(place).equals(now.frame.select(place)):
        return None
    if before.frame[ID].equals(now.frame[ID]):
        return now
    return renumbered(now, now.frame.with_columns(before.frame[ID]))
