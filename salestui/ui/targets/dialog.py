"""Asks how targets are to be worked out, and shows what they would be before they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.screens.dialogs import Dialog

Answers = tuple[str, str, str]
"""Method, number and unit, as typed."""

Preview = Callable[[Answers], tuple[str, bool]]
"""What would come of the answers, or what is wrong with them; and whether it can be done."""


class PlanDialog(Dialog[Answers]):
    """A number, a rounding unit, the methods if there are several, and the preview."""

    DEFAULT_CSS = """
    PlanDialog {
        & > .dialog { padding: 0 2; height: 90%; }
        & .asked { height: 1; & Static { width: auto; margin-right: 1; } }
        & .asked Input { width: 18; margin-right: 2; }
        & OptionList {
            height: auto; max-height: 7; margin-top: 1; padding: 0; background: $surface;
            &, &:focus { border: none; }
        }
        & VerticalScroll { height: 1fr; min-height: 4; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "scroll(1)", show=False),
        Binding("pageup", "scroll(-1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        asked: tuple[str, str, str],
        methods: Mapping[str, str],
        preview: Preview,
    ) -> None:
        """``asked``: what the number is called, and what number and unit are at first."""
        super().__init__()
        self._title, self._asked, self._methods = title, asked, dict(methods)
        self._preview = preview

    def compose(self) -> ComposeResult:
        """Inputs, methods, preview."""
        name, number, unit = self._asked
        with Vertical(classes="dialog") as box:
            box.border_title = Content(visible(self._title))
            with Horizontal(classes="asked"):
                yield Static(name, markup=False)
                yield Input(number, id="number", compact=True)
                yield Static(_("rounded to"), markup=False)
                yield Input(unit, id="unit", compact=True)
            if self._methods:
                names = [Option(Content(text)) for text in self._methods.values()]
                yield OptionList(*names, markup=False)
            with VerticalScroll(can_focus=False):
                yield Static("", id="preview", markup=False)
            yield Static(_("enter writes it, ↑↓ method, tab rounding, esc leaves"), classes="hint")

    def on_mount(self) -> None:
        """Begin with the first method."""
        for listed in self.query(OptionList):
            listed.can_focus = False
            listed.highlighted = 0
        self._show()

    @property
    def answers(self) -> Answers:
        """What is typed and chosen."""
        listed = self.query(OptionList)
        place = listed.first().highlighted if listed else None
        method = list(self._methods)[place] if place is not None else ""
        number, unit = (self.query_one(name, Input).value for name in ("#number", "#unit"))
        return method, number, unit

    def _show(self) -> None:
        self.query_one("#preview", Static).update(Content(self._preview(self.answers)[0]))

    @on(Input.Changed)
    @on(OptionList.OptionHighlighted)
    def _changed(self) -> None:
        self._show()

    def on_input_submitted(self) -> None:
        """Answer, if something would come of it."""
        if self._preview(self.answers)[1]:
            self.dismiss(self.answers)

    def action_move(self, by: int) -> None:
        """Another method."""
        for listed in self.query(OptionList):
            if by > 0:
                listed.action_cursor_down()
            else:
                listed.action_cursor_up()

    def action_scroll(self, by: int) -> None:
        """Another part of the preview."""
        self.query_one(VerticalScroll).scroll_relative(y=8 * by, animate=False)
