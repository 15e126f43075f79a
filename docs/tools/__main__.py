"""Writes into the pages what the program says of itself: ``python -m docs.tools``.

With ``--check``, as ``make check`` calls it, nothing is written: what is out of date, missing or
leads nowhere is an error. ``--site FOLDER`` looks through a built site instead.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docs.tools import blocks, commands, fields, keys, playbooks, settings
from docs.tools.links import broken_links
from docs.tools.offline import from_elsewhere
from salestui.i18n import set_language

ROOT = Path(__file__).parents[2]
_WHOLE: dict[str, tuple[Callable[[], str], str]] = {
    "commands": (commands.commands_block, "commands/index.md"),
    "fields": (fields.fields_block, "reference/fields.md"),
    "kinds": (fields.kinds_block, "reference/fields.md"),
    "settings": (settings.settings_block, "reference/settings.md"),
    "playbook keys": (playbooks.keys_block, "reference/playbooks.md"),
    "playbooks": (playbooks.shipped_block, "reference/playbooks.md"),
    "keys everywhere": (keys.everywhere_block, "screens/keys.md"),
    "keys of grids": (keys.grid_block, "screens/keys.md"),
    "keys of cells": (keys.editor_block, "screens/keys.md"),
}
"""The blocks that are not of one screen or command: what writes each, and its page."""


def insert(name: str) -> str | None:
    """The text of a block; None where the name says nothing."""
    if name in _WHOLE:
        return _WHOLE[name][0]()
    kind, _space, of = name.partition(" ")
    if kind == "command" and of in commands.command_names():
        return commands.command_block(of)
    return keys.keys_block(of) if kind == "keys" else None


def wanted() -> dict[str, str]:
    """The blocks that must stand somewhere, each with the page that gets it where none has it."""
    own = {f"command {name}": f"commands/{name}.md" for name in commands.command_names()}
    own |= {f"keys {mode}": f"screens/{mode}.md" for mode in keys.documented_modes()}
    return own | {name: page for name, (_block, page) in _WHOLE.items()}


def write(folder: Path) -> None:
    """Write all blocks anew, and a page for each that has none."""
    found = _inserted(folder)
    for name, place in wanted().items():
        if name not in found:
            page = folder / place
            page.parent.mkdir(parents=True, exist_ok=True)
            before = page.read_text(encoding="utf-8") if page.exists() else f"# {_title(name)}\n"
            page.write_text(f"{before}\n{blocks.empty(name)}", encoding="utf-8")
    for page in blocks.pages(folder):
        text = page.read_text(encoding="utf-8")
        if (new := blocks.filled(text, insert)) != text:
            page.write_text(new, encoding="utf-8")


def faults(folder: Path, root: Path) -> list[str]:
    """What is wrong with the pages."""
    found = []
    for page in blocks.pages(folder):
        text = page.read_text(encoding="utf-8")
        place = page.relative_to(folder)
        try:
            if blocks.filled(text, insert) != text:
                found.append(f"{place} is out of date: run make reference")
        except blocks.UnknownBlock as problem:
            found.append(f"{place} has a block of which nothing is known: {problem}")
    there = _inserted(folder)
    found += [
        f"{place} is missing ({name}): run make reference, then describe it there"
        for name, place in wanted().items()
        if name not in there
    ]
    found += [f"the meaning of {key} is told nowhere" for key in playbooks.missing_meanings()]
    return [*found, *broken_links(root)]


def _inserted(folder: Path) -> set[str]:
    texts = (page.read_text(encoding="utf-8") for page in blocks.pages(folder))
    return {name for text in texts for name in blocks.names(text)}


def _title(name: str) -> str:
    command = name.removeprefix("command ")
    return f"salestui {command}" if command != name else name.capitalize()


def main(arguments: Sequence[str]) -> int:
    """Write, check, or look through a built site."""
    set_language("en")
    if arguments[:1] == ["--site"]:
        found = list(from_elsewhere(Path(arguments[1])))
    elif "--check" in arguments:
        found = faults(ROOT / "docs", ROOT)
    else:
        write(ROOT / "docs")
        found = faults(ROOT / "docs", ROOT)
    for fault in found:
        sys.stderr.write(f"docs: {fault}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
