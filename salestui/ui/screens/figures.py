"""From a look to the dashboard's view of it, in a worker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.dashboard import DashboardView
    from salestui.views.forecast.view import ForecastView
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive


class Figured(Message):
    """A worker has worked out what to show for a look, and from what.

    ``forecast`` is None at first: it takes longer, see ``completed``.
    """

    def __init__(
        self, look: Look, view: DashboardView, made: Prepared, forecast: ForecastView | None = None
    ) -> None:
        super().__init__()
        self.look = look
        self.view = view
        self.made = made
        self.forecast = forecast


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


def completed(
    found: Figured, archive: Archive | None, before: ForecastView | None = None
) -> Figured:
    """The figures with what takes longer than they do. Blocks.

    That is the landing's range, and what only kept days and journals tell: the trends of what is
    open, and what deals' stages were before.

    Args:
        before: an earlier forecast; of it, what did not change need not be worked out again.
    """
    from salestui.metrics.dashboard import dashboard_figures
    from salestui.metrics.forecast.landing import with_range
    from salestui.metrics.history.trend import TOLD
    from salestui.views.dashboard import view_of
    from salestui.views.forecast.view import worked_out
    from salestui.views.inputs import Prepared
    from salestui.views.past.looking_back import Present
    from salestui.views.past.remembering import with_history

    look, figures, inputs = found.look, found.view.figures, found.made.inputs
    if archive is not None:
        inputs = with_history(look.state, inputs, archive).inputs
        if inputs is not found.made.inputs:
            figures = dashboard_figures(inputs, look.focus, look.period, look.as_of)
        now = {key: figures.kpis[key].value for key in TOLD}
        told = archive.trends(look.state, look.focus, look.period, look.as_of, now)
        figures = replace(figures, trends={**figures.trends, **told})
    present = Present(look.state, inputs, look.focus, look.period, look.as_of)
    landing = worked_out(present, archive, found.view.style, None, before)
    figures = with_range(figures, landing.figures)
    view = view_of(figures, inputs, found.view.style)
    return Figured(look, view, Prepared(found.made.state, inputs), landing)


def edited(before: Look, now: Look) -> bool:
    """Whether the book changed under the same look."""
    same = (before.focus, before.period, before.as_of) == (now.focus, now.period, now.as_of)
    return same and before.state.number != now.state.number
