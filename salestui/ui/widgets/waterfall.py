"""How the pipeline moved: start, one floating bar per step, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.messages import ExplainRequested
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.past.movement import MovementView, WaterfallRow

_COUNT, _MONEY = 6, 10
_BAR_LEAST = 6
_NAME_MOST = 16


class BarChosen(Message):
    """The deals behind this bar are to be listed."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def floating(begin: float, end: float, width: int) -> str:
    """A bar from ``begin`` to ``end`` (fractions of the width), at least a thin mark."""
    first, last = round(begin * width), round(end * width)
    if last <= first:
        first = min(first, width - 1)
        return (" " * first + "▏").ljust(width)
    return (" " * first + "█" * (last - first)).ljust(width)


def row_line(row: WaterfallRow, width: int, names: int) -> Content:
    """A bar in exactly ``width`` cells: name, deals, money, bar; little room has no bar."""
    room = width - names - _COUNT - _MONEY - 1
    drawn = " " * max(room, 0)
    if room >= _BAR_LEAST:
        drawn = " " + floating(row.begin, row.end, room)
    tone = style_of(row.severity)
    loud = "bold" if row.whole else ""
    return Content.assemble(
        (fit(row.label, names), f"{loud} {tone}".strip()),
        (fit(row.count, _COUNT, "right", number=True), MUTED),
        (fit(row.money, _MONEY, "right", number=True), loud),
        (drawn, tone or ("$text-primary" if row.whole else "$text-accent")),
    )


class WaterfallPanel(ListPanel["WaterfallRow"]):
    """The bars; the cursor's deals are listed beside."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: MovementView | None = None
        self._names = 8

    def put_view(self, view: MovementView) -> None:
        """Show these bars."""
        self._view = view
        self.put(view.rows)
        self.decorate()

    def key(self, row: WaterfallRow) -> object:
        """Bars are known by their step."""
        return row.key

    def fit_columns(self, width: int) -> None:
        """By the longest name."""
        most = min(_NAME_MOST, width - _COUNT - _MONEY - _BAR_LEAST)
        self._names = max([4, *(min(width_of(r.label, most), most) for r in self.rows)])

    def line(self, row: WaterfallRow, width: int) -> Content:
        """Name, deals, money, bar."""
        return row_line(row, width, self._names)

    def title(self) -> str:
        """What it is."""
        return _("Pipeline movement")

    def note(self) -> str:
        """Since when."""
        return self._view.since if self._view else ""

    def hint(self) -> str:
        """The keys."""
        return _("w since when · i explain")

    def nothing(self) -> str:
        """Why there is no movement."""
        return self._view.needs if self._view else ""

    def explains(self) -> str:
        """The bar under the cursor."""
        return self.current.key if self.current else ""

    def act(self) -> None:
        """Explain the bar."""
        if self.current is not None:
            self.post_message(ExplainRequested(self.current.key))

    def action_move(self, by: int) -> None:
        """Move the cursor, and let its deals be listed."""
        super().action_move(by)
        if self.current is not None:
            self.post_message(BarChosen(self.current.key))

    def as_text(self) -> str:
        """A line per bar: name, deals, money; then what to know."""
        lines = [f"{r.label}\t{r.count}\t{r.money}" for r in self.rows]
        return "\n".join([*lines, *(self._view.notes if self._view else ())])
