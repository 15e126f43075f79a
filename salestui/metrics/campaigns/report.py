"""Each campaign: budget, cost, leads, and the deals that came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.i18n import N_
from salestui.metrics.currencies import mixed
from salestui.metrics.figure import Figure, na, ratio
from salestui.model.period import Period, PeriodKind

NO_BUDGET = N_("the campaign has no budget")
NO_BUDGETS = N_("no campaign has a budget")
NOTHING_SPENT = N_("nothing was spent on it")
NOTHING_KNOWN = N_("neither costs nor the campaign say what was spent")
NO_LEADS = N_("no lead came of it")

CAMPAIGNS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "name": pl.String(), "type": pl.String(), "channel": pl.String(),
    "status": pl.String(), "start": pl.Date(), "end": pl.Date(), "budget": pl.Float64(),
    "spend": pl.Float64(), "leads": pl.Float64(), "currency": pl.String(),
}  # fmt: skip
"""Campaigns: ``type`` and ``status`` are codes."""

AMOUNTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "campaign": pl.Int64(), "date": pl.Date(), "amount": pl.Float64(),
    "currency": pl.String(),
}  # fmt: skip
"""Rows of costs or budgets; ``campaign``: the ``_id`` of the campaign they name."""

BROUGHT: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "campaign": pl.Int64(), "status": pl.String(), "closed": pl.Date(),
    "amount": pl.Float64(), "currency": pl.String(),
}  # fmt: skip
"""Deals that came of a campaign; ``status`` as in ``metrics.facts``."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a report is made of; ``leads``: ``_id`` and ``campaign`` of leads that name one."""

    campaigns: pl.DataFrame
    costs: pl.DataFrame
    budgets: pl.DataFrame
    leads: pl.DataFrame
    deals: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign.

    Attributes:
        type, status: codes, empty where the sheet says none.
        leads, deals, won: how many came of it, see ``CAMPAIGN_FIGURES``.
        over: what was spent beyond the budget, 0 where nothing was.
        lead_rows, deal_rows, won_rows, cost_rows: ``_id`` of what is counted.
    """

    row: int
    name: str
    type: str
    channel: str
    status: str
    start: date | None
    end: date | None
    budget: Figure
    spent: Figure
    leads: int
    deals: int
    won: int
    value: Figure
    over: float
    lead_rows: tuple[int, ...]
    deal_rows: tuple[int, ...]
    won_rows: tuple[int, ...]
    cost_rows: tuple[int, ...]

    @property
    def lead_cost(self) -> Figure:
        """What a lead cost."""
        return ratio(self.spent, Figure(float(self.leads)), NO_LEADS)

    @property
    def roi(self) -> Figure:
        """What came back of what was spent: (value - spent) / spent."""
        return returned(self.value, self.spent)


def returned(value: Figure, spent: Figure) -> Figure:
    """(value - spent) / spent, n/a where either is, or nothing was spent."""
    if value.value is None or spent.value is None:
        return value if value.value is None else spent
    return ratio(Figure(value.value - spent.value), spent, NOTHING_SPENT)


def campaign_report(sources: Sources, period: Period, as_of: date) -> tuple[Campaign, ...]:
    """The campaigns that run in a period, the latest first.

    Args:
        as_of: costs and won deals after this day are not counted.
    """
    shown = _running(sources.campaigns, period)
    known = sorted(_named_currencies(sources))
    none = mixed(known) if len(known) > 1 else None
    costs = sources.costs.filter((pl.col("date") <= as_of).fill_null(value=True))
    won_by = (pl.col("status") == "won") & (pl.col("closed") <= as_of).fill_null(value=True)
    parts = [_by_campaign(f) for f in (costs, sources.budgets, sources.leads, sources.deals)]
    return tuple(
        _campaign(row, tuple(part(row["_id"]) for part in parts), won_by, none)
        for row in shown.iter_rows(named=True)
    )


def _by_campaign(frame: pl.DataFrame) -> Callable[[int], pl.DataFrame]:
    """What gives the rows of a campaign, after one pass over all of them."""
    split = frame.partition_by("campaign", as_dict=True, maintain_order=True)
    empty = frame.clear()
    return lambda campaign: split.get((campaign,), empty)


def _running(campaigns: pl.DataFrame, period: Period) -> pl.DataFrame:
    kept = campaigns.filter((pl.col("status") != "cancelled").fill_null(value=True))
    if period.kind is not PeriodKind.ALL:
        begins = pl.coalesce("start", "end")
        ends = pl.coalesce("end", "start")
        inside = (begins <= period.end) & (ends >= period.start)
        kept = kept.filter(inside.fill_null(value=True))
    return kept.sort("start", "_id", descending=[True, False], nulls_last=True)


def _named_currencies(sources: Sources) -> set[str]:
    of_deals = sources.deals.filter(pl.col("status") == "won")
    frames = (sources.campaigns, sources.costs, sources.budgets, of_deals)
    texts = pl.concat([frame["currency"].drop_nulls() for frame in frames])
    return set(texts.str.strip_chars().str.to_uppercase().unique()) - {""}


def _campaign(
    row: dict[str, object],
    parts: tuple[pl.DataFrame, ...],
    won_by: pl.Expr,
    none: Figure | None,
) -> Campaign:
    """``none``: why amounts must not be added up, None where they may."""
    costs, budgets, leads, deals = parts
    won = deals.filter(won_by)
    budget = _sum(budgets["amount"], row["budget"], NO_BUDGET)
    spent = _sum(costs["amount"], row["spend"], NOTHING_KNOWN)
    said = row["leads"]
    told = int(said) if isinstance(said, float) else 0
    over = (spent.value or 0.0) - budget.value if budget.value is not None else 0.0
    start, end = row["start"], row["end"]
    return Campaign(
        row=_whole(row["_id"]),
        name=str(row["name"] or ""),
        type=str(row["type"] or ""),
        channel=str(row["channel"] or ""),
        status=str(row["status"] or ""),
        start=start if isinstance(start, date) else None,
        end=end if isinstance(end, date) else None,
        budget=none or budget,
        spent=none or spent,
        leads=leads.height or told,
        deals=deals.height,
        won=won.height,
        value=none or Figure(float(won["amount"].sum())),
        over=0.0 if none else max(over, 0.0),
        lead_rows=tuple(leads["_id"].to_list()),
        deal_rows=tuple(deals["_id"].to_list()),
        won_rows=tuple(won["_id"].to_list()),
        cost_rows=tuple(costs["_id"].to_list()),
    )


def _sum(amounts: pl.Series, said: object, missing: str) -> Figure:
    """The rows' sum where there are any, else the campaign's own cell."""
    if amounts.drop_nulls().len():
        return Figure(float(amounts.sum()))
    return Figure(said) if isinstance(said, float) else na(missing)


def _whole(value: object) -> int:
    assert isinstance(value, int)
    return value


def campaign_figures(found: Sequence[Campaign]) -> dict[str, Figure]:
    """The figures of ``CAMPAIGN_FIGURES`` over these campaigns."""
    budget = _total([c.budget for c in found], NO_BUDGETS, (NO_BUDGET,))
    spent = _total([c.spent for c in found], NOTHING_KNOWN, (NOTHING_KNOWN,))
    value = _total([c.value for c in found], NOTHING_KNOWN, ())
    leads = Figure(float(sum(c.leads for c in found)))
    return {
        "campaigns": Figure(float(len(found))),
        "budget": budget,
        "spent": spent,
        "over": Figure(float(sum(c.over > 0 for c in found))),
        "leads": leads,
        "lead_cost": ratio(spent, leads, NO_LEADS),
        "won": Figure(float(sum(c.won for c in found))),
        "value": value,
        "return": returned(value, spent),
    }


def _total(parts: Sequence[Figure], nothing: str, passing: tuple[str, ...]) -> Figure:
    """Their sum, without those that are n/a for a reason in ``passing``; else the reason."""
    for part in parts:
        if part.reason is not None and part.reason.text not in passing:
            return part
    known = [part.value for part in parts if part.value is not None]
    return Figure(sum(known)) if known or not passing else na(nothing)


@dataclass(frozen=True, slots=True)
class MixLine:
    """What campaigns of one kind or channel take and bring; ``share``: of all that was spent."""

    code: str
    count: int
    figures: dict[str, Figure]
    share: Figure


def marketing_mix(found: Sequence[Campaign], by: str) -> tuple[MixLine, ...]:
    """Campaigns put together, the dearest first.

    Args:
        by: ``type`` or ``channel``.
    """
    groups: dict[str, list[Campaign]] = {}
    for campaign in found:
        code = campaign.type if by == "type" else campaign.channel
        groups.setdefault(code, []).append(campaign)
    whole = campaign_figures(found)["spent"]
    lines = []
    for code, own in groups.items():
        figures = campaign_figures(own)
        share = ratio(figures["spent"], whole, NOTHING_SPENT)
        lines.append(MixLine(code, len(own), figures, share))
    return tuple(sorted(lines, key=lambda x: (-(x.figures["spent"].value or 0.0), x.code)))
