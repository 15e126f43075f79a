"""All projects: how each stands, the gates to come, risks by owner, and the figures of them all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salestui.book.state import BookState
from salestui.i18n import _, joined, ngettext
from salestui.metrics.projects.definitions import PROJECT_FIGURES
from salestui.metrics.projects.health import LOOKED_AT
from salestui.selling.projects.portfolio import Portfolio, portfolio
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.formats import Style
from salestui.views.kpis import Kpi
from salestui.views.names import entity_name, period_name
from salestui.views.past.looking_back import Present
from salestui.views.portfolio.lines import (
    DirectorLine,
    GateLine,
    OwnerLine,
    ProjectLine,
    director_lines,
    gate_lines,
    owner_lines,
    project_lines,
)
from salestui.views.states import State
from salestui.views.told import Told

LISTED = 300
"""So many projects and gates are listed; all are counted."""

_TONES = {"red": State.LATE, "amber": State.WARNING, "green": State.OK, "high_risks": State.LATE,
          "no_director": State.LATE}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PortfolioView:
    """The portfolio in words.

    Attributes:
        figures: of all projects; ``told`` explains them.
        notes: what is not looked at or not listed, a sentence each.
        needs: why there is no project, else empty.
        missing: the sheets that could tell more and are not there, by entity.
    """

    period: str
    lines: tuple[ProjectLine, ...]
    gates: tuple[GateLine, ...]
    owners: tuple[OwnerLine, ...]
    directors: tuple[DirectorLine, ...]
    figures: tuple[Kpi, ...]
    notes: tuple[str, ...]
    needs: str
    missing: tuple[str, ...]
    found: Portfolio
    told: Told
    style: Style


def portfolio_view(present: Present, style: Style) -> PortfolioView:
    """Work the portfolio out. Blocks: a worker's work."""
    state, focus, period, as_of = present.state, present.focus, present.period, present.as_of
    found = portfolio(ReferenceLinks(state), present.inputs, focus, period, as_of)
    day = _("as of {day}").format(day=as_of.isoformat())
    scope = joined(value for _dimension, value in focus.terms) or _("company")
    told = Told(
        found.figures, found.behind, PROJECT_FIGURES, f"{period_name(period)} · {day}", scope
    )
    missing = tuple(name for name in found.sheets.missing() if name in LOOKED_AT)
    return PortfolioView(
        period=period_name(period),
        lines=project_lines(found, state.playbook, as_of, style, LISTED),
        gates=gate_lines(found, state.playbook, LISTED),
        owners=owner_lines(found, style),
        directors=director_lines(found, style),
        figures=tuple(_toned(kpi, found.figures[kpi.key].value) for kpi in told.kpis(style)),
        notes=tuple(_notes(found, missing)),
        needs="" if found.projects.height else portfolio_needs(state),
        missing=missing,
        found=found,
        told=told,
        style=style,
    )


def _toned(kpi: Kpi, value: float | None) -> Kpi:
    return replace(kpi, severity=_TONES[kpi.key]) if kpi.key in _TONES and value else kpi


def _notes(found: Portfolio, missing: tuple[str, ...]) -> list[str]:
    notes = []
    if missing:
        names = joined(entity_name(name) for name in missing)
        notes.append(_("not looked at, for want of a sheet: {names}").format(names=names))
    if (more := found.projects.height - LISTED) > 0:
        text = ngettext("{n} more project is counted", "{n} more projects are counted", more)
        notes.append(text.format(n=f"{more:,}"))
    return notes


def portfolio_needs(state: BookState) -> str:
    """What has to be there for a project to run."""
    if state.rows("deals") is None:
        return _("needs a pipeline sheet")
    return _(
        "no deal runs as a project: give one a project phase or a team, or use a playbook that "
        "runs deals as projects"
    )
