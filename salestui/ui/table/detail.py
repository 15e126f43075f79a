"""One record whole: beside the grid where there is room, over everything where there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from salestui.i18n import _
from salestui.plain_text import visible_lines
from salestui.ui.table.looks import component_palette

if TYPE_CHECKING:
    from salestui.views.detail import Detail, Line, Section

_LABEL = 16
"""Cells for labels; longer ones wrap."""


class DetailText(Static):
    """The text of a record; it wraps and never interprets anything."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "detail--title", "detail--label", "detail--note", "detail--before", "detail--after",
    }  # fmt: skip
    DEFAULT_CSS = """
    DetailText {
        height: auto;
        & > .detail--title { text-style: bold; color: $text-primary; }
        & > .detail--label { color: $foreground 60%; }
        & > .detail--note { color: $text-warning; }
        & > .detail--before { color: $foreground 60%; text-style: strike; }
        & > .detail--after { color: $text-warning; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._detail: Detail | None = None

    def show(self, detail: Detail | None) -> None:
        """Show a record, or nothing."""
        self._detail = detail
        self.update(self._whole(detail) if detail else "")

    def notify_style_update(self) -> None:
        """Take over the colours of another theme."""
        super().notify_style_update()
        if self.is_mounted and self._detail is not None:
            self.update(self._whole(self._detail))

    def _whole(self, detail: Detail) -> RenderableType:
        self._palette = component_palette(self, "detail--")
        parts: list[RenderableType] = [Text(visible_lines(detail.title), self._style("title"))]
        if detail.note:
            parts.append(Text(detail.note, self._style("note")))
        for section in detail.sections:
            parts += self._section(section)
        return Group(*parts)

    def _section(self, section: Section) -> list[RenderableType]:
        parts: list[RenderableType] = [Text("")]
        if section.title:
            heading = Text(section.title, self._style("title"))
            heading.append(
                f"  {visible_lines(section.note)}" if section.note else "", self._style("label")
            )
            parts.append(heading)
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(width=_LABEL, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        for line in section.lines:
            table.add_row(Text(visible_lines(line.label), self._style("label")), self._value(line))
        if section.lines:
            parts.append(table)
        return parts

    def _value(self, line: Line) -> Text:
        if line.before is None:
            return Text(visible_lines(line.text))
        return Text.assemble(
            (visible_lines(line.before) or _("empty"), self._style("before")),
            " → ",
            (visible_lines(line.text) or _("empty"), self._style("after")),
        )

    def _style(self, name: str) -> Style:
        return self._palette.style((name,))


class DetailPane(VerticalScroll):
    """The record of the cursor's row, at the right side."""

    DEFAULT_CSS = """
    DetailPane {
        width: 2fr; min-width: 38; max-width: 72; display: none; padding: 0 1;
        border: round $foreground 35%; border-title-style: bold; background: $surface;
        border-subtitle-color: $text-muted;
        &.-open { display: block; }
        &:focus { border: round $primary; }
    }
    """

    def compose(self) -> ComposeResult:
        """The text."""
        yield DetailText()

    def on_mount(self) -> None:
        """Write the border."""
        self.border_title = _("Detail")
        self.border_subtitle = _("tab scrolls here, O closes")

    def show(self, detail: Detail | None) -> None:
        """Show a record from its top."""
        self.query_one(DetailText).show(detail)
        self.scroll_home(animate=False)


class DetailDialog(ModalScreen[None]):
    """The record over the whole screen."""

    DEFAULT_CSS = """
    DetailDialog {
        & > VerticalScroll {
            border: round $primary; border-title-style: bold; border-subtitle-color: $text-muted;
            background: $surface; padding: 0 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,o,O,q,enter", "close", show=False),
    ]

    def __init__(self, detail: Detail) -> None:
        super().__init__()
        self._detail = detail

    def compose(self) -> ComposeResult:
        """The text in a frame."""
        with VerticalScroll() as box:
            box.border_title = _("Detail")
            box.border_subtitle = _("arrows scroll, esc closes")
            yield DetailText()

    def on_mount(self) -> None:
        """Show the record."""
        self.query_one(DetailText).show(self._detail)
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Back to the table."""
        self.dismiss(None)
