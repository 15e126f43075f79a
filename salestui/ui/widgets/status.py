"""The line above the keys: what just happened, or why something cannot be done.

Messages are shown here and not as toasts: an overlay over bordered panels cuts wide characters
(Textualize/textual#6357).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from salestui.plain_text import visible

if TYPE_CHECKING:
    from salestui.views.link_text import LinkText

_MARKS = {"error": "✖ ", "warning": "▲ ", "ok": "✔ ", "busy": "… "}
_STAY = 8.0
_GAP = 2


class StatusLine(Static):
    """One line of plain text; errors stay until the next message, the rest fades.

    On the right stands how a workbook elsewhere is reached, as far as the message leaves room.
    """

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
        self._message = Content("")
        self._link: LinkText | None = None

    def say(self, message: str, severity: str = "") -> None:
        """Show a sentence. ``severity``: ``error``, ``warning``, ``ok``, ``busy`` or empty."""
        if self._fading is not None:
            self._fading.stop()
            self._fading = None
        for name in _MARKS:
            self.set_class(name == severity, f"-{name}")
        self._message = Content(_MARKS.get(severity, "") + visible(message) if message else "")
        self._write()
        if severity not in ("error", "busy") and message:
            self._fading = self.set_timer(_STAY, self._fade)

    def stand(self, text: LinkText | None) -> None:
        """Show how a workbook elsewhere is reached, until told otherwise; None for a file."""
        if text != self._link:
            self._link = text
            self._write()

    def on_resize(self) -> None:
        """Fit the line to the new width."""
        if self._link is not None:
            self._write()

    def _fade(self) -> None:
        self.say("")

    def _write(self) -> None:
        self.update(self._line(), layout=False)

    def _line(self) -> Content:
        """The message, and of the link the longest text that leaves it whole."""
        message, link, width = self._message, self._link, self.content_size.width
        if link is None or not width:
            return message
        tone = "not bold $text-warning" if link.troubled else "not bold $text-muted"
        for said in (link.line, link.short):
            standing = Content(visible(said)).stylize(tone)
            gap = width - message.cell_length - standing.cell_length
            if gap >= (_GAP if message else 0):
                return Content.assemble(message, " " * gap, standing)
        return message
