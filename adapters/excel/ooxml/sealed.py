"""Workbooks that may be read but not changed, told when they are opened and refused when written.

A signature would be void after any edit, and a shared workbook's own log of changes would lack it.
"""

from __future__ import annotations

from collections.abc import Iterable

from adapters.errors import N_, Notice, Refused

_SIGNED = N_("The workbook is digitally signed: it can be read, but not changed here.")
_SHARED = N_(
    "The workbook is shared in Excel's old way, with a log of changes: it can be read, but not "
    "changed here."
)
_HINTS = {
    _SIGNED: N_("Save an unsigned copy in Excel and work with that."),
    _SHARED: N_("Turn off sharing in Excel (Review, Share Workbook) and open it again."),
}


def seal(*, signed: bool, shared: bool) -> Notice | None:
    """Why a workbook must not be changed, None where it may."""
    return Notice(_SIGNED) if signed else Notice(_SHARED) if shared else None


def seal_among(notes: Iterable[Notice]) -> Notice | None:
    """The note among those of an outline that forbids changes."""
    return next((note for note in notes if note.message in _HINTS), None)


def refuse_sealed(note: Notice | None) -> None:
    """Raise ``Refused`` for a workbook that has a seal."""
    if note is not None:
        raise Refused(note.message, hint=_HINTS[note.message])
