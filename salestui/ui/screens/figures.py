"""From a look to the dashboard's view of it, in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.dashboard import DashboardView
    from salestui.views.inputs import Prepared


class Figured(Message):
    """A worker has worked out what to show for a look, and from what."""

    def __init__(self, look: Look, view: DashboardView, made: Prepared) -> None:
        super().__init__()
        self.look = look
        self.view = view
        self.made = made


class Counted(Message):
    """A worker has counted the problems of a look that deserve one of the user's."""

    def __init__(self, look: Look, count: int) -> None:
        super().__init__()
        self.look = look
        self.count = count


def figured(look: Look, before: Prepared | None) -> Figured:
    """Work out the figures of a look. Blocks; polars is first imported here.

    Args:
        before: what an earlier look at the same book was made from.
    """
    from salestui.views.currency import book_sign
    from salestui.views.dashboard import dashboard_view
    from salestui.views.inputs import prepared

    made = prepared(look.state, before)
    sign = book_sign(look.state)
    return Figured(
        look, dashboard_view(made.inputs, look.focus, look.period, look.as_of, sign), made
    )


def edited(before: Look, now: Look) -> bool:
    """Whether the book changed under the same look."""
    same = (before.focus, before.period, before.as_of) == (now.focus, now.period, now.as_of)
    return same and before.state.number != now.state.number
