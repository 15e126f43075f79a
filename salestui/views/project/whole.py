"""The whole of a project: its head and all its sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.metrics.inputs import Inputs
from salestui.views.deal.header import DealHead
from salestui.views.deal.lines import DealSection
from salestui.views.deal.work import tasks_section
from salestui.views.formats import Style
from salestui.views.project.closing import closing_section
from salestui.views.project.elements import elements_section
from salestui.views.project.head import project_head, project_health
from salestui.views.project.papers import due_section, register_section
from salestui.views.project.people import project_team_section
from salestui.views.project.phases import phases_section, start_section
from salestui.views.project.plans import checks_section, talks_section
from salestui.views.project.risks import risks_section
from salestui.views.project.weekly import weekly_section


@dataclass(frozen=True, slots=True)
class ProjectView:
    """Everything about one project.

    Attributes:
        row: the identity of its deal.
        health: code of how it stands, as reports have it; empty for no running project.
    """

    row: int
    head: DealHead
    sections: tuple[DealSection, ...]
    health: str = ""

    def section(self, key: str) -> DealSection:
        """The section of that key.

        Raises:
            StopIteration: there is none.
        """
        return next(section for section in self.sections if section.key == key)


@dataclass(frozen=True)
class ProjectLook:
    """A project to be looked at, and from when; ``inputs`` are made from the same state."""

    state: BookState
    deal: int
    inputs: Inputs
    as_of: date
    style: Style


def project_view(look: ProjectLook) -> ProjectView:
    """Everything about a project.

    Raises:
        KeyError: there is no such deal.
    """
    deal, day, style = look.deal, look.as_of, look.style
    state = look.state.of_row("deals", deal)
    sections = (
        phases_section(state, deal, day),
        start_section(state, deal),
        project_team_section(state, deal, day),
        elements_section(state, deal),
        tasks_section(state, deal, day),
        talks_section(state, deal, day),
        checks_section(state, deal, day),
        risks_section(state, deal, day),
        weekly_section(state, deal, day),
        due_section(state, deal, day),
        register_section(state, deal, day),
        closing_section(state, deal, day, style),
    )
    stand = project_health(state, deal, look.inputs, day, style)
    head = project_head(state, deal, stand, day, style)
    return ProjectView(deal, head, sections, stand.health.code if stand is not None else "")
