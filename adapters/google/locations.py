"""How a Google spreadsheet is named: by its id, or by the address in the browser."""

from __future__ import annotations

import re

from adapters.errors import N_, NotFound
from adapters.locations import SHEETS

_ADDRESS = re.compile(r"https?://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/(?P<id>[\w-]+)", re.A)
_SITE = re.compile(r"https?://docs\.google\.com/spreadsheets/", re.A)
_ID = re.compile(r"[\w-]{10,}", re.A)


def claims(location: str) -> bool:
    """Whether it is ``gsheets:...``, or the address of a spreadsheet in the browser."""
    return location.startswith(SHEETS) or _SITE.match(location) is not None


def spreadsheet_id(location: str) -> str:
    """The id that a location names.

    Raises:
        NotFound: it names none.
    """
    named = location.removeprefix(SHEETS).strip()
    if found := _ADDRESS.match(named):
        named = "" if found["id"] == "e" else found["id"]  # d/e/: a copy published as a page
    if not _ID.fullmatch(named):
        raise NotFound(
            N_("This is not the address of a Google spreadsheet."),
            N_("Copy the whole address from the browser; it has /spreadsheets/d/ in it."),
            where=location,
        )
    return named


def canonical(spreadsheet: str) -> str:
    """One name for a spreadsheet, however the user named it."""
    return SHEETS + spreadsheet
