"""A bordered part of a screen: title above, keys below while it has the focus, lines between."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from salestui.plain_text import visible
from salestui.ui.plain_content import assemble

SKELETON = "░"
_DOT = " · "
_CORNERS = 6
"""Cells of a border's top that its title does not get."""


class Panel(Widget, can_focus=True):
    """Lines in a border. A subclass says its ``title``, ``hint`` and ``lines``.

    Until it has something to show, a panel keeps its place with a skeleton.
    """

    DEFAULT_CSS = """
    Panel {
        border: round $foreground 35%;
        border-title-color: $foreground; border-title-style: bold;
        border-subtitle-color: $text-muted;
        padding: 0 1; background: $surface; color: $foreground;
        text-wrap: nowrap; text-overflow: ellipsis; height: 1fr;
        &:focus { border: round $primary; border-title-color: $text-primary; }
        &:nocolor:focus, &:ansi:focus { border: heavy $primary; }
    }
    """
    ready: bool = False
    """Whether there is something to show yet."""
    _border: tuple[str, str] = ("", "")

    def title(self) -> str:
        """The panel's question or subject, short."""
        return ""

    def tab(self) -> str:
        """The title where there is little room."""
        return self.title()

    def note(self) -> str:
        """What stands at the right of the title's name: a count, the order."""
        return ""

    def hint(self) -> str:
        """The keys that do something here."""
        return ""

    def lines(self, width: int, height: int) -> Sequence[Content]:  # noqa: ARG002
        """What to show in so many cells."""
        return ()

    def as_text(self) -> str:
        """What the panel shows, whole and as plain text, for the clipboard."""
        shown = self.lines(max(self.content_size.width, 60), max(self.content_size.height, 10))
        return "\n".join(line.plain.rstrip() for line in shown)

    def act(self) -> None:
        """Filter by what is selected, or open it."""

    def open(self) -> bool:
        """Open what is selected; False where there is nothing to open."""
        return False

    def explains(self) -> str:
        """The key of the figure that explains this panel; empty for none."""
        return ""

    def changed(self, *, layout: bool = False) -> None:
        """Show new content; with ``layout`` where it takes another height."""
        self.ready = True
        self.decorate()
        self.refresh(layout=layout)

    def decorate(self, *, focused: bool | None = None) -> None:
        """Write the border; the keys only while focused."""
        heading = self.title()
        extra = self.note() if self.ready else ""
        focused = self.has_focus if focused is None else focused
        hint = self.hint() if focused and self.ready else ""
        border = (self._headed(heading, extra), hint)
        if border != self._border:  # setting a title paints the panel anew
            self._border = border
            self.border_title, self.border_subtitle = (Content(visible(t)) for t in border)

    def _headed(self, heading: str, extra: str) -> str:
        """The heading with as many whole parts of the note as the border has room for."""
        room = self.outer_size.width - _CORNERS
        parts = [heading, *filter(None, extra.split(_DOT))]
        while room > 0 and len(parts) > 1 and cell_len(visible(_DOT.join(parts))) > room:
            parts.pop()
        return _DOT.join(parts)

    def on_resize(self) -> None:
        """Say more or less in the border."""
        self.decorate()

    def on_mount(self) -> None:
        """Write the border from the start."""
        self.decorate()

    def on_focus(self) -> None:
        """Tell the keys."""
        self.decorate(focused=True)

    def on_blur(self) -> None:
        """Keep the keys to the focused panel."""
        self.decorate(focused=False)

    def render(self) -> Content:
        """The lines, or a skeleton."""
        width, height = self.content_size
        if width <= 0 or height <= 0:
            return Content("")
        shown = self.lines(width, height) if self.ready else skeleton(width, height)
        return Content("\n").join(list(shown)[:height])


def skeleton(width: int, height: int) -> list[Content]:
    """Grey bars that hold the place of what is being worked out."""
    shape = (0.62, 0.45, 0.54, 0.38)
    rows = min(height, 6)
    return [
        Content((SKELETON * int(width * shape[n % len(shape)])).ljust(width)).stylize(
            "$foreground 18%"
        )
        for n in range(rows)
    ]


def sentence(text: str, width: int) -> list[Content]:
    """A sentence in the muted tone, wrapped."""
    return [
        line.rstrip().stylize("$foreground-muted") for line in assemble(text).wrap(max(width, 1))
    ]
