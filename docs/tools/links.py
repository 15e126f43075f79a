"""The links of the pages outside the site, such as the README's: each leads to a file and heading.

The site's own are Sphinx's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

OUTSIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
_LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)|<img[^>]* src=\"(?P<image>[^\"]+)\"")
_FENCED = re.compile(r"^```.*?^```", re.M | re.S)


def broken_links(root: Path) -> Iterator[str]:
    """A sentence for each link that leads nowhere."""
    for name in OUTSIDE:
        page = root / name
        if not page.exists():
            continue
        for found in _LINK.finditer(_FENCED.sub("", page.read_text(encoding="utf-8"))):
            link = unquote(found["to"] or found["image"])
            if "://" in link or link.startswith("mailto:"):
                continue
            path, _hash, anchor = link.partition("#")
            target = (page.parent / path) if path else page
            if not target.exists():
                yield f"{name} links to {link}, which there is not"
            elif anchor and anchor not in _anchors(target):
                yield f"{name} links to {link}: there is no such heading"


def _anchors(page: Path) -> set[str]:
    """The anchors that a page's headings have, as they are made of their words."""
    headings = re.findall(r"^#+ +(.+)$", _FENCED.sub("", page.read_text(encoding="utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
