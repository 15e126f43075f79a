"""The outline of a pull, and what is said of the spreadsheet as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adapters.errors import N_, Notice
from adapters.outlines import Outline, Revision

if TYPE_CHECKING:
    from adapters.google.pulled import Pull


def outline_of(pull: Pull) -> Outline:
    """The structure of all sheets that have cells."""
    sheets = tuple(sheet.outline for sheet in pull.sheets)
    return Outline(Revision(pull.token), sheets, tuple(_notes(pull)))


def _notes(pull: Pull) -> Iterator[Notice]:
    for sheet in pull.sheets:
        if sheet.guarded:
            yield Notice(
                N_("Cells of the sheet {sheet} are protected: this account may not change them."),
                {"sheet": sheet.title},
            )
