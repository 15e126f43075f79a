"""Small questions and messages over the current screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from adapters.errors import WorkbookError
from salestui.i18n import _
from salestui.ui.plain_content import assemble

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], Generic[Answer]):
    """A box in the middle; escape closes it without an answer."""

    DEFAULT_CSS = """
    Dialog { align: center middle; }
    Dialog > .dialog {
        width: 76; max-width: 94%; height: auto; max-height: 90%;
        border: round $primary; background: $surface; padding: 1 2;
    }
    Dialog > .dialog.-large { width: 110; }
    Dialog .question { margin-bottom: 1; }
    Dialog .hint { color: $text-muted; }
    Dialog .buttons { height: auto; margin-top: 1; align-horizontal: right; }
    Dialog .buttons Button { margin-left: 2; min-width: 10; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


class AskDialog(Dialog[str]):
    """A question with a few answers; answers with the key of the one chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, hint: str, answers: Mapping[str, str]) -> None:
        super().__init__()
        self._question, self._hint, self._answers = question, hint, dict(answers)

    def compose(self) -> ComposeResult:
        """The question, its hint and a button per answer."""
        with Vertical(classes="dialog"):
            yield Static(assemble(self._question), classes="question")
            if self._hint:
                yield Static(assemble(self._hint), classes="hint")
            with Horizontal(classes="buttons"):
                for number, text in enumerate(self._answers.values()):
                    yield Button(
                        Content(text),
                        variant="default" if number else "primary",
                        id=f"answer-{number}",
                        flat=True,
                    )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        number = int((event.button.id or "answer-0").removeprefix("answer-"))
        self.dismiss(list(self._answers)[number])


class TextDialog(Dialog[str]):
    """Asks for a line of text."""

    def __init__(self, title: str, initial: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._initial, self._hint = title, initial, hint

    def compose(self) -> ComposeResult:
        """The title and an input."""
        with Vertical(classes="dialog"):
            yield Static(assemble(self._title), classes="question")
            yield Input(self._initial, select_on_focus=False)
            yield Static(assemble(self._hint or _("enter agrees, esc leaves")), classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with the text."""
        self.dismiss(event.value.strip())


class ErrorDialog(Dialog[None]):
    """What went wrong, where, and what to do; ``c`` copies it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", show=False),
        Binding("c", "copy", show=False),
    ]

    DEFAULT_CSS = """
    ErrorDialog > .dialog { border: round $error; border-title-color: $text-error; }
    """

    def __init__(self, problem: WorkbookError) -> None:
        super().__init__()
        self._message, self._hint = problem.sentence(_), problem.advice(_)

    def compose(self) -> ComposeResult:
        """The sentence, the hint, and how to go on."""
        with Vertical(classes="dialog") as box:
            box.border_title = _("That did not work")
            yield Static(assemble(self._message), classes="question")
            if self._hint:
                yield Static(assemble(self._hint))
            yield Static(Content("\n" + _("enter closes, c copies this text")), classes="hint")

    def action_copy(self) -> None:
        """Copy the message to the clipboard."""
        self.app.copy_to_clipboard(f"{self._message}\n{self._hint}")
