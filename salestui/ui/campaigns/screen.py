"""Campaigns under the figures of all of them; by themselves, by type or by channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.screens.choose_row import choose_row
from salestui.ui.screens.explaining import explain_figure
from salestui.ui.screens.worked_out import WorkedOutScreen
from salestui.ui.widgets.headed_list import Column, HeadedList
from salestui.ui.widgets.kpi_strip import KpiStrip

if TYPE_CHECKING:
    from salestui.metrics.inputs import Inputs
    from salestui.ui.session import Look
    from salestui.views.campaigns import CampaignLine, CampaignsView, Grouping
    from salestui.views.formats import Style


CAMPAIGN_ACTIONS: tuple[Action, ...] = (
    Action("campaigns.open", "open", "o", N_("Open"),
           N_("The campaign's row, its leads and its deals, one of them to be opened."),
           "open dakai", bar=2),
    Action("campaigns.act", "act", "enter", N_("Open or explain"),
           N_("Open the selected campaign; explain the selected figure."), "enter"),
    Action("campaigns.group", "group", "v", N_("By type or channel"),
           N_("Campaigns by themselves, put together by type, or by channel."),
           "group type channel leixing qudao", bar=3),
    Action("campaigns.new", "add", "n", N_("New campaign"),
           N_("Go to the sheet of campaigns; offers it where it is missing."),
           "new campaign xinjian huodong"),
    Action("campaigns.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("campaigns.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip


class CampaignsPanel(HeadedList["CampaignLine"]):
    """A line per campaign, or per type or channel of them."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: CampaignsView | None = None
        self._grouping: Grouping | None = None

    def put_view(self, view: CampaignsView, grouping: Grouping) -> None:
        """Show these campaigns, put together in this way."""
        self._view, self._grouping = view, grouping
        self.put(view.lines[grouping])
        self.refresh()

    def key(self, row: CampaignLine) -> object:
        """The campaign, or what several have in common."""
        return row.row if row.row is not None else row.code

    def columns(self) -> Sequence[Column]:
        """The name, then its numbers; what is told last goes first where it is narrow."""
        from salestui.views.campaigns import headings

        ranks = (0, 0, 5, 3, 6, 4, 2, 1)
        numbers = [
            Column(title, 9, "right", rank, number=True)
            for title, rank in zip(headings(), ranks, strict=True)
        ]
        return (Column(_("Campaign"), least=14), *numbers)

    def cells(self, row: CampaignLine) -> Sequence[str]:
        """Name and numbers."""
        return (row.name, *row.cells)

    def tones(self, row: CampaignLine) -> Sequence[str]:
        """What was spent beyond the budget."""
        return ("", "", str(row.severity))

    def title(self) -> str:
        """What it is."""
        from salestui.views.campaigns import Grouping, title

        return title(self._grouping or Grouping.CAMPAIGN)

    def note(self) -> str:
        """The period."""
        return self._view.period if self._view is not None else ""

    def hint(self) -> str:
        """The keys."""
        return _("o opens its leads and deals · v by type or channel")

    def nothing(self) -> str:
        """What is said of none."""
        if self._view is not None and not self._view.has_sheet:
            return _("no sheet of campaigns yet: n adds it")
        return _("no campaign runs in this period: t chooses another, n adds one")


class CampaignsScreen(WorkedOutScreen["CampaignsView"]):
    """Figures of all campaigns above, the campaigns below."""

    AUTO_FOCUS = "#campaigns"
    MAIN = "campaigns"
    FAILED = N_("The campaigns could not be worked out: {problem}")
    DEFAULT_CSS = """
    CampaignsScreen #campaigns { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = CAMPAIGN_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._grouping: Grouping | None = None

    def compose_body(self) -> ComposeResult:
        """Figures and campaigns."""
        yield KpiStrip(id="figures")
        yield CampaignsPanel(id="campaigns")

    def on_resize(self) -> None:
        """A small screen shows the figures in one row."""
        self.query_one(KpiStrip).fold(self.size.width < 100 or self.size.height < 30)

    @staticmethod
    def see(look: Look, inputs: Inputs, style: Style) -> CampaignsView:
        """Work it out. Blocks: called in a worker."""
        from salestui.views.campaigns import campaigns_view

        return campaigns_view(look.state, inputs, look.period, look.as_of, style)

    def put_view(self, view: CampaignsView) -> None:
        """Show figures and campaigns, put together as chosen."""
        from salestui.views.campaigns import Grouping

        self.query_one(KpiStrip).put(view.figures)
        self.query_one(CampaignsPanel).put_view(view, self._grouping or Grouping.CAMPAIGN)

    # -- keys ------------------------------------------------------------------------------------

    def action_group(self) -> None:
        """Put the campaigns together in the next way."""
        from salestui.views.campaigns import Grouping, title

        ways = list(Grouping)
        place = ways.index(self._grouping or Grouping.CAMPAIGN)
        self._grouping = ways[(place + 1) % len(ways)]
        if self.view is not None:
            self.put_view(self.view)
        self.say(title(self._grouping))

    def action_open(self) -> None:
        """List the campaign's own row, its leads and its deals, to open one."""
        line, found = self.query_one(CampaignsPanel).current, self._found
        if line is None or found is None:
            self.say(_("There is no campaign to open."))
            return
        if line.row is None:
            self.say(_("These are several campaigns: v shows each by itself."))
            return
        rows = [("campaigns", line.row)]
        rows += [("leads", row) for row in line.lead_rows]
        rows += [("deals", row) for row in line.deal_rows]
        choose_row(self.sales_app, found.look.state, line.name, rows)

    def action_add(self) -> None:
        """Go to the sheet of campaigns, to add one there."""
        from salestui.ui.offering import offer_table

        offer_table(self.sales_app, "campaigns", lambda: self.sales_app.action_go("campaigns"))

    def action_explain(self) -> None:
        """Explain the selected figure."""
        explain_figure(self, self._found)
