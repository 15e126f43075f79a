"""What stands above the panels of a deal."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.plain_content import assemble
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.views.deal.report import Headed


_LINES = 6
_UNBROKEN = "\u00a0"


class DealHeader(Static):
    """Name and customer, the figures, the way through the stages, what is wrong."""

    DEFAULT_CSS = """
    DealHeader { height: auto; max-height: 6; padding: 0 2; background: $panel; }
    """
    _lines: tuple[Content, ...] = ()
    _width: int = 0

    WAY: ClassVar[tuple[str, str]] = ("path", "stage:")
    """The section that tells the way, and how the keys of its lines begin."""

    def show(self, view: Headed) -> None:
        """Show a deal's head."""
        head = view.head
        first = assemble((head.title, "bold $text-primary"), "  ", (head.customer, MUTED))
        facts = [
            assemble((_whole(f"{name} "), MUTED), (_whole(text), "bold"))
            for name, text in head.facts
        ]
        lines = [first, Content("   ").join(facts), self._path(view)]
        if head.health:
            lines.append(assemble(("! " + " · ".join(head.health), "$text-warning")))
        else:
            said = _("closed") if head.closed else _("nothing presses")
            lines.append(assemble((said, MUTED)))
        self._lines, self._width = tuple(lines), 0
        self._write()

    def on_resize(self) -> None:
        """As much of what is wrong as there is room for."""
        self._write()

    def _write(self) -> None:
        width = self.content_size.width or self.app.size.width
        if not self._lines or width == self._width:
            return
        self._width = width
        *above, last = self._lines
        room = max(1, _LINES - sum(len(line.wrap(width)) for line in above))
        said = last.wrap(width)
        if len(said) > room:
            cut = Content.assemble(said[room - 1].rstrip(), " …").truncate(width, ellipsis=True)
            said = [*said[: room - 1], cut]
        self.update(Content("\n").join([*above, *said]))

    def _path(self, view: Headed) -> Content:
        """The stages in one line, the present one marked."""
        section, begins = self.WAY
        stages = [s for s in view.section(section).lines if s.key.startswith(begins)]
        parts = [
            assemble((f"{s.mark} {s.cells[0]}", "bold $text-success" if s.mark == "▶" else MUTED))
            for s in stages
        ]
        return Content(" › ").join(parts)


def _whole(text: str) -> str:
    """The same, not to be broken between two lines."""
    return text.replace(" ", _UNBROKEN)
