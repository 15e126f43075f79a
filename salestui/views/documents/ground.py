"""What most sections are written from, worked out once for a report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salestui.metrics.dashboard import dashboard_figures
from salestui.metrics.forecast.landing import with_range
from salestui.metrics.forecast.rollup import forecast
from salestui.model.period import Period
from salestui.views.dashboard import DashboardView, view_of
from salestui.views.documents.basis import Basis
from salestui.views.forecast.past import PastForecast, past_forecasts, slips_of
from salestui.views.forecast.view import ForecastView, forecast_view
from salestui.views.formats import Style
from salestui.views.past.looking_back import Present


@dataclass(frozen=True, slots=True)
class Ground:
    """The dashboard and the forecast of what is looked at.

    Attributes:
        view: with the range of the landing.
    """

    basis: Basis
    view: DashboardView
    forecast: ForecastView

    @property
    def present(self) -> Present:
        """What is looked at."""
        return self.basis.present

    @property
    def style(self) -> Style:
        """How texts are formatted."""
        return self.basis.style

    def divided_by(self) -> tuple[str, ...]:
        """Which of teams and reps there are several of in what is looked at."""
        focus = self.present.focus
        if focus.value("rep") is not None:
            return ()
        return ("rep",) if focus.value("team") is not None else ("team", "rep")


def ground(basis: Basis, period: Period | None = None) -> Ground:
    """Work it out. Blocks on the files of kept days.

    Args:
        period: another one than what is looked at.
    """
    if period is not None:
        basis = replace(basis, present=replace(basis.present, period=period))
    present = basis.present
    past: tuple[PastForecast, ...] = past_forecasts(basis.archive, present)
    about = present.inputs, present.focus, present.period, present.as_of
    found = forecast(*about, slips_of(past))
    figures = with_range(dashboard_figures(*about), found)
    view = view_of(figures, present.inputs, basis.style)
    return Ground(basis, view, forecast_view(found, past, present.focus, basis.style))
