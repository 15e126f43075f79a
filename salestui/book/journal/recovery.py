"""What a dashboard left unsaved, on top of what the workbook holds now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from salestui.book.edits import Edit
from salestui.book.journal.landing import after_save, landed, with_edits
from salestui.book.journal.outbox import Unsaved
from salestui.book.merge import rebuilt
from salestui.book.rereading import Identities, Reread, reread, with_gone
from salestui.book.rows import Overlay, Rows, opened
from salestui.book.state import BookState, Conflict
from salestui.book.transitions import following
from salestui.mapping.table import EntityTable


@dataclass(frozen=True)
class Left:
    """What was left, without what the last save had written before the dashboard ended.

    Attributes:
        bases: the rows that the edits are about, as they were then.
        edits: in order; ``conflicts``: those of them that wait for the user's word.
    """

    bases: Mapping[str, EntityTable]
    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def rows(self) -> dict[str, Rows]:
        """The rows with the edits pending."""
        return {name: with_edits(base, name, self.edits) for name, base in self.bases.items()}

    @property
    def known(self) -> dict[str, EntityTable]:
        """The bases with the rows that went away under an edit, which may be back."""
        return {
            name: with_gone(opened(base), [c for c in self.conflicts if c.entity == name]).base
            for name, base in self.bases.items()
        }


def left_of(unsaved: Unsaved, tables: Mapping[str, EntityTable], token: str) -> Left:
    """What of a journal's edits is still to be done.

    Args:
        tables: what the workbook holds now; ``token``: its revision.
    """
    sent, pending = unsaved.sent, unsaved.pending
    if not sent or token == unsaved.token:
        return Left(unsaved.bases, (*sent, *pending), unsaved.conflicts)
    if token == unsaved.attempt:
        return Left(after_save(unsaved.bases, sent), pending, unsaved.conflicts)
    found = landed(unsaved.bases, sent, tables)
    return Left(found.bases, (*found.edits, *pending), (*unsaved.conflicts, *found.conflicts))


def recovered(state: BookState, left: Left, identities: Identities) -> Reread:
    """What was left, pending on top of a state's base; conflicts included.

    The state's rows have the identities of those that were left.
    """
    tables = {name: rows.base for name, rows in state.entities.items()}
    old = replace(state, entities=left.rows, conflicts=left.conflicts)
    return reread(old, tables, identities, aligned=True)


def joined(then: BookState, now: BookState) -> BookState:
    """What is pending in ``now`` on top of ``then``, whose rows are the same; conflicts of both.

    What was edited now came later: it holds, and a row that was to be deleted then stays.
    """
    entities = dict(then.entities)
    for name, rows in now.entities.items():
        if rows.overlay:
            entities[name] = rebuilt(rows.base, _joined(entities[name].overlay, rows.overlay))
    asked = {(c.entity, c.row, c.column) for c in then.conflicts}
    more = (c for c in now.conflicts if (c.entity, c.row, c.column) not in asked)
    state = replace(then, entities=entities, conflicts=(*then.conflicts, *more))
    return following(now, state)


def _joined(then: Overlay, now: Overlay) -> Overlay:
    edited = {row for row, _column in now.cells}
    return Overlay(
        {**then.cells, **now.cells},
        tuple(dict.fromkeys((*then.added, *now.added))),
        (then.deleted - edited) | now.deleted,
    )
