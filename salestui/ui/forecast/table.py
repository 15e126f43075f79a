"""The tree of teams and reps with its columns; a cursor for the row and one for the column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.headed_list import HeadedPanel
from salestui.ui.widgets.tones import MUTED, style_of

if TYPE_CHECKING:
    from salestui.views.forecast.view import ForecastRow, ForecastView

_CELL = 11
_NAME_LEAST, _NAME_MOST = 12, 26


class ForecastTable(HeadedPanel["ForecastRow"]):
    """Lines with indented names, and as many columns as there is room for beside the cursor's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "aside(-1)", show=False),
        Binding("right,l", "aside(1)", show=False),
    ]

    class Chosen(Message):
        """The cursor is on another figure."""

    class Drilled(Message):
        """The deals behind the figure are wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._view: ForecastView | None = None
        self._keys: Sequence[str] = ()
        self._column = 0
        self._first = 0
        self._names = _NAME_LEAST

    def put_view(self, view: ForecastView, keys: Sequence[str]) -> None:
        """Show these lines with these columns; the cursor keeps its column where it is there."""
        before = self.column
        self._view, self._keys = view, keys
        self._column = keys.index(before) if before in keys else min(self._column, len(keys) - 1)
        self._fitted = -1
        self.put(view.rows)
        self.refresh()

    @property
    def column(self) -> str:
        """The key of the column under the cursor; empty before there is any."""
        return self._keys[self._column] if self._keys else ""

    @property
    def shown(self) -> Sequence[str]:
        """The keys of the columns in view."""
        width = self.scrollable_content_region.width
        room = max(1, (width - self._names) // _CELL)
        last = max(0, len(self._keys) - room)
        self._first = min(max(self._first, self._column - room + 1), self._column, last)
        return self._keys[self._first : self._first + room]

    # -- what is drawn ---------------------------------------------------------------------------

    def key(self, row: ForecastRow) -> object:
        """By the team and rep."""
        return row.path

    def fit_columns(self, width: int) -> None:
        """The names get what the longest needs, within limits."""
        widest = max((width_of(r.label, _NAME_MOST) + r.level for r in self.rows), default=0)
        most = min(_NAME_MOST, max(_NAME_LEAST, width - 3 * _CELL))
        self._names = min(max(widest, _NAME_LEAST), most)

    def line(self, row: ForecastRow, width: int) -> Content:  # noqa: ARG002 - by its columns
        """The name and the figures in view, the cursor's with a mark."""
        name = fit(" " * row.level + row.label, self._names)
        parts: list[str | tuple[str, str]] = [(name, "" if row.level == 2 else "bold")]
        for key in self.shown:
            here = key == self.column and row is self.current
            text = fit(row.cells[key], _CELL - 2, "right", number=True)
            tone = style_of(row.tones[key]) or (MUTED if row.level == 2 else "")
            parts += ["▸" if here else " ", (text, tone), " "]
        return Content.assemble(*parts)

    def heading(self, width: int) -> Content:  # noqa: ARG002 - by its columns
        """The titles of the columns in view."""
        parts: list[str | tuple[str, str]] = [fit("", self._names)]
        for key in self.shown:
            title = self._view.titles[key] if self._view is not None else ""
            style = "bold $text-accent" if key == self.column else MUTED
            parts += [" ", (fit(title, _CELL - 2, "right"), style), " "]
        return Content.assemble(*parts)

    # -- keys and mouse --------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Another line."""
        super().action_move(by)
        self._moved()

    def action_aside(self, by: int) -> None:
        """Another column."""
        if self._keys:
            self._column = max(0, min(self._column + by, len(self._keys) - 1))
            self._moved()

    def _moved(self) -> None:
        self.refresh()
        self.decorate()
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Select the figure; a double click goes to its deals."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = (offset.x - self._names) // _CELL
        if 0 <= place < len(self.shown):
            self._column = self._first + place
        row = self.row_at(event)
        if row is not None:
            self.action_move(row - self.cursor)
        if event.chain == 2:
            self.act()

    def act(self) -> None:
        """Go to the deals behind the figure."""
        self.post_message(self.Drilled())

    # -- around it -------------------------------------------------------------------------------

    def title(self) -> str:
        """What it is."""
        return _("Forecast")

    def note(self) -> str:
        """Which columns are out of view."""
        if len(self.shown) == len(self._keys):
            return ""
        first = self._first + 1
        return _("columns {first}–{last} of {n}").format(
            first=first, last=first + len(self.shown) - 1, n=len(self._keys)
        )

    def hint(self) -> str:
        """The keys."""
        return _("← → columns · enter deals · i explain · v by probability")

    def nothing(self) -> str:
        """Why there is no forecast."""
        return self._view.needs if self._view is not None else ""

    def explains(self) -> str:
        """The column under the cursor."""
        return self.column

    def as_text(self) -> str:
        """All lines with all columns."""
        titles = [self._view.titles[key] if self._view is not None else "" for key in self._keys]
        lines = [["", *titles], *([r.label, *(r.cells[k] for k in self._keys)] for r in self.rows)]
        return "\n".join("\t".join(line) for line in lines)
