"""What a sync changes in one workbook: edits of its book, saved, and in its history as ``sync``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from adapters.errors import Notice, Refused
from salestui.book.book import Book
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField
from salestui.book.labels import sharing
from salestui.book.placing import placed
from salestui.book.rows import Rows
from salestui.book.sending import send
from salestui.book.syncing.agreement import Spot
from salestui.book.syncing.planning import Change, Done
from salestui.book.syncing.wishes import LABEL
from salestui.i18n import N_
from salestui.mapping.layout import SHEET

_UNSAVED = N_("Edits that a dashboard left are not in {title} yet.")
_DECIDE = N_("Nothing was written. Open it in the dashboard, save them or give them up first.")


@dataclass
class Applied:
    """What became of the changes of one side.

    Attributes:
        own: by entity and shared identity, the identities of rows in the book, new ones included.
        failed: the shared identities of rows, by entity, of which something was not written.
        held: cells that were changed there in this very moment.
        reasons: why rows were refused.
    """

    own: Mapping[str, Mapping[int, int]]
    failed: set[tuple[str, int]] = field(default_factory=set)
    held: set[Spot] = field(default_factory=set)
    reasons: list[Refused] = field(default_factory=list)


def give_up_own_leftovers(book: Book) -> None:
    """Give up the edits of a sync that was killed: this one works them out anew.

    Raises:
        Refused: edits of a person wait too.
    """
    if book.left_over() is None:
        return
    if _labels_waiting(book) != {LABEL}:
        raise Refused(_UNSAVED, _DECIDE, title=book.state.title)
    book.discard()


def _labels_waiting(book: Book) -> set[str]:
    """The labels of the acts whose changes wait in the book's journal."""
    path = book.journal_path
    if path is None:
        return set()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=2)) as journal:
        found = journal.execute(
            "SELECT DISTINCT h.label FROM change c JOIN history h ON h.id = c.act "
            "WHERE c.state = 'waiting'"
        )
        return {label for (label,) in found}


def applied(book: Book, changes: Sequence[Change], own: Mapping[str, Mapping[int, int]]) -> Applied:
    """Make the changes in a book and save it. Blocks.

    Args:
        own: by entity and shared identity, the rows' identities in the book.

    Raises:
        WorkbookError: nothing was written, as far as can be told; nothing is left pending.
    """
    names = {entity: dict(rows) for entity, rows in own.items()}
    done = Applied(names)
    added = [change for change in changes if change.done is Done.ADDED]
    for change, row in zip(added, book.new_rows(len(added)), strict=True):
        names[change.entity][change.row] = row
    entities = book.state.entities
    book.apply(LABEL, [e for c in changes for e in _edits(c, entities[c.entity], names)])
    try:
        sent = send(book, {})
        back = {entity: {row: shared for shared, row in rows.items()}
                for entity, rows in names.items()}  # fmt: skip
        done.reasons = sent.reasons
        done.failed = {(entity, back[entity][row]) for entity, row in sent.refused}
        done.held = {(c.entity, back[c.entity][c.row], c.column) for c in book.state.conflicts}
    finally:
        if book.state.is_pending:
            book.discard()
    return done


def _edits(change: Change, rows: Rows, names: Mapping[str, Mapping[int, int]]) -> Iterator[Edit]:
    row = names[change.entity][change.row]
    if change.done is Done.ADDED:
        cells = {name for name in change.values if rows.layout.column(name) is not None}
        cells |= {SHEET} if rows.layout.parts else set()
        values = {name: v for name, v in change.values.items() if name in cells}
        yield AddRow(change.entity, row, placed(rows.layout, values))
    elif change.done is Done.REMOVED:
        yield DeleteRow(change.entity, row, rows.values(row))
    elif change.column is not None:
        cell = (row, change.column.name, change.after)
        for (other, name), value in dict(sharing(rows, [cell])).items():
            yield SetField(change.entity, other, name, rows.held(other, name), value)


def notices_of(done: Applied) -> list[Notice]:
    """Why rows were refused, as sentences."""
    return [Notice(reason.message, reason.parts) for reason in done.reasons]
