"""Units by floor, the top one first, units under each other; a cell says more where it has room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_BESIDE, _WIDEST = 6, 30
"""Room that a detail beside the number needs at least; the widest cell."""
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
        self._place, self._first, self._label, self._wide = 0, 0, 4, 8
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

    def tallest(self) -> int:
        """A line for each detail, and one that keeps floors apart."""
        return 5

    def _room(self, width: int) -> int:
        return max(1, (width - _FLOOR) // self._wide)

    def fit_columns(self, width: int) -> None:
        """Units get what their numbers need and the room left; the cursor's one is in view."""
        labels = (cell.label for floor in self.rows for cell in floor.cells)
        self._label = max((width_of(text, _LABEL_MOST) for text in labels), default=4)
        places = self._building.places if self._building is not None else 0
        share = (width - _FLOOR) // max(places, 1)
        self._wide = max(self._label + _AROUND, min(share, _WIDEST))
        self._follow(width)

    def _follow(self, width: int) -> None:
        room, unit = self._room(width), self.unit
        place = unit.place if unit is not None else 0
        last = max(0, (self._building.places if self._building else 0) - room)
        self._first = max(0, min(max(self._first, place - room + 1), place, last))

    def line(self, row: Floor, width: int) -> Content:
        """The floor's name and its units in view."""
        return self._part(row, 0, width)

    def more(self, row: Floor, width: int) -> Sequence[Content]:
        """The details of the units in view, under their numbers."""
        return [self._part(row, part, width) for part in range(1, self.tall)]

    def _part(self, row: Floor, part: int, width: int) -> Content:
        name = "" if part else row.name
        parts: list[str | tuple[str, str]] = [(fit(name, _FLOOR - 1, "right") + " ", MUTED)]
        there = {cell.place: cell for cell in row.cells}
        here = self.unit if row is self.current else None
        for place in range(self._first, self._first + self._room(width)):
            cell = there.get(place)
            if cell is None:
                parts.append(" " * self._wide)
                continue
            text = self._text(cell, part, chosen=cell is here)
            parts.append((text, self._style(cell, chosen=cell is here)))
        return Content.assemble(*parts).truncate(width, pad=True)

    def _text(self, cell: Cell, part: int, *, chosen: bool) -> str:
        """A line of a cell; one line has its first detail beside the number, more have it below."""
        if part:
            told = cell.details[part - 1] if part <= len(cell.details) else ""
            return f" {fit(told, self._wide - 1)}"
        text = f"{'▸' if chosen else ' '}{fit(cell.label, self._label)} {cell.mark}"
        beside = self._wide - self._label - _AROUND - 1
        if self.tall > 1 or beside < _BESIDE:
            return fit(text, self._wide)
        return f"{text} {fit(next(iter(cell.details), ''), beside)}"

    def _style(self, cell: Cell, *, chosen: bool) -> str:
        if chosen and self.has_focus:
            return cursor_style(self)
        tone = "late" if cell.late else self._tones[cell.state]
        return _STYLES.get(tone) or style_of(tone)

    def render_line(self, y: int) -> Strip:
        """The floor at this place of the view; only its unit under the cursor stands out."""
        row, part = divmod(y + self.scroll_offset.y, self.tall)
        if not self.ready or not self.rows or row >= len(self.rows):
            return super().render_line(y)
        width = self.scrollable_content_region.width
        self._fit(width)
        content = self._part(self.rows[row], part, width)
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
        row = (offset.y + self.scroll_offset.y) // self.tall
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

    def fits(self, building: Building) -> bool:
        """Whether all columns of a building are in view, with room for a detail."""
        width = self.scrollable_content_region.width - _FLOOR
        return building.places * (_LABEL_MOST + _AROUND) <= width

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
