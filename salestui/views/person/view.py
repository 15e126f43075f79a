"""Everything that a rep's page shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.metrics.costs.selecting import to_date
from salestui.metrics.costs.staging import with_stages
from salestui.metrics.dashboard import dashboard_figures
from salestui.metrics.inputs import Inputs
from salestui.metrics.people.funnel import RepFunnel, Ways, rep_funnel
from salestui.metrics.people.patterns import PatternFound, early_spending, late_effort, new_stories
from salestui.metrics.scorecard.people import Kind
from salestui.model.focus import EVERYTHING
from salestui.selling.costs.rows import spending
from salestui.selling.people import activities_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.dashboard import DashboardView, view_of
from salestui.views.figure_sheet import FigureSheet, figure_sheet
from salestui.views.formats import Style
from salestui.views.kpis import Kpi, kpi
from salestui.views.names import period_name
from salestui.views.past.looking_back import Present
from salestui.views.performance.lines import TOTAL_KEY
from salestui.views.performance.sheet import performance_sheet
from salestui.views.performance.view import PerformanceView, performance
from salestui.views.person.growth import coaching_section, training_section
from salestui.views.person.lines import Section
from salestui.views.person.patterns import patterns_section
from salestui.views.person.sheets import Told
from salestui.views.person.strengths import strengths_section
from salestui.views.person.work import deals_section, due_section, tasks_section

FIGURES = ("attainment", "actual", "target", "gap", "pace", "landing", "open_pipeline", "win_rate")
"""The rep's figures of ``metrics.definitions``, in order."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One rep.

    Attributes:
        about: team, role and since when, as far as the workbook says.
        sections: by the panel that shows it.
        told: what explains the lines of sections, by their keys.
        funnel, patterns: what the first two sections say, as numbers.
        scores: the leaderboard that the rep stands on; None where he is on none.
        board: the rep's dashboard, which explains the figures.
        present: what it was made from.
    """

    name: str
    about: str
    figures: tuple[Kpi, ...]
    sections: Mapping[str, Section]
    told: Mapping[str, Told]
    funnel: RepFunnel
    patterns: tuple[PatternFound, ...]
    scores: PerformanceView | None
    board: DashboardView
    present: Present

    @property
    def title(self) -> str:
        """The name, and what is known of him."""
        return joined(filter(None, (self.name, self.about)))

    def explained(self, key: str) -> FigureSheet:
        """All there is to say about a figure.

        Raises:
            KeyError: there is none of that key.
        """
        present = self.present
        if key == TOTAL_KEY and self.scores is not None:
            return performance_sheet(self.scores, present.state, self.name, self._span(), key)
        if (told := self.told.get(key)) is None:
            return figure_sheet(self.board, present.inputs, present.state, key)
        return told.sheet(present.state, self.board.style, _as_of(present), self.name)

    def _span(self) -> str:
        return f"{period_name(self.present.period)} · {_as_of(self.present)}"


def person_view(present: Present, stays: pl.DataFrame, name: str, style: Style) -> PersonView:
    """Work one rep out, whatever the present focus is. Blocks: a worker's work.

    Args:
        stays: in stages, see ``metrics.stage_stays``.
        name: as deals and members write it.
    """
    focus, inputs, state = EVERYTHING.with_term("rep", name), present.inputs, present.state
    everyone = Present(state, inputs, EVERYTHING, present.period, present.as_of)
    scores = _scores(everyone, name, style)
    figures = dashboard_figures(inputs, focus, present.period, present.as_of)
    board = view_of(figures, inputs, style)
    ways = Ways(inputs.facts, stays, inputs.playbook)
    links = ReferenceLinks(state)
    funnel = rep_funnel(ways, name, _team(inputs, name), present.as_of)
    strengths, of_strengths = strengths_section(funnel, style)
    seen = found_patterns(links, ways, name, _costs_of(present, stays, name))
    patterns, of_patterns = patterns_section(seen, style)
    return PersonView(
        name=name,
        about=_about(state, name),
        figures=(
            *_grade(scores, state, name),
            *(kpi(figures, key, style) for key in FIGURES),
        ),
        sections={
            "strengths": strengths,
            "patterns": patterns,
            "deals": deals_section(board.attention),
            "due": due_section(state, name, present.as_of),
            "coaching": coaching_section(state, name, present.as_of),
            "training": training_section(state, name),
            "tasks": tasks_section(links, name, present.as_of),
        },
        told={told.meaning.key: told for told in (*of_strengths, *of_patterns)},
        funnel=funnel,
        patterns=seen,
        scores=scores,
        board=board,
        present=present,
    )


def _scores(everyone: Present, name: str, style: Style) -> PerformanceView | None:
    """The leaderboard with the rep on it: that of reps, else that of managers."""
    boards = (performance(everyone, kind, style) for kind in (Kind.REP, Kind.MANAGER))
    return next((view for view in boards if view.standing(name) is not None), None)


def _grade(scores: PerformanceView | None, state: BookState, name: str) -> tuple[Kpi, ...]:
    """Grade and points as a figure; none of who is on no scorecard."""
    standing = scores.standing(name) if scores is not None else None
    if scores is None or standing is None:
        return ()
    shown = performance_sheet(scores, state, name, "", TOTAL_KEY).explanation.kpi
    grade = standing.card.grade
    value = shown.value if grade is None else f"{grade.code} {shown.value}"
    return (replace(shown, label=_("Score"), value=value, exact=value),)


def _as_of(present: Present) -> str:
    return _("as of {day}").format(day=present.as_of.isoformat())


def found_patterns(
    links: ReferenceLinks, ways: Ways, name: str, costs: pl.DataFrame | None = None
) -> tuple[PatternFound, ...]:
    """The playbook's patterns, each looked for in a rep's work.

    Args:
        costs: the rep's with their stages, see ``model.spending.COSTS``; None where none are kept.
    """
    found: list[PatternFound] = []
    for pattern in ways.playbook.lists.rep_patterns:
        match pattern.code:
            case "new-stories":
                own = ways.facts.filter(pl.col("rep") == name)
                found.append(new_stories(pattern, own, ways.playbook))
            case "late-effort":
                found.append(late_effort(pattern, activities_of(links, name), ways))
            case "early-spending":
                found.append(early_spending(pattern, costs, ways.playbook))
    return tuple(found)


def _costs_of(present: Present, stays: pl.DataFrame, name: str) -> pl.DataFrame | None:
    """A rep's costs up to the as-of day, with the stages that are known."""
    costs = spending(present.state, present.inputs).costs
    if costs is None:
        return None
    own = to_date(costs.filter(pl.col("rep") == name), present.as_of)
    return with_stages(own, present.inputs.facts, stays, present.inputs.playbook)


def _team(inputs: Inputs, name: str) -> str | None:
    found = inputs.people.filter(pl.col("name") == name)["team"].to_list()
    return found[0] if found else None


def _about(state: BookState, name: str) -> str:
    """Team and role in the row that began last."""
    rows = state.rows("members")
    if rows is None or "name" not in rows.live.columns:
        return ""
    own = rows.live.filter(rows.live["name"] == name)
    if own.is_empty():
        return _("not in the team's sheet")
    if own.schema.get("joined") == pl.Date:
        own = own.sort("joined", nulls_last=False, maintain_order=True)
    row = own.row(-1, named=True)
    left = row.get("left")
    gone = _("left on {day}").format(day=left.isoformat()) if left else ""
    return joined(filter(None, (row.get("team"), row.get("role"), row.get("region"), gone)))
