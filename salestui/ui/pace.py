"""How often the dashboard looks and sends by itself; tests go faster."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """Spans of time in seconds.

    Attributes:
        look: between two looks at the workbook for changes of others.
        idle_look: the same for a workbook elsewhere while nobody is at the screen.
        idle_after: without a key or the mouse, when nobody is taken to be there.
        autosave: from an edit of a file to its saving by itself.
        send: from an edit of a workbook elsewhere to its sending; later ones join it.
        first_pause, longest_pause: before sending is tried again while it is not reached; each
            pause is twice the one before.
    """

    look: float = 1.0
    idle_look: float = 60.0
    idle_after: float = 300.0
    autosave: float = 2.0
    send: float = 1.0
    first_pause: float = 2.0
    longest_pause: float = 60.0

    def pause(self, failures: int) -> float:
        """How long to wait after so many failures in a row, 1 or more."""
        doubled: float = self.first_pause * 2 ** min(failures - 1, 16)
        return min(self.longest_pause, doubled)
