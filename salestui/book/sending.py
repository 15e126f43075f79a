"""Send what is pending to a workbook elsewhere: an edit that is refused holds up no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.errors import Refused, WorkbookError
from salestui.book.book import Book, SaveReport
from salestui.book.rereading import RefreshReport
from salestui.book.state import BookState

RowKey = tuple[str, int]
"""An entity and a row's identity."""

Edited = tuple[object, ...]
"""What is pending in one row; equal as long as it was not edited again."""


@dataclass
class Sent:
    """What sending did; ``refused``: the rows whose edits were not accepted, and why."""

    report: SaveReport = field(default_factory=lambda: SaveReport(0))
    refused: dict[RowKey, WorkbookError] = field(default_factory=dict)

    def add(self, more: SaveReport) -> None:
        """Count another part in."""
        before = self.report
        differences = {**before.refresh.differences, **more.refresh.differences}
        conflicts = (*before.refresh.new_conflicts, *more.refresh.new_conflicts)
        refresh = RefreshReport(differences, conflicts)
        written = before.written + more.written
        commit = more.commit or before.commit
        self.report = replace(more, written=written, commit=commit, refresh=refresh)


def waiting_rows(state: BookState) -> dict[RowKey, Edited]:
    """The rows with edits that no conflict holds back, and what is pending in each."""
    held = {(c.entity, c.row, c.column) for c in state.conflicts}
    found: dict[RowKey, list[object]] = {}
    for name, rows in state.entities.items():
        overlay = rows.overlay
        for row in overlay.added:
            found.setdefault((name, row), []).append("added")
        for row in overlay.deleted:
            found.setdefault((name, row), []).append("deleted")
        for (row, column), value in overlay.cells.items():
            if (name, row, column) not in held:
                found.setdefault((name, row), []).append((column, value))
    return {key: tuple(edits) for key, edits in found.items()}


def sendable(state: BookState, refused: Mapping[RowKey, Edited]) -> list[RowKey]:
    """The rows that wait, without those whose edits were refused as they still are."""
    return [key for key, edits in waiting_rows(state).items() if refused.get(key) != edits]


def send(book: Book, refused: Mapping[RowKey, Edited]) -> Sent:
    """Save everything pending that was not refused before. Blocks.

    Where the whole is refused, it is halved until the rows that cannot be written are known.

    Raises:
        WorkbookError: of another kind than ``Refused``; some of it may be written.
    """
    rows = sendable(book.state, refused)
    sent = Sent()
    if rows:
        _send(book, rows, sent, whole=len(rows) == len(waiting_rows(book.state)))
    return sent


def _send(book: Book, rows: Sequence[RowKey], sent: Sent, *, whole: bool) -> None:
    try:
        sent.add(book.save(None if whole else frozenset(rows)))
    except Refused as problem:
        if len(rows) == 1:
            sent.refused[rows[0]] = problem
            return
        middle = len(rows) // 2
        for part in (rows[:middle], rows[middle:]):
            _send(book, part, sent, whole=False)
