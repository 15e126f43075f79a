"""How many deals are won, and how they pass from stage to stage."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.tally import ClosedTally, CohortTally


def win_rate(tally: ClosedTally) -> Figure:
    """Won / (won + lost), of the deals closed in the period."""
    closed = tally.won + tally.lost
    return Figure(tally.won / closed) if closed else na(reasons.NOTHING_CLOSED)


def win_rate_by_value(tally: ClosedTally) -> Figure:
    """Won amount / (won + lost amount). Refused where lost deals carry no amount."""
    if not tally.won + tally.lost:
        return na(reasons.NOTHING_CLOSED)
    if tally.lost and tally.lost_without_amount == tally.lost:
        return na(reasons.LOST_WITHOUT_AMOUNTS)
    if tally.won and tally.won_without_amount == tally.won:
        return na(reasons.NO_WON_AMOUNTS)
    total = tally.revenue + tally.lost_value
    if total <= 0:
        return na(reasons.NO_WON_AMOUNTS)
    missing = tally.lost_without_amount
    said = note(reasons.LOST_WITHOUT_AMOUNT, n=missing) if missing else None
    return Figure(tally.revenue / total).noted(said)


def win_rate_of_cohort(tally: CohortTally) -> Figure:
    """Won / all created in the period, whatever became of them since."""
    if not tally.created:
        return na(reasons.NOTHING_CREATED)
    return Figure(tally.won / tally.created).noted(note(reasons.STILL_OPEN, n=tally.open))


def cohort_open(tally: CohortTally) -> Figure:
    """The share of the deals created in the period that is still open."""
    return Figure(tally.open / tally.created) if tally.created else na(reasons.NOTHING_CREATED)


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the funnel, as the book stands.

    Attributes:
        stage: the playbook's code, or the workbook's name where the playbook knows none; None for
            a blank cell.
        name: as in the workbook; None where several of its names mean the stage.
        order: the stage's place in the playbook; None for an unknown one.
        value, weighted: sums of amounts, and of amounts times probability.
        reached: deals known to have reached the stage, each once however often it entered it: the
            won, and all others up to the furthest stage that their history tells of, else up to
            their present one; lost deals up to the stage where they were lost, or the first where
            that is not known. None for lost and unknown.
        conversion: reached / reached of the stage before; None for the first one and where none
            reached the stage before.
        unplaced: of a stage of lost ones: the deals of which it is not known where they were lost.
    """

    stage: str | None
    name: str | None
    order: int | None
    status: str
    deals: int = 0
    value: float = 0.0
    weighted: float = 0.0
    without_amount: int = 0
    reached: int | None = None
    conversion: float | None = None
    unplaced: int = 0


def stage_counts(facts: pl.LazyFrame) -> pl.LazyFrame:
    """Deals per stage as the workbook names it: ``stage``, ``stage_code``, ``stage_order``,
    ``status``, ``reached_order``, ``deals``, ``value``, ``weighted``, ``without_amount``.
    """
    amount = pl.col("amount")
    return facts.group_by("stage", "stage_code", "stage_order", "status", "reached_order").agg(
        deals=pl.len().cast(pl.Int64),
        value=amount.sum(),
        weighted=(amount * pl.col("probability")).sum(),
        without_amount=amount.null_count().cast(pl.Int64),
    )


def funnel(counts: pl.DataFrame, known: pl.DataFrame) -> tuple[StageLine, ...]:
    """The stages in the playbook's order, unknown ones last.

    Args:
        counts: the collected ``stage_counts`` of the deals looked at.
        known: that of the whole book, so that stages keep their place when filtered.
    """
    lines: dict[str | None, StageLine] = {}
    names: dict[str | None, set[str]] = defaultdict(set)
    for row in known.to_dicts():
        key = row["stage_code"] or row["stage"]
        lines.setdefault(key, StageLine(key, None, row["stage_order"], row["status"]))
        names[key].add(row["stage"])
    reached: Counter[int] = Counter()
    for row in counts.to_dicts():
        key = row["stage_code"] or row["stage"]
        lines[key] = _with(lines[key], row)
        if row["status"] in ("open", "lost") and row["reached_order"] is not None:
            reached[row["reached_order"]] += row["deals"]
    named = [
        replace(line, name=next(iter(names[key])) if len(names[key]) == 1 else None)
        for key, line in lines.items()
    ]
    last = max((x.order for x in named if x.order is not None), default=0) + 1
    return _converted(
        sorted(named, key=lambda x: (last if x.order is None else x.order, x.stage or "")),
        reached,
    )


def _with(line: StageLine, row: dict[str, Any]) -> StageLine:
    return replace(
        line,
        deals=line.deals + row["deals"],
        value=line.value + row["value"],
        weighted=line.weighted + row["weighted"],
        without_amount=line.without_amount + row["without_amount"],
        unplaced=line.unplaced
        + (row["deals"] if row["status"] == "lost" and row["reached_order"] is None else 0),
    )


def is_recorded(lines: Sequence[StageLine]) -> bool:
    """Whether it is known of all lost deals, and of one at least, where they were lost."""
    lost = [line for line in lines if line.status == "lost"]
    return any(line.deals for line in lost) and not any(line.unplaced for line in lost)


def _converted(lines: list[StageLine], reached: Mapping[int, int]) -> tuple[StageLine, ...]:
    """The lines with ``reached`` and ``conversion``: the open ones, then the first won one.

    Args:
        reached: by the place of a stage, the open and lost deals that came so far and no further.
    """
    won = sum(x.deals for x in lines if x.status == "won")
    under_way = sum(x.deals for x in lines if x.status in ("open", "lost"))
    found: dict[str | None, tuple[int, float | None]] = {}
    before: int | None = None
    for line in _way(lines):
        came = sum(n for place, n in reached.items() if line.order is None or place >= line.order)
        # who was lost nobody knows where was in the first one at least
        here = won + (came if found else under_way)
        found[line.stage] = here, (here / before if before else None)
        before = here
    none: tuple[None, None] = (None, None)
    return tuple(
        replace(x, reached=found.get(x.stage, none)[0], conversion=found.get(x.stage, none)[1])
        for x in lines
    )


def _way(lines: Sequence[StageLine]) -> list[StageLine]:
    """The open stages, then the first won one."""
    is_open = [x for x in lines if x.status == "open"]
    return [*is_open, *[x for x in lines if x.status == "won"][:1]]
