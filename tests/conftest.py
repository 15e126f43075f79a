"""Settings for all tests: no test touches the user's own settings, state or locale."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import settings
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from salestui.i18n import set_language

# The same examples in every run, however slow: a commit is red for what it changed alone.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=3_000, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path_factory.mktemp("places")
    monkeypatch.setenv("SALESTUI_CONFIG", str(home / "config.toml"))
    monkeypatch.setenv("SALESTUI_STATE", str(home / "state"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(autouse=True, scope="session")
def _style_sheets_parsed_once() -> Iterator[None]:
    """Hundreds of apps have the same style sheets: to parse them is a fifth of an app's start."""
    parse = Stylesheet._parse_rules

    @lru_cache(maxsize=2_000)
    def known(variables: frozenset[tuple[str, str]], *text: str, **kind: Any) -> list[RuleSet]:
        return parse(Stylesheet(variables=dict(variables)), *text, **kind)

    def parsed(self: Stylesheet, *text: str, **kind: Any) -> list[RuleSet]:
        return known(frozenset(self._variables.items()), *text, **kind)

    Stylesheet._parse_rules = parsed  # type: ignore[method-assign]
    yield
    Stylesheet._parse_rules = parse  # type: ignore[method-assign]
