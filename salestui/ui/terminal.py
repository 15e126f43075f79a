"""Whether the terminal is still there: a window that was closed leaves its programs running."""

from __future__ import annotations

import select

_LOST = 0x8 | 0x10 | 0x20
"""``POLLERR | POLLHUP | POLLNVAL``; Windows, whose consoles end their programs, lacks the names."""


def is_gone(descriptor: int) -> bool:
    """Whether the other end of a terminal was closed, so that nobody can type or read any more."""
    if not hasattr(select, "poll"):
        return False
    asked = select.poll()
    asked.register(descriptor, 0)
    return any(events & _LOST for _, events in asked.poll(0))
