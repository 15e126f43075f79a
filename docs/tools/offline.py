"""Whether a built site asks nobody for anything: no script, style, font or picture from elsewhere.

Links that a reader follows are allowed; what a browser loads by itself is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
_RELATIONS = {"canonical", "author", "license", "next", "prev", "index", "search", "help", "top"}
"""Of a ``link`` element: those that load nothing."""
_ELSEWHERE = re.compile(r"^\s*(?:https?:)?//", re.I)
_STYLE = re.compile(r"(?:@import\s+|url\(\s*)[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.I)


class _Page(HTMLParser):
    """Collects the addresses that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element."""
        values = {name: value or "" for name, value in attrs}
        self.loaded += [values[name] for name in _LOADS.get(tag, ()) if name in values]
        if tag == "link" and not _RELATIONS & set(values.get("rel", "").lower().split()):
            self.loaded.append(values.get("href", ""))
        self.loaded += _STYLE.findall(values.get("style", ""))


def from_elsewhere(site: Path) -> Iterator[str]:
    """A sentence for each resource that a page, style sheet or picture loads from elsewhere."""
    for path in sorted(site.rglob("*")):
        if path.suffix not in (".html", ".css", ".svg"):
            continue
        text = path.read_text(encoding="utf-8")
        found = _STYLE.findall(text)
        if path.suffix != ".css":
            page = _Page()
            page.feed(text)
            found += page.loaded
        for address in dict.fromkeys(filter(_ELSEWHERE.match, found)):
            yield f"{path.relative_to(site)} loads {address}"
