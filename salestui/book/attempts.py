"""How long writing is tried while others keep writing the same workbook."""

from __future__ import annotations

from adapters.errors import StaleRevision
from salestui.i18n import N_

ATTEMPTS = 5
"""Times a save is tried again when others keep saving in between."""


def restless() -> StaleRevision:
    """The workbook changed before each of these attempts."""
    return StaleRevision(
        N_("The workbook keeps changing while it is being saved."),
        N_("Wait until the other program has finished, then save again."),
    )
