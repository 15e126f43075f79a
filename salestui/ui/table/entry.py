"""A line to type into above the table: the filter, or what is searched for."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


class EntryLine(Horizontal):
    """A label, an input, and a note that tells at once what the text would do."""

    DEFAULT_CSS = """
    EntryLine {
        height: 1; display: none; background: $panel;
        &.-open { display: block; }
        & > .label { width: auto; padding: 0 1; color: $text-accent; text-style: bold; }
        & > Input { width: 1fr; background: $panel; }
        & > .note {
            width: auto; max-width: 60%; padding: 0 1; color: $text-muted;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > .note.-error { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    class Typed(Message):
        """The text changed."""

        def __init__(self, line: EntryLine, text: str) -> None:
            super().__init__()
            self.line = line
            self.text = text

    class Agreed(Typed):
        """The text is meant."""

    class Cancelled(Message):
        """The line was left."""

        def __init__(self, line: EntryLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, label: str, placeholder: str, *, id: str) -> None:
        super().__init__(id=id)
        self._label, self._placeholder = label, placeholder

    def compose(self) -> ComposeResult:
        """Label, input, note."""
        yield Static(Content(self._label), classes="label")
        yield Input(placeholder=self._placeholder, select_on_focus=False)
        yield Static("", classes="note", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether it is seen."""
        return self.has_class("-open")

    def open(self, text: str) -> None:
        """Show it with this text and take the keyboard."""
        self.add_class("-open")
        entry = self.query_one(Input)
        entry.value = text
        entry.cursor_position = len(text)
        entry.focus()

    def close(self) -> None:
        """Hide it."""
        self.remove_class("-open")

    def note(self, text: str, *, error: bool = False) -> None:
        """Say what the text would do, or what is wrong with it."""
        note = self.query_one(".note", Static)
        note.set_class(error, "-error")
        note.update(Content(text))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell the screen."""
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(self, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Agreed(self, event.value))

    def action_cancel(self) -> None:
        """Tell the screen."""
        self.post_message(self.Cancelled(self))
