"""The colours of charts, and how they reach the specifications: as named styles and ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FONTS = (
    "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', "
    "'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
"""What stands on common systems, Chinese included; nothing is fetched."""


@dataclass(frozen=True, slots=True)
class Palette:
    """CSS colours by what they are for.

    Attributes:
        text, muted, rule: of writing, of axes, of the lines behind.
        bar, mark: of what was reached, and of what was wanted.
        up, down: of what adds and what takes away.
        series: of several series side by side, in order.
        inks: of writing on each of them.
        lines: of several lines, in order.
    """

    text: str
    muted: str
    rule: str
    bar: str
    mark: str
    up: str
    down: str
    series: tuple[str, ...]
    inks: tuple[str, ...]
    lines: tuple[str, ...]


PRINT = Palette(
    text="#1f2933",
    muted="#5b6770",
    rule="#d9dee3",
    bar="#3b6ea5",
    mark="#1f2933",
    up="#2e7d4f",
    down="#b4432f",
    series=("#24507f", "#5e8fc4", "#a9c6e4", "#e3c27a", "#c98a3a", "#9c4a2c"),
    inks=("#ffffff", "#0d1b2a", "#0d1b2a", "#0d1b2a", "#0d1b2a", "#ffffff"),
    lines=("#24507f", "#5b6770", "#b8651b", "#2e7d4f", "#7a4d9c", "#9c2a45"),
)
"""Plain colours on white, for renderers that know no variables."""

DARK = Palette(
    text="#e4e8ec",
    muted="#9aa5b1",
    rule="#333b44",
    bar="#6ea3db",
    mark="#f2f4f6",
    up="#63b487",
    down="#e58672",
    series=("#4c82bd", "#8fb8e3", "#c9def3", "#ecd08f", "#d99a4e", "#e58672"),
    inks=("#ffffff", "#0d1b2a", "#0d1b2a", "#0d1b2a", "#0d1b2a", "#0d1b2a"),
    lines=("#7fb2e8", "#b4bec8", "#eba55c", "#63b487", "#b894d6", "#ea8aa0"),
)
"""The same on near black."""

SCREEN = Palette(
    text="var(--text)",
    muted="var(--muted)",
    rule="var(--rule)",
    bar="var(--bar)",
    mark="var(--mark)",
    up="var(--up)",
    down="var(--down)",
    series=tuple(f"var(--series-{n})" for n in range(1, 7)),
    inks=tuple(f"var(--ink-{n})" for n in range(1, 7)),
    lines=tuple(f"var(--line-{n})" for n in range(1, 7)),
)
"""Variables of the page's style sheet, light or dark."""


def variables(palette: Palette) -> dict[str, str]:
    """The colours by the names that `SCREEN` uses, for a style sheet."""
    named = {
        name: getattr(palette, name)
        for name in ("text", "muted", "rule", "bar", "mark", "up", "down")
    }
    named |= {f"series-{n}": colour for n, colour in enumerate(palette.series, 1)}
    named |= {f"ink-{n}": colour for n, colour in enumerate(palette.inks, 1)}
    return named | {f"line-{n}": colour for n, colour in enumerate(palette.lines, 1)}


def config(palette: Palette) -> dict[str, Any]:
    """The Vega-Lite configuration: the styles that the specifications name."""
    return {
        "aria": False,  # one sentence says what a chart shows; a mark each would be noise
        "autosize": {"type": "none"},
        "background": None,
        "font": FONTS,
        "view": {"stroke": None},
        "axis": {
            "title": None,
            "domain": False,
            "ticks": False,
            "grid": False,
            "labelColor": palette.text,
            "labelFontSize": 12,
            "labelLimit": 0,  # Vega cuts through characters of two units, and fails
            "labelPadding": 6,
            "gridColor": palette.rule,
        },
        "legend": {
            "title": None,
            "labelColor": palette.text,
            "labelFontSize": 12,
            "labelLimit": 0,
            "symbolStrokeWidth": 0,
            "symbolType": "square",
        },
        "range": {"category": list(palette.series), "ordinal": list(palette.lines)},
        "scale": {"bandPaddingInner": 0.3, "bandPaddingOuter": 0.15},
        "style": {
            "reached": {"color": palette.bar},
            "wanted": {"color": palette.mark, "opacity": 1},
            "said": {"color": palette.text, "fontSize": 12},
            "zero": {"color": palette.muted},
            "up": {"color": palette.up},
            "down": {"color": palette.down},
            "inside": {"fontSize": 11},
        },
    }
