"""Campaigns in words and numbers: each by itself, or put together by kind or by channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import N_, _
from salestui.metrics.campaigns.definitions import CAMPAIGN_FIGURES
from salestui.metrics.campaigns.report import (
    Campaign,
    MixLine,
    campaign_figures,
    campaign_report,
    marketing_mix,
)
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure
from salestui.metrics.inputs import Inputs
from salestui.model.entities import entity as entity_of
from salestui.model.period import Period
from salestui.selling.campaigns import campaign_sources
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.states import State
from salestui.views.told import Told


class Grouping(StrEnum):
    """What a line stands for."""

    CAMPAIGN = "campaign"
    TYPE = "type"
    CHANNEL = "channel"


_TITLES = {
    Grouping.CAMPAIGN: N_("Campaigns"),
    Grouping.TYPE: N_("Campaigns by type"),
    Grouping.CHANNEL: N_("Campaigns by channel"),
}


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign, or several put together, as listed.

    Attributes:
        row: of the campaign; None for several. ``code``: what they have in common.
        cells: in the order of ``headings``.
        severity: of the budget's cell: ``late`` where more was spent.
    """

    code: str
    name: str
    row: int | None
    cells: tuple[str, ...]
    severity: State
    lead_rows: tuple[int, ...] = ()
    deal_rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignsView:
    """The campaigns of a period.

    Attributes:
        has_sheet: whether the workbook keeps campaigns at all.
        lines: by grouping.
    """

    period: str
    has_sheet: bool
    lines: dict[Grouping, tuple[CampaignLine, ...]]
    figures: tuple[Kpi, ...]
    told: Told
    style: Style
    campaigns: tuple[Campaign, ...]


def title(grouping: Grouping) -> str:
    """What the list is called."""
    return _(_TITLES[grouping])


def headings() -> tuple[str, ...]:
    """The names of the columns beside the name."""
    return (
        _("Budget"), _("Spent"), _("Share"), _("Leads"), _("Per lead"), _("Won"), _("Won value"),
        _("Return"),
    )  # fmt: skip


def campaigns_view(
    state: BookState, inputs: Inputs, period: Period, as_of: date, style: Style
) -> CampaignsView:
    """Work the campaigns of a period out. Blocks: a worker's work."""
    sources = campaign_sources(state, inputs.facts)
    found = campaign_report(sources, period, as_of) if sources is not None else ()
    told = Told(
        campaign_figures(found),
        _behind(found),
        CAMPAIGN_FIGURES,
        period_name(period),
        _("company"),
    )
    whole = told.figures["spent"].value
    lines = {
        Grouping.CAMPAIGN: tuple(_line(c, whole, style) for c in found),
        Grouping.TYPE: _mixed(marketing_mix(found, "type"), _type_name, style),
        Grouping.CHANNEL: _mixed(marketing_mix(found, "channel"), _channel_name, style),
    }
    return CampaignsView(
        period_name(period),
        sources is not None,
        lines,
        told.kpis(style) if sources is not None else (),
        told,
        style,
        found,
    )


def campaigns_data(view: CampaignsView) -> dict[str, object]:
    """The report for JSON, with plain numbers."""
    return {
        "campaigns": [_campaign_data(campaign) for campaign in view.campaigns],
        "by_type": _mix_data(marketing_mix(view.campaigns, "type")),
        "by_channel": _mix_data(marketing_mix(view.campaigns, "channel")),
        "figures": {key: figure.value for key, figure in view.told.figures.items()},
        "reasons": {
            key: say(figure.reason)
            for key, figure in view.told.figures.items()
            if figure.reason is not None
        },
    }


def _campaign_data(campaign: Campaign) -> dict[str, object]:
    return {
        "campaign": campaign.name,
        "type": campaign.type,
        "channel": campaign.channel,
        "status": campaign.status,
        "start": campaign.start and campaign.start.isoformat(),
        "end": campaign.end and campaign.end.isoformat(),
        "budget": campaign.budget.value,
        "spent": campaign.spent.value,
        "over": campaign.over,
        "leads": campaign.leads,
        "deals": campaign.deals,
        "won": campaign.won,
        "value": campaign.value.value,
        "return": campaign.roi.value,
    }


def _mix_data(lines: Sequence[MixLine]) -> list[dict[str, object]]:
    return [
        {"code": x.code, "campaigns": x.count, "share": x.share.value}
        | {key: figure.value for key, figure in x.figures.items() if key != "campaigns"}
        for x in lines
    ]


def _behind(found: Sequence[Campaign]) -> dict[str, tuple[str, tuple[int, ...]]]:
    rows = tuple(c.row for c in found)
    over = tuple(c.row for c in found if c.over > 0)
    won = tuple(row for c in found for row in c.won_rows)
    leads = tuple(row for c in found for row in c.lead_rows)
    costs = tuple(row for c in found for row in c.cost_rows)
    spent = ("costs", costs) if costs else ("campaigns", rows)
    return {
        "campaigns": ("campaigns", rows), "budget": ("campaigns", rows), "spent": spent,
        "over": ("campaigns", over), "leads": ("leads", leads), "lead_cost": ("leads", leads),
        "won": ("deals", won), "value": ("deals", won), "return": ("deals", won),
    }  # fmt: skip


def _line(campaign: Campaign, whole: float | None, style: Style) -> CampaignLine:
    share = campaign.spent.value / whole if whole and campaign.spent.value is not None else None
    cells = (
        _money(campaign.budget, style),
        _money(campaign.spent, style) + (" ▲" if campaign.over else ""),
        not_available() if share is None else style.percent(share),
        style.count(campaign.leads),
        _money(campaign.lead_cost, style),
        style.count(campaign.won),
        _money(campaign.value, style),
        _percent(campaign.roi, style),
    )
    return CampaignLine(
        campaign.name,
        campaign.name or _("(no name)"),
        campaign.row,
        cells,
        State.LATE if campaign.over else State.NEUTRAL,
        campaign.lead_rows,
        campaign.deal_rows,
    )


def _mixed(
    lines: Sequence[MixLine], named: Callable[[str], str], style: Style
) -> tuple[CampaignLine, ...]:
    found = []
    for line in lines:
        figures = line.figures
        won = style.count(figures["won"].value or 0.0)
        cells = (
            _money(figures["budget"], style),
            _money(figures["spent"], style),
            _percent(line.share, style),
            style.count(figures["leads"].value or 0.0),
            _money(figures["lead_cost"], style),
            won,
            _money(figures["value"], style),
            _percent(figures["return"], style),
        )
        name = f"{named(line.code)} ({line.count})"
        over = State.LATE if figures["over"].value else State.NEUTRAL
        found.append(CampaignLine(line.code, name, None, cells, over))
    return tuple(found)


def _type_name(code: str) -> str:
    field = entity_of("campaigns").field("type")
    choice = field.choice(code) if field is not None else None
    return i18n.label(choice.labels) if choice else (code or _("no type"))


def _channel_name(code: str) -> str:
    return code or _("no channel")


def _money(figure: Figure, style: Style) -> str:
    return style.figure(figure, Unit.MONEY)


def _percent(figure: Figure, style: Style) -> str:
    return style.figure(figure, Unit.PERCENT)
