"""Keys are handled one after the other, however fast they come.

Textual gives a key to what has the keyboard at that moment; what the key before it does (open an
editor or a dialog, move the focus) takes some messages more. Keys that arrive in one go, over a
slow line or pasted by a tool, would reach the wrong place or overtake each other.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual.app import App
from textual.events import Event, InputEvent, Key, MouseDown, Paste
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

_TURN = 0.001
"""Seconds between two looks at whether the app has come to rest."""
_PATIENCE = 1000
"""Looks after which keys are let in all the same. A turn of a loop that is busy counts as one."""
_QUIET = 3
"""Turns of the loop in a row that nothing may be under way in."""
_STEERING = frozenset({"search", "order", "work"})
"""Workers whose end moves the cursor or opens a dialog; those of a dialog itself count too."""


class KeysInOrder(App[None]):
    """An app that holds a key back until all that the keys before it began is done."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[Event] = deque()
        self._last: Event | None = None
        self._letting_in: asyncio.Task[None] | None = None

    async def on_event(self, event: Event) -> None:
        """Handle an event, or hold it; what bubbles back up was let in before."""
        if not isinstance(event, (InputEvent, Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or (isinstance(event, (Key, Paste, MouseDown)) and self._is_busy(event)):
            self._held.append(event)
            if self._letting_in is None or self._letting_in.done():
                self._letting_in = asyncio.create_task(self._let_in())
        else:
            self._last = event
            await super().on_event(event)

    async def _let_in(self) -> None:
        """Hand the held events on, each once the app has come to rest."""
        while self._held:
            await self._come_to_rest(self._held[0])
            if not self.is_running or self._exit:
                self._held.clear()
                return
            self._last = event = self._held.popleft()
            self.call_later(super().on_event, event)

    async def _come_to_rest(self, event: Event) -> None:
        """Wait until nothing is under way; what awaits another is woken a turn or two later."""
        quiet = 0
        for _look in range(_PATIENCE):
            quiet = 0 if self._is_busy(event) else quiet + 1
            if quiet > _QUIET:
                return
            await asyncio.sleep(0 if quiet else _TURN)

    def _is_busy(self, event: Event) -> bool:
        """Whether anything is under way that can change what this event means."""
        if not self.screen_stack:
            return False
        screen = self.screen
        return (
            bool(self.message_queue_size)
            or bool(screen._callbacks)  # what waits for the next refresh
            or any(map(_is_moving, screen.walk_children(Widget, with_self=True)))
            or (not self._goes_on_typing(event) and self._awaits_work())
        )

    def _goes_on_typing(self, event: Event) -> bool:
        """Whether this is one more character of a text: no need to wait for what is found."""
        return (
            isinstance(event, Key)
            and event.is_printable
            and isinstance(self._last, Key)
            and self._last.is_printable
            and isinstance(self.focused, Input)
        )

    def _awaits_work(self) -> bool:
        dialog = self.screen if isinstance(self.screen, ModalScreen) else None
        return any(
            not worker.is_finished and (worker.group in _STEERING or worker.node is dialog)
            for worker in self.workers
        )


def _is_moving(widget: Widget) -> bool:
    return not widget.is_mounted or bool(widget.message_queue_size)
