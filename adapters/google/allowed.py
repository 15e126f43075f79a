"""Whether an account may write to a spreadsheet now, as far as was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
