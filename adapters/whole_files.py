"""Files that appear whole or not at all, and take the place of another only where that is asked."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_WINDOWS = os.name == "nt"
_BINARY: int = getattr(os, "O_BINARY", 0)  # Windows only
_BY_UMASK = 0o666


@contextmanager
def whole_file(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file of that name when the block ends well.

    Until then nothing is to be seen under the name, and a file that was there stays as it was.

    Args:
        replace: take the place of an ordinary file that is there, keeping its mode; a symbolic
            link is followed.

    Raises:
        FileExistsError: there is one, which is not to be replaced or is no ordinary file.
        PermissionError: it is marked read-only, or the folder allows no new files.
        OSError: it cannot be written.
    """
    target = path.resolve() if replace else path
    if target.exists() and not (replace and target.is_file()):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    if target.exists() and not target.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    with temporary_beside(target) as (stream, temporary):
        yield stream
        written(stream)
        if replace:
            with suppress(FileNotFoundError):
                temporary.chmod(stat.S_IMODE(target.stat().st_mode))
            temporary.replace(target)
        else:
            claim(target, temporary)
    sync_folder(target.parent)


@contextmanager
def temporary_beside(path: Path, mode: int = _BY_UMASK) -> Iterator[tuple[BinaryIO, Path]]:
    """An open file of another name in the same folder, removed unless it was renamed."""
    temporary = path.with_name(f".{secrets.token_hex(8)}.salestui.tmp")
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, mode)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream, temporary
    finally:
        temporary.unlink(missing_ok=True)


def written(stream: BinaryIO) -> None:
    """Wait until what was written is on the disk, and close: Windows renames no open file."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()


def claim(path: Path, temporary: Path) -> None:
    """Give a written file a name that nothing has yet.

    Raises:
        FileExistsError: something has it.
    """
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: reserve the name, then fill it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        temporary.replace(path)


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where folders can be synced."""
    if _WINDOWS:
        return
    with suppress(OSError):  # some network file systems cannot; the file itself is synced
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
