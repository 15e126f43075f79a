"""A line of the history, fitted into the width there is."""

from __future__ import annotations

from textual.content import Content

from salestui.ui.grid.text import fit
from salestui.ui.plain_content import assemble
from salestui.views.history import ActLine, ChangeLine, HistoryLine

_FATE = 12
_LEAST = 60
_MARKS = {"+": "$text-success", "−": "$text-error", "•": "$text-warning"}


def line_content(line: HistoryLine, width: int) -> Content:
    """The line, at most ``width`` cells wide."""
    width = max(width, _LEAST)
    return _act(line, width) if isinstance(line, ActLine) else _change(line, width)


def _act(line: ActLine, width: int) -> Content:
    who = 14 if width < 100 else 20
    rest = width - 19 - who - 4
    style = "$text-accent bold" if line.mine else "$foreground-muted bold"
    return assemble(
        (line.when, "$foreground-muted"), "  ", (fit(line.who, who), style), "  ",
        (fit(line.what, rest), "bold"),
    )  # fmt: skip


def _change(line: ChangeLine, width: int) -> Content:
    room = width - _FATE - 10
    where, title = (0, room * 3 // 10) if width < 100 else (12, room * 2 // 10)
    field = room * 2 // 10
    values = room - where - title - field
    faded = "" if line.standing else "$foreground-muted"
    parts: list[str | tuple[str, str]] = [
        "    ", (f"{line.mark} ", _MARKS[line.mark] if line.standing else "$foreground-muted"),
    ]  # fmt: skip
    if where:
        parts += [(fit(line.where, where), "$foreground-muted"), " "]
    parts += [(fit(line.title, title), faded or "bold"), " ", (fit(line.field, field), faded), " "]
    parts += [(fit(_values(line), values - bool(where)), faded), " "]
    return assemble(*parts, (fit(line.fate, _FATE), "$foreground-muted"))


def _values(line: ChangeLine) -> str:
    return f"{line.before} → {line.after}" if line.before else ""
