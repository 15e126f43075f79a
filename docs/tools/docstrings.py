"""What docstrings say of attributes, which is how settings and playbook keys are told."""

from __future__ import annotations

import inspect
import re


def attributes(doc: str | None) -> dict[str, str]:
    """The meanings in a section ``Attributes``; that of ``floor, cap: ...`` is told for each."""
    section = inspect.cleandoc(doc or "").partition("Attributes:\n")[2].split("\n\n")[0]
    found = {}
    for names, text in re.findall(r"^ {4}([a-z_, ]+): (.*(?:\n {8}.*)*)", section, re.M):
        for name in names.split(", "):
            found[name] = re.sub(r"\s+", " ", text)
    return found


def markdown(text: str) -> str:
    """A docstring's text as Markdown for a cell of a table."""
    return re.sub(r"``([^`]+)``", r"`\1`", text)
