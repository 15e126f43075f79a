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
        reached: deals known to have reached the stage: those in it or a later open one, and the
            won; lost deals up to the stage where they were lost, or the first where that is not
            known. None for lost and unknown.
        conversion: reached / reached of the stage before: inferred from each deal's last stage;
            None for the first one and where none reached the stage before.
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
    ``status``, ``deals``, ``value``, ``weighted``, ``without_amount``; lost ones by
    ``lost_order`` too.
    """
    amount = pl.col("amount")
    return facts.group_by("stage", "stage_code", "stage_order", "status", "lost_order").agg(
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
    lost_at: Counter[int] = Counter()
    for row in counts.to_dicts():
        key = row["stage_code"] or row["stage"]
        lines[key] = _with(lines[key], row)
        if row["lost_order"] is not None:
            lost_at[row["lost_order"]] += row["deals"]
    named = [
        replace(line, name=next(iter(names[key])) if len(names[key]) == 1 else None)
        for key, line in lines.items()
    ]
    last = max((x.order for x in named if x.order is not None), default=0) + 1
    return _converted(
        sorted(named, key=lambda x: (last if x.order is None else x.order, x.stage or "")),
        lost_at,
    )


def _with(line: StageLine, row: dict[str, Any]) -> StageLine:
    return replace(
        line,
        deals=line.deals + row["deals"],
        value=line.value + row["value"],
        weighted=line.weighted + row["weighted"],
        without_amount=line.without_amount + row["without_amount"],
        unplaced=line.unplaced
        + (row["deals"] if row["status"] == "lost" and row["lost_order"] is None else 0),
    )


def is_recorded(lines: Sequence[StageLine]) -> bool:
    """Whether it is known of all lost deals, and of one at least, where they were lost."""
    lost = [line for line in lines if line.status == "lost"]
    return any(line.deals for line in lost) and not any(line.unplaced for line in lost)


def _converted(lines: list[StageLine], lost_at: Mapping[int, int]) -> tuple[StageLine, ...]:
    """The lines with ``reached`` and ``conversion``: the open ones, then the first won one.

    Args:
        lost_at: by the place of a stage, the deals that were lost in it.
    """
    won = sum(x.deals for x in lines if x.status == "won")
    lost = sum(x.deals for x in lines if x.status == "lost")
    is_open = [x for x in lines if x.status == "open"]
    ahead = sum(x.deals for x in is_open)
    found: dict[str | None, tuple[int, float | None]] = {}
    before: int | None = None
    for line in [*is_open, *[x for x in lines if x.status == "won"][:1]]:
        later = sum(
            n for place, n in lost_at.items() if line.order is not None and place >= line.order
        )
        reached = won + ahead + (later if found else lost)
        found[line.stage] = reached, (reached / before if before else None)
        before = reached
        ahead -= line.deals if line.status == "open" else 0
    none: tuple[None, None] = (None, None)
    return tuple(
        replace(x, reached=found.get(x.stage, none)[0], conversion=found.get(x.stage, none)[1])
        for x in lines
    )
