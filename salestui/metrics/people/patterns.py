"""Three ways in which reps fail, told from their deals and activities."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.history.stage_stays import places_on
from salestui.metrics.people.funnel import Ways
from salestui.metrics.select import CLOSED, OPEN, WON
from salestui.model.playbook import Playbook
from salestui.model.playbook.lists import RepPattern

NEW_STORIES, LATE_EFFORT, EARLY_SPENDING = "new-stories", "late-effort", "early-spending"

EARLY_STAGES = 2
"""So many stages from the first on are early."""

TOO_FEW_DEALS = N_("{n} open deals are too few to say so: it takes {needed}")
TOO_FEW_ACTIVITIES = N_("{n} activities in known stages are too few to say so: it takes {needed}")
NO_ACTIVITIES = N_("the workbook has no sheet of activities")
NO_LATE_STAGE = N_("the playbook has too few stages to tell early from late")
NO_COSTS = N_("the workbook has no sheet of costs")
TOO_FEW_COSTS = N_("{n} costs of deals in known stages are too few to say so: it takes {needed}")
NOTHING_SPENT = N_("the costs of deals in known stages come to nothing")
UNKNOWN_COST_STAGES = N_("costs left out, their deal or its stage at the time is not known: {n}")
UNKNOWN_STAGES = N_("activities left out, the deal's stage at the time is not known: {n}")
ADVANCED = N_("deals that ever came beyond the early stages: {n} of {total}")


@dataclass(frozen=True, slots=True)
class PatternFound:
    """One pattern, looked for.

    Attributes:
        share: what is compared with the threshold; n/a where too little is known.
        part, whole: the counts that it is made of; of early spending, money.
        seen: whether the rep shows the pattern.
        entity, rows: what is behind it, by ``_id``: those that speak for it.
        advanced, dealt: of new stories: deals that ever came beyond the early stages, of so many.
    """

    pattern: RepPattern
    share: Figure
    part: float
    whole: float
    seen: bool
    entity: str
    rows: tuple[int, ...]
    advanced: int = 0
    dealt: int = 0


def new_stories(pattern: RepPattern, facts: pl.DataFrame, playbook: Playbook) -> PatternFound:
    """Nearly all open deals stand in the early stages, and few deals ever came beyond them.

    Few: no more than what the threshold leaves, of all deals won, lost and open.

    Args:
        facts: of the rep.
    """
    way = [place for place, stage in enumerate(playbook.stages) if stage.kind == "open"]
    still = facts.filter(OPEN)
    if len(way) <= EARLY_STAGES:
        return _none(pattern, "deals", na(NO_LATE_STAGE))
    early = still.filter(pl.col("stage_order") < way[EARLY_STAGES])
    known = facts.filter(OPEN | CLOSED)
    beyond = WON | (pl.col("reached_order") >= way[EARLY_STAGES]).fill_null(value=False)
    advanced = known.filter(beyond).height
    told = (early.height, still.height, tuple(early["_id"]))
    if still.height < pattern.at_least:
        share = na(note(TOO_FEW_DEALS, n=still.height, needed=pattern.at_least))
    else:
        share = Figure(early.height / still.height)
    share = share.noted(note(ADVANCED, n=advanced, total=known.height))
    seen = (
        share.value is not None
        and share.value >= pattern.threshold
        and advanced <= (1 - pattern.threshold) * known.height
    )
    return PatternFound(pattern, share, told[0], told[1], seen, "deals", told[2],
                        advanced, known.height)  # fmt: skip


def late_effort(pattern: RepPattern, activities: pl.DataFrame | None, ways: Ways) -> PatternFound:
    """Nearly all activities fall into the last open stage of their deals.

    The stage at the time comes from the stage history. Without one, an open deal has not been
    beyond its present stage, and stands there since its entry; what that leaves open is left out.

    Args:
        activities: the rep's: ``_id``, ``date`` and ``deal`` (an ``_id``); None without the sheet.
        ways: of all deals.
    """
    last = max((n for n, s in enumerate(ways.playbook.stages) if s.kind == "open"), default=None)
    if activities is None:
        return _none(pattern, "activities", na(NO_ACTIVITIES))
    if last is None:
        return _none(pattern, "activities", na(NO_LATE_STAGE))
    told = _with_late(activities, ways, last)
    known = told.drop_nulls("late")
    late = known.filter("late")
    if known.height < pattern.at_least:
        share = na(note(TOO_FEW_ACTIVITIES, n=known.height, needed=pattern.at_least))
    else:
        share = Figure(late.height / known.height)
    if (unknown := told.height - known.height) > 0:
        share = share.noted(note(UNKNOWN_STAGES, n=unknown))
    seen = share.value is not None and share.value >= pattern.threshold
    return PatternFound(pattern, share, late.height, known.height, seen, "activities",
                        tuple(late["_id"]))  # fmt: skip


def _with_late(activities: pl.DataFrame, ways: Ways, last: int) -> pl.DataFrame:
    """The activities with ``late``: in the last open stage; null where that is not known."""
    told = ways.stays.select(deal="_id").unique().with_columns(told=pl.lit(value=True))
    deals = ways.facts.select("stage_entered", "stage_order", "status", "reached_order", deal="_id")
    joined = (
        places_on(activities, ways.stays)
        .join(deals, on="deal", how="left", maintain_order="left")
        .join(told, on="deal", how="left", maintain_order="left")
    )
    inferred = (
        pl.when(pl.col("reached_order") < last)
        .then(pl.lit(value=False))
        .when((pl.col("status") == "open") & (pl.col("stage_order") == last))
        .then(pl.col("date") >= pl.col("stage_entered"))
    )
    late = pl.when(pl.col("told")).then(pl.col("place") == last).otherwise(inferred)
    return joined.with_columns(late=late)


def early_spending(
    pattern: RepPattern, costs: pl.DataFrame | None, playbook: Playbook
) -> PatternFound:
    """Much of what a rep spends on deals is spent before they reach the second stage.

    Costs of no deal, of an unknown stage or without an amount are left out.

    Args:
        costs: the rep's, with the stages that are known: see ``model.spending.COSTS``; None
            without a sheet of costs.
    """
    places = {stage.code: n for n, stage in enumerate(playbook.stages)}
    way = [n for n, stage in enumerate(playbook.stages) if stage.kind == "open"]
    if costs is None:
        return _none(pattern, "costs", na(NO_COSTS))
    if len(way) < EARLY_STAGES:
        return _none(pattern, "costs", na(NO_LATE_STAGE))
    place = pl.col("stage").replace_strict(places, default=None, return_dtype=pl.Int32)
    told = costs.with_columns(place=place)
    known = told.drop_nulls(["place", "amount", "deal_row"])
    early = known.filter(pl.col("place") < way[1])
    part, whole = float(early["amount"].sum()), float(known["amount"].sum())
    if known.height < pattern.at_least:
        share = na(note(TOO_FEW_COSTS, n=known.height, needed=pattern.at_least))
    else:
        share = Figure(part / whole) if whole > 0 else na(NOTHING_SPENT)
    if (unknown := told.height - known.height) > 0:
        share = share.noted(note(UNKNOWN_COST_STAGES, n=unknown))
    seen = share.value is not None and share.value >= pattern.threshold
    return PatternFound(pattern, share, part, whole, seen, "costs", tuple(early["_id"]))


def _none(pattern: RepPattern, entity: str, share: Figure) -> PatternFound:
    return PatternFound(pattern, share, 0, 0, seen=False, entity=entity, rows=())
