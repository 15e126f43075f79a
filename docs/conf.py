"""How the documentation site is built: `make docs` writes it to build/docs, without a network."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from salestui import __version__

project = "salestui"
author = "The salestui authors"
release = version = __version__
html_title = "salestui"
html_theme = "furo"
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False

extensions = ["myst_parser"]
exclude_patterns = ["tools"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
highlight_language = "none"
linkcheck_timeout = 20
linkcheck_ignore = [
    # These ask for a sign-in, and answer a program with a page about that.
    r"https://console\.cloud\.google\.com/.*",
    r"https://myaccount\.google\.com/.*",
]


def _language(
    _app: Sphinx, page: str, _template: str, context: dict[str, Any], _document: object
) -> None:
    """The Chinese pages say so, to browsers and readers aloud."""
    if page.startswith("zh/"):
        context["language"] = "zh-CN"


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("html-page-context", _language)
