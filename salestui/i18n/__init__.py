"""The two languages of the interface: one gettext catalogue, English sentences as keys.

``_`` looks the current language up at every call, so a text must be asked for when it is shown,
not when a module is imported.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from pathlib import Path

LANGUAGES = ("en", "zh")
_CATALOGUES = {"zh": "zh_CN"}


class _Current:
    language: str = "en"
    translations: gettext.NullTranslations = gettext.NullTranslations()


def set_language(language: str) -> None:
    """Switch the interface to ``en`` or ``zh``."""
    _Current.language = language
    catalogue = _CATALOGUES.get(language)
    _Current.translations = (
        gettext.NullTranslations()
        if catalogue is None
        else gettext.translation("salestui", Path(__file__).parent, [catalogue], fallback=True)
    )


def language() -> str:
    """The current language: ``en`` or ``zh``."""
    return _Current.language


def language_of_locale() -> str:
    """``zh`` where the environment's locale is Chinese, ``en`` otherwise."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def _(message: str) -> str:
    """The message in the current language."""
    return _Current.translations.gettext(message)


def N_(message: str) -> str:
    """Mark a text for the catalogue that is looked up later, when it is shown."""
    return message


def ngettext(one: str, many: str, n: int) -> str:
    """``one`` or ``many`` in the current language, by ``n``."""
    return _Current.translations.ngettext(one, many, n)


def joined(texts: Iterable[str]) -> str:
    """Those of the texts that are not empty, as one enumeration in the current language."""
    return _(", ").join(filter(None, texts))


def label(labels: dict[str, str]) -> str:
    """Choose from ``{"en": ..., "zh": ...}`` by the current language."""
    return labels.get(_Current.language) or labels["en"]
