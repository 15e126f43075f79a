"""The deals behind one bar of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _
from salestui.ui.grid.text import fit
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.messages import DealOpened
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.views.past.movement import DealRow

_MONEY, _REP = 10, 12
_WIDE = 60
"""Panels of so many cells have room for the rep and for what changed."""


class MovedDealsPanel(ListPanel["DealRow"]):
    """Deals, the largest first; enter opens one."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._of = ""

    def put_deals(self, label: str, deals: tuple[DealRow, ...]) -> None:
        """Show the deals behind the bar of this name."""
        self._of = label
        self.put(deals)
        self.decorate()

    def key(self, row: DealRow) -> object:
        """Deals are known by their row, and by their title where it is gone."""
        return row.title if row.row is None else row.row

    def line(self, row: DealRow, width: int) -> Content:
        """Title, rep, money, what changed."""
        if width < _WIDE:
            title = width - _MONEY - 1
            return Content.assemble(
                fit(row.title, max(title, 0)), " ", (fit(row.money, _MONEY, "right"), "bold")
            )
        title = (width - _MONEY - _REP - 3) * 2 // 5
        rest = width - title - _MONEY - _REP - 3
        return Content.assemble(
            fit(row.title, title),
            " ",
            (fit(row.rep, _REP), MUTED),
            (fit(row.money, _MONEY, "right"), "bold"),
            "  ",
            (fit(row.said, rest), MUTED),
        )

    def title(self) -> str:
        """Whose deals."""
        return self._of or _("Deals")

    def note(self) -> str:
        """How many."""
        return f"{len(self.rows):,}"

    def hint(self) -> str:
        """The keys."""
        return _("enter opens the deal")

    def nothing(self) -> str:
        """What is said of no deals."""
        return _("no deal is behind this bar") if self._of else ""

    def act(self) -> None:
        """Open the deal."""
        self.open()

    def open(self) -> bool:
        """Open the deal; False where it is gone."""
        if self.current is None or self.current.row is None:
            return False
        self.post_message(DealOpened(self.current.row))
        return True

    def as_text(self) -> str:
        """A line per deal."""
        return "\n".join(f"{r.title}\t{r.rep}\t{r.money}\t{r.said}" for r in self.rows)
