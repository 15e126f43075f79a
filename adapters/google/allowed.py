"""Whether an account may write to a spreadsheet now, as far as was told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.addresses import a1
from adapters.changes import Change, SetCell
from adapters.errors import N_, StaleRevision, WorkbookError
from adapters.google.failures import in_trash, only_for_reading

if TYPE_CHECKING:
    from adapters.google.client import Account
    from adapters.google.structure import FileAnswer


def refusal_of(account: Account | None, file: FileAnswer | None) -> WorkbookError | None:
    """Why it may not; None where it may, or where nothing is known.

    Args:
        file: what Drive told; None where it does not.
    """
    if account is not None and (account.keyed or account.read_only):
        return only_for_reading("")
    if file is None:
        return None
    if file.trashed:
        return in_trash()
    if not file.capabilities.can_edit:
        return only_for_reading(account.name if account is not None else "")
    return None


def moved_on() -> StaleRevision:
    """The changes were made against another state."""
    return StaleRevision(
        N_("The spreadsheet was changed by someone else in the meantime."),
        N_("Nothing was written. Read it again and repeat."),
    )


def place_of(changes: Sequence[Change]) -> str:
    """Where a refusal is, as the service names no place: the cell, where only one is changed."""
    if len(changes) != 1 or not isinstance(changes[0], SetCell):
        return ""
    return a1(changes[0].sheet, changes[0].row, changes[0].column)
