"""Send what is pending to a workbook elsewhere: an edit that is refused holds up no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.errors import Refused
from salestui.book.book import SaveReport
from salestui.book.rereading import RefreshReport
from salestui.book.state import BookState
from salestui.book.together.roll_up import AnyBook

RowKey = tuple[str, int]
"""An entity and a row's identity."""

Edited = tuple[object, ...]
"""What is pending in one row; equal as long as it was not edited again."""


@dataclass
class Sent:
    """What sending did.

    Attributes:
        refused: the rows whose edits were not accepted, with what was pending in them.
        reasons: why, each once.
    """

    report: SaveReport = field(default_factory=lambda: SaveReport(0))
    refused: dict[RowKey, Edited] = field(default_factory=dict)
    reasons: list[Refused] = field(default_factory=list)

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
    doubted = {(c.entity, c.row) for c in state.conflicts}
    found: dict[RowKey, list[object]] = {}
    for name, rows in state.present.items():
        overlay = rows.overlay
        for row in overlay.added:
            found.setdefault((name, row), []).append("added")
        for row in (r for r in overlay.deleted if (name, r) not in doubted):
            found.setdefault((name, row), []).append("deleted")
        for (row, column), value in overlay.cells.items():
            waits = row in overlay.deleted and (name, row) in doubted
            if (name, row, column) not in held and not waits:
                found.setdefault((name, row), []).append((column, value))
    return {key: tuple(edits) for key, edits in found.items()}


def send(book: AnyBook, refused: Mapping[RowKey, Edited]) -> Sent:
    """Save everything pending that was not refused before. Blocks.

    Where the whole is refused, it is halved until the rows that cannot be written are known.

    Raises:
        WorkbookError: of another kind than ``Refused``; some of it may be written.
    """
    waiting = waiting_rows(book.state)
    rows = [key for key, edits in waiting.items() if refused.get(key) != edits]
    sent = Sent()
    if rows:
        sender = _Sender(book, waiting, sent)
        sender.send(rows, None if len(rows) == len(waiting) else frozenset(rows))
    return sent


@dataclass(frozen=True)
class _Sender:
    book: AnyBook
    waiting: Mapping[RowKey, Edited]
    sent: Sent

    def send(self, rows: Sequence[RowKey], only: frozenset[RowKey] | None) -> None:
        """Save these rows (``only`` them, or all that is pending by now), or the halves of them."""
        try:
            self.sent.add(self.book.save(only))
        except Refused as problem:
            if len(rows) == 1:
                self.sent.refused[rows[0]] = self.waiting[rows[0]]
                if all(str(problem) != str(known) for known in self.sent.reasons):
                    self.sent.reasons.append(problem)
                return
            middle = len(rows) // 2
            for part in (rows[:middle], rows[middle:]):
                self.send(part, frozenset(part))
