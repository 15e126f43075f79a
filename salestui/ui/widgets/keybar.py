"""The bottom line: screens and keys, as many as there is room for; each is a mouse target too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from salestui.i18n import _
from salestui.ui.actions import Action, key_name, screen_actions
from salestui.ui.widgets.tones import MUTED

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.screens.base import BookScreen

_GAP = 2
_OWN_FIRST = 3
_IMPORTANT = (
    "app.palette", "app.help", "app.home", "app.pipeline", "app.save", "app.followups",
    "app.forecast", "app.customers", "app.performance", "app.targets", "app.movement",
    "app.target_matrix", "app.history",
)  # fmt: skip
"""Who stays where there is little room, the first first; three keys of the screen come before."""


class KeyBar(Static):
    """The screens in the order of their digits, the current one marked, and this screen's keys."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1; dock: bottom; padding: 0 1; background: $panel; color: $foreground;
        text-wrap: nowrap; text-overflow: clip;
    }
    """

    _digits_taken = False

    def on_resize(self) -> None:
        """Show as many keys as there is room for now."""
        self.show(digits_taken=self._digits_taken)

    def show(self, *, digits_taken: bool) -> None:
        """Show the keys; where a grid takes the digits, the screens' are muted."""
        self._digits_taken = digits_taken
        screen = cast("BookScreen", self.screen)
        mode = cast("SalesApp", self.app).current_mode
        shown = fitting(screen.actions(), self.content_size.width)
        muted = screen_actions(shown) if digits_taken else []
        parts = (
            Content(_text(a)).stylize(MUTED) if a in muted else _target(a, mode) for a in shown
        )
        self.update(Content(" " * _GAP).join(parts))


def fitting(actions: Sequence[Action], width: int) -> list[Action]:
    """The actions that have a place in so many cells, in the order of the bar."""
    screens = screen_actions(actions)
    placed = sorted((a for a in actions if a.bar), key=lambda a: a.bar)
    own = [a for a in placed if not a.id.startswith("app.")]
    shared = [a for a in placed if a.id.startswith("app.")]
    chosen: set[str] = set()
    room = width + _GAP
    for action in _by_importance(own, [*screens, *shared]):
        cells = cell_len(_text(action)) + _GAP
        if cells <= room:
            chosen.add(action.id)
            room -= cells
    return [a for a in (*screens, *own, *shared) if a.id in chosen]


def _by_importance(own: Sequence[Action], others: Sequence[Action]) -> list[Action]:
    ranks = {name: rank for rank, name in enumerate(_IMPORTANT)}
    rest = sorted(others, key=lambda a: ranks.get(a.id, len(ranks)))
    kept = [a for a in rest if ranks.get(a.id, len(ranks)) < _OWN_FIRST]
    return [*kept, *own[:_OWN_FIRST], *rest[len(kept) :], *own[_OWN_FIRST:]]


def _text(action: Action) -> str:
    return f"{key_name(action.keys)} {_(action.title)}"


def _target(action: Action, mode: str) -> Content:
    """A key as a mouse target; that of the current screen is marked."""
    click = Style.from_meta({"@click": f"app.press('{action.keys.split(',')[0]}')"})
    if action.call == f"go('{mode}')":
        return Content(_text(action)).stylize("reverse").stylize(click)
    return Content.assemble((key_name(action.keys), "bold $accent"), " ", _(action.title)).stylize(
        click
    )
