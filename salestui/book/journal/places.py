"""Where the journal of a workbook is, and who has it."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from getpass import getuser
from hashlib import blake2b
from pathlib import Path

from adapters.locations import file_of
from salestui.book.journal.schema import unsaved_in

_MOST = 16
"""Dashboards on one workbook at once that have a journal each."""


@dataclass(slots=True)
class Place:
    """A journal's file that is ours until ``lock`` is closed, by a crash too.

    ``held_by``: who has the one that comes first, if that was not free.
    """

    path: Path
    lock: sqlite3.Connection
    held_by: str = ""


def journal_paths(folder: Path, location: str) -> list[Path]:
    """The files that may be a workbook's journals: one for each dashboard at once."""
    file = file_of(location)
    where = str(file.resolve()) if file is not None and file.exists() else location
    name = blake2b(where.encode(), digest_size=12).hexdigest()
    return [folder / f"{name}{f'-{n}' if n else ''}.sqlite" for n in range(_MOST)]


def commands_path(folder: Path, location: str) -> Path:
    """The file of what commands did with a workbook; no dashboard takes it for its own."""
    first = journal_paths(folder, location)[0]
    return first.with_name(f"{first.stem}-commands{first.suffix}")


def unsaved_edits(folder: Path, location: str) -> int:
    """How many edits of a workbook wait in journals; quick, changes nothing."""
    return sum(unsaved_in(path) for path in journal_paths(folder, location))


def taken(folder: Path, location: str) -> Place | None:
    """A journal that nobody has: one with unsaved edits before the others.

    Raises:
        OSError, sqlite3.Error: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = journal_paths(folder, location)
    held_by = ""
    for path in sorted(paths, key=lambda path: not unsaved_in(path)):
        if (lock := _locked(path)) is not None:
            return Place(path, lock, held_by)
        held_by = held_by or _holder(path).read_text(encoding="utf-8", errors="replace")
    return None


def left_elsewhere(folder: Path, location: str, own: Path) -> int:
    """How many edits other dashboards left that ended too; quick, changes nothing of them."""
    total = 0
    for path in journal_paths(folder, location):
        if path == own or not (count := unsaved_in(path)):
            continue
        if (lock := _locked(path)) is not None:
            lock.close()
            total += count
    return total


def _locked(path: Path) -> sqlite3.Connection | None:
    """The lock beside a journal: a transaction that ends with its process, however that ends."""
    lock = sqlite3.connect(
        path.with_suffix(".lock"), timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as problem:
        lock.close()
        if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return None
        raise
    _holder(path).write_text(f"{user_name()} ({os.getpid()})", encoding="utf-8")
    return lock


def user_name() -> str:
    """Who works here, as the machine knows them."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in containers
        return "?"


def _holder(path: Path) -> Path:
    return path.with_suffix(".holder")
