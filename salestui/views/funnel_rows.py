"""The funnel: what is open in each stage, and how much of it goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.conversion import StageLine, is_recorded
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.reasons import INFERRED, RECORDED
from salestui.model.playbook import Playbook
from salestui.views.formats import Style, not_available
from salestui.views.needs import needs
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class FunnelRow:
    """One stage.

    Attributes:
        stage: what a focus on the stage is set to: the workbook's name of it, or the playbook's
            code where it has several names; None for deals with a blank stage.
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
        note: how the conversions were come by; ``short_note`` where there is little room.
        needs: why there are no rows, else empty.
    """

    rows: tuple[FunnelRow, ...]
    note: str
    needs: str
    short_note: str = ""


def funnel(
    figures: DashboardFigures, facts: pl.DataFrame, playbook: Playbook, style: Style
) -> Funnel:
    """The funnel of the figures; ``facts`` tell what it needs where there is none."""
    stages = shown_stages(figures)
    if not any(x.status != "won" for x in stages):
        column = _("needs a column of stages on the pipeline sheet")
        return Funnel((), "", needs(figures.kept, facts, "stage", column))
    priced = any(x.value for x in stages if x.status == "open")
    sizes = [x.value if priced else float(x.deals) for x in stages]
    widest = max(sizes)
    chosen = figures.focus.value("stage")
    rows = tuple(
        _row(x, playbook, size / widest if widest > 0 else 0.0, chosen, style)
        for x, size in zip(stages, sizes, strict=True)
    )
    said = any(r.conversion for r in rows)
    if not said:
        return Funnel(rows, "", "")
    recorded = is_recorded(figures.funnel)
    how = _("conversion {how}").format(how=_(RECORDED if recorded else INFERRED))
    return Funnel(rows, how, "", _("recorded") if recorded else _("inferred"))


def shown_stages(figures: DashboardFigures) -> list[StageLine]:
    """Open and unknown stages, and one for what was won in the period: all ever won would dwarf
    the rest. Lost deals are no part of a funnel.
    """
    shown = [x for x in figures.funnel if x.status in ("open", "unknown")]
    if (won := next((x for x in figures.funnel if x.status == "won"), None)) is not None:
        tally = figures.tally
        closed = replace(
            won, deals=tally.won, value=tally.revenue, without_amount=tally.won_without_amount
        )
        shown.insert(sum(x.status == "open" for x in shown), closed)
    return shown


def _row(
    line: StageLine, playbook: Playbook, share: float, chosen: str | None, style: Style
) -> FunnelRow:
    known = next((s for s in playbook.stages if s.code == line.stage), None)
    label = i18n.label(known.labels) if known else line.stage
    unknown = line.status == "unknown"
    priced = line.without_amount < line.deals or not line.deals
    return FunnelRow(
        stage=line.name or line.stage,
        name=line.name or label or _("(no stage)"),
        kind=line.status,
        count=style.count(line.deals),
        value=style.money(line.value) if priced else not_available(),
        share=max(share, 0.0),
        conversion="" if line.conversion is None else style.percent(line.conversion),
        severity=State.WARNING if unknown else State.NEUTRAL,
        word=_("unknown stage") if unknown and line.stage else "",
        selected=chosen is not None and chosen in (line.stage, line.name),
    )
