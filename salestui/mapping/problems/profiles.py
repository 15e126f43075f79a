"""Sentences about a team's profile: what of it does not hold for the workbook as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

from adapters.addresses import a1
from salestui.i18n import N_
from salestui.mapping.layout import Problem
from salestui.mapping.problems.wording import short
from salestui.model.fields import Entity
from salestui.model.playbook import Fault

_AGAIN = N_("Correct the mapping: salestui map PATH, or the mapping's file.")

HEADER_GONE = "mapping-header-gone"
"""The code of a header that a profile names and a table does not have."""


def unknown_table(name: str, known: Iterable[str]) -> Problem:
    """The profile names a kind of table that there is not."""
    return _problem(
        ("error", "mapping-unknown-table"),
        "",
        N_("The mapping speaks of {table}, which is no kind of table; there are {known}."),
        (("table", short(name)), ("known", ", ".join(known))),
    )


def unknown_field(entity: Entity, sheet: str, header: str, name: str) -> Problem:
    """The profile says that a column is a field that there is not."""
    return _problem(
        ("error", "mapping-unknown-field"),
        sheet,
        N_("The mapping takes the column {header} for {field}, which is none of: {known}."),
        (
            ("header", short(header)),
            ("field", short(name)),
            ("known", ", ".join(f.name for f in entity.fields)),
        ),
        entity.name,
    )


def sheet_gone(entity: str, sheet: str) -> Problem:
    """The sheet that the profile names is not there, nor one with its headers."""
    return _problem(
        ("error", "mapping-sheet-gone"),
        "",
        N_("The mapping keeps {entity} on the sheet {sheet}, which is not there."),
        (("entity", entity), ("sheet", short(sheet))),
        entity,
    )


def sheet_renamed(entity: str, before: str, now: str) -> Problem:
    """The sheet is not there, and another has its headers."""
    return _problem(
        ("info", "mapping-sheet-renamed"),
        now,
        N_("The mapping names the sheet {before}; {now} has its headers and is used."),
        (("before", short(before)), ("now", short(now))),
        entity,
    )


def table_gone(entity: str, sheet: str, header: str) -> Problem:
    """The sheet is there, and no table on it that could be meant."""
    return _problem(
        ("error", "mapping-table-gone"),
        sheet,
        N_("The mapping keeps {entity} on this sheet, but finds no header row {header}."),
        (("entity", entity), ("header", short(header))),
        entity,
    )


def header_gone(entity: str, sheet: str, header: str, name: str) -> Problem:
    """The table has no such header any more."""
    own = N_("The mapping keeps the column {header} as your own, which is not there.")
    known = N_("The mapping takes the column {header} for {field}, which is not there.")
    return _problem(
        ("warning" if name else "info", HEADER_GONE),
        sheet,
        known if name else own,
        (("header", short(header)), ("field", name)),
        entity,
    )


def field_twice(entity: str, where: tuple[str, int, int], header: str, name: str) -> Problem:
    """Two columns are said to be one field; the first is used. ``where``: sheet, row, column."""
    return _problem(
        ("error", "mapping-field-twice"),
        a1(*where),
        N_("The mapping takes several columns for {field}; {header} is not used for it."),
        (("header", short(header)), ("field", name)),
        entity,
    )


def unknown_stage(text: str, code: str, playbook: str, known: Iterable[str]) -> Problem:
    """The profile gives a stage's text a stage that the playbook does not have."""
    return _problem(
        ("error", "mapping-unknown-stage"),
        "",
        N_("The mapping takes {text} for the stage {code}; the playbook {playbook} has {known}."),
        (
            ("text", short(text)),
            ("code", short(code)),
            ("playbook", playbook),
            ("known", ", ".join(known)),
        ),
        "deals",
    )


def unknown_playbook(name: str, known: Iterable[str]) -> Problem:
    """The profile names a playbook that there is not."""
    return _problem(
        ("error", "mapping-unknown-playbook"),
        "",
        N_("The mapping names the playbook {name}; there are {known}."),
        (("name", short(name)), ("known", ", ".join(known))),
    )


def unusable_playbook(path: str, fault: Fault) -> Problem:
    """A file in the user's folder of playbooks is wrong, so it is as if it were not there.

    ``where`` is the file's name and the key in it, in place of sheet and cell.
    """
    where = " ".join(filter(None, [PurePath(path).name, fault.key]))
    return Problem("error", fault.code, where, fault.message, fault.hint, fault.parts)


def unreadable_profile(path: str, reason: str) -> Problem:
    """The profile's file is damaged, so everything is recognised as without it."""
    return Problem(
        "error",
        "mapping-unreadable",
        "",
        N_("The mapping {path} cannot be used: {reason}. Everything is recognised without it."),
        N_("Correct the file, or write it anew: salestui map PATH --save."),
        (("path", path), ("reason", reason)),
    )


def known_by_headers(workbook: str, path: str) -> Problem:
    """A profile saved under another workbook's name is used, for this one has its headers."""
    return Problem(
        "info",
        "mapping-known-again",
        "",
        N_("The mapping saved for {workbook} is used, for this workbook has the same headers."),
        N_("Keep it for this one: salestui map PATH --save. It is in {path}."),
        (("workbook", short(workbook)), ("path", path)),
    )


def _problem(
    kind: tuple[str, str],
    where: str,
    message: str,
    parts: tuple[tuple[str, str], ...],
    entity: str = "",
) -> Problem:
    severity, code = kind
    return Problem(
        severity, code, where, message, "" if severity == "info" else _AGAIN, parts, entity
    )
