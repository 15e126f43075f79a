"""The funnel: what lies in each stage, and how much goes on from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.charts.bars import bar
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.messages import DealsRequested, FocusRequested
from salestui.ui.widgets.tones import MUTED, chosen_mark, style_of

if TYPE_CHECKING:
    from salestui.views.dashboard import Funnel, FunnelRow

_NAME_MOST = 22


_COUNT, _VALUE, _CONVERSION = 7, 9, 7
_BAR_LEAST = 4


def name_cells(names: list[str], width: int) -> int:
    """How many cells the stages' names get: what they need, if the figures have room beside."""
    most = min(_NAME_MOST, width - 2 - _COUNT - _VALUE - _CONVERSION)
    return max([4, *(min(width_of(name, most), most) for name in names)])


def row_line(row: FunnelRow, width: int, names: int, *, with_bar: bool = True) -> Content:
    """A stage in exactly ``width`` cells: name, count, value, bar, conversion.

    Where there is too little room the bar goes first.
    """
    room = width - 2 - names - _COUNT - _VALUE - _CONVERSION
    drawn = " " * max(room, 0)
    if with_bar and room > _BAR_LEAST:
        drawn = " " + bar(row.share, room - 1)
    tone = style_of(row.severity)
    return Content.assemble(
        chosen_mark(row.selected),
        (fit(row.name, names), tone or ("bold" if row.selected else "")),
        (fit(row.count, _COUNT, "right", number=True), "bold"),
        fit(row.value, _VALUE, "right", number=True),
        (drawn, bar_tone(row)),
        (fit(row.conversion, _CONVERSION, "right", number=True), MUTED),
    )


def bar_line(row: FunnelRow, width: int) -> Content:
    """The stage's bar, in exactly ``width`` cells."""
    room = max(0, width - 2)
    return Content.assemble("  ", (bar(row.share, room), bar_tone(row)))


def bar_tone(row: FunnelRow) -> str:
    """Open stages in the theme's colour, what is won in that of success."""
    return style_of(row.severity) or ("$text-success" if row.kind == "won" else "$text-primary")


class FunnelPanel(ListPanel["FunnelRow"]):
    """Stages in order; enter filters by one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._funnel: Funnel | None = None
        self._names = 4

    def put_funnel(self, funnel: Funnel) -> None:
        """Show these stages."""
        self._funnel = funnel
        self.put(funnel.rows)

    def key(self, row: FunnelRow) -> object:
        """Rows are known by their stage."""
        return row.stage

    def fit_columns(self, width: int) -> None:
        """By the longest name."""
        self._names = name_cells([r.name for r in self.rows], width)

    def line(self, row: FunnelRow, width: int) -> Content:
        """The stage; its bar below where there is room for two lines."""
        return row_line(row, width, self._names, with_bar=self.tall == 1)

    def more(self, row: FunnelRow, width: int) -> list[Content]:
        """The bar."""
        return [bar_line(row, width)]

    def tallest(self) -> int:
        """Figures, bar, space."""
        return 3

    def title(self) -> str:
        """What it is."""
        return _("Funnel")

    def note(self) -> str:
        """How the conversions were come by."""
        if self._funnel is None:
            return ""
        said = self._funnel.note
        return self._funnel.short_note if width_of(said, 80) > self.size.width - 20 else said

    def hint(self) -> str:
        """The keys."""
        return _("enter filter · o deals")

    def nothing(self) -> str:
        """What a funnel needs."""
        return self._funnel.needs if self._funnel else ""

    def explains(self) -> str:
        """The stages' values, weighted, are the weighted pipeline."""
        return "weighted"

    def act(self) -> None:
        """Filter by the stage, or no longer."""
        if self.current is not None and self.current.stage is not None:
            self.post_message(FocusRequested("stage", self.current.stage))

    def open(self) -> bool:
        """Show the deals of the stage."""
        if self.current is None or self.current.stage is None:
            return False
        self.post_message(DealsRequested("stage", self.current.stage))
        return True

    def as_text(self) -> str:
        """A line per stage: name, count, value, conversion."""
        return "\n".join(f"{r.name}\t{r.count}\t{r.value}\t{r.conversion}" for r in self.rows)
