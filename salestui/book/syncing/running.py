"""One sync of two workbooks, from reading them to keeping what they agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.errors import Disconnected, Locked, Notice, Offline, ReadOnly, WorkbookError
from adapters.protocol import Remote
from salestui.book.book import Book
from salestui.book.state import BookState
from salestui.book.syncing.agreeing import agreement_after, side_now, what_came
from salestui.book.syncing.agreement import NOTHING
from salestui.book.syncing.applying import Applied, applied, give_up_own_leftovers, notices_of
from salestui.book.syncing.guarding import guard
from salestui.book.syncing.kept import KeptAgreement
from salestui.book.syncing.planning import Change, SyncConflict, SyncPlan, planned_sync
from salestui.book.syncing.sharing import LeftOut
from salestui.book.syncing.sides import Side, both_sides
from salestui.book.syncing.wishes import End, Wish
from salestui.i18n import N_

_ONE_WRITTEN = N_("What was written to {written} stays there; the next sync goes on from it.")
_NOT_REACHED = N_("Nothing was written. Sync again once it is reached.")
_CLOSE_IT = N_("Nothing was written. Close it there, then sync again.")


@dataclass(frozen=True)
class Synced:
    """What a sync did, or would do.

    Attributes:
        titles: what the two workbooks are called.
        first: nothing was kept of an earlier sync.
        changes: what was written.
        refused: what was to be written and could not be; ``reasons``: why.
        conflicts: what waits for the user's word.
        withheld: how many changes a side did not get because it was not to be written.
        left_out: the tables and columns that are not synced.
        notices: what else is to be told.
    """

    titles: Mapping[End, str]
    first: bool
    changes: tuple[Change, ...]
    conflicts: tuple[SyncConflict, ...]
    withheld: int
    left_out: tuple[LeftOut, ...]
    refused: tuple[Change, ...] = ()
    reasons: tuple[Notice, ...] = ()
    notices: tuple[Notice, ...] = ()


def sync(here: Book, there: Book, folder: Path, wish: Wish, *, dry_run: bool = False) -> Synced:
    """Bring two workbooks, not loaded yet, in step. Blocks.

    Args:
        folder: where the agreements of pairs are kept.
        dry_run: only say what would be done.

    Raises:
        Refused: edits of a dashboard that ended wait in a journal, or ``wish`` is not certain
            about what looks wrong.
        WorkbookError: one of them cannot be read or written. What was written to the other one
            stays, and the next sync finds it equal.
    """
    books = {End.HERE: here, End.THERE: there}
    for book in books.values():
        _load(book)
        give_up_own_leftovers(book)
    locations = here.state.location, there.state.location
    with KeptAgreement(folder, *locations, look=dry_run) as kept:
        return _Syncing(books, kept, wish).run(dry_run=dry_run)


def _load(book: Book) -> None:
    book.load()
    workbook = book.workbook
    if isinstance(workbook, Remote) and not (link := workbook.link()).online:
        kind = Disconnected if link.disconnected else Offline
        raise kind(link.trouble.message, _NOT_REACHED, book.state.title, **link.trouble.parts)


class _Syncing:
    def __init__(self, books: Mapping[End, Book], kept: KeptAgreement, wish: Wish) -> None:
        self._books, self._kept, self._wish = books, kept, wish
        self._titles = _titles({end: book.state for end, book in books.items()})
        here, there = (
            {name: rows.base for name, rows in books[end].state.entities.items()}
            for end in (End.HERE, End.THERE)
        )
        self._sides = both_sides(here, there, kept.agreed)

    def run(self, *, dry_run: bool) -> Synced:
        if not self._wish.certain:
            guard(self._sides, self._kept.agreed, self._titles)
        plan = planned_sync(self._sides, self._kept.agreed, self._wish)
        self._may_write(plan)
        if dry_run:
            return self._told(plan, plan, ())
        done = self._written(plan)
        came = what_came(plan, done, self._kept.agreed)
        now: dict[End, Side] = {
            end: side_now(book.state, done[end].own) for end, book in self._books.items()
        }
        self._kept.keep(agreement_after(self._kept.agreed, self._sides, came, now))
        return self._told(plan, came, tuple(n for one in done.values() for n in notices_of(one)))

    def _may_write(self, plan: SyncPlan) -> None:
        """Both can be written, before one of them is."""
        for end, book in self._books.items():
            if not plan.of(end):
                continue
            access, title = book.write_access(), self._titles[end]
            reason = access.reason
            if access.owner:
                raise Locked(reason.message, _CLOSE_IT, title, access.owner, **reason.parts)
            if not access.allowed:
                raise ReadOnly(reason.message, "", title, **reason.parts)

    def _written(self, plan: SyncPlan) -> Mapping[End, Applied]:
        """Write both sides: one on a server first, as it is the likelier to fail."""
        order = sorted(self._books, key=lambda e: not isinstance(self._books[e].workbook, Remote))
        done: dict[End, Applied] = {}
        for end in order:
            own = self._sides[end].own
            changes = plan.of(end)
            try:
                done[end] = applied(self._books[end], changes, own) if changes else Applied(own)
            except WorkbookError as problem:
                if plan.of(end.other) and end.other in done:
                    problem.hint = _ONE_WRITTEN
                    problem.parts = {**problem.parts, "written": self._titles[end.other]}
                raise
        return done

    def _told(self, plan: SyncPlan, came: SyncPlan, reasons: tuple[Notice, ...]) -> Synced:
        written = set(map(id, came.changes))
        unsafe = (book.unsafe for book in self._books.values())
        return Synced(
            self._titles,
            self._kept.agreed is NOTHING or not any(self._kept.agreed.tables.values()),
            came.changes,
            came.conflicts,
            len(came.withheld),
            came.left_out,
            tuple(change for change in plan.changes if id(change) not in written),
            reasons,
            (*self._kept.notices, *(notice for notice in unsafe if notice is not None)),
        )


def _titles(states: Mapping[End, BookState]) -> Mapping[End, str]:
    """What tells the two apart."""
    titles = {end: state.title for end, state in states.items()}
    if len(set(titles.values())) == len(titles):
        return titles
    return {end: state.location for end, state in states.items()}
