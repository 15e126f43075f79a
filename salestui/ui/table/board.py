"""The board: deals as cards in lanes by stage, moved with keys or the mouse.

Only what is in view is painted, so the cost does not depend on the number of deals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.style import Style as RichStyle
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from salestui.i18n import _
from salestui.ui.grid.palette import Palette
from salestui.ui.table.board_layout import (
    CARD_LINES,
    HEAD_LINES,
    Slot,
    cards_in_view,
    first_to_show,
    slots,
    top_to_show,
)
from salestui.ui.table.board_look import COMPONENTS, CSS
from salestui.ui.table.board_paint import LaneLook, joined, paint_lane
from salestui.ui.table.looks import component_palette

if TYPE_CHECKING:
    from salestui.views.board import BoardView, Card
    from salestui.views.formats import Style

_KEYS = (
    ("left", "lane(-1)", "left"),
    ("right", "lane(1)", "right"),
    ("up", "place(-1)", "up"),
    ("down", "place(1)", "down"),
    ("pageup", "page(-1)", "page_up"),
    ("pagedown", "page(1)", "page_down"),
    ("home", "edge(-1)", "home"),
    ("end", "edge(1)", "end"),
    ("shift+left,H", "carry(-1)", "carry_left"),
    ("shift+right,L", "carry(1)", "carry_right"),
    ("enter,o", "open", "open"),
)


class Board(Widget, can_focus=True):
    """Paints a ``BoardView``; tells by messages what the user wants."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    DEFAULT_CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False, id=f"board.{name}") for keys, action, name in _KEYS
    ]

    class CardMoved(Message):
        """A deal is to get the stage of another lane."""

        def __init__(self, row: int, lane: int) -> None:
            super().__init__()
            self.row = row
            self.lane = lane

    class CardOpened(Message):
        """The user wants to see this deal whole."""

        def __init__(self, row: int) -> None:
            super().__init__()
            self.row = row

    class CursorMoved(Message):
        """Another deal is under the cursor."""

    class Refused(Message):
        """Why a key did nothing."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.board: BoardView | None = None
        self._money: Style | None = None
        self._lane = 0
        self._place = 0
        self._first = 0
        self._tops: dict[int, int] = {}
        self._cards: dict[int, Card] = {}
        self._palette: Palette | None = None
        self._dragged: int | None = None
        self._target: int | None = None

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, board: BoardView, money: Style) -> None:
        """Show a board; the cursor stays on its deal, wherever that went."""
        row = self.current_row
        first = self.board is None
        self.board, self._money = board, money
        self._cards.clear()
        if row is not None and row in board.places:
            self._lane, self._place = board.places[row]
        elif first:
            filled = (n for n, lane in enumerate(board.lanes) if lane.ids and lane.kind == "open")
            self._lane = next(filled, 0)
        self._go(self._lane, self._place)

    @property
    def current_row(self) -> int | None:
        """The deal under the cursor."""
        if self.board is None or self._lane >= len(self.board.lanes):
            return None
        ids = self.board.lanes[self._lane].ids
        return ids[self._place] if self._place < len(ids) else None

    def go_to(self, row: int) -> bool:
        """Put the cursor on a deal; False when it is not on the board."""
        if self.board is None or row not in self.board.places:
            return False
        self._go(*self.board.places[row])
        return True

    def is_closed(self, row: int) -> bool:
        """Whether a deal is won or lost, or not on the board."""
        if self.board is None or row not in self.board.places:
            return True
        return self.board.lanes[self.board.places[row][0]].kind in ("won", "lost")

    def _folded(self) -> list[bool]:
        """Closed deals take no room unless the cursor is there."""
        lanes = self.board.lanes if self.board else ()
        return [lane.kind in ("won", "lost") and n != self._lane for n, lane in enumerate(lanes)]

    def _slots(self) -> list[Slot]:
        return slots(self._folded(), self._first, self.size.width)

    def _go(self, lane: int, place: int) -> None:
        if self.board is None:
            return
        self._lane = max(0, min(lane, len(self.board.lanes) - 1))
        count = len(self.board.lanes[self._lane].ids)
        self._place = max(0, min(place, count - 1))
        self._reveal()
        self.post_message(self.CursorMoved())

    def _reveal(self) -> None:
        if self.board is not None and self.size.width:
            count = len(self.board.lanes[self._lane].ids)
            top = self._tops.get(self._lane, 0)
            self._tops[self._lane] = top_to_show(self._place, top, count, self.size.height)
            self._first = first_to_show(self._folded(), self._lane, self._first, self.size.width)
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    # -- painting --------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of all lanes in view."""
        blank = self._style()
        if self.board is None or self._money is None:
            return Strip.blank(self.size.width, blank)
        seen = self._slots()
        parts = []
        for slot in seen:
            lane = self.board.lanes[slot.lane]
            top = max(0, min(self._tops.get(slot.lane, 0), len(lane.ids) - 1))
            look = LaneLook(
                lane, slot, top, self._money.money(lane.total) if lane.total else "",
                cursor=self._place if slot.lane == self._lane else None,
                current=slot.lane == self._lane,
                target=self._target == slot.lane,
                more_left=slot is seen[0] and self._first > 0,
                more_right=slot is seen[-1] and slot.lane < len(self.board.lanes) - 1,
            )  # fmt: skip
            parts.append(paint_lane(y, self.size.height, look, self._card, self._style))
        return joined(parts, self.size.width, blank)

    def _card(self, row: int) -> Card:
        if row not in self._cards and self.board is not None and self._money is not None:
            self._cards[row] = self.board.card(row, self._money)
        return self._cards[row]

    def _style(self, *names: str) -> RichStyle:
        if self._palette is None:
            self._palette = component_palette(self, "board--")
        return self._palette.style(names)

    def notify_style_update(self) -> None:
        """Forget colours when the theme or the focus changes."""
        super().notify_style_update()
        self._palette = None

    # -- keys ------------------------------------------------------------------------------------

    def action_lane(self, by: int) -> None:
        """Go to the lane beside, to the card at the same height."""
        height = self._place - self._tops.get(self._lane, 0)
        lane = self._lane + by
        self._go(lane, self._tops.get(lane, 0) + height)

    def action_place(self, by: int) -> None:
        """Go to the card above or below."""
        self._go(self._lane, self._place + by)

    def action_page(self, by: int) -> None:
        """Go on by as many cards as are seen."""
        self._go(self._lane, self._place + by * cards_in_view(self.size.height))

    def action_edge(self, by: int) -> None:
        """Go to the first or the last card of the lane."""
        self._go(self._lane, 0 if by < 0 or self.board is None
                 else len(self.board.lanes[self._lane].ids))  # fmt: skip

    def action_carry(self, by: int) -> None:
        """Move the card to the stage beside."""
        row, lane = self.current_row, self._lane + by
        if row is None or self.board is None:
            self.post_message(self.Refused(_("There is no card to move in this stage.")))
        elif not 0 <= lane < len(self.board.lanes):
            self.post_message(self.Refused(_("There is no further stage.")))
        else:
            self.post_message(self.CardMoved(row, lane))

    def action_open(self) -> None:
        """Show the deal whole."""
        if (row := self.current_row) is not None:
            self.post_message(self.CardOpened(row))

    # -- mouse -----------------------------------------------------------------------------------

    def _at(self, x: int, y: int) -> tuple[int | None, int | None]:
        """Lane and card under a cell."""
        slot = next((s for s in self._slots() if s.x <= x < s.x + s.width), None)
        if slot is None or self.board is None:
            return None, None
        place = self._tops.get(slot.lane, 0) + (y - HEAD_LINES) // CARD_LINES
        there = (
            y >= HEAD_LINES and not slot.collapsed and place < len(self.board.lanes[slot.lane].ids)
        )
        return slot.lane, place if there else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take a card."""
        lane, place = self._at(event.x, event.y)
        if lane is None:
            return
        self._go(lane, self._place if place is None and lane == self._lane else place or 0)
        if place is not None:
            self._dragged = self.current_row
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where the card would go."""
        if self._dragged is None:
            return
        lane, _place = self._at(event.x, event.y)
        target = lane if lane != self._lane else None
        if target != self._target:
            self._target = target
            self.refresh()

    def on_mouse_up(self, event: events.MouseUp) -> None:  # noqa: ARG002 - any button ends it
        """Put the card down."""
        row, target = self._dragged, self._target
        self._dragged = self._target = None
        self.release_mouse()
        self.refresh()
        if row is not None and target is not None:
            self.post_message(self.CardMoved(row, target))

    def on_click(self, event: events.Click) -> None:
        """A double click opens."""
        if event.chain == 2:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the lane under the mouse."""
        self._scroll_lane(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the lane under the mouse."""
        self._scroll_lane(event, -1)

    def _scroll_lane(self, event: events.MouseEvent, by: int) -> None:
        lane, _place = self._at(event.x, event.y)
        if lane is None or self.board is None:
            return
        event.stop()
        most = max(0, len(self.board.lanes[lane].ids) - cards_in_view(self.size.height))
        self._tops[lane] = max(0, min(self._tops.get(lane, 0) + by, most))
        self.refresh()
