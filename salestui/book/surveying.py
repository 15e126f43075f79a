"""What a workbook would be under a profile: a reading that changes nothing of the opened book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.outlines import Outline
from adapters.protocol import Workbook
from salestui.book.reading import NothingRecognised, Settings, read_book
from salestui.mapping.candidates import Candidate, candidates
from salestui.mapping.layout import Layout, Problem
from salestui.mapping.profile import Profile
from salestui.mapping.table import EntityTable
from salestui.model.playbook import Playbook, best_playbook


@dataclass(frozen=True)
class Survey:
    """A workbook as understood under ``profile``; without tables where nothing is recognised.

    ``candidates`` are all places that may be tables, those in use too; ``settings`` those it was
    read with, a profile that was found included.
    """

    settings: Settings
    outline: Outline
    layout: Layout
    tables: Mapping[str, EntityTable]
    problems: tuple[Problem, ...]
    playbook: Playbook
    candidates: tuple[Candidate, ...]

    @property
    def profile(self) -> Profile:
        """The profile that it was read with."""
        return self.settings.profile


def survey(workbook: Workbook, settings: Settings) -> Survey:
    """Read the workbook as the settings' profile says. Blocks.

    Raises:
        WorkbookError: it cannot be read.
    """
    understood: tuple[Mapping[str, EntityTable], tuple[Problem, ...], Playbook]
    try:
        found = read_book(workbook, settings)
    except NothingRecognised as none:
        outline, layout, settings = none.outline, none.layout, none.settings
        notes = (*settings.found.problems, *layout.problems)
        understood = {}, notes, best_playbook((), settings.profile.stages)
    else:
        outline, layout, settings = found.outline, found.layout, found.settings
        understood = found.tables, found.problems, found.playbook
    places = candidates(outline, settings.today, settings.fiscal_start)
    return Survey(settings, outline, layout, *understood, places)
