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

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:
    """Mark a sentence for translation where it is shown; adapters speak English."""
    return message


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence to show, of what is no error: a template and what fills its ``{placeholders}``."""

    message: str
    parts: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, translated and filled."""
        return _filled(translate(self.message), self.parts)


class WorkbookError(Exception):
    """A problem told to the user in one sentence.

    ``message`` and ``hint`` may hold ``{placeholders}``, filled from ``parts`` after translation,
    so that what stands in a cell or a path never takes part in the look-up.

    Args:
        message: what is wrong, a full sentence.
        hint: what to do about it.
        where: sheet and cell, such as ``Deals!C7``, when known.
    """

    default_hint = N_("Read the workbook again, or open it in Excel to see what is wrong.")
    """What to do about it where nothing better is known."""

    def __init__(self, message: str, hint: str = "", where: str = "", **parts: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint or self.default_hint
        self.where = where
        self.parts = parts

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """What is wrong and where, translated and filled."""
        text = _filled(translate(self.message), self.parts)
        return f"{self.where}: {text}" if self.where else text

    def advice(self, translate: Callable[[str], str] = str) -> str:
        """What to do about it, translated and filled."""
        return _filled(translate(self.hint), self.parts)

    def __str__(self) -> str:
        return self.sentence()


def _filled(template: str, parts: Mapping[str, object]) -> str:
    for name, value in parts.items():
        template = template.replace("{" + name + "}", str(value))
    return template


class NotFound(WorkbookError):
    """There is no workbook at that location."""


class NotAWorkbook(WorkbookError):
    """The file is of another kind, encrypted, damaged or hostile."""

    default_hint = N_("Open it in Excel, let it repair the file, and save it; or use a backup.")


class ReadOnly(WorkbookError):
    """The workbook can be read but not written."""


class Locked(WorkbookError):
    """Another program has the workbook open; ``owner`` names who, when known."""

    def __init__(
        self, message: str, hint: str = "", where: str = "", owner: str = "", **parts: object
    ) -> None:
        super().__init__(message, hint, where, **parts)
        self.owner = owner


class StaleRevision(WorkbookError):
    """The workbook changed since the revision the changes were made against."""


class Refused(WorkbookError):
    """The change cannot be written without risk to something else, so nothing was written."""

    default_hint = N_("Nothing was written. Make this change in Excel.")


class WriteFailed(WorkbookError):
    """Writing failed on the way; the workbook is as it was."""


class Offline(WorkbookError):
    """The server was not reached, or did not answer in time; what was to be written waits."""

    default_hint = N_("Nothing is lost: your edits are kept and sent when the server answers.")


class Disconnected(WorkbookError):
    """The server no longer accepts who we are; what was to be written waits."""

    default_hint = N_("Run: salestui connect. Your edits are kept until then.")
