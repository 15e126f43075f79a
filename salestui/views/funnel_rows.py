"""The funnel: what is open in each stage, and how much of it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.reasons import INFERRED
from salestui.model.playbook import Playbook
from salestui.views.formats import Style, not_available
from salestui.views.words import State


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One stage.

    Attributes:
        stage: what a focus on the stage is set to; None for deals with a blank stage.
        kind: ``open``, ``won`` or ``unknown``.
        share: of the widest bar; by money, or by count where open deals carry no amount.
        conversion: how many of the stage before got here, or empty.
        severity, word: an unknown stage says so.
    """

    stage: str | None
    name: str
    kind: str
    count: str
    value: str
    share: float
    conversion: str
    severity: State
    word: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Funnel:
    """The open stages in order, then what was won in the period, then stages not understood.

    Attributes:
        note: how the conversions were come by.
        needs: why there are no rows, else empty.
    """

    rows: tuple[FunnelRow, ...]
    note: str
    needs: str


def funnel(figures: DashboardFigures, playbook: Playbook, style: Style) -> Funnel:
    """The funnel of the figures."""
    stages = [_in_period(s, figures) for s in figures.funnel.to_dicts() if s["status"] != "lost"]
    stages = _won_once(stages)
    if not any(s["status"] != "won" for s in stages):
        return Funnel((), "", _("needs a column of stages on the pipeline sheet"))
    priced = any(s["value"] for s in stages if s["status"] == "open")
    measure = "value" if priced else "deals"
    widest = max(s[measure] for s in stages)
    chosen = figures.focus.value("stage")
    rows = tuple(_row(s, playbook, s[measure] / widest if widest > 0 else 0.0, chosen, style)
                 for s in stages)  # fmt: skip
    said = any(r.conversion for r in rows)
    return Funnel(rows, _("conversion {how}").format(how=_(INFERRED)) if said else "", "")


def _in_period(stage: dict[str, Any], figures: DashboardFigures) -> dict[str, Any]:
    """The won row tells what was won in the period: all that was ever won would dwarf the rest."""
    if stage["status"] != "won":
        return stage
    won = figures.tally
    return {**stage, "deals": won.won, "value": won.revenue,
            "without_amount": won.won_without_amount}  # fmt: skip


def _won_once(stages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first = next((s for s in stages if s["status"] == "won"), None)
    return [s for s in stages if s["status"] != "won" or s is first]


def _row(
    stage: dict[str, Any], playbook: Playbook, share: float, chosen: str | None, style: Style
) -> FunnelRow:
    known = next((s for s in playbook.stages if s.code == stage["stage"]), None)
    label = i18n.label(known.labels) if known else stage["stage"]
    unknown = stage["status"] == "unknown"
    priced = stage["without_amount"] < stage["deals"] or not stage["deals"]
    conversion = stage["conversion"]
    return FunnelRow(
        stage=stage["stage"],
        name=stage["name"] or label or _("(no stage)"),
        kind=stage["status"],
        count=style.count(stage["deals"]),
        value=style.money(stage["value"]) if priced else not_available(),
        share=max(share, 0.0),
        conversion="" if conversion is None else style.percent(conversion),
        severity=State.WARNING if unknown else State.NEUTRAL,
        word=_("unknown stage") if unknown and stage["stage"] else "",
        selected=chosen is not None and chosen in (stage["stage"], stage["name"]),
    )
