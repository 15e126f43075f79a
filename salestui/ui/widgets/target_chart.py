"""Target and actual, cumulative: what is won, what was expected by then, where it is heading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.widgets.charts.braille import DASHED, DOTTED, SOLID
from salestui.ui.widgets.charts.plot import Line, plot
from salestui.ui.widgets.panel import Panel, sentence

if TYPE_CHECKING:
    from salestui.views import dashboard as views


def chart_lines(chart: views.TargetChart) -> list[Line]:
    """The chart's series as lines: solid for what is, dashed for the plan, dotted for the guess."""
    looks = (
        (chart.names[1], chart.expected, "$foreground-muted", DASHED, 1),
        (chart.names[2], chart.forecast, "$text-accent", DOTTED, 1),
        (chart.names[0], chart.actual, "$text-primary", SOLID, 2),
    )
    return [
        Line(name, points, tone, pattern, thickness)
        for name, series, tone, pattern, thickness in looks
        if (points := [(d.toordinal(), v) for d, v in zip(chart.days, series, strict=True)
                       if v is not None])
    ]  # fmt: skip


class TargetChart(Panel):
    """The chart with its axes."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chart: views.TargetChart | None = None
        self._money: Callable[[float], str] = str

    def put_chart(self, chart: views.TargetChart, money: Callable[[float], str]) -> None:
        """Show this chart; ``money`` writes amounts beside the axis."""
        self._chart, self._money = chart, money
        self.changed()

    def title(self) -> str:
        """What it is."""
        return _("Target and actual, cumulative")

    def tab(self) -> str:
        """A short title."""
        return _("Target")

    def hint(self) -> str:
        """The keys."""
        return _("i explain the forecast")

    def explains(self) -> str:
        """Where the forecast ends."""
        return "landing"

    def lines(self, width: int, height: int) -> list[Content]:
        """The chart, or what it needs."""
        chart = self._chart
        if chart is None or chart.needs:
            return sentence(chart.needs if chart else "", width)
        names = [(float(chart.days[i].toordinal()), text) for i, text in chart.ticks]
        return plot(chart_lines(chart), width, height, self._money, names)

    def as_text(self) -> str:
        """A line per day: day, actual, target to date, forecast."""
        chart = self._chart
        if chart is None:
            return ""
        rows = zip(chart.days, chart.actual, chart.expected, chart.forecast, strict=True)
        header = "\t".join(("", *chart.names))
        return "\n".join(
            [header]
            + [
                "\t".join([day.isoformat(), *("" if v is None else f"{v:.2f}" for v in values)])
                for day, *values in rows
            ]
        )
