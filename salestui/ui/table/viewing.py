"""What the table shows: filter, order and focus, made anew when asked and followed otherwise."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.model.focus import EVERYTHING

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.ui.table.frame import TableFrame
    from salestui.ui.table.source import BookSource
    from salestui.views.filtering.expressions import FilterError
    from salestui.views.ordering import Sort
    from salestui.views.table import TableView, Wanted

IN_PLACE = 20_000
"""Rows that are ordered and searched at once; more of them go to a worker."""


class Viewing:
    """Keeps the view of the current state and gives it to the grid."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen
        self.source: BookSource | None = None
        self.filter = ""
        self.sort: tuple[Sort, ...] = ()
        self._asked = 0

    @property
    def view(self) -> TableView | None:
        """What is shown now."""
        return self.source.view if self.source else None

    def show(self, session: Session) -> None:
        """Show the session's state: follow it where that will do, else order anew."""
        from salestui.views.following import followed

        view = self.view
        if view is None or view.wanted != self._wanted(session) or view.as_of != session.as_of:
            self.order()
        elif (after := followed(view, session.state)) is not None:
            self._take(after)
        else:
            self.order()

    def _wanted(self, session: Session) -> Wanted:
        from salestui.views.table import Wanted

        focus = session.focus if self.screen.entity == "deals" else EVERYTHING
        return Wanted(self.filter, self.sort, focus)

    def order(self) -> None:
        """Filter and sort all rows."""
        session = self.screen.session
        rows = session.state.rows(self.screen.entity) if session else None
        if session is None or rows is None:
            return
        self._asked += 1
        work = partial(self._order, session, self._asked)
        if rows.frame.height <= IN_PLACE:
            work()()
        else:
            self.screen.say(_("Sorting {n} rows …").format(n=f"{rows.frame.height:,}"), "busy")
            self.screen.run_worker(
                partial(self._work, work),
                thread=True,
                exclusive=True,
                group="order",
                description="order",
            )

    def _work(self, work: Callable[[], Callable[[], None]]) -> None:
        then = work()
        if not get_current_worker().is_cancelled:
            self.screen.app.call_from_thread(then)

    def _order(self, session: Session, number: int) -> Callable[[], None]:
        """Make the view; returns what the event loop is to do with it."""
        from salestui.views.filtering.expressions import FilterError
        from salestui.views.table import table_view

        wanted = self._wanted(session)
        try:
            view = table_view(session.state, self.screen.entity, wanted, session.as_of)
        except FilterError as problem:
            return partial(self._refused, problem)
        return partial(self._ordered, number, view)

    def _refused(self, problem: FilterError) -> None:
        """The filter fitted the columns before, and does not any more."""
        self.filter = ""
        self.screen.say(
            _("The filter was cleared: {problem}").format(problem=problem.message), "warning"
        )
        self.order()

    def _ordered(self, number: int, view: TableView) -> None:
        from salestui.views.following import followed

        session = self.screen.session
        if number != self._asked or session is None:
            return  # a later question is under way
        if session.state.number != view.state.number:
            later = followed(view, session.state)
            if later is None:
                self.order()
                return
            view = later
        if len(view.rows.frame) > IN_PLACE:
            self.screen.say("")
        self._take(view, anew=True)

    def _unchangeable(self) -> str:
        """Why no cell at all can be changed; empty where they can."""
        session = self.screen.session
        refusal = session.refusal if session is not None else None
        return refusal.sentence(_) if refusal is not None else ""

    def _take(self, view: TableView, *, anew: bool = False) -> None:
        """Give the view to the grid: whole, or only the rows that look different."""
        from salestui.ui.table.source import BookSource
        from salestui.views.following import touched_rows

        old = self.source
        same = old is not None and not anew and old.view.ids is view.ids
        touched = touched_rows(old.view, view) if old is not None and same else None
        if old is not None and touched is not None:
            old.view = view
            self.screen.changed(touched)
            return
        first = old is None
        session = self.screen.session
        agreed = session.agreed_sheets if session else frozenset[str]()
        self.source = BookSource(view, self.screen.widest_text, agreed, self._unchangeable)
        self.screen.rearranged(self.source, first=first)
