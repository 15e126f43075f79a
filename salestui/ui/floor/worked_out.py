"""What workers of the screen of units tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from salestui.ui.session import Look
    from salestui.views.floor.card import UnitCard
    from salestui.views.floor.grid import FloorView


class FloorWorkedOut(Message):
    """A worker has put the units in their places."""

    def __init__(self, look: Look, view: FloorView) -> None:
        super().__init__()
        self.look, self.view = look, view


class CardWorkedOut(Message):
    """A worker has looked a unit up."""

    def __init__(self, card: UnitCard) -> None:
        super().__init__()
        self.card = card
