"""Columns for fields put into the opened workbook, and kept in its mapping where it has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from msgspec import structs

from adapters.changes import AddColumns
from adapters.errors import Notice, StaleRevision, WriteFailed
from adapters.outlines import Outline, Revision
from adapters.protocol import Workbook
from salestui.book.attempts import ATTEMPTS, restless
from salestui.book.profiles import keep_profile
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.book.widening.new_columns import Wanted, new_columns
from salestui.mapping.layout import Layout, TableLayout
from salestui.mapping.recognise import recognise
from salestui.mapping.remembering import confirmed


@dataclass(frozen=True, slots=True)
class Widened:
    """A table with new columns.

    Attributes:
        table: as it is now.
        headers: of what was added; none where every field had its column.
        warnings: what does not reach to them, such as the sheet's filter.
    """

    table: TableLayout
    headers: tuple[str, ...]
    warnings: tuple[Notice, ...]


def added_columns(
    workbook: Workbook,
    state: Callable[[], BookState],
    refresh: Callable[[], object],
    settings: Settings,
    wanted: Wanted,
) -> tuple[Sequence[AddColumns], tuple[Notice, ...]]:
    """Add the columns that an entity's table lacks. Blocks.

    Args:
        state: gives the book's state as it is now.
        refresh: reads the workbook again, where others changed it meanwhile.

    Raises:
        Refused: see ``new_columns``.
        WorkbookError: nothing was added.
    """

    def recognised(outline: Outline) -> Layout:
        return recognise(outline, settings.today, settings.fiscal_start, settings.profile)

    for _ in range(ATTEMPTS):
        now, outline = state(), workbook.outline()
        if outline.revision.token != now.token:
            refresh()
            continue
        adds = new_columns(now.layout, outline, recognised, wanted)
        if not adds:
            return (), ()
        try:
            commit = workbook.commit(adds, Revision(now.token))
        except StaleRevision:
            refresh()
            continue
        return adds, commit.warnings
    raise restless()


def headers_of(adds: Sequence[AddColumns]) -> tuple[str, ...]:
    """The headers added, each once."""
    return tuple(dict.fromkeys(column.header for add in adds for column in add.columns))


def in_profile(settings: Settings, layout: Layout, entity: str, location: str) -> Settings:
    """The settings with the table's columns in the workbook's mapping, if somebody made one.

    It is kept in its file too; where that cannot be written the columns are known by their names.
    """
    profile = settings.profile
    said = profile.tables.get(entity)
    if said is None or not said.columns or entity not in layout.tables:
        return settings
    whole = confirmed(layout, profile, profile.workbook)
    sheets = {part.sheet for part in layout.tables[entity].sheets}
    known = {sheet: texts for sheet, texts in whole.headers.items() if sheet in sheets}
    new = structs.replace(
        profile,
        tables={**profile.tables, entity: whole.tables[entity]},
        headers=profile.headers | known if profile.headers else {},
    )
    if profile != settings.found.profile:
        return replace(settings, profile=new)
    found = replace(settings.found, profile=new)
    with suppress(WriteFailed):
        keep_profile(found, location)
    return replace(settings, profile=new, found=found)
