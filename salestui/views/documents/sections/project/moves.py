"""What changed of a deal on its way, from what journals and kept days tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from salestui.metrics.history.field_changes import Stay, identified, stays
from salestui.selling.projects.records import deal_day, deal_text
from salestui.views.project.whole import ProjectLook


@dataclass(frozen=True, slots=True)
class Moved:
    """A value that became another one."""

    at: datetime
    before: date | str | None
    after: date | str | None


def moves_of(look: ProjectLook, changes: pl.DataFrame | None) -> tuple[Moved, ...]:
    """The changes of a field of the deal, the first one first.

    Args:
        changes: of that field of deals, see ``metrics.history.field_changes.merged``.
    """
    name = _name(look)
    if changes is None or name is None:
        return ()
    own = changes.filter(pl.col("deal") == name)
    return tuple(Moved(*row) for row in own.select("at", "before", "after").rows())


def stays_of_deal(look: ProjectLook, changes: pl.DataFrame | None) -> tuple[Stay, ...]:
    """The stages that the deal was in, the first one first; none where no change is known.

    Args:
        changes: of the stages of deals, see ``metrics.history.field_changes.merged``.
    """
    name = _name(look)
    if changes is None or name is None:
        return ()
    stage = deal_text(look.state, look.deal, "stage") or None
    found = stays(changes, name, stage, deal_day(look.state, look.deal, "created"))
    return found if len(found) > 1 else ()


def _name(look: ProjectLook) -> str | None:
    """What names the deal on every day; None where nothing names it alone."""
    deals = look.state.live("deals")
    if deals is None:
        return None
    found: list[str] = identified(deals).filter(pl.col("_id") == look.deal)["deal"].to_list()
    return next(iter(found), None)
