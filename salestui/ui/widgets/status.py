"""The line above the keys: what just happened, or why something cannot be done.

Messages are shown here and not as toasts: an overlay over bordered panels cuts wide characters
(Textualize/textual#6357).
"""

from __future__ import annotations

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from salestui.plain_text import visible

_MARKS = {"error": "✖ ", "warning": "▲ ", "ok": "✔ ", "busy": "… "}
_STAY = 8.0


class StatusLine(Static):
    """One line of plain text; errors stay until the next message, the rest fades."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1; dock: bottom; padding: 0 1; color: $text-muted; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis; margin-bottom: 1;
        &.-error { color: $text-error; text-style: bold; }
        &.-warning { color: $text-warning; }
        &.-ok { color: $text-success; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._fading: Timer | None = None

    def say(self, message: str, severity: str = "") -> None:
        """Show a sentence. ``severity``: ``error``, ``warning``, ``ok``, ``busy`` or empty."""
        if self._fading is not None:
            self._fading.stop()
            self._fading = None
        for name in _MARKS:
            self.set_class(name == severity, f"-{name}")
        self.update(Content(_MARKS.get(severity, "") + visible(message) if message else ""))
        if severity not in ("error", "busy") and message:
            self._fading = self.set_timer(_STAY, self._fade)

    def _fade(self) -> None:
        self.say("")
