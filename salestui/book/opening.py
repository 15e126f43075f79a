"""What to open and how, decided before the first paint and carried out after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salestui.model.focus import EVERYTHING, Focus

if TYPE_CHECKING:
    from adapters.protocol import Workbook


@dataclass(frozen=True, slots=True)
class Opening:
    """A workbook to open, already being read by its backend's worker.

    Attributes:
        period: a period's name; empty for the one that suits the data.
        as_of: the day from which figures are told.
        playbook, day_first: as said for this opening; a workbook's own mapping goes before the
            usual ones.
        profiles: the user's folder of mappings.
        journals: the folder of journals, for a dashboard that edits; None for none.
        snapshots: the folder of kept days; None for none.
        read_only: nothing is written: no edit, no journal, no kept day and no choice of the user.
    """

    workbook: Workbook
    as_of: date
    period: str = ""
    focus: Focus = EVERYTHING
    fiscal_start: int = 1
    playbook: str = ""
    day_first: bool | None = None
    usual_playbook: str = ""
    usual_day_first: bool | None = None
    profiles: Path | None = None
    journals: Path | None = None
    snapshots: Path | None = None
    read_only: bool = False
