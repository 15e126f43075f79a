"""A dashboard that is killed in mid-save, without a process of its own."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.changes import Change, Commit
from adapters.outlines import Revision
from adapters.protocol import Announce, Workbook, unannounced
from salestui.book.book import Book


class Killed(BaseException):
    """Nothing after it is done; no ``except`` of the book stops it."""


def killed_saving(book: Book, *, written: bool) -> None:
    """Save, and end between the announcement and what follows it.

    Args:
        written: whether the workbook was written before the end.
    """
    workbook = book.workbook
    commit = workbook.commit

    def last_words(
        changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        def announced(coming: Revision) -> None:
            announce(coming)
            if not written:
                raise Killed

        commit(changes, expected, announced)
        raise Killed

    _let(workbook, last_words)
    try:
        book.save()
    except Killed:
        pass
    finally:
        _let(workbook, commit)
        book.close()


def _let(workbook: Workbook, commit: object) -> None:
    workbook.commit = commit  # type: ignore[method-assign, assignment]
