"""The help: every key of the current screen, from the actions themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.actions import Action, key_name
from salestui.ui.screens.dialogs import Dialog

_KEYS_WIDTH = 12


class HelpDialog(Dialog[None]):
    """Keys, names and one sentence each."""

    DEFAULT_CSS = """
    HelpDialog VerticalScroll { height: auto; max-height: 72vh; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1,q,enter", "close", show=False)
    ]

    def __init__(self, actions: Sequence[Action]) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical(classes="dialog -large") as box:
            box.border_title = _("Keys of this screen")
            box.border_subtitle = _("ctrl+p finds every command by name; esc closes")
            with VerticalScroll(can_focus=True):
                yield Static(self._text())

    def _text(self) -> Content:
        lines = [
            Content.assemble(
                (_all_keys(a).ljust(_KEYS_WIDTH), "bold $accent"),
                " ",
                (_(a.title), "bold"),
                "\n" + " " * (_KEYS_WIDTH + 1),
                (_(a.help), "$foreground-muted"),
            )
            for a in self._actions
        ]
        return Content("\n").join(lines)


def _all_keys(action: Action) -> str:
    return " ".join(key_name(k) for k in action.keys.split(",") if k) or "^p"
