"""Keys are handled one after the other, however fast they come.

Textual gives a key to what has the keyboard at that moment; what the key before it does (open an
editor or a dialog, move the focus) takes some messages more. Keys that arrive in one go, over a
slow line or pasted by a tool, would reach the wrong place or overtake each other.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any
from weakref import WeakSet

from textual.app import App
from textual.binding import Binding
from textual.events import Event, InputEvent, Key, MouseDown, Paste
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.worker import Worker

_TURN = 0.001
"""Seconds between two looks at whether the app has come to rest."""
_PATIENCE = 1000
"""Looks after which keys are let in all the same. A turn of a loop that is busy counts as one."""
_QUIET = 3
"""Turns of the loop in a row that nothing may be under way in."""
_STEERING = frozenset({"search", "order", "work"})
"""Workers whose end moves the cursor or opens a dialog; those of a dialog itself count too."""
_LINE_KEYS = {b.key for b in Binding.make_bindings(Input.BINDINGS)} - {"enter"}


class KeysInOrder(App[None]):
    """An app that holds a key back until all that the keys before it began is done."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[Event] = deque()
        self._line: Widget | None = None  # what the last key only changed the text of
        self._typed = False  # whether it was a character
        self._outwaited: WeakSet[Worker[Any]] = WeakSet()  # no key waits for these again
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
            self._let_go(event)
            await super().on_event(event)

    async def _let_in(self) -> None:
        """Hand the held events on, each once the app has come to rest."""
        while self._held:
            await self._come_to_rest(self._held[0])
            if not (self.is_running and self.screen_stack) or self._exit:
                self._held.clear()
                return
            event = self._held.popleft()
            self._let_go(event)
            self.call_later(super().on_event, event)

    async def _come_to_rest(self, event: Event) -> None:
        """Wait until nothing is under way; what awaits another is woken a turn or two later."""
        quiet = 0
        for _look in range(_PATIENCE):
            quiet = 0 if self._is_busy(event) else quiet + 1
            if quiet > _QUIET:
                return
            await asyncio.sleep(0 if quiet else _TURN)
        self._outwaited.update(self.workers)

    def _let_go(self, event: Event) -> None:
        text = isinstance(self.focused, (Input, TextArea)) and _edits_text(event)
        self._line, self._typed = (self.focused if text else None), _is_character(event)

    def _goes_on(self, event: Event) -> bool:
        """Whether this only changes the text that the key before changed, too."""
        return self._line is not None and self._line is self.focused and _edits_text(event)

    def _is_busy(self, event: Event) -> bool:
        """Whether anything is under way that can change what this event means.

        Characters of one text go on together: they move no focus. No editing of a text waits for
        what its dialog works out from it, only the key that takes it.
        """
        same = self._goes_on(event)
        if not self.screen_stack or (same and self._typed and _is_character(event)):
            return False
        return (
            bool(self.message_queue_size)
            or bool(self.screen._callbacks)  # what waits for the next refresh
            or any(map(_is_moving, self.screen.walk_children(Widget, with_self=True)))
            or (not same and self._awaits_work())
        )

    def _awaits_work(self) -> bool:
        dialog = self.screen if isinstance(self.screen, ModalScreen) else None
        return any(
            not worker.is_finished
            and worker not in self._outwaited
            and (worker.group in _STEERING or worker.node is dialog)
            for worker in self.workers
        )


def _is_moving(widget: Widget) -> bool:
    return not widget.is_mounted or bool(widget.message_queue_size)


def _is_character(event: Event) -> bool:
    return isinstance(event, Key) and event.is_printable


def _edits_text(event: Event) -> bool:
    return isinstance(event, Key) and (event.is_printable or event.key in _LINE_KEYS)
