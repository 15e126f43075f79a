"""All projects: health with reasons, gates to come, risks by owner, and how directors keep up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.person.showing import open_person
from salestui.ui.portfolio.actions import PORTFOLIO_ACTIONS
from salestui.ui.portfolio.panels import DirectorsPanel, GatesPanel, OwnersPanel, ProjectsPanel
from salestui.ui.portfolio.why import WhyDialog
from salestui.ui.project.showing import open_project
from salestui.ui.screens.choose_row import choose_row
from salestui.ui.screens.explaining import explain_figure
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.screens.worked_out import WorkedOutScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.metrics.inputs import Inputs
    from salestui.ui.session import Look
    from salestui.views.formats import Style
    from salestui.views.portfolio.view import PortfolioView


class PortfolioScreen(WorkedOutScreen["PortfolioView"], PanelScreen):
    """Figures above, all projects below them, then gates, risks and directors side by side."""

    CSS_PATH = "portfolio.tcss"
    AUTO_FOCUS = "#projects"
    MAIN = "projects"
    TABS = ("projects", "gates", "owners", "directors")
    FAILED = N_("The projects could not be worked out: {problem}")
    ACTIONS: ClassVar[Sequence[Action]] = PORTFOLIO_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    @property
    def about(self) -> str:
        """The period."""
        return self.view.period if self.view is not None else ""

    @property
    def selected_deal(self) -> int | None:
        """The deal of the project, or of the gate, that is selected; None elsewhere."""
        match self.active:
            case ProjectsPanel(current=current) | GatesPanel(current=current):
                return current.deal if current is not None else None
        return None

    def compose_body(self) -> ComposeResult:
        """Figures, projects, and three lists beside each other."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Vertical(id="panels"):
            yield ProjectsPanel(id="projects")
            with Horizontal(id="below"):
                yield GatesPanel(id="gates")
                yield OwnersPanel(id="owners")
                yield DirectorsPanel(id="directors")

    @staticmethod
    def see(look: Look, inputs: Inputs, style: Style) -> PortfolioView:
        """Work it out. Blocks: called in a worker."""
        from salestui.views.past.looking_back import Present
        from salestui.views.portfolio.view import portfolio_view

        present = Present(look.state, inputs, look.focus, look.period, look.as_of)
        return portfolio_view(present, style)

    def put_view(self, view: PortfolioView) -> None:
        """Show what was worked out."""
        self.query_one(KpiStrip).put(view.figures)
        projects = self.query_one(ProjectsPanel)
        projects.period, projects.needs = view.period, view.needs
        projects.put(view.lines)
        self.query_one(GatesPanel).put(view.gates)
        self.query_one(OwnersPanel).put(view.owners)
        self.query_one(DirectorsPanel).put(view.directors)
        self._write_tabs()
        if view.notes:
            self.say(" · ".join(view.notes))

    # -- keys ------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """Open the project, the director's page, or one of the owner's risks."""
        match self.active:
            case DirectorsPanel(current=current) if current is not None and current.name:
                open_person(self.sales_app, current.name)
            case OwnersPanel(current=current) if current is not None and self._found is not None:
                rows = [("risks", row) for row in current.rows]
                choose_row(self.sales_app, self._found.look.state, current.owner, rows)
            case _ if self.selected_deal is not None:
                open_project(self.sales_app, self.selected_deal)
            case _:
                self.say(_("Nothing to open here."))

    def action_explain(self) -> None:
        """Say why the project stands so; elsewhere explain the selected figure."""
        deal = self.selected_deal
        if deal is None or self._found is None:
            explain_figure(self, self._found)
            return
        from salestui.views.portfolio.why import why

        view, state = self._found.view, self._found.look.state

        def chosen(answer: tuple[str, int] | None) -> None:
            if answer is not None:
                self.sales_app.open_row(*answer)

        self.app.push_screen(WhyDialog(why(view.found, state, deal, view.style)), chosen)

    def action_add(self) -> None:
        """Offer the first sheet that is missing."""
        from salestui.ui.offering import offer_table

        view = self.view
        if view is None:
            return
        if not view.missing:
            self.say(_("Every sheet that projects are worked with is there."))
            return
        name = view.missing[0]
        offer_table(self.sales_app, name, lambda: self.sales_app.action_go(name))
