"""What the history tells, taken back: whose rows are which by now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from adapters.errors import Notice
from salestui.book.edits import Edit
from salestui.book.journal.reader import Entry, PastChange
from salestui.book.rereading import Identities
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.mapping.table import ID

_UNKNOWN = N_("{title}: this was kept without the row it was in, and no row is called that now.")
_SHEET_GONE = N_("{title}: the workbook has no sheet of such rows now.")


@dataclass(frozen=True, slots=True)
class Placed:
    """Changes of the history with the rows they are about now.

    Attributes:
        changes: number in this dashboard's own journal (else 0) and edit, as ``take_back`` has it.
        unplaced: why there is no row for others.
    """

    changes: tuple[tuple[int, Edit], ...]
    unplaced: tuple[Notice, ...]


def placed(
    state: BookState, entries: Sequence[Entry], own_slot: int, identities: Identities
) -> Placed:
    """The changes of entries as edits of rows of a state.

    Those of this dashboard's own journal name their rows; of others the key tells which row it is.
    """
    found: list[tuple[int, Edit]] = []
    unplaced: list[Notice] = []
    keys: dict[str, Mapping[str, int]] = {}
    new: dict[tuple[int, str, int], int] = {}
    for entry in entries:
        if (change := entry.change) is None:
            continue
        called = change.title or change.key or f"#{change.row + 1}"
        rows = state.entities.get(change.entity)
        if rows is None:
            unplaced.append(Notice(_SHEET_GONE, {"title": called}))
            continue
        own = entry.slot == own_slot
        if change.entity not in keys:
            keys[change.entity] = _rows_by_key(rows)
        row = _row(change, rows, keys[change.entity], own=own)
        if row is None and change.kind == "delete":  # it comes back as a row of its own
            row = new.setdefault((entry.slot, change.entity, change.row), identities.take(1))
        if row is None:
            unplaced.append(Notice(_UNKNOWN, {"title": called}))
            continue
        found.append((change.number if own else 0, change.edit(row)))
    return Placed(tuple(found), tuple(unplaced))


def row_now(state: BookState, entry: Entry, own_slot: int) -> int | None:
    """The row that a change is about, if it is there now; ``own_slot`` as for ``placed``."""
    change = entry.change
    rows = state.entities.get(change.entity) if change is not None else None
    if change is None or rows is None:
        return None
    row = _row(change, rows, _rows_by_key(rows), own=entry.slot == own_slot)
    return row if row in rows.positions else None


def _row(change: PastChange, rows: Rows, keys: Mapping[str, int], *, own: bool) -> int | None:
    if own and change.row >= 0 and (change.row in rows.positions or change.kind == "delete"):
        return change.row
    return keys.get(change.key) if change.key else None


def _rows_by_key(rows: Rows) -> dict[str, int]:
    """Rows by the value of their key field, of those that have one of their own."""
    key = rows.layout.entity.key
    if key not in rows.live.columns:
        return {}
    found: dict[str, int] = {}
    double: set[str] = set()
    for row, value in rows.live.select(ID, key).iter_rows():
        if value is not None:
            double.update([str(value)] if str(value) in found else [])
            found[str(value)] = row
    return {value: row for value, row in found.items() if value not in double}
