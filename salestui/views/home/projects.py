"""Projects by health, then those that stand worst, each with its first reason."""

from __future__ import annotations

from salestui.i18n import _, ngettext
from salestui.metrics.projects.thresholds import Cause, Health
from salestui.selling.projects.portfolio import Portfolio, portfolio
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.formats import Style
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told
from salestui.views.portfolio.lines import ProjectLine, project_lines
from salestui.views.portfolio.view import portfolio_needs
from salestui.views.portfolio.words import (
    STATES,
    cause_name,
    health_text,
    told_reason,
)
from salestui.views.states import State

_LISTED = 6


def projects_area(asked: Asked) -> AreaView:
    """Counts by health, then the first projects that are not green. Blocks."""
    present = asked.present
    links = ReferenceLinks(present.state)
    found = portfolio(links, present.inputs, present.focus, present.period, present.as_of)
    if found.projects.is_empty():
        return AreaView((), needs=portfolio_needs(present.state))
    counts = [_count(found, health) for health in (Health.RED, Health.AMBER, Health.GREEN)]
    first = project_lines(found, present.state.playbook, present.as_of, asked.style, _LISTED)
    pressing = [line for line in first if line.severity is not State.OK]
    why = {row["deal"]: row for row in reversed(found.reasons.to_dicts())}
    rows = [_project(line, why[line.deal], asked.style) for line in pressing]
    total = found.projects.height
    note = ngettext("{n} project", "{n} projects", total).format(n=f"{total:,}")
    return AreaView((*counts, *rows), note=note)


def _count(found: Portfolio, health: Health) -> AreaRow:
    count = int(found.figures[health.code].value or 0)
    return AreaRow(
        key=health.code,
        label=health_text(health),
        value=f"{count:,}",
        opens=Opens("projects"),
        severity=STATES[health] if count else State.NEUTRAL,
        told=_("running projects whose worst reason is of this colour"),
    )


def _project(line: ProjectLine, reason: dict[str, object], style: Style) -> AreaRow:
    cause = cause_name(Cause(str(reason["cause"])))
    return AreaRow(
        key=str(line.deal),
        label=f"{line.health}  {line.title}",
        value=line.amount,
        opens=Opens("deals", line.deal),
        said=cause,
        severity=line.severity,
        told=told(told_reason(reason, style)),
    )
