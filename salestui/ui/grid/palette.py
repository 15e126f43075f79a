"""Colours of the grid: component classes in, Rich styles out.

Looks are laid over each other here rather than in CSS, because one cell may be in the current
row, pending, and match a search at once, and tints must blend with what is below them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.style import Style
from textual.color import Color
from textual.css.styles import StylesBase

COMPONENTS = frozenset(
    "grid--" + name
    for name in (
        *("header", "header-current", "header-read-only", "gutter", "edge", "empty"),
        *("row", "cursor", "marked", "match", "flash"),
        *("pending", "added", "deleted", "conflict", "problem", "read-only", "stale"),
        *("ok", "warning", "late", "muted"),
    )
)

CSS = """
GridSurface {
    background: $surface;
    color: $foreground;
    height: 1fr;
    min-height: 2;
    scrollbar-size-horizontal: 1;
    scrollbar-size-vertical: 1;

    & > .grid--header { background: $panel; color: $foreground; text-style: bold; }
    & > .grid--header-current { color: $text-primary; }
    & > .grid--header-read-only { text-style: not bold; }
    & > .grid--gutter { color: $foreground 45%; }
    & > .grid--edge { color: $foreground 25%; }
    & > .grid--empty { color: $foreground 60%; }
    & > .grid--row { background: $foreground 8%; }
    & > .grid--marked { background: $secondary 25%; }
    & > .grid--pending { color: $text-warning; }
    & > .grid--added { color: $text-success; }
    & > .grid--deleted { color: $text-error; text-style: strike; }
    & > .grid--conflict { color: $text-error; background: $error 20%; text-style: bold; }
    & > .grid--problem { color: $text-error; }
    & > .grid--read-only { color: $foreground 65%; }
    & > .grid--stale { color: $foreground 65%; text-style: italic; }
    & > .grid--ok { color: $text-success; }
    & > .grid--warning { color: $text-warning; }
    & > .grid--late { color: $text-error; text-style: bold; }
    & > .grid--muted { color: $foreground 55%; }
    & > .grid--match { background: $warning 35%; text-style: underline; }
    & > .grid--flash { background: $accent 30%; }
    & > .grid--cursor {
        background: $block-cursor-blurred-background;
        color: $block-cursor-blurred-foreground;
    }
    &:focus > .grid--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }

    &:ansi, &:nocolor {
        & > .grid--header { text-style: bold underline; }
        & > .grid--header-current { text-style: reverse; }
        & > .grid--row { background: transparent; text-style: bold; }
        & > .grid--marked { background: transparent; text-style: bold italic; }
        & > .grid--conflict { background: transparent; text-style: bold reverse; }
        & > .grid--match { background: transparent; text-style: reverse; }
        & > .grid--flash { background: transparent; text-style: reverse; }
        & > .grid--muted, & > .grid--read-only { text-style: dim; }
        & > .grid--gutter, & > .grid--edge { text-style: dim; }
        & > .grid--cursor { text-style: underline; }
    }
    &:nocolor:focus > .grid--cursor { text-style: not underline bold reverse; }
}
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What one component class says; ``None`` where it says nothing.

    ``contrast`` is the strength (0-1) of a foreground picked to stand out from its background.
    """

    foreground: Color | None
    background: Color | None
    contrast: float | None
    text: Style


def look_of(styles: StylesBase) -> Look:
    """Read the look from the styles of a component class."""
    background = color = contrast = None
    if styles.has_rule("background"):
        background = styles.background.tint(styles.background_tint)
    if styles.has_rule("auto_color") and styles.auto_color:
        contrast = styles.color.a
    elif styles.has_rule("color"):
        color = styles.color
    return Look(color, background, contrast, styles.text_style)


class Palette:
    """Rich styles of any pile of component classes, each worked out once."""

    def __init__(self, base: Look, look: Callable[[str], Look]) -> None:
        self._base = base
        self._look = look
        self._styles: dict[tuple[str, ...], Style] = {}

    def style(self, names: tuple[str, ...]) -> Style:
        """The style of these components (without their prefix), the last on top."""
        found = self._styles.get(names)
        if found is None:
            found = self._styles[names] = self._pile(names)
        return found

    def _pile(self, names: tuple[str, ...]) -> Style:
        background = self._base.background or Color(0, 0, 0, 0)
        foreground, contrast, text = self._base.foreground, self._base.contrast, self._base.text
        for look in (self._look(name) for name in names):
            if look.background is not None:
                background += look.background
            if look.foreground is not None or look.contrast is not None:
                foreground, contrast = look.foreground, look.contrast
            text += look.text
        if contrast is not None:
            foreground = background.get_contrast_text(contrast)
        color = None if foreground is None else (background + foreground).rich_color
        return Style(color=color, bgcolor=background.rich_color) + text
