"""What each rep did in each period, summed once for all scorecards and all of their periods."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.scorecard.events import Events, during
from salestui.metrics.select import LOST, OPEN, WON, closed_to_date, within
from salestui.metrics.tally import slot_of, spanning
from salestui.model.period import Period

Who = tuple[str | None, str | None]
"""Team and rep, as the deals name them."""

Session = tuple[Who, str]
"""Who took part, and what makes a training one and the same for all who did."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done, by the place of a period in ``periods`` and by team and rep.

    Attributes:
        by_slot: numbers by name: ``revenue``, ``won``, ``lost``, ``won_without``, ``units``,
            ``new_customers``, ``created``, ``activities``, ``answers``, ``positive``, ``cost``,
            ``received``, ``due`` (of the whole period).
        still_open: ``open`` and ``in_order`` (with a next step that is not overdue) as of the day;
            empty where the day is another one than the book's.
        sessions: trainings by slot.
        teams: of each rep, the team of their latest deal in the periods, of several on that day
            the first by name; of who had none, that of what else they did last.
        open_known: whether ``as_of`` is the day that the book stands for.
    """

    periods: tuple[Period, ...]
    by_slot: tuple[Mapping[Who, Counter[str]], ...]
    still_open: Mapping[Who, Counter[str]]
    sessions: tuple[tuple[Session, ...], ...]
    events: Events
    as_of: date
    teams: Mapping[str, str]
    open_known: bool = True

    def total(self, slot: int, belongs: Callable[[Who], bool]) -> Counter[str]:
        """The sums of those who belong, over one period."""
        found: Counter[str] = Counter()
        for who, sums in self.by_slot[slot].items():
            if belongs(who):
                found.update(sums)
        return found

    def open_total(self, belongs: Callable[[Who], bool]) -> Counter[str]:
        """The open deals of those who belong."""
        found: Counter[str] = Counter()
        for who, sums in self.still_open.items():
            if belongs(who):
                found.update(sums)
        return found

    def trainings(self, slot: int, belongs: Callable[[Who], bool]) -> int:
        """How many different trainings those who belong took part in."""
        return len({what for who, what in self.sessions[slot] if belongs(who)})


def scorecard_sums(
    events: Events, periods: Sequence[Period], as_of: date, *, past: bool = False
) -> Sums:
    """Sum everything up in one pass over each kind of event.

    Args:
        periods: consecutive and ascending, or all time alone.
        past: ``as_of`` is a day before the one that the book stands for, whose open deals are not
            known any more.
    """
    by_slot: list[defaultdict[Who, Counter[str]]] = [defaultdict(Counter) for _ in periods]
    *slotted, places, still_open = pl.collect_all(
        [
            *_slotted(events, periods, as_of),
            _last_teams(events, spanning(periods), as_of),
            _still_open(events.facts, as_of),
        ]
    )
    for frame in slotted:
        for row in frame.iter_rows(named=True):
            slot, who = row.pop("slot"), (row.pop("team"), row.pop("rep"))
            by_slot[slot][who].update(row)
    rows = () if past else still_open.iter_rows(named=True)
    return Sums(
        periods=tuple(periods),
        by_slot=tuple(by_slot),
        still_open={(row.pop("team"), row.pop("rep")): Counter(row) for row in rows},
        sessions=tuple(_sessions(events, period, as_of) for period in periods),
        events=events,
        as_of=as_of,
        teams=dict(places.iter_rows()),
        open_known=not past,
    )


def _slotted(events: Events, periods: Sequence[Period], as_of: date) -> list[pl.LazyFrame]:
    """The sums of each kind by ``slot``, ``team`` and ``rep``."""
    facts, span = events.facts, spanning(periods)
    closed = facts.lazy().filter(closed_to_date(span, as_of)).with_columns(slot_of(periods))
    amount = pl.col("amount")
    plans = [
        _summed(
            closed,
            won=WON.sum(),
            lost=LOST.sum(),
            revenue=amount.filter(WON).sum(),
            won_without=(WON & amount.is_null()).sum(),
        ),
    ]
    if events.quantities is not None:
        won = closed.filter(WON).join(events.quantities.lazy(), on="_id")
        plans.append(_summed(won, units=pl.col("units").sum()))
    counted = {
        "new_customers": events.firsts, "created": _created(facts), "activities": events.activities
    }  # fmt: skip
    for name, rows in counted.items():
        if rows is not None:
            told = during(rows, span, as_of).lazy().with_columns(slot_of(periods, "day"))
            plans.append(_summed(told, **{name: pl.len()}))
    if events.answers is not None:
        asked = during(events.answers, span, as_of).lazy().with_columns(slot_of(periods, "day"))
        plans.append(_summed(asked, answers=pl.len(), positive=pl.col("positive").sum()))
    if events.costs is not None:
        spent = during(events.costs, span, as_of).lazy().with_columns(slot_of(periods, "day"))
        plans.append(_summed(spent, cost=amount.sum()))
    if events.cash.received is not None:
        paid = during(events.cash.received, span, as_of).lazy()
        plans.append(_summed(paid.with_columns(slot_of(periods, "day")), received=amount.sum()))
    if events.cash.due is not None:
        due = events.cash.due.filter(within("day", span)).lazy()
        plans.append(_summed(due.with_columns(slot_of(periods, "day")), due=amount.sum()))
    return plans


def _created(facts: pl.DataFrame) -> pl.DataFrame:
    return facts.drop_nulls("created").select("team", "rep", day="created")


def _last_teams(events: Events, span: Period, as_of: date) -> pl.LazyFrame:
    """``rep`` and ``team``, see ``Sums.teams``."""
    facts = events.facts
    closed = facts.filter(closed_to_date(span, as_of)).select("team", "rep", day="closed")
    deals = [closed, during(_created(facts), span, as_of)]
    others = [during(rows, span, as_of) for rows in (events.activities, events.answers)
              if rows is not None]  # fmt: skip
    return (
        pl.concat(
            rows.lazy().select("team", "rep", "day", deal=pl.lit(value=deal))
            for deal, kind in ((True, deals), (False, others))
            for rows in kind
        )
        .drop_nulls()
        .group_by("rep", "team", "deal")
        .agg(pl.col("day").max())
        .sort("rep", "deal", "day", "team", descending=[False, True, True, False])
        .unique("rep", keep="first", maintain_order=True)
        .select("rep", "team")
    )


def _summed(frame: pl.LazyFrame, **sums: pl.Expr) -> pl.LazyFrame:
    return frame.group_by("slot", "team", "rep").agg(**sums)


def in_order(as_of: date) -> pl.Expr:
    """Whether a deal has a next step that is not overdue."""
    step, day = pl.col("next_step"), pl.col("next_date")
    return (step.is_not_null() | day.is_not_null()) & (day.is_null() | (day >= as_of))


def _still_open(facts: pl.DataFrame, as_of: date) -> pl.LazyFrame:
    return (
        facts.lazy()
        .filter(OPEN)
        .group_by("team", "rep")
        .agg(open=pl.len(), in_order=in_order(as_of).sum())
    )


def _sessions(events: Events, period: Period, as_of: date) -> tuple[Session, ...]:
    if events.training is None:
        return ()
    rows = during(events.training, period, as_of).select("team", "rep", "what").iter_rows()
    return tuple(((team, rep), what) for team, rep, what in rows)
