"""A screen as a picture: SVG that needs nothing from elsewhere, and PNG made of it.

Textual's own SVG asks the network for its font, and squeezes Chinese text into half of its columns.
Here every character that is not of the plain alphabet stands on its own column, so that borders
meet whatever fonts there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.app import App

_CELL = 12.2
"""Width of a column in the SVG that Textual writes."""
_CENTRED = 2.2
"""A Chinese character is as wide as the font is high, a little less than its two columns."""
_SCALE = 1.5
"""Pixels of a PNG for each unit: sharp on today's screens and in print."""

_LATIN = "'Fira Code', 'Cascadia Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_HAN = (
    "'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'WenQuanYi Zen Hei', 'Fira Code', monospace"
)

_TEXT = re.compile(
    r'<text class="(?P<look>t-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+">'
    r"(?P<text>[^<]*)</text>"
)


def svg_of(app: App[Any]) -> str:
    """The screen as it is now, as SVG."""
    return self_contained(app.export_screenshot(title=app.sub_title or app.title))


def png_of(svg: str) -> bytes:
    """A picture as PNG, in the fonts of this machine. Blocks."""
    import vl_convert  # large, and for this alone

    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def self_contained(svg: str) -> str:
    """Textual's SVG without what it asks for elsewhere, each column where it belongs."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+-", "t-", svg)
    svg = re.sub(r' clip-path="url\(#t-line-\d+\)"', "", svg)
    svg = re.sub(r'<clipPath id="t-line-\d+">.*?</clipPath>', "", svg, flags=re.DOTALL)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {_LATIN};")
    svg = svg.replace("font-family: arial;", f"font-family: Arial, {_HAN};")
    svg = svg.replace("</style>", f".t-han {{ font-family: {_HAN} }}\n    </style>", 1)
    return re.sub(r"\n\s*\n+", "\n", _TEXT.sub(_placed, svg))


def _placed(found: re.Match[str]) -> str:
    """A run of text as pieces, each of one kind and on its columns."""
    column, pieces = 0, []
    for kind, together in groupby(_characters(unescape(found["text"])), _kind):
        characters = list(together)
        starts = []
        for character in characters:
            starts.append(float(found["x"]) + column * _CELL)
            column += cell_len(character)
        pieces.append(_piece(found["look"], found["y"], kind, characters, starts))
    return "".join(pieces)


def _piece(look: str, y: str, kind: str, characters: list[str], starts: list[float]) -> str:
    text = escape("".join(characters))
    write = partial('<text class="{}" x="{}" y="{}"{}>{}</text>'.format)
    if kind == "latin":
        return write(look, f"{starts[0]:g}", y, f' textLength="{len(characters) * _CELL:g}"', text)
    shift = _CENTRED if kind == "han" else 0
    places = " ".join(
        f"{start + shift:g}"
        for start, character in zip(starts, characters, strict=True)
        for _code in character
    )
    return write(f"{look} t-han" if kind == "han" else look, places, y, "", text)


def _characters(text: str) -> Iterator[str]:
    """Characters with the marks that belong to them."""
    held = ""
    for code in text:
        if held and cell_len(code):
            yield held
            held = ""
        held += code
    if held:
        yield held


def _kind(character: str) -> str:
    if cell_len(character) > 1:
        return "han"
    return "latin" if character <= "\xff" else "sign"
