"""Colours of the board, from the theme only."""

from __future__ import annotations

COMPONENTS = frozenset(
    "board--" + name
    for name in (
        *("head", "head-current", "head-target", "target", "card", "cursor", "bar", "bar-late"),
        *("muted", "amount", "late", "pending", "added", "deleted", "conflict"),
    )
)

CSS = """
Board {
    height: 1fr; background: $surface; color: $foreground;
    & > .board--head { background: $panel; color: $foreground; text-style: bold; }
    & > .board--head-current { background: $panel; color: $text-primary; text-style: bold; }
    & > .board--head-target { background: $accent; color: $text; text-style: bold; }
    & > .board--target { background: $accent 15%; }
    & > .board--card { background: $boost; color: $foreground; }
    & > .board--cursor {
        background: $block-cursor-blurred-background;
        color: $block-cursor-blurred-foreground;
    }
    &:focus > .board--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    & > .board--bar { color: $primary; }
    & > .board--bar-late { color: $error; }
    & > .board--muted { color: $foreground 60%; }
    & > .board--amount { text-style: bold; }
    & > .board--late { color: $text-error; text-style: bold; }
    & > .board--pending { color: $text-warning; }
    & > .board--added { color: $text-success; }
    & > .board--deleted { color: $text-error; text-style: strike; }
    & > .board--conflict { color: $text-error; }
    &:ansi, &:nocolor {
        & > .board--head { text-style: bold underline; }
        & > .board--head-current, & > .board--head-target { text-style: bold reverse; }
        & > .board--cursor { text-style: reverse; }
    }
}
"""
