"""The whole of a deal: its head and all its sections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.inputs import Inputs
from salestui.views.deal.contracts import contracts_section
from salestui.views.deal.fields import analyses_section, next_section, tender_section
from salestui.views.deal.header import DealHead, deal_head
from salestui.views.deal.lines import DealLine, DealSection
from salestui.views.deal.offers import documents_section, proposals_section, quotes_section
from salestui.views.deal.path import path_section
from salestui.views.deal.people import people_section, team_section
from salestui.views.deal.profit import profit_section
from salestui.views.deal.rivals import competitors_section, criteria_section
from salestui.views.deal.work import activities_section, checklist_section, tasks_section
from salestui.views.formats import Style
from salestui.views.stage_history import stage_sections


@dataclass(frozen=True, slots=True)
class DealView:
    """Everything about one deal; ``row`` is its identity."""

    row: int
    head: DealHead
    sections: tuple[DealSection, ...]

    def section(self, key: str) -> DealSection:
        """The section of that key.

        Raises:
            StopIteration: there is none.
        """
        return next(section for section in self.sections if section.key == key)


@dataclass(frozen=True)
class DealLook:
    """A deal to be looked at, and from when.

    Attributes:
        inputs: of the figures, made from the same state.
        changes: those of the stages of deals, see ``metrics.history.field_changes.merged``.
    """

    state: BookState
    deal: int
    inputs: Inputs
    as_of: date
    style: Style
    changes: pl.DataFrame | None = None


def deal_view(look: DealLook) -> DealView:
    """Everything about a deal.

    Raises:
        KeyError: there is no such deal.
    """
    deal, day, style = look.deal, look.as_of, look.style
    state = look.state.of_row("deals", deal)
    sections = (
        path_section(state, deal),
        checklist_section(state, deal),
        next_section(state, deal, day),
        people_section(state, deal, day),
        team_section(state, deal),
        activities_section(state, deal, day, style),
        tasks_section(state, deal, day),
        competitors_section(state, deal, style),
        criteria_section(state, deal),
        analyses_section(state, deal),
        quotes_section(state, deal, style),
        proposals_section(state, deal),
        contracts_section(state, deal, day, style),
        profit_section(state, deal, look.inputs, day, style),
        tender_section(state, deal, day),
        documents_section(state, deal),
        _history(look),
    )
    return DealView(deal, deal_head(state, deal, look.inputs, day, style), sections)


def _history(look: DealLook) -> DealSection:
    """The stages it went through, the present one first."""
    state, deal, changes = look.state, look.deal, look.changes
    rows = state.entities["deals"]
    told = [] if changes is None else stage_sections(rows, deal, changes, state.today, look.style)
    lines = tuple(
        DealLine(f"stay:{number}", (line.label, line.text), "deals", deal, mark="·")
        for section in told
        for number, line in enumerate(section.lines)
    )
    nothing = _("No change of its stage is known yet; v shows every change of the deal.")
    return DealSection("history", _("Stages until now"), lines, nothing=nothing)
