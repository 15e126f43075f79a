"""What can go wrong with a workbook, as one tree of exceptions.

WorkbookError                 the base: a sentence, a hint, and where
├── NotFound                  no such file or spreadsheet
├── NotAWorkbook              wrong kind, encrypted, truncated, hostile: cannot be read
├── ReadOnly                  can be read, cannot be written
├── Locked                    open in another program that holds it
├── StaleRevision             changed since it was read: read again, then commit
├── Refused                   the edit cannot be written with certainty, so it is not
└── WriteFailed               disk full, folder gone: nothing was changed
"""

from __future__ import annotations


class WorkbookError(Exception):
    """A problem told to the user in one sentence.

    Args:
        message: what is wrong, a full sentence without a trailing traceback or path noise.
        hint: what to do about it.
        where: sheet and cell, such as ``Deals!C7``, when known.
    """

    def __init__(self, message: str, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where


class NotFound(WorkbookError):
    """There is no workbook at that location."""


class NotAWorkbook(WorkbookError):
    """The file is of another kind, encrypted, damaged or hostile."""


class ReadOnly(WorkbookError):
    """The workbook can be read but not written."""


class Locked(WorkbookError):
    """Another program has the workbook open; ``owner`` names who, when known."""

    def __init__(self, message: str, hint: str = "", where: str = "", owner: str = "") -> None:
        super().__init__(message, hint, where)
        self.owner = owner


class StaleRevision(WorkbookError):
    """The workbook changed since the revision the changes were made against."""


class Refused(WorkbookError):
    """The change cannot be written without risk to something else, so nothing was written."""


class WriteFailed(WorkbookError):
    """Writing failed on the way; the workbook is as it was."""
