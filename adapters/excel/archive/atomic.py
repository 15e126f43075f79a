"""Files that are either the old or the new one, never a part of it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from adapters.errors import N_, Locked, ReadOnly, WorkbookError, WriteFailed
from adapters.excel.archive.turns import turn
from adapters.whole_files import sync_folder, temporary_beside, whole_file, written

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_WINDOWS = os.name == "nt"
_PRIVATE = 0o600


def replace_atomically(path: Path, data: bytes, *, expect: Callable[[], None]) -> None:
    """Replace a file's content in one step that survives a crash; mode and owner stay.

    A symbolic link is followed. ``expect`` is called right before the replacement and raises if
    the file is no longer what it should be; no other writer of ours comes between the two.

    Raises:
        ReadOnly, Locked, WriteFailed: with the file as it was.
    """
    with _told():
        target = path.resolve(strict=True)
        check_replaceable(target)
        with temporary_beside(target, _PRIVATE) as (stream, temporary):
            stream.write(data)
            written(stream)
            _copy_attributes(target, temporary)
            with turn(target):
                expect()
                temporary.replace(target)
        sync_folder(target.parent)


def write_new(path: Path, data: bytes) -> None:
    """Create a file, whole or not at all; one that is already there is never touched.

    Raises:
        WriteFailed: the path exists, or the folder is missing or full.
        ReadOnly: the folder does not allow new files.
    """
    with _told():
        try:
            with whole_file(path) as stream:
                stream.write(data)
        except FileExistsError as problem:
            raise WriteFailed(
                N_("There is already a file named {name}."),
                hint=N_("Choose another name."),
                name=path.name,
            ) from problem


def check_replaceable(path: Path) -> None:
    """Raise ``ReadOnly`` for what must not be replaced, with the reason.

    A file marked read-only could be replaced by anyone who may write to its folder, and a second
    hard link would keep the old content: both are refused.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ReadOnly(N_("This is not an ordinary file."))
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise ReadOnly(
            N_("The file is marked read-only."), hint=N_("Ask its owner for permission to write.")
        )
    if found.st_nlink > 1:
        raise ReadOnly(
            N_("The file is linked under several names; saving would part them."),
            hint=N_("Make a copy of the file and open that."),
        )
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ReadOnly(
            N_("The folder does not allow new files, which a safe save needs."),
            hint=N_("Ask for permission to write to the folder, or copy the workbook."),
        )


def _copy_attributes(source: Path, target: Path) -> None:
    """Owner, extended attributes and mode, as far as the system lets us."""
    found = source.stat()
    if hasattr(os, "chown"):
        for owner, group in ((found.st_uid, -1), (-1, found.st_gid)):
            with suppress(PermissionError):
                os.chown(target, owner, group)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(source):
                with suppress(OSError):
                    os.setxattr(target, name, os.getxattr(source, name))
    target.chmod(stat.S_IMODE(found.st_mode))  # last: a change of owner clears bits


@contextmanager
def _told() -> Iterator[None]:
    """Turn the system's errors into sentences."""
    try:
        yield
    except OSError as problem:
        raise _explained(problem) from problem


def _explained(problem: OSError) -> WorkbookError:
    if problem.errno in _FULL:
        return WriteFailed(
            N_("The file was not saved: the disk is full or your quota is used up."),
            hint=N_("Free some space and save again; nothing was lost."),
        )
    if problem.errno == errno.EROFS:
        return ReadOnly(
            N_("The file is on a read-only medium."), hint=N_("Copy it elsewhere first.")
        )
    if isinstance(problem, PermissionError):
        if _WINDOWS:  # Windows refuses to replace a file that is open
            return Locked(
                N_("The file is open in another program."),
                hint=N_("Close it there and save again."),
            )
        return ReadOnly(
            N_("You may not write the file or to its folder."),
            hint=N_("Ask for permission to write."),
        )
    if isinstance(problem, FileNotFoundError):
        return WriteFailed(
            N_("The file was not saved: it or its folder is gone."),
            hint=N_("Check whether it was moved or a network drive was disconnected."),
        )
    return WriteFailed(
        N_("The file was not saved: {reason}."),
        hint=N_("Nothing was changed; try again."),
        reason=problem.strerror or type(problem).__name__,
    )
