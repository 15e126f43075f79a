"""Settings for all tests: no test touches the user's own settings, state or locale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

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
