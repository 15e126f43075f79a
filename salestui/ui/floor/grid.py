"""The units of one building: a line per floor, the top one first, units under each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual

from salestui.i18n import _
from salestui.ui.grid.text import fit, width_of
from salestui.ui.widgets.listpanel import ListPanel
from salestui.ui.widgets.tones import MUTED, cursor_style, style_of

if TYPE_CHECKING:
    from salestui.views.floor.grid import Building, Cell, Floor

_FLOOR, _LABEL_MOST, _AROUND = 4, 8, 4
_STYLES = {"accent": "$text-accent", "muted": MUTED}


class FloorGrid(ListPanel["Floor"]):
    """A cursor for the floor and one for the unit; the columns follow it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "aside(-1)", show=False),
        Binding("right", "aside(1)", show=False),
    ]

    class Chosen(Message):
        """The cursor is on another unit."""

    class Acted(Message):
        """Something is to be done with the unit under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._building: Building | None = None
        self._needs = ""
        self._place, self._first, self._label = 0, 0, 4
        self._tones: Mapping[str, str] = {}

    def put_building(self, building: Building | None, needs: str) -> None:
        """Show a building; the cursor stays on its unit where that is shown."""
        from salestui.views.floor.grid import TONES

        before = self.unit
        self._tones = TONES
        self._building, self._needs = building, needs
        self._fitted = -1
        floors = building.floors if building is not None else ()
        self.put(floors)
        if before is not None:
            self.find(before.row)
        self.refresh()

    def find(self, row: int) -> bool:
        """Put the cursor on a unit; False where it is not in this building."""
        for number, floor in enumerate(self.rows):
            for cell in floor.cells:
                if cell.row == row:
                    self.cursor, self._place = number, cell.place
                    self._reveal()
                    return True
        return False

    @property
    def unit(self) -> Cell | None:
        """The unit under the cursor; of a floor without one there, the nearest."""
        floor = self.current
        if floor is None or not floor.cells:
            return None
        return min(floor.cells, key=lambda cell: abs(cell.place - self._place))

    # -- what is drawn ---------------------------------------------------------------------------

    def key(self, row: Floor) -> object:
        """By its name."""
        return row.name

    @property
    def _wide(self) -> int:
        return self._label + _AROUND

    def _room(self, width: int) -> int:
        return max(1, (width - _FLOOR) // self._wide)

    def fit_columns(self, width: int) -> None:
        """Units get what the longest number needs; the cursor's one is in view."""
        labels = (cell.label for floor in self.rows for cell in floor.cells)
        self._label = max((width_of(text, _LABEL_MOST) for text in labels), default=4)
        self._follow(width)

    def _follow(self, width: int) -> None:
        room, unit = self._room(width), self.unit
        place = unit.place if unit is not None else 0
        last = max(0, (self._building.places if self._building else 0) - room)
        self._first = max(0, min(max(self._first, place - room + 1), place, last))

    def line(self, row: Floor, width: int) -> Content:
        """The floor's name and its units in view."""
        parts: list[str | tuple[str, str]] = [(fit(row.name, _FLOOR - 1, "right") + " ", MUTED)]
        there = {cell.place: cell for cell in row.cells}
        here = self.unit if row is self.current else None
        for place in range(self._first, self._first + self._room(width)):
            cell = there.get(place)
            if cell is None:
                parts.append(" " * self._wide)
                continue
            chosen = cell is here
            text = f"{'▸' if chosen else ' '}{fit(cell.label, self._label)} {cell.mark}"
            parts.append((text, self._style(cell, chosen=chosen)))
        return Content.assemble(*parts).truncate(width, pad=True)

    def _style(self, cell: Cell, *, chosen: bool) -> str:
        if chosen and self.has_focus:
            return cursor_style(self)
        tone = "late" if cell.late else self._tones[cell.state]
        return _STYLES.get(tone) or style_of(tone)

    def render_line(self, y: int) -> Strip:
        """The floor at this place of the view; only its unit under the cursor stands out."""
        row = y + self.scroll_offset.y
        if not self.ready or not self.rows or row >= len(self.rows):
            return super().render_line(y)
        width = self.scrollable_content_region.width
        self._fit(width)
        content = self.line(self.rows[row], width)
        return Visual.to_strips(self, content, width, 1, self.visual_style, pad=True)[0]

    # -- keys and mouse --------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Another floor."""
        super().action_move(by)
        self._moved()

    def action_aside(self, by: int) -> None:
        """Another unit of the floor."""
        floor, unit = self.current, self.unit
        if floor is None or unit is None:
            return
        places = [cell.place for cell in floor.cells]
        number = max(0, min(places.index(unit.place) + by, len(places) - 1))
        self._place = places[number]
        self._moved()

    def _moved(self) -> None:
        before, width = self._first, self.scrollable_content_region.width
        self._follow(width)
        if before != self._first:
            self.decorate()
        self.refresh()
        self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Select the unit; a double click acts on it."""
        offset = event.get_content_offset(self)
        if offset is None or not self.rows:
            return
        row = offset.y + self.scroll_offset.y
        if not 0 <= row < len(self.rows):
            return
        self._place = self._first + max(0, offset.x - _FLOOR) // self._wide
        self.action_move(row - self.cursor)
        if event.chain == 2:
            self.act()

    def act(self) -> None:
        """Do something with the unit."""
        self.post_message(self.Acted())

    # -- around it -------------------------------------------------------------------------------

    def title(self) -> str:
        """Which building."""
        name = self._building.name if self._building is not None else ""
        return _("Building {name}").format(name=name) if name else _("Units")

    def note(self) -> str:
        """Which columns are out of view."""
        places = self._building.places if self._building is not None else 0
        room = self._room(self.scrollable_content_region.width)
        if places <= room:
            return ""
        return _("columns {first}–{last} of {n}").format(
            first=self._first + 1, last=min(self._first + room, places), n=places
        )

    def hint(self) -> str:
        """The keys."""
        return _("n take · h hold · enter next step · d release · f filter")

    def nothing(self) -> str:
        """Why there are no units."""
        return self._needs

    def as_text(self) -> str:
        """A line per unit."""
        return "\n".join(
            f"{floor.name}\t{cell.name}\t{cell.mark.strip()}\t{cell.holder}\t{cell.agent}"
            for floor in self.rows
            for cell in floor.cells
        )
