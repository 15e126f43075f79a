"""The grid's keys. Every binding has an id, so that a keymap can change it.

Descriptions are English sources, to be looked up in the catalogue where they are shown.
"""

from __future__ import annotations

from textual.binding import Binding

from salestui.i18n import N_

_KEYS = (
    ("up", "cursor_up", N_("Up"), "up"),
    ("down", "cursor_down", N_("Down"), "down"),
    ("left", "cursor_left", N_("Left"), "left"),
    ("right", "cursor_right", N_("Right"), "right"),
    ("pageup", "page_up", N_("Page up"), "page_up"),
    ("pagedown", "page_down", N_("Page down"), "page_down"),
    ("home", "first_column", N_("First column"), "home"),
    ("end", "last_column", N_("Last column"), "end"),
    ("ctrl+home", "first_row", N_("First row"), "top"),
    ("ctrl+end", "last_row", N_("Last row"), "bottom"),
    ("enter", "act", N_("Edit or open"), "act"),
    ("e,f2", "edit", N_("Edit"), "edit"),
    ("backspace", "retype", N_("Empty and edit"), "retype"),
    ("o", "open", N_("Open row"), "open"),
    ("space", "toggle_mark", N_("Mark"), "mark"),
    ("shift+up", "mark_up", N_("Mark upwards"), "mark_up"),
    ("shift+down", "mark_down", N_("Mark downwards"), "mark_down"),
    ("less_than_sign", "resize(-2)", N_("Narrower"), "narrower"),
    ("greater_than_sign", "resize(2)", N_("Wider"), "wider"),
)

_VIM_KEYS = (
    ("h", "cursor_left", N_("Left"), "left"),
    ("j", "cursor_down", N_("Down"), "down"),
    ("k", "cursor_up", N_("Up"), "up"),
    ("l", "cursor_right", N_("Right"), "right"),
    ("g", "first_row", N_("First row"), "top"),
    ("G", "last_row", N_("Last row"), "bottom"),
)

GRID_BINDINGS: list[Binding] = [
    *(
        Binding(keys, action, description, show=False, id=f"grid.{name}")
        for keys, action, description, name in _KEYS
    ),
    *(
        Binding(key, f"vim('{action}')", description, show=False, id=f"grid.vim.{name}")
        for key, action, description, name in _VIM_KEYS
    ),
]

EDITOR_BINDINGS: list[Binding] = [
    Binding("enter", "commit(0, 0)", N_("Take"), show=False, id="grid.edit.take"),
    Binding(
        "tab", "commit(0, 1)", N_("Take, edit the next cell"), show=False, id="grid.edit.right"
    ),
    Binding(
        "shift+tab",
        "commit(0, -1)",
        N_("Take, edit the cell before"),
        show=False,
        id="grid.edit.left",
    ),
    Binding("up", "step(-1)", N_("Up"), show=False, id="grid.edit.up"),
    Binding("down", "step(1)", N_("Down"), show=False, id="grid.edit.down"),
    Binding("escape", "cancel", N_("Leave as it was"), show=False, id="grid.edit.cancel"),
    Binding("alt+enter,ctrl+j", "line_end", N_("New line"), show=False, id="grid.edit.line_end"),
]
