"""A team's own word on how its workbook is to be read: the mapping profile, a TOML file.

Whatever a profile does not name is recognised as without one. It names sheets and headers, never
addresses, so that it still holds when columns move.
"""

from __future__ import annotations

import msgspec

_INTRODUCTION = """\
# How salestui reads this workbook: which sheet holds what, and which column is what.
# Written by salestui map; change it there or here. What it does not name is recognised.

"""


class ProfileError(Exception):
    """A profile that cannot be used; the message says what is wrong with it, and where."""


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


def profile_text(profile: Profile) -> str:
    """The profile as TOML, for people to read and change."""
    import tomli_w  # only saving needs it

    plain = msgspec.to_builtins(profile)
    for name in ("workbook", "headers", "tables", "playbook", "stages"):
        if not plain[name]:
            del plain[name]
    if plain["day_first"] is None:
        del plain["day_first"]
    for table in plain.get("tables", {}).values():
        for name in ("header", "columns"):
            if not table[name]:
                del table[name]
    last = ("headers",)
    ordered = {k: v for k, v in plain.items() if k not in last} | {
        k: plain[k] for k in last if k in plain
    }
    return _INTRODUCTION + tomli_w.dumps(ordered)


def parse_profile(data: bytes) -> Profile:
    """Read a profile from TOML.

    Raises:
        ProfileError: not TOML, an unknown key, or a value of the wrong kind.
    """
    try:
        return msgspec.toml.decode(data, type=Profile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise ProfileError(str(problem)) from problem
