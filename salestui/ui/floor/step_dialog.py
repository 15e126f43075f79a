"""Asks for what a step needs: customer, amount, moment, who did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Static

from salestui.i18n import _
from salestui.plain_text import visible
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the dialog.

    Attributes:
        kind: ``text``, ``amount`` or ``moment``.
        needed: whether it has to be filled.
        known: texts that are offered while it is typed.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    needed: bool = False
    known: tuple[str, ...] = ()


class StepDialog(Dialog[dict[str, str]]):
    """Answers with the text of every line, once all that are needed can be understood."""

    DEFAULT_CSS = """
    StepDialog .line { height: 1; }
    StepDialog .line Label { width: 24; color: $text-muted; }
    StepDialog .line Input { width: 1fr; height: 1; border: none; padding: 0 1; }
    StepDialog #lines { height: auto; max-height: 60vh; }
    StepDialog #wrong { color: $text-error; height: auto; margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("ctrl+s", "agree", show=False, priority=True),
    ]

    def __init__(self, title: str, lines: Sequence[Line], hint: str = "") -> None:
        super().__init__()
        self._title, self._lines, self._hint = title, lines, hint

    def compose(self) -> ComposeResult:
        """A line per field, what is wrong, the keys."""
        with VerticalScroll(classes="dialog", can_focus=False) as box:
            box.border_title = Content(visible(self._title))
            for line in self._lines:
                with Horizontal(classes="line"):
                    mark = " *" if line.needed else ""
                    yield Label(Content(visible(line.label) + mark))
                    offered = SuggestFromList(line.known, case_sensitive=False)
                    yield Input(line.value, id=f"line-{line.name}", suggester=offered,
                                select_on_focus=True)  # fmt: skip
            yield Static("", id="wrong", markup=False)
            keys = _("enter goes on, ctrl+s writes it, esc leaves")
            yield Static(assemble(f"{self._hint} {keys}".strip()), classes="hint")

    def on_mount(self) -> None:
        """Begin at the first line that has to be filled, else at the first that is empty."""
        empty = [line for line in self._lines if not line.value] or self._lines
        first = next((line for line in empty if line.needed), empty[0])
        self.query_one(f"#line-{first.name}", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The next line; after the last one, agree."""
        event.stop()
        ids = [f"line-{line.name}" for line in self._lines]
        place = ids.index(event.input.id or "") + 1
        if place < len(ids):
            self.query_one(f"#{ids[place]}", Input).focus()
        else:
            self.action_agree()

    def action_agree(self) -> None:
        """Answer, or say what is wrong and go there."""
        told = {n.name: self.query_one(f"#line-{n.name}", Input).value.strip() for n in self._lines}
        for line in self._lines:
            if wrong := _wrong(line, told[line.name]):
                self.query_one("#wrong", Static).update(Content(wrong))
                self.query_one(f"#line-{line.name}", Input).focus()
                return
        self.dismiss(told)


def _wrong(line: Line, text: str) -> str:
    """Why the text of a line cannot stay; empty where it can."""
    if not text:
        return _("{name} is needed.").format(name=line.label) if line.needed else ""
    if line.kind == "amount" and amount_of(text) is None:
        return _("{text} is no amount.").format(text=visible(text))
    if line.kind == "moment" and moment_of(text) is None:
        return _("{text} is no moment; write it as 2026-11-21 14:32").format(text=visible(text))
    return ""


def amount_of(text: str) -> float | None:
    """A sum above 0; None for anything else."""
    try:
        found = float(text.replace(",", "").replace("，", "").replace(" ", ""))
    except ValueError:
        return None
    return found if 0 < found < float("inf") else None


def moment_of(text: str) -> datetime | None:
    """A day with a time of day; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.tzinfo else found
