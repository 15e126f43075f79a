"""Everything that a rep's page shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.metrics.dashboard import dashboard_figures
from salestui.model.focus import EVERYTHING
from salestui.views.dashboard import DashboardView, view_of
from salestui.views.figure_sheet import FigureSheet, figure_sheet
from salestui.views.formats import Style
from salestui.views.kpis import Kpi, kpi
from salestui.views.looking_back import Present
from salestui.views.person.lines import Section
from salestui.views.person.work import deals_section, due_section

FIGURES = ("attainment", "actual", "target", "gap", "pace", "landing", "open_pipeline", "win_rate")
"""The rep's figures of ``metrics.definitions``, in order."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One rep.

    Attributes:
        about: team, role and since when, as far as the workbook says.
        sections: by the panel that shows it.
        board: the rep's dashboard, which explains the figures.
        present: what it was made from.
    """

    name: str
    about: str
    figures: tuple[Kpi, ...]
    sections: Mapping[str, Section]
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
        return figure_sheet(self.board, self.present.inputs, self.present.state, key)


def person_view(present: Present, name: str, style: Style) -> PersonView:
    """Work one rep out, whatever the present focus is. Blocks: a worker's work.

    Args:
        name: as deals and members write it.
    """
    focus = EVERYTHING.with_term("rep", name)
    inputs = present.inputs
    figures = dashboard_figures(inputs, focus, present.period, present.as_of)
    board = view_of(figures, inputs, style)
    return PersonView(
        name=name,
        about=_about(present.state, name),
        figures=tuple(kpi(figures, key, style) for key in FIGURES),
        sections={
            "deals": deals_section(board.attention),
            "due": due_section(present.state, name, present.as_of),
        },
        board=board,
        present=present,
    )


def _about(state: BookState, name: str) -> str:
    """Team and role in the last of his rows."""
    rows = state.rows("members")
    if rows is None or "name" not in rows.live.columns:
        return ""
    own = rows.live.filter(rows.live["name"] == name)
    if own.is_empty():
        return _("not in the team's sheet")
    row = own.row(-1, named=True)
    left = row.get("left")
    gone = _("left on {day}").format(day=left.isoformat()) if left else ""
    return joined(filter(None, (row.get("team"), row.get("role"), row.get("region"), gone)))
