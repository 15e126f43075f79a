"""The ``Workbook`` protocol: a versioned store of cells.

Rows and columns are 1-based and absolute, as the user sees them in the sheet. Values are plain
Python values; a date is a ``date``, a point in time a ``datetime`` without time zone.

A backend is registered as an entry point in the group ``salestui.adapters`` and is a class with a
``claims(location)`` and an ``open(location, state_dir)`` static method, see ``Backend``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from adapters.changes import Change, Commit
from adapters.contents import ReadRequest, SheetData
from adapters.errors import Notice
from adapters.outlines import Outline, Revision

_NO_REASON = Notice("")

Announce = Callable[[Revision], None]


def unannounced(revision: Revision) -> None:
    """Nobody wants to know what a commit is about to write."""


@dataclass(frozen=True, slots=True)
class WriteAccess:
    """Whether the workbook can be written now, and if not, why and who holds it."""

    allowed: bool
    reason: Notice = _NO_REASON
    owner: str = ""


class Workbook(Protocol):
    """An opened workbook. Every method may block: call it off the event loop.

    All raise ``adapters.errors.WorkbookError`` and nothing else for what a user can cause.
    """

    @property
    def location(self) -> str:
        """What the user named: a path or a URL."""

    @property
    def title(self) -> str:
        """A short name for headers: the file's name."""

    def outline(self) -> Outline:
        """Read the structure of the stored workbook as it is now, and hold that snapshot."""

    def read(self, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
        """Read cells of the snapshot that the last ``outline`` took, one result per request."""

    def changed(self) -> bool:
        """Whether the stored workbook seems to differ from the snapshot (cheap, for polling).

        False while the workbook is missing for a moment, as during another program's save.
        """

    def write_access(self) -> WriteAccess:
        """Look for lock files and permissions, without opening anything for writing."""

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        """Write the changes, all or none, if the stored workbook is still at ``expected``.

        Args:
            announce: told the revision to come before the stored workbook is touched, where that
                can be known, so that after a crash it can be told whether it came.

        Raises:
            StaleRevision: it is not; nothing was written.
            Refused, ReadOnly, Locked, WriteFailed: nothing was written.
        """

    def export(self, changes: Sequence[Change], expected: Revision, destination: Path) -> Commit:
        """Like ``commit``, into a new file; the workbook itself stays as it is.

        Raises:
            WriteFailed: the destination exists or cannot be written.
        """

    def close(self) -> None:
        """Release workers and temporary files; safe to call twice."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion wrote.

    Attributes:
        destination: the new workbook.
        by: the program that made it; empty where it holds the values alone.
        notes: what is not carried over, or not as it was.
    """

    destination: Path
    by: str
    notes: tuple[Notice, ...]


@runtime_checkable
class Convertible(Protocol):
    """A workbook of a kind that is only read, and offered for conversion to ``.xlsx``."""

    def convert(self, destination: Path, *, values_only: bool = False) -> Conversion:
        """Write all its sheets into a new ``.xlsx`` file. Blocks.

        With formulas and formats where a program that knows the kind is installed, unless
        ``values_only``.

        Raises:
            NotAWorkbook: it cannot be read.
            Refused: a value has no place in a cell of ``.xlsx``.
            WriteFailed: the destination exists or cannot be written.
        """

    def close(self) -> None:
        """Release workers and temporary files; safe to call twice."""


@dataclass(frozen=True, slots=True)
class Link:
    """How a workbook elsewhere is reached now.

    Attributes:
        online: whether the last request was answered.
        as_of: when the cells shown were read there, with time zone.
        requests: how many were sent within the last minute.
        trouble: why it is not reached, or only read; empty while all is well.
        disconnected: not reached because the account is no longer accepted.
    """

    online: bool
    as_of: datetime | None
    requests: int
    trouble: Notice = _NO_REASON
    disconnected: bool = False


@runtime_checkable
class Remote(Protocol):
    """A workbook on a server: edits go there as they are made, and wait while it is away."""

    def link(self) -> Link:
        """How it is reached; quick, asks nobody."""


class Backend(Protocol):
    """What an entry point in the group ``salestui.adapters`` loads."""

    @staticmethod
    def claims(location: str) -> bool:
        """Whether this backend opens such a location (decided by its form alone)."""

    @staticmethod
    def open(location: str, state_dir: Path) -> Workbook:
        """Open it. ``state_dir``: where the backend may keep backups. Cheap; reading comes later.

        Raises:
            NotFound, NotAWorkbook: at once where that can be told cheaply.
        """
