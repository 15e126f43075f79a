"""The range of one line, how earlier forecasts fared, and the deals behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit
from salestui.ui.plain_content import assemble
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.moved_deals import MovedDealsPanel
from salestui.ui.widgets.panel import Panel, sentence
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.views.forecast.view import ForecastRow, PastRow, RangeBar

_PERIOD, _MONEY, _PERCENT = 9, 9, 8


def range_bar(bar: RangeBar, width: int) -> str:
    """What is won, then P10 to P90 with P50 in it, and the target as a mark."""

    def place(share: float) -> int:
        return min(round(share * width), width - 1)

    cells = ["█" if n < round(bar.won * width) else " " for n in range(width)]
    for n in range(place(bar.low), place(bar.high) + 1):
        cells[n] = "▒"
    cells[place(bar.middle)] = "◆"
    if bar.target is not None:
        cells[place(bar.target)] = "│"
    return "".join(cells)


class RangePanel(Panel):
    """Where the selected line may land."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._row: ForecastRow | None = None

    def put_row(self, row: ForecastRow | None) -> None:
        """Show this line's range."""
        self._row = row
        self.changed()

    def title(self) -> str:
        """Whose range."""
        name = self._row.label if self._row is not None else ""
        return " · ".join(filter(None, (_("Where it lands"), name)))

    def lines(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - always two lines
        """The bar, and its numbers in words; or why there is none."""
        row = self._row
        if row is None or row.bar is None:
            return sentence(row.no_bar if row is not None else "", width)
        words = " · ".join(row.bar.words)
        return [
            Content.assemble((range_bar(row.bar, width), "$text-accent")),
            assemble(fit(words, width)),
        ]

    def explains(self) -> str:
        """The middle of the range."""
        return "middle"

    def as_text(self) -> str:
        """The numbers."""
        row = self._row
        return " · ".join((row.label, *row.bar.words)) if row is not None and row.bar else ""


class PastPanel(ListPanel["PastRow"]):
    """The forecasts of earlier periods against what was won."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._needs = ""

    def put_past(self, rows: tuple[PastRow, ...], needs: str) -> None:
        """Show these periods."""
        self._needs = needs
        self.put(rows)

    def key(self, row: PastRow) -> object:
        """By the period."""
        return row.period

    def line(self, row: PastRow, width: int) -> Content:
        """Period, forecast and actual, accuracy, slip rate; or why there is none."""
        if row.reason:
            return Content.assemble(
                fit(row.period, _PERIOD), " ", (fit(row.reason, width - _PERIOD - 1), MUTED)
            )
        return Content.assemble(
            fit(row.period, _PERIOD),
            (fit(row.forecast, _MONEY, "right"), MUTED),
            fit(row.actual, _MONEY, "right"),
            (fit(row.accuracy, _PERCENT, "right"), "bold"),
            (fit(row.slip, _PERCENT, "right"), MUTED),
        )

    def title(self) -> str:
        """What it is, and of what its columns are."""
        return _("Earlier forecasts")

    def note(self) -> str:
        """The columns."""
        return _("forecast, actual, accuracy, slipped") if self.rows else ""

    def hint(self) -> str:
        """The keys."""
        return _("w movement")

    def nothing(self) -> str:
        """Why there are none."""
        return self._needs

    def as_text(self) -> str:
        """A line per period."""
        return "\n".join(
            f"{r.period}\t{r.forecast}\t{r.actual}\t{r.accuracy}\t{r.slip}\t{r.reason}"
            for r in self.rows
        )


class ForecastDeals(MovedDealsPanel):
    """The deals behind the selected figure."""

    def nothing(self) -> str:
        """What is said of no deals."""
        return _("no deal is behind this figure") if self.ready else ""
