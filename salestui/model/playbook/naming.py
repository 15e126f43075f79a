"""Texts in both languages, and things that are recognised by them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec

from salestui.model.folding import folded


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in both languages.

    Attributes:
        en, zh: the text.
    """

    en: str
    zh: str

    @property
    def labels(self) -> dict[str, str]:
        """The text by language."""
        return {"en": self.en, "zh": self.zh}


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something with a code, a name in both languages, and other names it is known by.

    Attributes:
        code: what we keep in memory and in files of ours; cells hold a name in the team's language.
        en, zh: its name.
        aliases: other names that it is known by.
        about_en, about_zh: explain it in a sentence; empty where the name does.
    """

    code: str
    en: str
    zh: str
    aliases: tuple[str, ...] = ()
    about_en: str = ""
    about_zh: str = ""

    @property
    def labels(self) -> dict[str, str]:
        """Name by language."""
        return {"en": self.en, "zh": self.zh}

    @property
    def about(self) -> dict[str, str]:
        """Explanation by language; empty texts where there is none."""
        return {"en": self.about_en, "zh": self.about_zh}

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is recognised by."""
        return (self.code, self.en, self.zh, *self.aliases)


N = TypeVar("N", bound=Named)


def by_name(items: Iterable[N]) -> dict[str, N]:
    """The items by each of their names, folded; the first of two that share one."""
    found: dict[str, N] = {}
    for item in items:
        for name in item.names:
            found.setdefault(folded(name), item)
    return found


def named(items: Iterable[N], text: str | None) -> N | None:
    """The item meant by a cell's text, by code, name or alias in either language; else None."""
    return by_name(items).get(folded(text)) if text and folded(text) else None
