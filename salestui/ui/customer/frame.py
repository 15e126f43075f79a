"""The customer screen: its panels, and the worker that works a customer out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from salestui.i18n import N_, _
from salestui.plain_text import visible
from salestui.ui.customer.panels import (
    DealsPanel,
    FilePanel,
    GapsPanel,
    PeoplePanel,
    TimelinePanel,
)
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.customer.view import CustomerView
    from salestui.views.inputs import Prepared


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


class CustomerFrame(PanelScreen):
    """A customer's figures above, its people and gaps, its file, deals and history."""

    CSS_PATH = "customer.tcss"
    AUTO_FOCUS = "#people"
    MAIN = "people"
    TABS = ("people", "gaps", "file", "deals", "timeline")
    FAILED = N_("The customer could not be worked out: {problem}")

    def __init__(self) -> None:
        super().__init__()
        self.row: int | None = None
        self._origin = "customers"
        self._layered = False
        self._look: Look | None = None
        self._found: CustomerShown | None = None

    @property
    def view(self) -> CustomerView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    @property
    def about(self) -> str:
        """The customer's name."""
        return self.view.title if self.view is not None else ""

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
        self.work_out(partial(worked_out, self._look, self.row, before, layered=self._layered))

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
