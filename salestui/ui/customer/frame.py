"""The customer screen: its panels, and the worker that works a customer out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.customer.panels import (
    DealsPanel,
    FilePanel,
    GapsPanel,
    PeoplePanel,
    TimelinePanel,
)
from salestui.ui.screens.base import BookScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.customer.view import CustomerView
    from salestui.views.inputs import Prepared

TABS = ("people", "gaps", "file", "deals", "timeline")
_FOLD_WIDTH, _FOLD_HEIGHT = 100, 30


class CustomerShown(Message):
    """A worker has worked a customer out."""

    def __init__(self, look: Look, view: CustomerView, made: Prepared) -> None:
        super().__init__()
        self.look, self.view, self.made = look, view, made


def worked_out(look: Look, row: int, before: Prepared | None, *, layered: bool) -> CustomerShown:
    """Work a customer out. Blocks; polars is first imported here."""
    from salestui.views.currency import book_sign
    from salestui.views.customer.view import customer_view
    from salestui.views.formats import style
    from salestui.views.inputs import prepared

    made = prepared(look.state, before)
    shown = style(book_sign(look.state))
    view = customer_view(look.state, made.inputs, row, look.as_of, shown, layered=layered)
    return CustomerShown(look, view, made)


class CustomerFrame(BookScreen):
    """A customer's figures above, its people and gaps, its file, deals and history."""

    CSS_PATH = "customer.tcss"
    AUTO_FOCUS = "#people"

    def __init__(self) -> None:
        super().__init__()
        self.row: int | None = None
        self._origin = "customers"
        self._layered = False
        self._current = TABS[0]
        self._look: Look | None = None
        self._found: CustomerShown | None = None

    @property
    def view(self) -> CustomerView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    def compose_body(self) -> ComposeResult:
        """Figures, then two columns of panels."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Horizontal(id="panels"):
            with Vertical(classes="column", id="left"):
                yield PeoplePanel(id="people")
                yield GapsPanel(id="gaps")
                yield TimelinePanel(id="timeline")
            with Vertical(classes="column", id="right"):
                yield FilePanel(id="file")
                yield DealsPanel(id="deals")

    # -- showing ---------------------------------------------------------------------------------

    def show_customer(self, row: int, origin: str) -> None:
        """Show a customer; escape goes back to the screen ``origin``."""
        self.row, self._origin = row, origin
        if (session := self.sales_app.session) is not None:
            self.show(session)

    def show(self, session: Session) -> None:
        """Work the customer out in a worker; panels keep what they show."""
        rows = session.state.rows("customers")
        if self.row is None:  # it is told which one as soon as the screen is there
            return
        if rows is None or self.row not in rows.positions or self.row in rows.overlay.deleted:
            self.say(_("This customer is gone: w chooses another, u may bring it back."))
            return
        self._look = session.look
        before = self._found.made if self._found else None
        self.run_worker(
            partial(self._work, self._look, self.row, before, self._layered),
            thread=True,
            exclusive=True,
            group="customer",
            exit_on_error=False,
        )

    def _work(self, look: Look, row: int, before: Prepared | None, layered: bool) -> None:
        if not get_current_worker().is_cancelled:
            self.post_message(worked_out(look, row, before, layered=layered))

    @on(CustomerShown)
    def _shown_customer(self, event: CustomerShown) -> None:
        event.stop()
        if event.look is not self._look or event.view.row != self.row:
            return
        self._found = event
        view = event.view
        figures = self.query_one(KpiStrip)
        figures.put(view.figures)
        figures.border_title = Content(visible(view.title))
        people = self.query_one(PeoplePanel)
        people.layered = self._layered
        people.put(view.people)
        self.query_one(GapsPanel).put(view.gaps)
        self.query_one(FilePanel).put(view.file)
        self.query_one(DealsPanel).put(view.deals)
        self.query_one(TimelinePanel).put(view.happenings)
        self._write_tabs()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say when it could not be worked out; what was shown before stays."""
        if event.worker.group == "customer" and event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            text = _("The customer could not be worked out: {problem}")
            self.say(text.format(problem=event.worker.error), "error")

    # -- panels ----------------------------------------------------------------------------------

    @property
    def folded(self) -> bool:
        """Whether the screen is too small for all panels at once."""
        return self.size.width < _FOLD_WIDTH or self.size.height < _FOLD_HEIGHT

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - size is read above
        """Fold or unfold."""
        self.set_class(self.folded, "-folded")
        self.query_one(KpiStrip).fold(self.folded)
        self._show_current()

    def on_mount(self) -> None:
        """Begin at the people."""
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs."""
        if event.widget.id in TABS:
            self._current = event.widget.id
            self._show_current()

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        if name in TABS:
            self._current = name
            self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        names = ("figures", *TABS)
        now = self.active.id if self.active is not None else None
        place = names.index(now) + by if now in names else 0
        self.action_show_panel(names[place % len(names)])

    def _show_current(self) -> None:
        current = self.query_one(f"#{self._current}", Panel)
        shown = {current, *current.ancestors}
        for widget in self.query_one("#panels").query("*"):
            widget.set_class(widget in shown, "-current")
        self._write_tabs()

    def _write_tabs(self) -> None:
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in TABS]
        aside = self.view.title if self.view is not None else ""
        self.query_one(PanelTabs).show(names, self._current, aside)
