"""Backends are found by entry points; our own without asking for them."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType

import pytest

from adapters.errors import WorkbookError
from adapters.registry import GROUP, OWN, open_workbook


def test_our_own_backends_are_the_entry_points_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["entry-points"][GROUP] == OWN


def test_another_package_can_add_a_backend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Paper:
        @staticmethod
        def claims(location: str) -> bool:
            return location.startswith("paper:")

        @staticmethod
        def open(location: str, state_dir: Path) -> str:
            return f"{location} {state_dir.name}"

    module = ModuleType("paper_backend")
    module.Paper = Paper  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "paper_backend", module)
    found = EntryPoints(
        [EntryPoint("paper", "paper_backend:Paper", GROUP), EntryPoint("zero", "nowhere:X", GROUP)]
    )
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: found.select(group=group))
    assert open_workbook("paper:1", tmp_path) == f"paper:1 {tmp_path.name}"
    with pytest.raises(WorkbookError, match="zero") as caught:
        open_workbook("stone:1", tmp_path)
    assert caught.value.hint


def test_nobody_claims_it(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="not a kind of workbook"):
        open_workbook("team.docx", tmp_path)
