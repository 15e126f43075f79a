"""What each channel brings and costs, under the figures of all customers."""

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
    from salestui.views.channels import ChannelLine, ChannelsView
    from salestui.views.formats import Style


CHANNEL_ACTIONS: tuple[Action, ...] = (
    Action("channels.open", "open", "o", N_("Open"),
           N_("The leads and deals of the selected channel, one of them to be opened."),
           "open dakai", bar=2),
    Action("channels.act", "act", "enter", N_("Open or explain"),
           N_("Open the selected channel; explain the selected figure."), "enter"),
    Action("channels.convert", "app.look('convert_lead')", "c", N_("Convert a lead"),
           N_("Make a deal of a lead."), "convert zhuanhua", bar=3),
    Action("channels.new", "add", "n", N_("New lead"),
           N_("Go to the sheet of leads; offers it where it is missing."), "new lead xiansuo"),
    Action("channels.explain", "explain", "i", N_("Explain this figure"),
           N_("Definition, value, and the rows behind it."), "explain jieshi"),
    Action("channels.copy", "copy", "y", N_("Copy this panel"),
           N_("Put the panel as text into the clipboard."), "copy fuzhi"),
)  # fmt: skip


class ChannelsPanel(HeadedList["ChannelLine"]):
    """A line per channel under the names of its columns."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.period = ""

    def key(self, row: ChannelLine) -> object:
        """A channel."""
        return row.code

    def title(self) -> str:
        """What it is."""
        return _("Channels")

    def note(self) -> str:
        """The period."""
        return self.period

    def hint(self) -> str:
        """The keys."""
        return _("o opens its leads and deals")

    def nothing(self) -> str:
        """What is said of none."""
        return _("needs leads, or deals with a source, of this period: t chooses another")

    def columns(self) -> Sequence[Column]:
        """The channel, then its numbers; the last ones go first where it is narrow."""
        from salestui.views.channels import headings

        numbers = [
            Column(title, 9, "right", rank=n, number=True) for n, title in enumerate(headings(), 1)
        ]
        return (Column(_("Channel"), least=12), *numbers)

    def cells(self, row: ChannelLine) -> Sequence[str]:
        """Name and numbers."""
        return (row.name, *row.cells)


class ChannelsScreen(WorkedOutScreen["ChannelsView"]):
    """Figures of all customers above, the channels below."""

    AUTO_FOCUS = "#channels"
    MAIN = "channels"
    FAILED = N_("The channels could not be worked out: {problem}")
    DEFAULT_CSS = """
    ChannelsScreen #channels { height: 1fr; }
    """
    ACTIONS: ClassVar[Sequence[Action]] = CHANNEL_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def compose_body(self) -> ComposeResult:
        """Figures and channels."""
        yield KpiStrip(id="figures")
        yield ChannelsPanel(id="channels")

    def on_resize(self) -> None:
        """A small screen shows the figures in one row."""
        self.query_one(KpiStrip).fold(self.size.width < 100 or self.size.height < 30)

    @staticmethod
    def see(look: Look, inputs: Inputs, style: Style) -> ChannelsView:
        """Work it out. Blocks: called in a worker."""
        from salestui.views.channels import channels_view

        return channels_view(look.state, inputs, look.period, look.as_of, style)

    def put_view(self, view: ChannelsView) -> None:
        """Show figures and channels; say what is left out."""
        self.query_one(KpiStrip).put(view.figures)
        panel = self.query_one(ChannelsPanel)
        panel.period = view.period
        panel.put(view.lines)
        if view.note:
            self.say(view.note)

    # -- keys ------------------------------------------------------------------------------------

    def action_open(self) -> None:
        """List the leads and deals of the selected channel, to open one."""
        line, found = self.query_one(ChannelsPanel).current, self._found
        if line is None or found is None:
            self.say(_("There is no channel to open."))
            return
        rows = [("leads", row) for row in line.lead_rows] + [("deals", r) for r in line.deal_rows]
        choose_row(self.sales_app, found.look.state, line.name, rows)

    def action_add(self) -> None:
        """Go to the leads, to add one there."""
        from salestui.ui.offering import offer_table

        offer_table(self.sales_app, "leads", lambda: self.sales_app.action_go("leads"))

    def action_explain(self) -> None:
        """Explain the selected figure."""
        explain_figure(self, self._found)
