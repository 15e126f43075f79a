"""What of a recognised workbook is kept in its profile, and how a workbook is known again."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.outlines import Outline
from salestui.mapping.chosen import folded, sheet_headers
from salestui.mapping.layout import Layout, TableLayout
from salestui.mapping.profile import Profile, TableProfile

_FEWEST = 3
"""With fewer headers a workbook is not known again."""


def confirmed(layout: Layout, said: Profile, workbook: str) -> Profile:
    """The profile that holds what was recognised, so that it is read like that from now on.

    Args:
        said: the profile it was recognised with; what it says beyond tables and columns is kept,
            and so are the columns that it keeps as the team's own.
        workbook: the file's name.
    """
    absent = {name: table for name, table in said.tables.items() if not table.sheets}
    tables = {name: _table(t, said.tables.get(name)) for name, t in layout.tables.items()}
    return Profile(
        workbook=workbook,
        headers=dict(_headers(layout)),
        tables={**absent, **tables},
        playbook=said.playbook,
        stages=said.stages,
        day_first=said.day_first,
    )


def likeness(profile: Profile, outline: Outline) -> float:
    """The share of the headers by which a workbook is known that are on one sheet each here."""
    known = [{folded(text) for text in texts} for texts in profile.headers.values()]
    total = sum(map(len, known))
    if total < _FEWEST:
        return 0.0
    sheets = [sheet_headers(sheet) for sheet in outline.sheets]
    found = sum(max((len(texts & there) for there in sheets), default=0) for texts in known)
    return found / total


def _table(table: TableLayout, said: TableProfile | None) -> TableProfile:
    headers = {column.header for part in table.sheets for column in part.columns}
    own = {h: "" for h, name in (said.columns if said else {}).items() if not name and h in headers}
    fields: dict[str, str] = {}
    for part in table.sheets:
        for column in part.columns:
            if column.field and column.header and column.position is not None:
                fields.setdefault(column.header, column.name)
    sheets = tuple(part.sheet for part in table.sheets)
    return TableProfile(sheets, said.header if said else "", {**fields, **own})


def _headers(layout: Layout) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for table in layout.tables.values():
        for part in table.sheets:
            texts = (column.header for column in part.columns if column.header)
            found.setdefault(part.sheet, []).extend(texts)
    return ((sheet, tuple(dict.fromkeys(texts))) for sheet, texts in found.items())
