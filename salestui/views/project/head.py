"""The first answer about a project: its level, who directs it, how it stands and why."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.metrics.inputs import Inputs
from salestui.model.entities import DEALS
from salestui.model.focus import EVERYTHING
from salestui.model.period import Period, PeriodKind, period_of
from salestui.selling.projects.phases import level_of, phase_of
from salestui.selling.projects.portfolio import portfolio
from salestui.selling.projects.records import deal_number, deal_text
from salestui.selling.projects.team import director_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.deal.header import DealHead
from salestui.views.formats import Style
from salestui.views.portfolio.why import Why, why
from salestui.views.portfolio.words import health_text, phase_name
from salestui.views.states import State


def project_head(
    state: BookState, deal: int, inputs: Inputs, today: date, style: Style
) -> DealHead:
    """The head of a project. A deal that is no running project has no health.

    Args:
        inputs: of the figures, made from the same state.
    """
    found = project_health(state, deal, inputs, today, style)
    level, director = level_of(state, deal), director_of(state, deal, today)
    amount = deal_number(state, deal, "amount")
    phase = phase_of(state, deal)
    facts = [
        (_("Health"), health_text(found.health) if found is not None else ""),
        (_field("project_phase"), phase_name(phase)),
        (_("Level"), label(level.labels) if level is not None else ""),
        (_("Director"), director or _("nobody")),
        (_field("amount"), style.exact_money(amount) if amount is not None else ""),
        (_field("stage"), deal_text(state, deal, "stage")),
        (_field("owner"), deal_text(state, deal, "owner")),
    ]
    pressing = (State.WARNING, State.LATE)
    lines = found.lines if found is not None else ()
    reasons = tuple(line.text for line in lines if line.severity in pressing and not line.is_row)
    return DealHead(
        state.title_of("deals", deal), deal_text(state, deal, "customer"),
        tuple((name, text) for name, text in facts if text), reasons, phase == "close",
    )  # fmt: skip


def project_health(
    state: BookState, deal: int, inputs: Inputs, today: date, style: Style
) -> Why | None:
    """How the project stands and why; None where the deal is no running project."""
    period: Period = period_of(today, PeriodKind.YEAR)
    found = portfolio(ReferenceLinks(state), inputs, EVERYTHING, period, today)
    if deal not in found.projects["deal"]:
        return None
    return why(found, state, deal, style)


def _field(name: str) -> str:
    known = DEALS.field(name)
    return name if known is None else label(known.labels)
