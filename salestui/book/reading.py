"""From a workbook to typed rows: recognise, read, interpret."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from adapters.errors import NotAWorkbook
from adapters.outlines import Outline
from adapters.protocol import Workbook
from salestui.book.names import scope_names
from salestui.book.opening import Opening
from salestui.book.playbooks import chosen_playbook
from salestui.book.profiles import NO_PROFILE, Found, find_profile
from salestui.i18n import N_
from salestui.mapping.conventions import Conventions
from salestui.mapping.layout import Layout, Problem
from salestui.mapping.profile import AUTOMATIC, Profile
from salestui.mapping.recognise import recognise
from salestui.mapping.requests import read_requests
from salestui.mapping.similar import similar_values
from salestui.mapping.table import EntityTable
from salestui.mapping.tables import interpreted
from salestui.mapping.targets import targets_long
from salestui.model.entities import DEALS
from salestui.model.playbook import Playbook

NO_TARGETS = pl.DataFrame(
    schema={
        "scope_type": pl.String,
        "scope": pl.String,
        "metric": pl.String,
        "start": pl.Date,
        "end": pl.Date,
        "kind": pl.String,
        "target": pl.Float64,
        "_id": pl.Int64,
        "column": pl.String,
    }
)
"""The long targets frame without rows, for workbooks that have none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a book is to be read.

    Attributes:
        fiscal_start: the month in which the fiscal year begins, 1 to 12.
        playbook: name of the playbook; empty leaves it to the profile, then to ``usual_playbook``,
            then to the stages found.
        day_first: how dates such as ``3/5/2026`` are meant where their column does not tell; None
            leaves it to the profile, then to ``usual_day_first``; without any they stay unread,
            and are listed.
        profile: the team's own word on it.
        profiles: the user's folder of profiles, for ``read_book`` to find the workbook's in it or
            beside the workbook; None where ``profile`` holds.
        found: the profile that was found, and what is said of it as long as it is used.
    """

    today: date
    fiscal_start: int = 1
    playbook: str = ""
    day_first: bool | None = None
    profile: Profile = AUTOMATIC
    usual_playbook: str = ""
    usual_day_first: bool | None = None
    profiles: Path | None = None
    found: Found = NO_PROFILE

    @property
    def order(self) -> bool | None:
        """Whether the day comes first in dates that may be read both ways, if anyone said."""
        said = (self.day_first, self.profile.day_first, self.usual_day_first)
        return next((first for first in said if first is not None), None)


def settings_of(opening: Opening) -> Settings:
    """How the book is to be read, as the opening says."""
    return Settings(
        opening.as_of,
        opening.fiscal_start,
        opening.playbook,
        opening.day_first,
        usual_playbook=opening.usual_playbook,
        usual_day_first=opening.usual_day_first,
        profiles=opening.profiles,
    )


@dataclass(frozen=True)
class Reading:
    """One reading of a workbook.

    ``outline`` is the one that its tables were recognised in; ``settings`` those it was read with,
    the profile that was found included.
    """

    token: str
    layout: Layout
    tables: Mapping[str, EntityTable]
    problems: tuple[Problem, ...]
    playbook: Playbook
    outline: Outline
    settings: Settings


class NothingRecognised(NotAWorkbook):
    """A workbook without any table that is known.

    ``outline`` and ``layout`` say what it has, ``settings`` with what it was read.
    """

    def __init__(self, outline: Outline, layout: Layout, settings: Settings) -> None:
        self.outline, self.layout, self.settings = outline, layout, settings
        looked_for = ", ".join(f"{f.en} / {f.zh}" for f in DEALS.fields if f.name in DEALS.evidence)
        found = "; ".join(
            f"{sheet}: {', '.join(headers) or '-'}" for sheet, headers in layout.found
        )
        super().__init__(
            N_("No sheet looks like a list of deals. Found these headers: {found}."),
            N_("Give a header row within the first 30 rows at least two such names: {names}."),
            found=found,
            names=looked_for,
        )


def read_book(workbook: Workbook, settings: Settings) -> Reading:
    """Read everything that was recognised. Blocks.

    Raises:
        NothingRecognised: no table is known.
        WorkbookError: see ``Workbook``.
    """
    outline: Outline = workbook.outline()
    if settings.profiles is not None:
        found = find_profile(workbook.location, outline, settings.profiles)
        settings = replace(settings, profile=found.profile, profiles=None, found=found)
    layout = recognise(outline, settings.today, settings.fiscal_start, settings.profile)
    if not layout.tables:
        raise NothingRecognised(outline, layout, settings)
    data = workbook.read(read_requests(layout, outline))
    known = Conventions(settings.order, outline.dates_from_1904)
    tables = interpreted(layout, data, known)
    in_cells = (problem for table in tables.values() for problem in table.problems)
    said = settings.profile
    known_stages, notes = chosen_playbook(
        said, settings.playbook, settings.usual_playbook, _stages(tables)
    )
    if said == settings.found.profile:
        notes = (*settings.found.problems, *notes)
    notes = (*_noted(outline), *_locked(layout, outline), *notes)
    problems = (*notes, *layout.problems, *in_cells, *similar_values(tables))
    token = outline.revision.token
    return Reading(token, layout, tables, problems, known_stages, outline, settings)


def _locked(layout: Layout, outline: Outline) -> tuple[Problem, ...]:
    """A remark on each sheet with a table that Excel lets nobody change."""
    message = N_("The sheet {sheet} is protected in Excel, so each change here is asked about.")
    hint = N_("Take its protection away in Excel (Review, Unprotect Sheet) to edit it freely.")
    protected = {sheet.name for sheet in outline.sheets if sheet.protected}
    return tuple(
        Problem("info", "sheet-protected", sheet, message, hint, (("sheet", sheet),))
        for sheet in dict.fromkeys(
            t.sheet for table in layout.tables.values() for t in table.sheets
        )
        if sheet in protected
    )


def _noted(outline: Outline) -> tuple[Problem, ...]:
    """What the backend has to say about the workbook as a whole, among what needs a look."""
    return tuple(
        Problem(
            "warning",
            "workbook",
            "",
            note.message,
            "",
            tuple((name, str(value)) for name, value in note.parts.items()),
        )
        for note in outline.notes
    )


def _stages(tables: Mapping[str, EntityTable]) -> list[str]:
    """The stages of the deals, and those that the workbook offers: a young one has few deals."""
    deals = tables.get("deals")
    if deals is None or "stage" not in deals.frame.columns:
        return []
    column = deals.layout.column("stage")
    offered = () if column is None else column.choices
    return list(dict.fromkeys((*deals.frame["stage"].drop_nulls().unique().to_list(), *offered)))


def long_targets(
    entities: Mapping[str, EntityTable], fiscal_start: int
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    """The targets in long form, and what of them could not be understood.

    Args:
        entities: the rows as they count now, edits included.
    """
    table = entities.get("targets")
    if table is None:
        return NO_TARGETS, ()
    known = scope_names({name: t.frame for name, t in entities.items()})
    return targets_long(table, fiscal_start, known)
