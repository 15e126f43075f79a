"""The Chinese catalogue is complete, fits the code, and is compiled."""

from __future__ import annotations

import gettext
import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import salestui

PACKAGE = Path(salestui.__file__).parent
CATALOGUE = PACKAGE / "i18n" / "zh_CN" / "LC_MESSAGES"
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def texts_in_code() -> set[str]:
    found: set[str] = set()
    for folder in (PACKAGE, PACKAGE.parent / "adapters", PACKAGE.parent / "templates"):
        for _, _, message, _, _ in extract_from_dir(folder, METHODS, keywords=KEYWORDS):
            found.update((message,) if isinstance(message, str) else message[:1])
    return found


@pytest.fixture(scope="module")
def translations() -> dict[str, str]:
    with (CATALOGUE / "salestui.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    return {
        (m.id if isinstance(m.id, str) else m.id[0]): (
            m.string if isinstance(m.string, str) else m.string[0]
        )
        for m in catalogue
        if m.id
    }


def test_every_text_has_a_translation(translations: dict[str, str]) -> None:
    missing = sorted(t for t in texts_in_code() if t and not translations.get(t))
    assert missing == []


def test_no_translation_is_left_over(translations: dict[str, str]) -> None:
    assert sorted(translations.keys() - texts_in_code()) == []


def test_placeholders_are_kept(translations: dict[str, str]) -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    for source, target in translations.items():
        if not re.search(r"\{\{|\}\}", source):
            assert names(target) == names(source), source


def test_the_compiled_catalogue_is_fresh() -> None:
    with (CATALOGUE / "salestui.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    fresh = BytesIO()
    write_mo(fresh, catalogue)
    compiled = gettext.GNUTranslations(BytesIO(fresh.getvalue()))
    with (CATALOGUE / "salestui.mo").open("rb") as file:
        committed = gettext.GNUTranslations(file)
    for message in catalogue:
        if isinstance(message.id, str) and message.id:
            assert committed.gettext(message.id) == compiled.gettext(message.id)
