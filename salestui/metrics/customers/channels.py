"""What each channel brings: leads, deals out of them, what was won, what it cost."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.i18n import N_
from salestui.metrics.currencies import currencies, mixed
from salestui.metrics.figure import Figure, na
from salestui.model.folding import folded
from salestui.model.period import Period, PeriodKind
from salestui.model.playbook import Playbook, by_name

_NO_COST = N_("nothing was spent on it, as far as leads tell")
_NO_LEADS = N_("no lead came through it")
_NOTHING_CLOSED = N_("none of its deals is won or lost")

LEADS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "source": pl.String(), "created": pl.Date(), "status": pl.String(),
    "deal": pl.Int64(), "cost": pl.Float64(),
}  # fmt: skip
"""Leads: ``status`` a code, ``deal`` the ``_id`` of the deal that came out of it."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel.

    Attributes:
        code: the playbook's, else the text as written; empty where no channel is named.
        labels: name by language.
        converted: leads that became a deal; ``deals`` of it, and deals that name it as source.
        value: money of its won deals, None where they are in several currencies.
        cost: of its leads, None where none carries one.
        roi: (value - cost) / cost.
        lead_rows, deal_rows: ``_id`` of what is counted.
    """

    code: str
    labels: dict[str, str]
    leads: int
    converted: int
    deals: int
    won: int
    lost: int
    value: float | None
    cost: float | None
    conversion: Figure
    win_rate: Figure
    roi: Figure
    lead_rows: tuple[int, ...]
    deal_rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChannelReport:
    """The channels, the most valuable first. ``undated``: leads and deals left out for no date."""

    channels: tuple[Channel, ...]
    undated: int


def channel_report(
    leads: pl.DataFrame | None, facts: pl.DataFrame, playbook: Playbook, period: Period
) -> ChannelReport:
    """What came in during a span of days through each channel, and what became of it since.

    Args:
        leads: in the columns of ``LEADS``; None where none are kept: deals alone tell then.
        facts: see ``metrics.facts.SCHEMA``. A deal belongs to the channel of the lead that it came
            out of, else to its own source.
    """
    known = pl.DataFrame(schema=LEADS) if leads is None else leads
    shown, dateless = _within(known, period)
    through = known.drop_nulls("deal").unique("deal", keep="first", maintain_order=True)
    own = facts.join(through.select(_id="deal"), on="_id", how="anti")
    own, undated = _within(own.filter(pl.col("source").is_not_null()), period)
    of_leads = shown.drop_nulls("deal").unique("deal", keep="first", maintain_order=True)
    brought = facts.drop("source").join(of_leads.select("source", _id="deal"), on="_id")
    wanted = ("_id", "source", "status", "amount")
    found_currencies = currencies(facts)
    money = mixed(found_currencies) if len(found_currencies) > 1 else None
    deals = pl.concat([own.select(wanted), brought.select(wanted)])
    names = _names(playbook, [shown["source"], deals["source"]])
    rows = {code: (_of(shown, names, code), _of(deals, names, code)) for code in _codes(names)}
    known_labels = {c.code: c.labels for c in playbook.lists.channels}
    found = [
        _channel(code, known_labels.get(code, {"en": code, "zh": code}), *parts, money)
        for code, parts in rows.items()
    ]
    found = [c for c in found if c.leads or c.deals]
    found.sort(key=lambda c: (not c.code, -(c.value or 0.0), -c.won, -c.leads, c.code))
    return ChannelReport(tuple(found), dateless + undated)


def _within(frame: pl.DataFrame, period: Period) -> tuple[pl.DataFrame, int]:
    """What came in during the span, and how much has no date to tell."""
    if period.kind is PeriodKind.ALL:
        return frame, 0
    inside = frame.filter(pl.col("created").is_between(period.start, period.end))
    return inside, frame["created"].null_count()


def _names(playbook: Playbook, columns: list[pl.Series]) -> dict[str | None, str]:
    """The channel's code by the text of a cell."""
    index = by_name(playbook.lists.channels)
    texts = {text for column in columns for text in column.unique().to_list()}
    spelled: dict[str, str] = {}
    found: dict[str | None, str] = {}
    for text in sorted(texts, key=lambda t: t or ""):
        bare = folded(text) if text else ""
        channel = index.get(bare)
        found[text] = channel.code if channel else spelled.setdefault(bare, (text or "").strip())
    return found


def _codes(names: dict[str | None, str]) -> list[str]:
    return sorted(set(names.values()))


def _of(frame: pl.DataFrame, names: dict[str | None, str], code: str) -> pl.DataFrame:
    texts = [text for text, known in names.items() if known == code]
    blank = pl.col("source").is_null() if None in texts else pl.lit(value=False)
    named = pl.col("source").is_in([text for text in texts if text is not None])
    return frame.filter(named.fill_null(value=False) | blank)


def _channel(
    code: str,
    labels: dict[str, str],
    leads: pl.DataFrame,
    deals: pl.DataFrame,
    no_money: Figure | None,
) -> Channel:
    """``no_money``: why amounts must not be added up, None where they may."""
    won = deals.filter(pl.col("status") == "won")
    lost = deals.filter(pl.col("status") == "lost").height
    value = float(won["amount"].sum())
    converted = leads.filter(
        pl.col("deal").is_not_null() | (pl.col("status") == "converted").fill_null(value=False)
    ).height
    costs = leads["cost"].drop_nulls()
    cost = float(costs.sum()) if costs.len() else None
    closed = won.height + lost
    return Channel(
        code,
        labels,
        leads.height,
        converted,
        deals.height,
        won.height,
        lost,
        None if no_money else value,
        cost,
        Figure(converted / leads.height) if leads.height else na(_NO_LEADS),
        Figure(won.height / closed) if closed else na(_NOTHING_CLOSED),
        no_money or (Figure((value - cost) / cost) if cost else na(_NO_COST)),
        tuple(leads["_id"].to_list()),
        tuple(deals["_id"].to_list()),
    )
