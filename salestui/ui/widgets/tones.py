"""Theme styles by what they mean; no meaning is told by them alone."""

from __future__ import annotations

from textual.widget import Widget

STYLES = {"ok": "$text-success", "warning": "$text-warning", "late": "$text-error"}
MUTED = "$foreground-muted"


def style_of(severity: str) -> str:
    """The theme style of a severity; plain for one that says nothing."""
    return STYLES.get(severity, "")


def cursor_style(widget: Widget) -> str:
    """The style of what is selected in the panel with the focus."""
    if widget.app.no_color or widget.app.native_ansi_color:
        return "reverse"
    return "$block-cursor-foreground on $block-cursor-background"


def chosen_mark(chosen: bool) -> tuple[str, str]:
    """Two cells before a row: whether everything is filtered by it."""
    return ("▶ " if chosen else "  ", "bold $text-accent")
