"""The built site loads nothing from elsewhere, and links that lead nowhere fail the build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _built(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build pages with the site's own settings and theme."""
    command = [sys.executable, "-m", "sphinx", "-q", "-E", "-n", "-W", "-b", "html"]
    return subprocess.run(
        [*command, "-c", str(ROOT / "docs"), str(source), str(site)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A small site: an English page, a Chinese one, a picture."""
    source = tmp_path / "pages"
    (source / "zh").mkdir(parents=True)
    picture = (ROOT / "docs/images/quicklog.svg").read_text(encoding="utf-8")
    (source / "picture.svg").write_text(picture, encoding="utf-8")
    (source / "index.md").write_text(
        "# One\n\n![A picture](picture.svg)\n\n[there](zh/two.md#zwei) [out](https://example.com)\n"
        "\n```sh\nsalestui demo\n```\n\n```{toctree}\nzh/two\n```\n"
    )
    (source / "zh/two.md").write_text("# 二\n\n## Zwei\n")
    return source


def test_a_built_page_loads_nothing_from_elsewhere(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    from docs.tools.offline import from_elsewhere

    site = tmp_path / "site"
    done = _built(pages, site)
    assert done.returncode == 0, done.stderr
    assert list(from_elsewhere(site)) == []
    assert '<html class="no-js" lang="zh-CN"' in (site / "zh/two.html").read_text()
    page = site / "index.html"
    page.write_text(
        page.read_text().replace(
            "</head>",
            '<script src="https://cdn.example/a.js"></script><style>@import "//b.example/b.css";'
            '</style><link rel="stylesheet" href="http://c.example/c.css"></head>',
        )
    )
    (site / "_static/own.css").write_text("@font-face { src: url(https://d.example/d.woff2) }")
    assert [told.split()[-1] for told in from_elsewhere(site)] == [
        "https://d.example/d.woff2",
        "//b.example/b.css",
        "https://cdn.example/a.js",
        "http://c.example/c.css",
    ]


def test_a_link_and_an_anchor_that_lead_nowhere_fail_the_build(pages: Path, tmp_path: Path) -> None:
    page = pages / "zh/two.md"
    page.write_text(page.read_text() + "\n[gone](gone.md) [lost](../index.md#lost)\n")
    done = _built(pages, tmp_path / "site")
    assert done.returncode != 0
    assert "gone.md" in done.stderr and "lost" in done.stderr


def test_pictures_of_the_docs_ask_nobody_and_are_small() -> None:
    pictures = list((ROOT / "docs/images").glob("*.svg"))
    assert pictures
    for path in pictures:
        text = path.read_text(encoding="utf-8")
        assert "@font-face" not in text and "url(http" not in text, path.name
        assert len(text.encode()) < 150_000, path.name
