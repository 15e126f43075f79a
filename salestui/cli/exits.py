"""Exit codes, stable for scripts."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of ``salestui`` says."""

    OK = 0
    FAILED = 1
    USAGE = 2
    UNREADABLE = 3
    UNWRITABLE = 4
    PROBLEMS = 5
    REFUSED = 6
    CONFLICTS = 7
    TAKEN = 8
    UNEXPECTED = 70
