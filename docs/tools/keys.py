"""The keys of each screen, from the actions that its help lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding

from docs.tools.blocks import code, plain, table
from salestui.model.entities import ENTITIES
from salestui.ui.actions import APP_ACTIONS, Action, key_name
from salestui.ui.grid.bindings import EDITOR_BINDINGS, GRID_BINDINGS
from salestui.ui.modes import MODES

_GRID = "deals"
"""The grid that stands for all grids: it can what they can, and has a board besides."""
_ARROWS = {"left": "←", "right": "→", "up": "↑", "down": "↓"}


def documented_modes() -> list[str]:
    """The screens that must have a page; grids of all kinds of rows share one."""
    grids = {entity.name for entity in ENTITIES} - {_GRID}
    return [mode for mode in MODES if mode not in grids]


def keys_block(mode: str) -> str | None:
    """A screen's own keys; None where there is no such screen."""
    if mode not in MODES:
        return None
    own = [action for action in MODES[mode]().actions() if action not in APP_ACTIONS]
    return _table(own)


def everywhere_block() -> str:
    """What can be done on every screen."""
    return _table(APP_ACTIONS)


def grid_block() -> str:
    """The keys of the grid itself; those of vi are off."""
    return _bound([b for b in GRID_BINDINGS if not (b.id or "").startswith("grid.vim")])


def editor_block() -> str:
    """The keys of a cell that is being edited."""
    return _bound(EDITOR_BINDINGS)


def _bound(bindings: Sequence[Binding]) -> str:
    rows = ((_keys(b.key), plain(b.description), code(b.id or "")) for b in bindings)
    return table(("Key", "What it does", "In settings"), rows)


def _table(actions: Sequence[Action]) -> str:
    rows = (
        (_keys(a.keys) or "palette", plain(a.title), plain(a.help), code(a.id)) for a in actions
    )
    return table(("Key", "Name", "What it does", "In settings"), rows)


def _keys(keys: str) -> str:
    return " ".join(code(_spelled(key)) for key in _each(keys))


def _each(keys: str) -> Iterable[str]:
    return filter(None, keys.split(","))


def _spelled(key: str) -> str:
    """``ctrl+s``, ``?``, ``shift+←``."""
    *held, last = key.split("+")
    return "+".join([*held, _ARROWS.get(last, key_name(last))])
