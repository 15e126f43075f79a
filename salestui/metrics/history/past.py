"""The book on one day, as far as comparing days needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept


@dataclass(frozen=True, slots=True)
class Past:
    """A day's deals, judged by the stages as they are understood today.

    Attributes:
        inputs: what figures of that day are made of.
        lineage: days of one lineage name a row by the same ``_id``; empty for none.
    """

    day: date
    inputs: Inputs
    lineage: str = ""

    @property
    def facts(self) -> pl.DataFrame:
        """The deals."""
        return self.inputs.facts

    @property
    def kept(self) -> Kept:
        """What the workbook kept of deals that day."""
        return self.inputs.kept
