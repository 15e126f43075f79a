"""What access is asked for, the least that the work needs, and why."""

from __future__ import annotations

from dataclasses import dataclass

from adapters.errors import N_

_AUTH = "https://www.googleapis.com/auth/"


@dataclass(frozen=True, slots=True)
class Scope:
    """One box that the user agrees to; ``reason`` is a sentence to be translated."""

    address: str
    reason: str


READ = Scope(
    _AUTH + "spreadsheets.readonly",
    N_("To read the spreadsheets that this account can open."),
)
WRITE = Scope(
    _AUTH + "spreadsheets",
    N_("To read and write the spreadsheets that this account can open."),
)
# Not drive.file, the narrower one: it sees only files that this program made itself, so neither
# the team's spreadsheet nor one that a colleague shares.
FILES = Scope(
    _AUTH + "drive.metadata.readonly",
    N_(
        "To see whether a file changed, is in the trash or may be edited, and the account's "
        "name. It shows names and dates of files, never what is in them."
    ),
)
# Google makes the .xlsx itself, and asks for this much.
CONTENTS = Scope(
    _AUTH + "drive.readonly",
    N_(
        "To let Google make Excel copies of spreadsheets. It would allow to read every file "
        "that this account can open."
    ),
)


def scopes(*, read_only: bool, export: bool) -> tuple[Scope, ...]:
    """The boxes for a way of working; ``export``: Excel copies made by Google."""
    return (READ if read_only else WRITE, CONTENTS if export else FILES)
