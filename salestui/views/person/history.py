"""What kept days and journals tell of the stages that deals went through."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.book.state import BookState
from salestui.metrics.history.stage_stays import STAYS
from salestui.metrics.inputs import Inputs
from salestui.views.past.archive import Archive
from salestui.views.past.stays import stays_of


@dataclass(frozen=True, slots=True)
class Remembered:
    """The inputs of figures with the stage history in them, and the stays that are over."""

    inputs: Inputs
    stays: pl.DataFrame


def with_history(state: BookState, inputs: Inputs, archive: Archive | None) -> Remembered:
    """Put the stage history to the inputs. Blocks on files.

    Args:
        archive: None where nothing is kept.
    """
    deals = state.live("deals")
    if archive is None or deals is None or "stage" not in deals.columns:
        return Remembered(inputs, pl.DataFrame(schema=STAYS))
    stays = stays_of(state, archive.changes("stage", state))
    return Remembered(inputs.with_history(archive.stage_history(state), stays), stays)
