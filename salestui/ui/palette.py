"""The palette's commands, in an order of their own: screens first, and short words find them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from salestui.i18n import _

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_WORDS = re.compile(r"[^\W_]+")
_WHOLE_WORD, _TITLE, _WORD, _PART = 4.0, 3.0, 2.0, 1.0


def rank(name: str, typed: str) -> float:
    """How well a command's name, with its key and its other words, is meant by what was typed.

    A whole word counts most, so that two letters that are one of the command's words find it at
    once; then the title's beginning, a word's beginning, any part. 0 where nothing of it is there.
    """
    name, typed = name.casefold(), typed.casefold().strip()
    words = _WORDS.findall(name)
    if typed in words:
        return _WHOLE_WORD
    if name.startswith(typed):
        return _TITLE
    if any(word.startswith(typed) for word in words):
        return _WORD
    return _PART if typed in name else 0.0


class CommandProvider(Provider):
    """The app's commands; of equally good ones the one that the app names first."""

    async def discover(self) -> Hits:
        """All of them, as the app orders them."""
        for name, about, run, shown in cast("SalesApp", self.app).get_system_commands(self.screen):
            if shown:
                yield DiscoveryHit(name, run, help=about)

    async def search(self, query: str) -> Hits:
        """Those that are meant; letters scattered over a name find it last."""
        matcher, none = self.matcher(query), True
        for name, about, run, _shown in cast("SalesApp", self.app).get_system_commands(self.screen):
            scattered = matcher.match(name)
            found = rank(name, query) or min(scattered, 0.9)
            if found > 0:
                none = False
                yield Hit(found, matcher.highlight(name), run, text=name, help=about)
        if none:
            yield Hit(0.1, _("No command is called that"), lambda: None)
