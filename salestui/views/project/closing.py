"""How a project ends: the steps of its close-out, and what came of it in money and quality."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, ngettext
from salestui.selling.projects.steps import Evaluation, evaluation_of, last_steps
from salestui.selling.projects.team import release_cells
from salestui.views.deal.lines import DealLine, DealSection, title_of
from salestui.views.formats import Style
from salestui.views.project.phases import step_lines, steps_section
from salestui.views.states import State

GROUP = "closing"
"""Begins the keys of the steps' lines."""

_EVALUATED = ("cost", "revenue", "quality", "lessons")


def closing_section(state: BookState, deal: int, today: date, style: Style) -> DealSection:
    """The steps, then cost, revenue, quality and lessons; space: done today."""
    lines = step_lines(state, last_steps(state, deal), GROUP)
    found = evaluation_of(state, deal)
    if "reviews" in state.entities:
        lines += _evaluation(found, style)
    still = len(release_cells(state, deal, today))
    notes = []
    if still:
        said = ngettext("{n} person to release", "{n} people to release", still)
        notes.append(said.format(n=still))
    if found.margin is not None:
        notes.append(_("margin {percent}").format(percent=style.percent(found.margin)))
    return steps_section(state, "closing", _("Close-out"), lines, " · ".join(notes))


def _evaluation(found: Evaluation, style: Style) -> list[DealLine]:
    texts = {
        "cost": style.exact_money(found.cost) if found.cost is not None else "",
        "revenue": style.exact_money(found.revenue) if found.revenue is not None else "",
        "quality": f"{found.quality:g}" if found.quality is not None else "",
        "lessons": found.lessons,
    }
    return [
        DealLine(
            f"review:{name}", (title_of("reviews", name), texts[name], ""), "reviews", found.row,
            name, State.NEUTRAL, "·" if texts[name] else "+",
        )
        for name in _EVALUATED
    ]  # fmt: skip
