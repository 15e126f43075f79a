"""One consistent copy of a workbook file that other programs may be saving."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.errors import N_, NotAWorkbook, NotFound, WorkbookError

if TYPE_CHECKING:
    from adapters.outlines import Revision

MAX_FILE_BYTES = 512 * 2**20
_PAUSE = 0.05  # seconds between two attempts
_JUST_NOW = 5_000_000_000  # ns
_END_RECORD = b"PK\x05\x06"
_END_RECORD_REACH = 22 + 0xFFFF  # the end record and the longest comment after it


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What tells cheaply that a file is untouched: inode, size in bytes, mtime in ns."""

    inode: int
    size: int
    modified: int

    @staticmethod
    def of(path: Path) -> FileStamp:
        """The stamp of the file that ``path`` leads to; raises OSError."""
        return FileStamp.of_status(path.stat())

    @staticmethod
    def of_status(status: os.stat_result) -> FileStamp:
        """The stamp within a stat result."""
        return FileStamp(status.st_ino, status.st_size, status.st_mtime_ns)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All bytes of the file at one moment; ``name`` is the file's."""

    data: bytes
    stamp: FileStamp
    revision: Revision
    name: str = ""


def revision_of(data: bytes) -> Revision:
    """The revision of a file with these bytes."""
    import hashlib

    from adapters.outlines import Revision

    return Revision(hashlib.blake2b(data, digest_size=16).hexdigest())


def read_snapshot(path: Path, patience: float = 1.0) -> Snapshot:
    """Read the file whole, again when it is missing or being written, for ``patience`` seconds.

    Raises:
        NotFound: there is no file.
        NotAWorkbook: it is a folder, too large, or being written all the time.
        WorkbookError: it must not be read.
    """
    deadline = time.monotonic() + patience
    while True:
        last_try = time.monotonic() >= deadline
        try:
            snapshot = read_once(path, accept_torn=last_try)
        except FileNotFoundError:
            if last_try:
                raise not_found(str(path)) from None
            snapshot = None
        except IsADirectoryError:
            raise NotAWorkbook(N_("This is a folder, not a workbook."), where=str(path)) from None
        except OSError as problem:
            # On Windows another program's save denies access for a moment.
            if last_try:
                raise WorkbookError(
                    N_("The workbook cannot be read: the system denies access to it."),
                    hint=N_("Close it in other programs and check your permissions."),
                    where=str(path),
                ) from problem
            snapshot = None
        if snapshot is not None:
            return snapshot
        if last_try:
            raise NotAWorkbook(
                N_("The workbook changes all the time, so it cannot be read."),
                hint=N_("Wait until the other program has finished writing it."),
                where=str(path),
            )
        time.sleep(_PAUSE)


def read_once(path: Path, *, accept_torn: bool = False) -> Snapshot | None:
    """The file's bytes, or None when it changed while reading or its end is not written yet.

    A file that keeps its torn look is what it is: with ``accept_torn`` the guard gets to say what
    is wrong with it.

    Raises:
        OSError: it is missing or access is denied, for a moment or for good.
        NotAWorkbook: it is too large.
    """
    with path.open("rb") as file:
        before = FileStamp.of_status(os.fstat(file.fileno()))
        if before.size > MAX_FILE_BYTES:
            raise NotAWorkbook(
                N_("The file is too large to be opened ({size} MB)."),
                hint=N_("Move old years or pictures to another workbook."),
                where=str(path),
                size=before.size // 2**20,
            )
        data = file.read()
        after = FileStamp.of_status(os.fstat(file.fileno()))
    if before != after or len(data) != after.size or FileStamp.of(path) != after:
        return None
    if not accept_torn and _looks_torn(data) and _is_fresh(after):
        return None
    return Snapshot(data, after, revision_of(data), path.name)


def newer_snapshot(path: Path, old: Snapshot, patience: float = 1.0) -> Snapshot | None:
    """The next state of a file that was modified just now, or None when there is none.

    A program that writes in place may pause in the middle, which no stamp tells.
    """
    deadline = time.monotonic() + patience
    while _is_fresh(old.stamp) and time.monotonic() < deadline:
        time.sleep(_PAUSE)
        try:
            if FileStamp.of(path) != old.stamp:
                return read_snapshot(path, patience)
        except OSError:
            continue
    return None


def _is_fresh(stamp: FileStamp) -> bool:
    """Whether the file was modified just now, so that its writer may not have finished."""
    return time.time_ns() - stamp.modified < _JUST_NOW


def _looks_torn(data: bytes) -> bool:
    """A zip archive whose end is missing, or an empty file: perhaps another program's half save."""
    if not data:
        return True
    return data.startswith(b"PK") and _END_RECORD not in data[-_END_RECORD_REACH:]


def not_found(location: str) -> NotFound:
    """There is no file at a location."""
    return NotFound(
        N_("There is no such file."),
        hint=N_("Check the path, or whether the drive is connected."),
        where=location,
    )
