"""Leads by their status, and the channel that brings most."""

from __future__ import annotations

from salestui import i18n
from salestui.i18n import _
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.customers.channels import channel_report
from salestui.model.entities import entity as entity_of
from salestui.selling.customers.rows import lead_rows
from salestui.views.channels import ChannelLine, channel_line
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.states import State

_OPEN = ("new", "working", "qualified")
_LISTED = 3


def channels_area(asked: Asked) -> AreaView:
    """Open leads by status, then the best channels of the period. Blocks."""
    present = asked.present
    state = present.state
    counted = _by_status(asked)
    leads = lead_rows(state)
    report = channel_report(leads, present.inputs.facts, state.playbook, present.period)
    paying = [c for c in report.channels if c.code and (c.value is None or c.value > 0) and c.won]
    lines = [channel_line(c, asked.style) for c in paying]
    if leads is None and not lines:
        return without_sheet("leads")
    best = [_channel(n, line) for n, line in enumerate(lines[:_LISTED])]
    if not counted and not best:
        return AreaView((), needs=_("needs leads: n adds one on their sheet"), offers="leads")
    total = sum(int(row.value.replace(",", "")) for row in counted)
    note = _("{n} open").format(n=f"{total:,}") if counted else ""
    return AreaView((*counted, *best), note=note)


def _by_status(asked: Asked) -> list[AreaRow]:
    state = asked.present.state
    frame = state.live("leads")
    field = entity_of("leads").field("status")
    if frame is None or field is None or "status" not in frame.columns:
        return []
    codes = frame.select(ID, code=coded(frame["status"], field))
    rows = []
    for choice in field.choices:
        if choice.code in _OPEN:
            count = codes.filter(codes["code"] == choice.code).height
            rows.append(
                AreaRow(
                    key=choice.code,
                    label=i18n.label(choice.labels),
                    value=f"{count:,}",
                    opens=Opens("leads"),
                    severity=State.WARNING if choice.code == "new" and count else State.NEUTRAL,
                    told=_("leads in this status now, whenever they came"),
                )
            )
    return rows


def _channel(place: int, line: ChannelLine) -> AreaRow:
    said = _("{won} won of {deals}").format(won=line.won, deals=line.deals)
    return AreaRow(
        key=f"channel:{line.code}",
        label=line.name,
        value=line.value,
        opens=Opens("channels"),
        said=_("best channel, {said}").format(said=said) if not place else said,
        told=told(
            _("net amount of won deals that came in through the channel in the period"),
            _("cost {cost} · return {roi}").format(cost=line.cost, roi=line.roi),
        ),
    )
