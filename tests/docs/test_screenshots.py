"""Pictures of screens: wide characters keep their two cells, nothing is loaded from elsewhere."""

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


def test_a_run_of_text_is_cut_where_wide_characters_begin_and_end(screenshots: ModuleType) -> None:
    lean = screenshots._lean(
        "<svg><style>@font-face { src: url(https://x.example/f.woff2) }</style>\n"
        '<text class="terminal-42-r3" x="10" y="5" textLength="61" '
        'clip-path="url(#terminal-42-line-0)">a&#160;金额&amp;</text></svg>'
    )
    assert re.findall(r"<text.*?</text>", lean) == [
        '<text class="tr3" x="10" y="5" textLength="24.4">a&#160;</text>',
        '<text class="tr3" x="34.4" y="5" textLength="48.8">金额</text>',
        '<text class="tr3" x="83.2" y="5" textLength="12.2">&amp;</text>',
    ]
    assert "font-face" not in lean and "clip-path" not in lean


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
