"""A team's own word on how its workbook is to be read: the mapping profile, a TOML file.

Whatever a profile does not name is recognised as without one. It names sheets and headers, never
addresses, so that it still holds when columns move.
"""

from __future__ import annotations

import msgspec


class ProfileError(Exception):
    """A profile that cannot be used; the message names the file and what is wrong."""


class TableProfile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where one entity is kept.

    Attributes:
        sheets: the sheets that hold it, several where the table is cut by month or by person;
            none: this workbook has no such table, whatever may look like one.
        header: a text of its header row, where a sheet holds several tables; else empty.
        columns: by header as written in the workbook, the name of the field that the column is;
            ``""`` keeps it as a column of the team's own.
    """

    sheets: tuple[str, ...] = ()
    header: str = ""
    columns: dict[str, str] = {}


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one workbook is to be read.

    Attributes:
        workbook: the file's name when the profile was saved.
        headers: by sheet, the headers by which the workbook is known again under another name.
        tables: by entity name.
        playbook: its stages are used; empty chooses by the stages found.
        stages: by text of a stage cell, the code of the playbook's stage that it means.
        day_first: how dates such as ``3/5/2026`` are meant where their column does not tell.
    """

    workbook: str = ""
    headers: dict[str, tuple[str, ...]] = {}
    tables: dict[str, TableProfile] = {}
    playbook: str = ""
    stages: dict[str, str] = {}
    day_first: bool | None = None


AUTOMATIC = Profile()
"""Nothing said: everything is recognised."""
