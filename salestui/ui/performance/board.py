"""The leaderboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.charts.spark import sparkline
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.performance.view import BoardRow

_PLACE, _GRADE, _SCORE, _CHANGE, _MOVED, _TREND, _PAID = 3, 2, 6, 8, 4, 7, 9
_NAME_LEAST, _NAME_MOST = 10, 24


class LeaderBoard(ListPanel["BoardRow"]):
    """Places, names, grades and points, and what there is room for of change, trend, commission."""

    class Chosen(Message):
        """Somebody else is selected."""

    class Entered(Message):
        """The scorecard of who is selected is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._needs = ""
        self._title = ""
        self._order = ""
        self._names = _NAME_LEAST
        self._extras: Sequence[str] = ()

    def put_board(self, title: str, rows: Sequence[BoardRow], needs: str, order: str) -> None:
        """Show these rows."""
        self._title, self._needs, self._order = title, needs, order
        self.put(rows)
        self.decorate()
        self.refresh()

    def select(self, name: str) -> bool:
        """Put the cursor on somebody; False where he is not listed."""
        place = next((n for n, row in enumerate(self.rows) if row.name == name), None)
        if place is not None:
            self.action_move(place - self.cursor)
        return place is not None

    def key(self, row: BoardRow) -> object:
        """By the name."""
        return row.name

    def fit_columns(self, width: int) -> None:
        """Names get what the longest needs; what is left goes to change, trend and commission."""
        base = _PLACE + _GRADE + _SCORE + 3
        widest = max((width_of(r.label, _NAME_MOST) for r in self.rows), default=0)
        self._names = max(_NAME_LEAST, min(widest, _NAME_MOST, width - base))
        room = width - base - self._names
        extras = []
        paid = any(row.paid for row in self.rows)
        for name, cells in (("change", _CHANGE), ("trend", _TREND), ("paid", _PAID if paid else 0),
                            ("moved", _MOVED)):  # fmt: skip
            if cells and room >= cells + 1:
                extras.append(name)
                room -= cells + 1
        self._extras = extras
        self._names = min(_NAME_MOST, self._names + max(room, 0))

    def line(self, row: BoardRow, width: int) -> Content:  # noqa: ARG002 - by its columns
        """One person, team or manager."""
        parts: list[str | tuple[str, str]] = [
            (fit(row.place, _PLACE, "right"), MUTED),
            " ",
            (fit(row.label, self._names), "bold"),
            " ",
            (fit(row.grade, _GRADE), style_of(row.tone)),
            (fit(row.score, _SCORE, "right", number=True), style_of(row.tone)),
        ]
        texts = {
            "moved": (fit(row.moved, _MOVED), MUTED),
            "change": (fit(row.change, _CHANGE, "right"), MUTED),
            "trend": (fit(sparkline(row.trend, _TREND), _TREND, "right"), "$text-accent"),
            "paid": (fit(row.paid, _PAID, "right", number=True), ""),
        }
        for name in ("moved", "change", "trend", "paid"):
            if name in self._extras:
                parts += [" ", texts[name]]
        return Content.assemble(*parts)

    def title(self) -> str:
        """Of whom."""
        return self._title or _("Performance")

    def note(self) -> str:
        """The order."""
        return self._order

    def hint(self) -> str:
        """The keys."""
        return _("enter scorecard · o page · v teams · s sort · i explain")

    def nothing(self) -> str:
        """Why nobody is listed."""
        return self._needs

    def action_move(self, by: int) -> None:
        """Somebody else."""
        super().action_move(by)
        self.post_message(self.Chosen())

    def act(self) -> None:
        """Go to the scorecard."""
        self.post_message(self.Entered())

    def as_text(self) -> str:
        """A line each, with everything."""
        return "\n".join(
            "\t".join((r.place, r.label, r.grade, r.score, r.moved, r.change, r.paid, r.reason))
            for r in self.rows
        )
