"""One deal as a project: phases, team, strategy, plans, risks, reports, papers, close-out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.deal.head import DealHeader
from salestui.ui.deal.layout import PanelLayout
from salestui.ui.deal.section_screen import SectionScreen
from salestui.ui.project.actions import PROJECT_ACTIONS
from salestui.ui.project.finding import Found, Wanted, found_project
from salestui.ui.project.matrix import MatrixPanel
from salestui.views.deal.closing import FOLD, REST

if TYPE_CHECKING:
    from salestui.ui.project.writing import ProjectWriting
    from salestui.ui.session import Session
    from salestui.views.inputs import Prepared
    from salestui.views.project import ProjectView

_LAYOUT = PanelLayout(
    (
        "phases", "start", "team", "elements", "tasks", "talks", "risks", "checks", "weekly",
        "due", "documents", "closing", REST,
    ),
    {"elements": 3, "tasks": 2, "risks": 2, "weekly": 2, "documents": 2, REST: 3},
)  # fmt: skip

_IN_PLACE = ("deals", "strategies", "reviews")
"""What is edited cell by cell; of all others enter shows the whole row."""


class ProjectHeader(DealHeader):
    """A project's figures, its way through the phases, and what is wrong."""

    WAY = ("phases", "phase:")


class ProjectScreen(SectionScreen["ProjectView"]):
    """The head of a project, and a panel for each of its parts."""

    ACTIONS: ClassVar[Sequence[Action]] = PROJECT_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    LAYOUT = _LAYOUT
    KINDS: ClassVar = {"elements": MatrixPanel}
    MODE = "project"

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self._made: Prepared | None = None

    def actions(self) -> Sequence[Action]:
        """The screen's own first; escape is one of them."""
        return (*PROJECT_ACTIONS, *(a for a in APP_ACTIONS if a.id != "app.clear"))

    def head(self) -> ProjectHeader:
        """Figures and the way through the phases."""
        return ProjectHeader("", markup=False)

    def show_head(self, view: ProjectView) -> None:
        """Show the project's figures."""
        self.query_one(ProjectHeader).show(view)

    def show(self, session: Session) -> None:
        """Put the project together in a worker; panels keep what they show."""
        if self.row is None:
            return
        self._wanted = Wanted(session.look, self.row)
        work = partial(self._work, self._wanted, self._made)
        self.run_worker(work, thread=True, exclusive=True, group="project", description="project")

    def _work(self, wanted: Wanted, before: Prepared | None) -> None:
        if not get_current_worker().is_cancelled:
            self.post_message(found_project(wanted, before))

    @on(Found)
    def _found(self, event: Found) -> None:
        event.stop()
        if event.wanted is self._wanted:
            self._made = event.made
            self.put_view(event.view)

    # -- keys ------------------------------------------------------------------------------------

    def writing(self) -> ProjectWriting | None:
        """What edits the project; None before it is read."""
        from salestui.ui.project.writing import ProjectWriting

        session = self.sales_app.session
        if session is None or self.row is None or self.view is None:
            return None
        return ProjectWriting(self.sales_app, session, self.row, self.view.health)

    def action_act(self) -> None:
        """Edit what is selected where it stands; make its row where it has none."""
        from salestui.ui.deal.cell_edit import edit_cell

        line, writing = self.line, self.writing()
        if writing is None:
            return
        if line is None or line.key.startswith(FOLD):
            self.action_add()
        elif line.row is None and line.entity:
            writing.make(line)
        elif line.row is not None and line.column and line.entity in _IN_PLACE:
            edit_cell(self.sales_app, line.entity, line.row, line.column)
        else:
            self.action_edit()

    def action_report(self) -> None:
        """Write the weekly report."""
        if (writing := self.writing()) is not None:
            writing.report()

    def action_deal(self) -> None:
        """Show the same deal on the deal screen; escape leads back from there."""
        from salestui.ui.deal.showing import show_deal

        if self.row is not None:
            show_deal(self.sales_app, self.row)

    def action_explain(self) -> None:
        """Explain the panel, else the first that has figures."""
        from salestui.ui.project.explaining import explain_project

        if self.view is None or self._wanted is None:
            self.say(_("The figures are still being worked out."))
        else:
            explain_project(self.sales_app, self.view, self._wanted.look.as_of, self.panel.id or "")
