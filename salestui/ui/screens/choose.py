"""Choose one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option as ListOption

from salestui.plain_text import visible
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import Dialog

_OF_SCREEN = 0.9
"""How much of the screen's height a dialog may take, as its box says."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what it answers, how it reads, a note beside it, and other words that find it."""

    value: str
    title: str
    note: str = ""
    also: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All that can be typed to find it."""
        return " ".join((self.title, self.note, self.value, *self.also)).casefold()


class ChooseDialog(Dialog[str]):
    """A filter input over a list. With ``free``, text that matches nothing is an answer too.

    ``now``: the answer that holds, where the cursor begins.
    """

    DEFAULT_CSS = """
    ChooseDialog OptionList {
        height: auto; margin-top: 1; padding: 0; background: $surface;
        &, &:focus { border: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        hint: str = "",
        *,
        free: bool = False,
        now: str = "",
    ) -> None:
        super().__init__()
        self._now = now
        self._title, self._hint, self._free = title, hint, free
        self._options = list(options)
        self._shown = self._options

    def compose(self) -> ComposeResult:
        """Input and list."""
        with Vertical(classes="dialog") as box:
            box.border_title = Content(visible(self._title))
            yield Input(placeholder=self._hint)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show all choices."""
        self._filter("")
        self.query_one(OptionList).can_focus = False

    def on_resize(self) -> None:
        """The list ends where its box does: a box counts all lines of a list, seen or not."""
        box, listed = self.query_one(".dialog"), self.query_one(OptionList)
        most = int(self.size.height * _OF_SCREEN) - box.gutter.height
        others = sum(one.outer_size.height for one in self.query(Input)) + listed.styles.margin.top
        listed.styles.max_height = max(3, most - others)

    def _filter(self, text: str) -> None:
        typed = text.casefold().strip()
        found = (o for o in self._options if all(word in o.words for word in typed.split()))
        self._shown = sorted(found, key=lambda o: _likeness(o, typed), reverse=True)
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(
            ListOption(assemble(o.title, "  ", (o.note, "$foreground-muted"))) for o in self._shown
        )
        now = [n for n, o in enumerate(self._shown) if o.value == self._now and not text]
        listed.highlighted = (*now, 0)[0] if self._shown else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what matches."""
        self._filter(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the highlighted choice, or the text itself."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self.dismiss(self._shown[highlighted].value)
        elif self._free and event.value.strip():
            self.dismiss(event.value.strip())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click chooses."""
        self.dismiss(self._shown[event.option_index].value)

    def action_move(self, by: int) -> None:
        """Move the highlight while typing."""
        listed = self.query_one(OptionList)
        if by > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def on_key(self, event: events.Key) -> None:
        """Page keys go to the list."""
        page = {"pagedown": 10, "pageup": -10}.get(event.key)
        if page is not None and self._shown:
            event.stop()
            listed = self.query_one(OptionList)
            place = (listed.highlighted or 0) + page
            listed.highlighted = min(max(place, 0), len(self._shown) - 1)


def _likeness(option: Option, typed: str) -> int:
    """What is typed is likelier a whole name than the beginning of one, or a part of the note.

    Names count before other words.
    """
    if not typed:
        return 0
    names = (option.title.casefold(), option.value.casefold())
    others = [word.casefold() for word in option.also]
    ranks = (typed in names, typed in others, _begins(names, typed), _begins(others, typed))
    return next((4 - place for place, holds in enumerate(ranks) if holds), 0)


def _begins(words: Iterable[str], typed: str) -> bool:
    return any(word.startswith(typed) for word in words)
