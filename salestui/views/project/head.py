"""The first answer about a project: its level, who directs it, how it stands and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.metrics.inputs import Inputs
from salestui.metrics.projects.thresholds import Health
from salestui.model.entities import DEALS
from salestui.selling.projects.phases import level_of, phase_of
from salestui.selling.projects.portfolio import one_project
from salestui.selling.projects.records import deal_number, deal_text
from salestui.selling.projects.team import director_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.deal.header import DealHead
from salestui.views.formats import Style
from salestui.views.portfolio.words import health_text, phase_name, told_reason


@dataclass(frozen=True, slots=True)
class ProjectHealth:
    """How a running project stands, and every reason for it in a sentence, the worst first."""

    health: Health
    reasons: tuple[str, ...]


def project_head(
    state: BookState, deal: int, stand: ProjectHealth | None, today: date, style: Style
) -> DealHead:
    """The head of a project.

    Args:
        stand: see ``project_health``.
    """
    level, director = level_of(state, deal), director_of(state, deal, today)
    amount = deal_number(state, deal, "amount")
    phase = phase_of(state, deal)
    facts = [
        (_("Health"), health_text(stand.health) if stand is not None else ""),
        (_field("project_phase"), phase_name(phase)),
        (_("Level"), label(level.labels) if level is not None else ""),
        (_("Director"), director or _("nobody")),
        (_field("amount"), style.exact_money(amount) if amount is not None else ""),
        (_field("stage"), deal_text(state, deal, "stage")),
        (_field("owner"), deal_text(state, deal, "owner")),
    ]
    return DealHead(
        state.title_of("deals", deal), deal_text(state, deal, "customer"),
        tuple((name, text) for name, text in facts if text),
        stand.reasons if stand is not None else (), phase == "close",
    )  # fmt: skip


def project_health(
    state: BookState, deal: int, inputs: Inputs, today: date, style: Style
) -> ProjectHealth | None:
    """How the project stands and why; None where the deal is no running project.

    Args:
        inputs: of the figures, made from the same state.
    """
    stand, own = one_project(ReferenceLinks(state), inputs, deal, today)
    if stand.is_empty():
        return None
    reasons = tuple(told_reason(row, style) for row in own.iter_rows(named=True))
    return ProjectHealth(Health(stand["health"][0]), reasons)


def _field(name: str) -> str:
    known = DEALS.field(name)
    return name if known is None else label(known.labels)
