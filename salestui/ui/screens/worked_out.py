"""Screens whose whole content is one view, worked out of the figures' inputs in a worker."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from textual import on
from textual.message import Message

from salestui.ui.screens.strip import StripScreen

if TYPE_CHECKING:
    from salestui.metrics.inputs import Inputs
    from salestui.ui.session import Look, Session
    from salestui.views.formats import Style
    from salestui.views.inputs import Prepared

View = TypeVar("View")


class WorkedOut(Message, Generic[View]):
    """What a worker found, and what it looked at."""

    def __init__(self, look: Look, view: View, made: Prepared) -> None:
        super().__init__()
        self.look, self.view, self.made = look, view, made


class WorkedOutScreen(StripScreen, Generic[View]):
    """A subclass says how its view is worked out (``see``), and shows it (``put_view``)."""

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._found: WorkedOut[View] | None = None

    @staticmethod
    @abstractmethod
    def see(look: Look, inputs: Inputs, style: Style) -> View:
        """Work the view out. Blocks: called in a worker."""

    @abstractmethod
    def put_view(self, view: View) -> None:
        """Show a view that was worked out."""

    @property
    def view(self) -> View | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    def show(self, session: Session) -> None:
        """Work the view out in a worker; the panels keep what they show."""
        self._look = session.look
        before = self._found.made if self._found else None
        self.work_out(partial(self._work, self._look, before))

    def _work(self, look: Look, before: Prepared | None) -> WorkedOut[View]:
        """In the worker; polars is first imported here."""
        from salestui.views.currency import book_sign
        from salestui.views.formats import style
        from salestui.views.inputs import prepared

        made = prepared(look.state, before)
        return WorkedOut(look, self.see(look, made.inputs, style(book_sign(look.state))), made)

    @on(WorkedOut)
    def _worked_out(self, event: WorkedOut[View]) -> None:
        event.stop()
        if event.look is self._look:
            self._found = event
            self.put_view(event.view)
