"""Google spreadsheets: read through gspread, followed by polling, written cell by cell.

Importing this package loads nothing heavy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapters.google.locations import claims, spreadsheet_id

if TYPE_CHECKING:
    from adapters.google.backend import GoogleWorkbook

__all__ = ["GoogleBackend"]


class GoogleBackend:
    """Opens ``gsheets:ID`` and addresses of the browser; see ``protocol.Backend``."""

    @staticmethod
    def claims(location: str) -> bool:
        """Whether it is the location of a Google spreadsheet."""
        return claims(location)

    @staticmethod
    def open(location: str, state_dir: Path) -> GoogleWorkbook:
        """Open it; nothing is asked before its outline is."""
        spreadsheet = spreadsheet_id(location)
        from adapters.google.backend import GoogleWorkbook  # gspread is slow to import
        from adapters.google.connections import client_for
        from adapters.google.retrying import DESK

        return GoogleWorkbook(spreadsheet, state_dir, lambda: client_for(state_dir, DESK))
