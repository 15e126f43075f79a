"""The lists of the portfolio: projects, gates, who watches risks, who directs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.widgets.headed_list import Column, HeadedList

if TYPE_CHECKING:
    from salestui.views.portfolio.lines import DirectorLine, GateLine, OwnerLine, ProjectLine


class ProjectsPanel(HeadedList["ProjectLine"]):
    """All projects by health."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.period = ""
        self.needs = ""

    def key(self, row: ProjectLine) -> object:
        """The deal."""
        return row.deal

    def columns(self) -> Sequence[Column]:
        """Health and name stay; what a director asks for last goes first where it is narrow."""
        return (
            Column(_("Health"), 8),
            Column(_("Project"), least=18),
            Column(_("Phase"), 8, rank=6),
            Column(_("Level"), least=12, rank=10),
            Column(_("Director"), least=10, rank=5),
            Column(_("Amount"), 8, "right", 4, number=True),
            Column(_("Next gate"), least=14, rank=2),
            Column(_("Top risk"), rank=3, least=22),
            Column(_("Report"), 10, rank=1),
            Column(_("Reported"), 8, rank=7),
            Column(_("Since"), 10, rank=8),
            Column(_("On time"), 7, "right", 9, number=True),
        )

    def cells(self, row: ProjectLine) -> Sequence[str]:
        """A text for each column."""
        return (
            row.health, row.title, row.phase, row.level, row.director, row.amount, row.gate,
            row.risk, row.report, row.written, row.since, row.on_time,
        )  # fmt: skip

    def tones(self, row: ProjectLine) -> Sequence[str]:
        """The health and a report that is late stand out."""
        late = "late" if row.late else ""
        return (row.severity, "", "", "muted", "", "", "", "", late)

    def title(self) -> str:
        """What it is."""
        return _("Projects")

    def note(self) -> str:
        """How many, and the period of reports on time."""
        return f"{len(self.rows):,} · {self.period}"

    def hint(self) -> str:
        """The keys."""
        return _("o opens the project · i says why it stands so")

    def nothing(self) -> str:
        """Why there is none."""
        return self.needs


class GatesPanel(HeadedList["GateLine"]):
    """Planned gates by their day."""

    def key(self, row: GateLine) -> object:
        """The row of the gate."""
        return row.row

    def columns(self) -> Sequence[Column]:
        """When goes before all."""
        return (
            Column(_("When"), 10),
            Column(_("Week"), 10, rank=3),
            Column(_("Gate"), least=8, rank=1),
            Column(_("Project"), least=18),
            Column(_("Reviewer"), 10, rank=2),
        )

    def cells(self, row: GateLine) -> Sequence[str]:
        """A text for each column."""
        return (row.when, row.week, row.gate, row.project, row.reviewer)

    def tones(self, row: GateLine) -> Sequence[str]:
        """What is overdue stands out."""
        return (row.severity, "muted")

    def title(self) -> str:
        """What it is."""
        return _("Gate calendar")

    def tab(self) -> str:
        """A short title."""
        return _("Gates")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}" if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("o opens the project")

    def nothing(self) -> str:
        """What is said of none."""
        return _("no gate is planned: give gates a day in the column “Planned for”")


class OwnersPanel(HeadedList["OwnerLine"]):
    """Open risks by who watches them."""

    def key(self, row: OwnerLine) -> object:
        """The owner."""
        return row.owner

    def columns(self) -> Sequence[Column]:
        """The owner and how exposed."""
        return (
            Column(_("Owner"), least=8),
            Column(_("Risks"), 5, "right", 3, number=True),
            Column(_("High"), 5, "right", 2, number=True),
            Column(_("Overdue"), 7, "right", 1, number=True),
            Column(_("Exposure"), 8, "right", number=True),
            Column(_("Top risk"), rank=4, least=12),
        )

    def cells(self, row: OwnerLine) -> Sequence[str]:
        """A text for each column."""
        return (row.owner, row.open, row.high, row.overdue, row.exposure, row.top)

    def tones(self, row: OwnerLine) -> Sequence[str]:
        """High and overdue ones stand out."""
        return ("", "", row.severity, row.severity, "", "muted")

    def title(self) -> str:
        """What it is."""
        return _("Risks by owner")

    def tab(self) -> str:
        """A short title."""
        return _("Risks")

    def note(self) -> str:
        """What exposure is."""
        return _("exposure: sum of probability x impact") if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("o lists the risks")

    def nothing(self) -> str:
        """What is said of none."""
        return _("no risk of a project is open")


class DirectorsPanel(HeadedList["DirectorLine"]):
    """Projects, reports and gates by who directs."""

    def key(self, row: DirectorLine) -> object:
        """The director."""
        return row.name

    def columns(self) -> Sequence[Column]:
        """The director and the numbers."""
        return (
            Column(_("Director"), least=8),
            Column(_("Projects"), 8, "right", 3, number=True),
            Column(_("Red"), 4, "right", number=True),
            Column(_("Amber"), 5, "right", 4, number=True),
            Column(_("Reports"), 7, "right", 1, number=True),
            Column(_("Gates"), 7, "right", 2, number=True),
        )

    def cells(self, row: DirectorLine) -> Sequence[str]:
        """A text for each column."""
        return (row.label, row.projects, row.red, row.amber, row.reports, row.gates)

    def tones(self, row: DirectorLine) -> Sequence[str]:
        """Red projects stand out."""
        return ("", "", row.severity)

    def title(self) -> str:
        """What it is."""
        return _("Directors")

    def note(self) -> str:
        """What the last columns are."""
        return _("reports and gates on time") if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("o opens the director's page")

    def nothing(self) -> str:
        """What is said of none."""
        return _("no project runs")
