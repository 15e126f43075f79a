"""What to open and how, decided before the first paint and carried out after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    """

    workbook: Workbook
    as_of: date
    period: str = ""
    focus: Focus = EVERYTHING
    fiscal_start: int = 1
    playbook: str = ""
    day_first: bool | None = None
