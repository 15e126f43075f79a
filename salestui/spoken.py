"""Words inside a sentence that are said in the language of the moment in which it is shown."""

from __future__ import annotations

from collections.abc import Callable

from salestui.i18n import label


class Spoken:
    """Something whose text depends on the interface's language; ``str`` says it."""

    def __init__(self, say: Callable[[], str]) -> None:
        self._say = say

    def __str__(self) -> str:
        return self._say()


def labelled(labels: dict[str, str]) -> Spoken:
    """A name that is known by language."""
    return Spoken(lambda: label(labels))
