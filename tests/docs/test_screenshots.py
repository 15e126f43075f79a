"""The pictures of the docs: each is drawn by ``make screenshots`` and shown on a page."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def screenshots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_screenshots", ROOT / "docs/screenshots.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_picture_of_a_page_is_drawn_and_every_drawn_one_shown(
    screenshots: ModuleType,
) -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    shown = {
        name
        for page in pages
        for name in re.findall(r"\]\([^)]*images/([\w-]+)\.svg\)", page.read_text(encoding="utf-8"))
    }
    assert shown == {picture.name for picture in screenshots.PICTURES}
    assert {path.stem for path in screenshots.IMAGES.glob("*.svg")} == shown
