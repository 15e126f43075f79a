"""What was won, lost and begun in a span of days: a week's news of deals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from salestui.i18n import _
from salestui.metrics.conversion import win_rate
from salestui.metrics.currencies import blocked, currencies
from salestui.metrics.definitions import definition
from salestui.metrics.figure import Figure
from salestui.metrics.select import CLOSED, WON, closed_to_date, in_focus, within
from salestui.metrics.tally import ClosedTally, closed_tallies, read_closed_tallies
from salestui.metrics.targets.attainment import actual
from salestui.model.period import Period, custom
from salestui.views.documents.basis import told
from salestui.views.documents.document import (
    Column,
    Figures,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
    Told,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_deals
from salestui.views.kpis import figure_kpi
from salestui.views.states import State

MOST = 20
"""Deals that are listed."""


def closed(ground: Ground, since: date) -> Section:
    """Deals closed and created from a day on, up to the as-of day."""
    present = ground.present
    title = _("Won, lost and new since {day}").format(day=since.isoformat())
    if needs := no_deals(present.inputs):
        return Section("closed", title, needs=needs)
    span = _span(ground, since)
    facts = in_focus(present.inputs.facts, present.focus)
    ended = facts.filter(closed_to_date(span, present.as_of))
    begun = facts.filter(within("created", span))
    figures = Figures((*_of_closed(ground, facts, span), *_of_begun(ground, begun)))
    if ended.is_empty():
        nothing = Notes((Line(_("No deal was won or lost since then.")),))
        return Section("closed", title, (figures, nothing))
    return Section("closed", title, (figures, _table(ended)))


def moved_line(ground: Ground, since: date) -> Line | None:
    """How many deals were won and lost, in a sentence; None where no deals are kept."""
    present = ground.present
    if no_deals(present.inputs):
        return None
    facts = in_focus(present.inputs.facts, present.focus)
    tally = _tally(ground, facts, _span(ground, since))
    if not tally.won and not tally.lost:
        text = _("Since {day} no deal was won or lost")
        return Line(text.format(day=since.isoformat()))
    text = _("Since {day}: {won} won, {lost} lost")
    return Line(text.format(day=since.isoformat(), won=tally.won, lost=tally.lost))


def _span(ground: Ground, since: date) -> Period:
    return custom(since, max(since, ground.present.as_of))


def _tally(ground: Ground, facts: pl.DataFrame, span: Period) -> ClosedTally:
    rows = closed_tallies(facts.lazy(), (span,), ground.present.as_of).collect()
    return read_closed_tallies(rows, 1)[0]


def _of_closed(ground: Ground, facts: pl.DataFrame, span: Period) -> tuple[Told, ...]:
    """How many were won and lost, and what they brought."""
    tally = _tally(ground, facts, span)
    figures = blocked(
        {"actual": actual(tally), "win_rate": win_rate(tally)}, tuple(currencies(facts))
    )
    return (
        Told("won", _("Deals won"), Form.COUNT, tally.won),
        replace(_told(ground, figures["actual"], "actual"), label=_("Amount won")),
        Told("lost", _("Deals lost"), Form.COUNT, tally.lost),
        _told(ground, figures["win_rate"], "win_rate"),
    )


def _of_begun(ground: Ground, begun: pl.DataFrame) -> tuple[Told, ...]:
    """How many deals are new, and their amount."""
    if ground.present.inputs.facts["created"].is_null().all():
        return ()
    several = currencies(begun)
    found = [Told("begun", _("New deals"), Form.COUNT, begun.height)]
    if len(several) < 2:
        amount = float(begun["amount"].sum())
        found.append(Told("begun_amount", _("Their amount"), Form.MONEY, amount))
    return tuple(found)


def _told(ground: Ground, figure: Figure, key: str) -> Told:
    meant = definition(key)
    return told(figure_kpi(meant, figure, ground.style), figure.value, meant.unit)


def _table(ended: pl.DataFrame) -> Table:
    """The won ones first, the larger ones of either first."""
    columns = (
        Column("result", _("Result")),
        Column("deal", _("Deal")),
        Column("customer", _("Customer")),
        Column("rep", _("Rep")),
        Column("closed", _("Closed"), Form.DAY),
        Column("amount", _("Amount"), Form.MONEY),
        Column("reason", _("Loss reason")),
    )
    ordered = ended.filter(CLOSED).sort(
        ~WON, pl.col("amount"), descending=[False, True], nulls_last=True, maintain_order=True
    )
    rows = tuple(_row(deal) for deal in ordered.head(MOST).iter_rows(named=True))
    return Table("closed", _("Won and lost"), columns, rows, max(ordered.height - MOST, 0))


def _row(deal: Mapping[str, Any]) -> Row:
    won = deal["status"] == "won"
    return Row(
        (
            _("won") if won else _("lost"),
            deal["name"] or deal["id"] or _("(no name)"),
            deal["customer"] or "",
            deal["rep"] or "",
            deal["closed"],
            deal["amount"],
            "" if won else deal["loss_reason"] or "",
        ),
        State.OK if won else State.LATE,
    )
