"""The grid's keys. Every binding has an id, so that a keymap can change it."""

from __future__ import annotations

from textual.binding import Binding

_KEYS = (
    ("up", "cursor_up", "Up", "up"),
    ("down", "cursor_down", "Down", "down"),
    ("left", "cursor_left", "Left", "left"),
    ("right", "cursor_right", "Right", "right"),
    ("pageup", "page_up", "Page up", "page_up"),
    ("pagedown", "page_down", "Page down", "page_down"),
    ("home", "first_column", "First column", "home"),
    ("end", "last_column", "Last column", "end"),
    ("ctrl+home", "first_row", "First row", "top"),
    ("ctrl+end", "last_row", "Last row", "bottom"),
    ("enter", "act", "Edit or open", "act"),
    ("e,f2", "edit", "Edit", "edit"),
    ("delete,backspace", "retype", "Empty and edit", "retype"),
    ("o", "open", "Open row", "open"),
    ("space", "toggle_mark", "Mark", "mark"),
    ("shift+up", "mark_up", "Mark upwards", "mark_up"),
    ("shift+down", "mark_down", "Mark downwards", "mark_down"),
    ("less_than_sign", "resize(-2)", "Narrower", "narrower"),
    ("greater_than_sign", "resize(2)", "Wider", "wider"),
)

_VIM_KEYS = (
    ("h", "cursor_left", "Left", "left"),
    ("j", "cursor_down", "Down", "down"),
    ("k", "cursor_up", "Up", "up"),
    ("l", "cursor_right", "Right", "right"),
    ("g", "first_row", "First row", "top"),
    ("G", "last_row", "Last row", "bottom"),
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
    Binding("enter", "commit(0, 0)", "Take", show=False, id="grid.edit.take"),
    Binding("tab", "commit(0, 1)", "Take, go right", show=False, id="grid.edit.right"),
    Binding("shift+tab", "commit(0, -1)", "Take, go left", show=False, id="grid.edit.left"),
    Binding("up", "step(-1)", "Up", show=False, id="grid.edit.up"),
    Binding("down", "step(1)", "Down", show=False, id="grid.edit.down"),
    Binding("escape", "cancel", "Leave as it was", show=False, id="grid.edit.cancel"),
    Binding("alt+enter,ctrl+j", "line_end", "New line", show=False, id="grid.edit.line_end"),
]
