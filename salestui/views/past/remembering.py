"""What kept days and journals tell of the stages that deals went through."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.state import BookState
from salestui.metrics.inputs import Inputs
from salestui.views.past.archive import Archive
from salestui.views.past.stays import stays_of, told_of


@dataclass(frozen=True, slots=True)
class Remembered:
    """The inputs of figures with the stage history in them, and the stays that are over."""

    inputs: Inputs
    stays: pl.DataFrame


def with_history(state: BookState, inputs: Inputs, archive: Archive | None) -> Remembered:
    """Put the stage history to the inputs; the changes of stages are read once. Blocks on files.

    Args:
        archive: None where nothing is kept.
    """
    changes = archive.changes("stage", state) if archive is not None else None
    stays = stays_of(state, changes)
    return Remembered(inputs.with_history(told_of(state, changes), stays), stays)
