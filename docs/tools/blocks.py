"""Blocks of a page that a tool writes: everything between two comments, the rest is by hand.

A block begins with ``<!-- inserted: NAME -->`` and ends with ``<!-- end -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_BLOCK = re.compile(r"(<!-- inserted: (?P<name>[^>]+?) -->\n)(?P<text>.*?)(<!-- end -->)", re.S)

Insert = Callable[[str], str | None]
"""The text of the block of a name; None where there is none of that name."""


class UnknownBlock(Exception):
    """A page has a block of which nobody knows what stands in it."""


def names(text: str) -> list[str]:
    """The names of a page's blocks."""
    return [found["name"] for found in _BLOCK.finditer(text)]


def filled(text: str, insert: Insert) -> str:
    """The page with all its blocks written anew.

    Raises:
        UnknownBlock: nothing is known of a block.
    """

    def written(found: re.Match[str]) -> str:
        content = insert(found["name"])
        if content is None:
            raise UnknownBlock(found["name"])
        return f"{found[1]}\n{content.strip()}\n\n{found[4]}"

    return _BLOCK.sub(written, text)


def empty(name: str) -> str:
    """A block to be filled."""
    return f"<!-- inserted: {name} -->\n<!-- end -->\n"


def pages(folder: Path) -> list[Path]:
    """The pages of a folder, those of its folders included."""
    return sorted(folder.rglob("*.md"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; its cells are Markdown themselves."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text).replace("\n", " ")


def plain(text: str) -> str:
    """A text in which nothing is markup."""
    return re.sub(r"([\\`*_<>\[\]{}$|#])", r"\\\1", text)


def code(text: str) -> str:
    """A text as it is typed."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"
