"""What a workbook's location is: the path of a file, or an address on a server."""

from __future__ import annotations

from pathlib import Path

SHEETS = "gsheets:"
"""Stands before the id, or the address, of a Google spreadsheet."""


def file_of(location: str) -> Path | None:
    """The path of a workbook that is a file; None for one on a server. Looks at no disk."""
    if "://" in location or location.startswith(SHEETS):
        return None
    return Path(location).expanduser()
