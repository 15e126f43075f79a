"""What each channel brings, in words and numbers, with the figures of all customers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import _, ngettext
from salestui.metrics.customers.channels import Channel, channel_report
from salestui.metrics.figure import Figure
from salestui.metrics.inputs import Inputs
from salestui.model.period import Period
from salestui.selling.customers.rows import lead_rows
from salestui.views.customer.figures import company_figures
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.told import Told


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """A channel as listed; ``sources``: what its leads and deals are found by."""

    code: str
    name: str
    leads: str
    converted: str
    deals: str
    won: str
    value: str
    cost: str
    roi: str
    lead_rows: tuple[int, ...]
    deal_rows: tuple[int, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """Everything but the name, in the order of ``headings``."""
        return (self.leads, self.converted, self.deals, self.won, self.value, self.cost, self.roi)


@dataclass(frozen=True, slots=True)
class ChannelsView:
    """The channels of a period.

    Attributes:
        figures: of all customers in it; ``told`` explains them.
        note: what is left out, else empty.
        has_leads: whether the workbook has a sheet of leads.
    """

    period: str
    lines: tuple[ChannelLine, ...]
    figures: tuple[Kpi, ...]
    note: str
    has_leads: bool
    told: Told
    style: Style


def headings() -> tuple[str, ...]:
    """The names of the columns."""
    return (
        _("Leads"), _("Converted"), _("Deals"), _("Won"), _("Won value"), _("Cost"), _("Return"),
    )  # fmt: skip


def channels_view(
    state: BookState, inputs: Inputs, period: Period, as_of: date, style: Style
) -> ChannelsView:
    """Work the channels of a period out. Blocks: a worker's work."""
    leads = lead_rows(state)
    report = channel_report(leads, inputs.facts, state.playbook, period)
    told = company_figures(state, inputs.facts, period, period_name(period), as_of)
    note = ""
    if report.undated:
        text = ngettext(
            "{n} lead or deal without a date is left out",
            "{n} leads or deals without a date are left out",
            report.undated,
        )
        note = text.format(n=report.undated)
    return ChannelsView(
        period_name(period),
        tuple(channel_line(channel, style) for channel in report.channels),
        told.kpis(style),
        note,
        leads is not None,
        told,
        style,
    )


def channels_data(view: ChannelsView, state: BookState, inputs: Inputs, period: Period) -> object:
    """The report for JSON, with plain numbers."""
    report = channel_report(lead_rows(state), inputs.facts, state.playbook, period)
    return {
        "period": period.key,
        "channels": [
            {"channel": c.code, "name": i18n.label(c.labels), "leads": c.leads,
             "converted": c.converted, "deals": c.deals, "won": c.won, "lost": c.lost,
             "value": c.value, "cost": c.cost, "roi": c.roi.value}
            for c in report.channels
        ],
        "figures": {key: figure.value for key, figure in view.told.figures.items()},
        "reasons": {
            key: say(figure.reason)
            for key, figure in view.told.figures.items()
            if figure.reason is not None
        },
        "note": view.note,
    }  # fmt: skip


def channel_line(channel: Channel, style: Style) -> ChannelLine:
    """A channel in words."""
    return ChannelLine(
        channel.code,
        i18n.label(channel.labels) or _("no channel"),
        style.count(channel.leads),
        style.count(channel.converted),
        style.count(channel.deals),
        style.count(channel.won),
        not_available() if channel.value is None else style.money(channel.value),
        not_available() if channel.cost is None else style.money(channel.cost),
        _percent(channel.roi, style),
        channel.lead_rows,
        channel.deal_rows,
    )


def _percent(figure: Figure, style: Style) -> str:
    return not_available() if figure.value is None else style.percent(figure.value)
