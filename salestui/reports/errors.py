"""What stops a report from being made."""

from __future__ import annotations


class Unmakeable(Exception):
    """A report cannot be made in a format; one sentence in the current language.

    Attributes:
        hint: what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class TemplateFault(Unmakeable):
    """A template cannot be used; the message names the file, the line and what is wrong."""
