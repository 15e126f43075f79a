"""What a workbook would be under a profile: a reading that changes nothing of the opened book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.protocol import Outline, Workbook
from salestui.book.reading import NothingRecognised, Settings, read_book
from salestui.mapping.candidates import Candidate, candidates
from salestui.mapping.layout import Layout, Problem
from salestui.mapping.profile import Profile
from salestui.mapping.table import EntityTable
from salestui.model.playbook import Playbook, best_playbook


@dataclass(frozen=True)
class Survey:
    """A workbook as understood under ``profile``; without tables where nothing is recognised.

    ``candidates`` are all places that may be tables, those in use too.
    """

    profile: Profile
    outline: Outline
    layout: Layout
    tables: Mapping[str, EntityTable]
    problems: tuple[Problem, ...]
    playbook: Playbook
    candidates: tuple[Candidate, ...]


def survey(workbook: Workbook, settings: Settings) -> Survey:
    """Read the workbook as the settings' profile says. Blocks.

    Raises:
        WorkbookError: it cannot be read.
    """
    understood: tuple[Mapping[str, EntityTable], tuple[Problem, ...], Playbook]
    try:
        found = read_book(workbook, settings)
    except NothingRecognised as none:
        outline, layout = none.outline, none.layout
        understood = {}, layout.problems, best_playbook(())
    else:
        outline, layout = found.outline, found.layout
        understood = found.tables, found.problems, found.playbook
    places = candidates(outline, settings.today, settings.fiscal_start)
    return Survey(settings.profile, outline, layout, *understood, places)
