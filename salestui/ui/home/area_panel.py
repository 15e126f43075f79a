"""The small panel of an area: figures and first rows, each of which leads somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.charts.bars import bar
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.home.area import AreaRow, AreaView, Opens

_VALUE_MOST, _LABEL_LEAST, _GAP = 14, 12, 2
_BAR_LEAST = 6


class Led(Message):
    """Somebody follows a row to where it leads; without one, the panel to its screen."""

    def __init__(self, opens: Opens | None, mode: str) -> None:
        super().__init__()
        self.opens, self.mode = opens, mode


class AreaPanel(ListPanel["AreaRow"]):
    """One area. It only shows: views are worked out elsewhere and put."""

    def __init__(self, title: str, tab: str, mode: str, *, id: str | None = None) -> None:
        """``title`` and ``tab`` are English sources; ``mode``: the screen that it leads to."""
        super().__init__(id=id)
        self._title, self._tab, self._mode = title, tab, mode
        self._view: AreaView | None = None
        self._label, self._value = 0, 0

    def put_view(self, view: AreaView) -> None:
        """Show this."""
        self._view = view
        self.put(view.rows)

    @property
    def view(self) -> AreaView | None:
        """What is shown; None until it is worked out."""
        return self._view

    def key(self, row: AreaRow) -> object:
        """Rows are known by their key."""
        return row.key

    def fit_columns(self, width: int) -> None:
        """Labels get what they need, up to half of what the figures leave, or what is not said."""

        def widest(texts: Iterable[str], most: int) -> int:
            return min(max((width_of(t, most) for t in texts), default=0), most)

        self._value = widest((r.value for r in self.rows), _VALUE_MOST)
        room = max(0, width - self._value - 1)
        aside = any(r.said or r.bar is not None for r in self.rows)
        most = max(min(_LABEL_LEAST, room), room * 11 // 20) if aside else room
        if aside and all(r.bar is None for r in self.rows):
            most = max(most, room - _GAP - widest((r.said for r in self.rows), room))
        self._label = widest((r.label for r in self.rows), most)

    def line(self, row: AreaRow, width: int) -> Content:
        """Label, figure, and a bar or what there is to say."""
        tone = style_of(row.severity)
        rest = max(0, width - self._label - 1 - self._value - _GAP)
        said: tuple[str, str] = (" " * rest, "")
        if row.said:
            said = (fit(row.said, rest), MUTED)
        elif row.bar is not None and rest >= _BAR_LEAST:
            said = (bar(row.bar, rest), tone or "$text-primary")
        text = Content.assemble(
            (fit(row.label, self._label), tone),
            " ",
            (fit(row.value, self._value, "right", number=True), "bold"),
            " " * _GAP,
            said,
        )
        return text.truncate(width, pad=True)

    def title(self) -> str:
        """What it is."""
        return _(self._title)

    def tab(self) -> str:
        """A short title."""
        return _(self._tab)

    def note(self) -> str:
        """A count."""
        return self._view.note if self._view else ""

    def hint(self) -> str:
        """The keys."""
        if self._view is not None and self._view.offers:
            return _("enter open · n add the sheet")
        return _("enter open · i explain")

    def nothing(self) -> str:
        """What the panel needs."""
        return self._view.needs if self._view else ""

    def act(self) -> None:
        """Follow the row; without one, go to the screen of the area."""
        row = self.current
        self.post_message(Led(row.opens if row is not None else None, self._mode))

    def open(self) -> bool:
        """The same."""
        self.act()
        return True

    def as_text(self) -> str:
        """A line per row."""
        lines = [f"{r.label}\t{r.value}\t{r.said}".rstrip() for r in self.rows]
        return "\n".join(lines) or self.nothing()
