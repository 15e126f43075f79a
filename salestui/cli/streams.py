"""Standard output and standard error as scripts meet them: closed, full, of another encoding."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
_STANDARD = 3
"""Standard input, output and error are files 0, 1 and 2."""


def prepare() -> None:
    """Make the streams fit for data in any language; to be called before anything is opened.

    What goes into a pipe or a file is UTF-8, whatever the locale says, so that Chinese survives
    cron and Windows; a terminal gets what it can show. A stream that is closed becomes one that
    leads nowhere: the next file opened would take its number, and the output would go into it.
    """
    for number in range(_STANDARD):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        _encode(stream)


def abandon() -> None:
    """Let nothing more be written to standard output: at the end Python would try again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_of_output(problem: OSError) -> bool:
    """Whether it tells of standard output that takes no more: errors of files name the file."""
    return problem.filename is None and problem.errno in _FULL


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open to the end


def _encode(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="replace")
