"""How far a rep's deals come from stage to stage, and how long they stay, beside the team's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import polars as pl

from salestui.i18n import N_
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.select import CLOSED, LOST, OPEN, WON
from salestui.model.playbook import Playbook, Stage

ENOUGH = 5
"""Fewer deals than these tell nothing of a rep or a team."""

TOO_FEW = N_("{n} deals are too few to say so: it takes {needed}")
NO_STAYS = N_("nothing tells how long deals stay in this stage")
INFERRED = N_("inferred from each deal's last stage: no stage history is kept")
PARTLY_INFERRED = N_("stage history is kept of {told} of {n} deals, the others are inferred")
UNPLACED = N_("lost in an unknown stage, counted in the first one only: {n}")
FINISHED_STAYS = N_("stays that are over, from the stage history: {n}")
STAYS_SO_FAR = N_("open deals, as long as they stand there now: {n}")

_WON_PLACE = 10_000


@dataclass(frozen=True, slots=True)
class Ways:
    """All deals and what is known of the stages that they went through.

    Attributes:
        facts: of all deals, see ``metrics.facts.SCHEMA``.
        stays: those that are over, see ``metrics.stage_stays``; empty without a stage history.
    """

    facts: pl.DataFrame
    stays: pl.DataFrame
    playbook: Playbook


@dataclass(frozen=True, slots=True)
class Passage:
    """How some deals pass from one stage to the next.

    Attributes:
        came: ``_id`` of the deals that ever reached the stage, each once.
        stayed: those of them that never reached the next one: still there, or lost.
        rate: distinct deals that reached the next / that reached this; n/a below ``ENOUGH``.
        days: mean days in the stage.
        unplaced: those of ``stayed`` that were lost, nobody knows where: they count as lost in the
            first stage.
    """

    came: tuple[int, ...]
    stayed: tuple[int, ...]
    rate: Figure
    days: Figure
    unplaced: int = 0

    @property
    def went(self) -> int:
        """How many reached the next stage."""
        return len(self.came) - len(self.stayed)


@dataclass(frozen=True, slots=True)
class Step:
    """From a stage to the next open one, or from the last one to won."""

    start: Stage
    end: Stage
    rep: Passage
    team: Passage

    @property
    def ahead(self) -> float | None:
        """The rep's rate less the team's; None where either has none."""
        if self.rep.rate.value is None or self.team.rate.value is None:
            return None
        return self.rep.rate.value - self.team.rate.value


@dataclass(frozen=True, slots=True)
class Wins:
    """Won / (won + lost), of all deals closed up to the as-of day; n/a below ``ENOUGH``."""

    rate: Figure
    won: tuple[int, ...]
    lost: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RepFunnel:
    """A rep's way through the stages.

    Attributes:
        compared: the team's name; None where the rep is compared with everyone, having no team or
            being all of it.
        strongest, weakest: where the rep is furthest ahead of the team, and furthest behind.
        bottleneck: where most of the team's deals stop.
    """

    name: str
    compared: str | None
    steps: tuple[Step, ...]
    wins: Wins
    team_wins: Wins
    strongest: Step | None
    weakest: Step | None
    bottleneck: Step | None


def rep_funnel(ways: Ways, name: str, team: str | None, as_of: date) -> RepFunnel:
    """Compare a rep with the team.

    Args:
        team: the rep's, None for none.
    """
    placed = _placed(ways)
    own = placed.filter(pl.col("rep") == name)
    others = placed.filter(pl.col("team") == team) if team is not None else placed.clear()
    if others.filter(pl.col("rep").ne_missing(name)).is_empty():
        team, others = None, placed
    spent = _spent(placed, ways.stays, as_of)
    mine, theirs = (_passages(frame, spent, ways) for frame in (own, others))
    steps = tuple(
        Step(start, end, one, all_)
        for (start, end), one, all_ in zip(_ladder(ways.playbook), mine, theirs, strict=True)
    )
    known = [(step.ahead, step) for step in steps if step.ahead is not None]
    best = max(known, key=lambda pair: pair[0], default=None)
    worst = min(known, key=lambda pair: pair[0], default=None)
    return RepFunnel(
        name=name,
        compared=team,
        steps=steps,
        wins=_wins(own, as_of),
        team_wins=_wins(others, as_of),
        strongest=best[1] if best is not None and best[0] > 0 else None,
        weakest=worst[1] if worst is not None and worst[0] < 0 else None,
        bottleneck=_bottleneck(steps),
    )


def _ladder(playbook: Playbook) -> list[tuple[Stage, Stage]]:
    """Each open stage with the next one, the last with the first won one."""
    way = [stage for stage in playbook.stages if stage.kind == "open"]
    way += [stage for stage in playbook.stages if stage.kind == "won"][:1]
    return list(pairwise(way))


def _placed(ways: Ways) -> pl.DataFrame:
    """Deals whose stage is known, with ``reach``: the furthest place they ever came to."""
    first = next((n for n, stage in enumerate(ways.playbook.stages) if stage.kind == "open"), 0)
    reach = pl.when(WON).then(_WON_PLACE).otherwise(pl.coalesce("reached_order", first))
    return ways.facts.filter(OPEN | CLOSED).with_columns(reach=reach.cast(pl.Int32))


def _spent(placed: pl.DataFrame, stays: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """``_id``, ``place`` and ``days``: finished stays, else those of open deals up to now."""
    if not stays.is_empty():
        return stays.select("_id", "place", "days")
    days = (pl.lit(as_of) - pl.col("stage_entered")).dt.total_days()
    return (
        placed.filter(OPEN & pl.col("stage_entered").is_not_null())
        .select("_id", place="stage_order", days=days)
        .filter(pl.col("days") >= 0)
    )


def _passages(deals: pl.DataFrame, spent: pl.DataFrame, ways: Ways) -> list[Passage]:
    order = {stage.code: place for place, stage in enumerate(ways.playbook.stages)}
    notes, over = _notes(deals, ways.stays), not ways.stays.is_empty()
    own = spent.join(deals.select("_id"), on="_id", how="semi")
    found: list[Passage] = []
    for start, end in _ladder(ways.playbook):
        here = order[start.code]
        there = order[end.code] if end.kind == "open" else _WON_PLACE
        came = deals.filter(pl.col("reach") >= here)
        stayed = came.filter(pl.col("reach") < there)
        rate = _share(came.height - stayed.height, came.height).noted(*notes)
        days = _mean_days(own.filter(pl.col("place") == here)["days"], over=over)
        lost = 0 if found else stayed.filter(LOST & pl.col("reached_order").is_null()).height
        found.append(Passage(tuple(came["_id"]), tuple(stayed["_id"]), rate, days, lost))
    return found


def _share(part: int, whole: int) -> Figure:
    if whole < ENOUGH:
        return na(note(TOO_FEW, n=whole, needed=ENOUGH))
    return Figure(part / whole)


def _mean_days(days: pl.Series, *, over: bool) -> Figure:
    mean = days.mean()
    if not isinstance(mean, float):
        return na(NO_STAYS)
    return Figure(mean).noted(note(FINISHED_STAYS if over else STAYS_SO_FAR, n=days.len()))


def _notes(deals: pl.DataFrame, stays: pl.DataFrame) -> list[Note]:
    """Where the places that deals reached are known from."""
    told = deals.join(stays.select("_id").unique(), on="_id", how="semi").height
    found = [note(PARTLY_INFERRED, told=told, n=deals.height) if told else Note(INFERRED)]
    unplaced = deals.filter(LOST & pl.col("reached_order").is_null()).height
    if told == deals.height:
        found = []
    return [*found, note(UNPLACED, n=unplaced)] if unplaced else found


def _wins(deals: pl.DataFrame, as_of: date) -> Wins:
    closed = deals.filter(CLOSED & (pl.col("closed").is_null() | (pl.col("closed") <= as_of)))
    won, lost = (tuple(closed.filter(kind)["_id"]) for kind in (WON, LOST))
    return Wins(_share(len(won), len(won) + len(lost)), won, lost)


def _bottleneck(steps: tuple[Step, ...]) -> Step | None:
    """The step with the team's lowest rate; None where too few deals went any way."""
    known = [step for step in steps if step.team.rate.value is not None]
    worst = min(known, key=lambda step: step.team.rate.value or 0.0, default=None)
    return worst if worst is not None and worst.team.stayed else None
