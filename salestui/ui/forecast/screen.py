"""Where the period lands: over teams and reps, with a range, down to the deals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.forecast.actions import FORECAST_ACTIONS
from salestui.ui.forecast.panels import ForecastDeals, PastPanel, RangePanel
from salestui.ui.forecast.table import ForecastTable
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.messages import DealOpened
from salestui.ui.widgets.panel import Panel

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.forecast.view import ForecastRow, ForecastView
    from salestui.views.formats import Style
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive
    from salestui.views.past.movement import DealRow


class Forecast(Message):
    """A worker has worked the forecast out."""

    def __init__(self, look: Look, view: ForecastView, made: Prepared, style: Style) -> None:
        super().__init__()
        self.look, self.view, self.made, self.style = look, view, made, style


class Behind(Message):
    """A worker has found the deals behind a figure."""

    def __init__(self, label: str, deals: tuple[DealRow, ...]) -> None:
        super().__init__()
        self.label, self.deals = label, deals


def found_forecasts(look: Look, archive: Archive | None, before: Forecast | None) -> Forecast:
    """Work the forecast of a look out. Blocks; polars is first imported here."""
    from salestui.views.currency import book_sign
    from salestui.views.forecast.view import worked_out
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present

    made = prepared(look.state, before.made if before is not None else None)
    present = Present(look.state, made.inputs, look.focus, look.period, look.as_of)
    shown = style(book_sign(look.state))
    view = worked_out(present, archive, shown, None, before.view if before is not None else None)
    return Forecast(look, view, made, shown)


class ForecastScreen(BookScreen):
    """The range above, the tree, the deals behind its cursor beside earlier forecasts."""

    CSS_PATH = "forecast.tcss"
    AUTO_FOCUS = "ForecastTable"
    ACTIONS: ClassVar[Sequence[Action]] = FORECAST_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._found: Forecast | None = None
        self._by_chance = False

    def compose_body(self) -> ComposeResult:
        """Range, tree, deals and earlier forecasts."""
        yield RangePanel(id="range")
        yield ForecastTable(id="forecast")
        with Horizontal(id="behind"):
            yield ForecastDeals(id="forecast-deals")
            yield PastPanel(id="past-forecasts")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> ForecastView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found is not None else None

    @property
    def table(self) -> ForecastTable:
        """The tree."""
        return self.query_one(ForecastTable)

    @property
    def line(self) -> ForecastRow | None:
        """The line under the cursor."""
        return self.table.current

    def show(self, session: Session) -> None:
        """Work the forecast out in a worker; panels keep what they show."""
        self._wanted = look = session.look
        work = partial(self._work, look, session.archive, self._found)
        self.run_worker(work, thread=True, exclusive=True, group="forecast", description="forecast")

    def _work(self, look: Look, archive: Archive | None, before: Forecast | None) -> None:
        found = found_forecasts(look, archive, before)
        if not get_current_worker().is_cancelled:
            self.post_message(found)

    @on(Forecast)
    def _worked_out(self, event: Forecast) -> None:
        event.stop()
        if event.look is not self._wanted:
            return
        self._found = event
        self._fill()
        self.query_one(PastPanel).put_past(event.view.past, event.view.past_needs)
        if event.view.notes:
            self.say(" · ".join(event.view.notes))

    def _fill(self) -> None:
        from salestui.views.forecast.view import columns

        if self.view is not None:
            self.table.put_view(self.view, columns(by_chance=self._by_chance))
            self._follow()

    @on(ForecastTable.Chosen)
    def _chosen(self, event: ForecastTable.Chosen) -> None:
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """Show the range and, once a worker has them, the deals of the figure under the cursor."""
        found, line = self._found, self.line
        self.query_one(RangePanel).put_row(line)
        if found is None or line is None:
            self.query_one(ForecastDeals).put_deals("", ())
            return
        key = self.table.column
        label = f"{line.label} · {found.view.titles[key]}"
        path = line.path

        def work() -> None:
            from salestui.views.forecast.view import deals_behind

            deals = deals_behind(found.view.figures, path, key, found.style)
            if not get_current_worker().is_cancelled:
                self.post_message(Behind(label, deals))

        self.run_worker(work, thread=True, exclusive=True, group="behind")

    @on(Behind)
    def _listed(self, event: Behind) -> None:
        event.stop()
        self.query_one(ForecastDeals).put_deals(event.label, event.deals)

    # -- keys ------------------------------------------------------------------------------------

    @property
    def active(self) -> Panel:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else self.table

    def action_act(self) -> None:
        """Go to the deals, or open one."""
        self.active.act()

    @on(ForecastTable.Drilled)
    def _drilled(self, event: ForecastTable.Drilled) -> None:
        event.stop()
        self.remove_class("-past")
        deals = self.query_one(ForecastDeals)
        if deals.rows:
            deals.focus()
        else:
            self.say(deals.nothing())

    def action_open(self) -> None:
        """Open the selected deal, or the rep's page; from another line, go to the deals."""
        from salestui.ui.person import open_person

        rep = self.line.path[-1] if self.line is not None and len(self.line.path) == 2 else None
        if self.active.open():
            return
        if rep is not None and self.active is self.table:
            open_person(self.sales_app, rep)
        else:
            self.table.act()

    @on(DealOpened)
    def _deal_opened(self, event: DealOpened) -> None:
        event.stop()
        self.sales_app.open_row("deals", event.row)

    def action_override(self) -> None:
        """Write the manager's forecast of the selected deal; from the tree, go to the deals."""
        from salestui.ui.deal.cell_edit import edit_cell

        deals, session = self.query_one(ForecastDeals), self.sales_app.session
        if session is None or self._found is None:
            self.say(_("The figures are still being worked out."))
        elif session.refusal is not None:
            self.say(session.refusal.sentence(_), "warning")
        elif self.focused is not deals:
            self.table.act()
            if deals.rows:
                self.say(_("Choose the deal: e writes the manager's forecast of it."))
        elif deals.current is not None and deals.current.row is not None:
            edit_cell(self.sales_app, "deals", deals.current.row, "forecast_override")
        else:
            self.say(_("There is no deal here: tab goes back to the tree."))

    def action_turn(self) -> None:
        """By category, or by probability."""
        self._by_chance = not self._by_chance
        self._fill()

    def action_past(self) -> None:
        """Go to the earlier forecasts, and back."""
        there = self.toggle_class("-past").has_class("-past")
        self.query_one(PastPanel).focus() if there else self.table.focus()

    def action_explain(self) -> None:
        """Explain the figure under the cursor."""
        found, line = self._found, self.line
        if found is None or line is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.forecast.sheet import forecast_sheet
        from salestui.views.forecast.view import columns
        from salestui.views.names import period_name

        key = self.active.explains() or self.table.column
        as_of = _("as of {day}").format(day=found.look.as_of.isoformat())
        span = f"{period_name(found.look.period)} · {as_of}"
        sheet = partial(forecast_sheet, found.view, line.path, span, found.style)
        self.app.push_screen(ExplainDialog(columns(by_chance=self._by_chance), key, sheet))

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        self.app.copy_to_clipboard(self.active.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=self.active.title()), "ok")
