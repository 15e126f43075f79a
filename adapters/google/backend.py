"""The Google backend: one spreadsheet, pulled whole, followed, and written cell by cell."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from adapters.errors import Notice, Offline, Refused, StaleRevision, WorkbookError
from adapters.google.allowed import moved_on, place_of, refusal_of
from adapters.google.assembling import assembled, renewed, told_apart
from adapters.google.cache import Cache
from adapters.google.failures import in_trash
from adapters.google.following import Clock, Pace, Reach, Start, in_thread
from adapters.google.locations import canonical
from adapters.google.outlining import outline_of
from adapters.google.pulling import differs, pull
from adapters.google.reading import read
from adapters.google.requesting import Requests
from adapters.google.structure import FileAnswer
from adapters.outlines import Outline, Revision
from adapters.protocol import Announce, Link, WriteAccess, unannounced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.changes import Change, Commit
    from adapters.contents import ReadRequest, SheetData
    from adapters.google.client import SalesClient
    from adapters.google.pulled import Pull
    from adapters.google.writing import Writer

_PATIENCE = 2.0
"""Seconds that ``changed`` waits for a look; what a slower one finds is told when next asked."""


class GoogleWorkbook:
    """One spreadsheet; see ``protocol.Workbook`` and ``protocol.Remote``.

    Args:
        connect: gives the client that requests go through, once one is needed.
        clock: seconds, as of ``time.monotonic``.
        start: runs a look at the service beside everything else.
    """

    def __init__(
        self,
        spreadsheet: str,
        state_dir: Path,
        connect: Callable[[], SalesClient],
        *,
        clock: Clock = monotonic,
        start: Start = in_thread,
    ) -> None:
        self._spreadsheet = spreadsheet
        self._author = blake2b(str(state_dir).encode(), digest_size=8).hexdigest()
        self._connect = connect
        self._start = start
        self._cache = Cache(state_dir, spreadsheet)
        self._wire = threading.RLock()  # one piece of work with the service at a time
        self._looking = threading.Lock()
        self._pace = Pace(clock)
        self._reach = Reach()
        self._client: SalesClient | None = None
        self._writer: Writer | None = None
        self._held: Pull | None = None  # the snapshot that the last outline took
        self._waiting: Pull | None = None  # a newer one, for the next outline
        self._file: FileAnswer | None = None
        self._drive = True  # whether Drive tells of this file
        self._used: dict[str, frozenset[int]] = {}

    @property
    def location(self) -> str:
        """``gsheets:`` and its id, however the user named it."""
        return canonical(self._spreadsheet)

    @property
    def title(self) -> str:
        """Its name in Drive; its id until that is known."""
        return self._held.title if self._held is not None else self._spreadsheet

    def outline(self) -> Outline:
        """Read all of it as it is now; see ``protocol.Workbook``.

        Where it is not reached the first time, what was read last is served, and ``link`` says so.
        Right after a commit this is what the commit read back.
        """
        with self._wire:
            written = self._held if self._pace.take_settled() else None
            found, self._waiting = self._waiting or written or self._pulled_or_kept(), None
            self._held = found if self._held is None else told_apart(found, self._held)
            return outline_of(self._held)

    def _pulled_or_kept(self) -> Pull:
        try:
            found = self._pulled()
        except WorkbookError:
            kept = self._cache.load() if self._held is None else None
            if kept is None:
                raise
            self._pace.failed()
            return kept
        self._cache.store(found)
        return found

    def _pulled(self) -> Pull:
        """Everything as it is now.

        Raises:
            WorkbookError: as ``link`` says too.
        """
        with self._noting():
            version = self._version()
            return self._pulled_anew(version)

    def _repulled(self) -> Pull:
        """The cells as they are now, formats as they were where nothing speaks against it."""
        with self._noting():
            return self._pulled_anew("", self._held)

    def _pulled_anew(self, version: str, known: Pull | None = None) -> Pull:
        at = datetime.now(UTC).astimezone()
        content = pull(self._requests(), known.content if known is not None else None)
        self._pace.pulled()
        return assembled(content, at, version or (known.version if known is not None else ""))

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells of the snapshot that the last ``outline`` took; asks nobody."""
        if self._held is None:
            self.outline()
        assert self._held is not None
        used: dict[str, frozenset[int]] = {}
        for request in requests:
            used[request.sheet] = used.get(request.sheet, frozenset()) | request.columns.keys()
        self._used = used
        return read(self._held, requests)

    def changed(self) -> bool:
        """Whether a look in the background found other cells; begins the next look when due."""
        if self._held is not None and self._pace.due and self._looking.acquire(blocking=False):
            self._start(self._look)
        if self._looking.acquire(timeout=_PATIENCE):
            self._looking.release()
        held, waiting = self._held, self._waiting
        return held is not None and waiting is not None and waiting.token != held.token

    def _look(self) -> None:
        try:
            with self._wire:
                self._follow()
        except WorkbookError:
            self._pace.failed()
        finally:
            self._looking.release()

    def _follow(self) -> None:
        """Ask Drive, then look at the cells if they may have changed."""
        known = self._waiting or self._held
        assert known is not None
        with self._noting():
            asked = self._pace.hint_due and self._drive
            version = self._version() if asked else ""
            self._pace.hinted()
            hinted = bool(version) and version != known.version
            if not (self._pace.pull_due or hinted or not self._reach.online):
                return
            at = datetime.now(UTC).astimezone()
            if differs(self._requests(), known.content, self._used):
                self._waiting = self._pulled_anew(version, known)
                self._cache.store(self._waiting)
            elif self._waiting is not None:
                self._waiting = replace(known, at=at, version=version or known.version)
            else:
                self._held = replace(known, at=at, version=version or known.version)
            self._pace.pulled()

    def _version(self) -> str:
        """Drive's number of the file; empty where Drive does not tell."""
        if not self._drive or self._http().account.keyed:
            return ""
        try:
            self._file = self._requests().file()
        except Offline:
            raise
        except WorkbookError:  # no right to, not enabled: the cells are looked at all the same
            self._drive = False
            return ""
        return self._file.version

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note how it is reached."""
        try:
            yield
        except WorkbookError as problem:
            self._reach.failed(problem)
            raise
        self._reach.answered()
        if self._file is not None and self._file.trashed:
            self._reach.warned(in_trash())

    def link(self) -> Link:
        """How it is reached; see ``protocol.Remote``."""
        known = self._waiting or self._held
        sent = self._client.requests_in_the_last_minute() if self._client is not None else 0
        at = known.at if known is not None else None
        reach = self._reach
        return Link(reach.online, at, sent, reach.trouble, reach.disconnected)

    def write_access(self) -> WriteAccess:
        """Whether this account may write, as far as was told; asks nobody."""
        if (refused := self._refused()) is None:
            return WriteAccess(True)
        return WriteAccess(False, Notice(refused.message, refused.parts))

    def _refused(self) -> WorkbookError | None:
        return refusal_of(self._client.account if self._client is not None else None, self._file)

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        """Write the touched cells, looked at right before and after; see ``protocol.Workbook``.

        Raises:
            Offline, Disconnected: it is not reached; whether something was written is found out
                when it is.
        """
        with self._wire:
            held = self._expected(expected)
            if (refused := self._refused()) is not None:
                raise refused
            with self._noting():
                try:
                    written = self._writing().write(held, changes, announce)
                except StaleRevision:
                    self._waiting = None  # what waits may be older than what was found
                    raise
                except Refused as problem:
                    problem.where = problem.where or place_of(changes)
                    raise
            self._held, self._waiting = written.pull, None
            if written.settled:
                self._pace.settled()
            else:
                self._pace.hurry()
            self._cache.store(written.pull)
            return written.commit

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """Write it with the changes into a new Excel workbook; see ``exporting.exported``."""
        from adapters.google.exporting import exported

        with self._wire:
            held = self._expected(expected)
            return exported(held, changes, destination, self._xlsx)

    def _xlsx(self, held: Pull, *, exact: bool) -> bytes:
        """The spreadsheet as Google gives it.

        Raises:
            WorkbookError: not given, or, where it has to be ``exact``, not what is held.
        """
        data = self._requests().xlsx()
        everything = {sheet.title: sheet.values.keys() for sheet in held.sheets}
        if exact and differs(self._requests(), held.content, everything):
            raise moved_on()
        return data

    def _expected(self, expected: Revision) -> Pull:
        if self._held is None or self._held.token != expected.token:
            raise moved_on()
        return self._held

    def _http(self) -> SalesClient:
        if self._client is None:
            self._client = self._connect()
            self._client.faltering = self._reach.failed
        return self._client

    def _requests(self) -> Requests:
        return Requests(self._http(), self._spreadsheet)

    def _writing(self) -> Writer:
        from adapters.google.writing import Writer

        if self._writer is None:
            self._writer = Writer(self._http(), self._repulled, renewed, self._author)
        return self._writer

    def close(self) -> None:
        """End all waiting and close the connections; safe to call twice."""
        if self._client is not None:
            self._client.close()
