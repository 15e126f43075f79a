"""The parent's end of the process that computes formulas: it waits so long and no longer."""

from __future__ import annotations

import logging
import subprocess
import sys

from adapters.excel.recalculation.engine_wire import Job, Results, packed, read_reply

PATIENCE = 8.0
"""Seconds: a save is waited for, and 2 million cells take two to three. Without an answer in time
the results that depend on the change are left out of the file, which is always right."""

_log = logging.getLogger(__name__)


def computed(jobs: list[Job], books: list[bytes], patience: float | None = None) -> list[Results]:
    """The results of each job, or nothing when the engine fails, falls over or takes too long.

    Args:
        patience: seconds to wait, ``PATIENCE`` if none are given.
    """
    seconds = PATIENCE if patience is None else patience
    try:
        process = subprocess.Popen(
            # -P: modules are never taken from the folder the user happens to be in.
            [sys.executable, "-P", "-m", "adapters.excel.recalculation.engine_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C in the terminal is for the parent alone
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as problem:
        _log.warning("The engine could not be started: %s", problem)
        return []
    with process:
        try:
            answer, said = process.communicate(b"".join(packed(jobs, books)), seconds)
            return read_reply(answer).results if process.returncode == 0 else _failed(said)
        except (subprocess.TimeoutExpired, OSError, ValueError) as problem:
            process.kill()
            return _failed(str(problem).encode())


def _failed(said: bytes) -> list[Results]:
    _log.warning("The engine gave no results: %s", said[-2000:].decode(errors="replace"))
    return []
