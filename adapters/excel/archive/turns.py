"""One writer at a time: nobody of ours comes between the last look at a file and its replacement.

Two dashboards that both found the file as expected would otherwise replace it one after the other,
and what the first one wrote would be gone. Other programs do not ask for a turn.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from adapters.errors import N_, Locked

_WINDOWS = os.name == "nt"
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP})
_PAUSE = 0.005


@contextmanager
def turn(path: Path, patience: float = 30.0) -> Iterator[None]:
    """Hold the turn to replace a file, until the block or the process ends, however that ends.

    Where the file system knows no locks there are no turns.

    Args:
        patience: seconds that others are waited for; a turn takes as long as reading the file.

    Raises:
        Locked: somebody holds it longer.
    """
    until = monotonic() + patience
    with _by_file(path, until) if _WINDOWS else _by_lock(path, until):
        yield


@contextmanager
def _by_lock(path: Path, until: float) -> Iterator[None]:
    """A lock on the file itself, which leaves nothing behind."""
    descriptor = _locked(path, until)
    try:
        yield
    finally:
        os.close(descriptor)


def _locked(path: Path, until: float) -> int:
    """A descriptor of the file, locked where that can be; replaced meanwhile, of the new one."""
    import fcntl

    while True:
        descriptor = os.open(path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, descriptor):
                return descriptor
        except BlockingIOError:
            pass
        except OSError as problem:
            if problem.errno in _NO_LOCKS:
                return descriptor
            os.close(descriptor)
            raise
        os.close(descriptor)
        _wait(until)


def _is_still(path: Path, descriptor: int) -> bool:
    return os.path.samestat(os.fstat(descriptor), path.stat())


@contextmanager
def _by_file(path: Path, until: float) -> Iterator[None]:
    """A file beside it that ends with its process: Windows does not replace an open file."""
    beside = path.with_name(f"~{path.name}.turn")
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0)
    descriptor: int | None = None
    while descriptor is None:
        try:
            descriptor = os.open(beside, flags)
        except (FileExistsError, PermissionError):
            _wait(until)
    try:
        yield
    finally:
        os.close(descriptor)
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _wait(until: float) -> None:
    if monotonic() > until:
        raise Locked(
            N_("The file is open in another program."), hint=N_("Close it there and save again.")
        )
    sleep(_PAUSE)
