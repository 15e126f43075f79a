"""Reports as PDF: the page as WeasyPrint lays it out (the optional extra ``pdf``)."""

from __future__ import annotations

import logging
import sys
from typing import Any

from salestui.i18n import _
from salestui.reports.errors import Unmakeable


def pdf(page: str) -> bytes:
    """The page, on A4.

    Args:
        page: HTML that needs nothing else, with plain colours in its charts.

    Raises:
        Unmakeable: WeasyPrint or the libraries that it needs are not installed.
    """
    weasyprint = _renderer()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)  # of rules for browsers only
    within = weasyprint.urls.URLFetcher(allowed_protocols=["data"])  # a logo, and nothing fetched
    return bytes(weasyprint.HTML(string=page, url_fetcher=within).write_pdf())


def _renderer() -> Any:
    try:
        import weasyprint  # type: ignore[import-untyped]
    except ImportError as problem:
        raise Unmakeable(
            _("PDF needs WeasyPrint, which is not installed."),
            _(
                "Install it: {python} -m pip install weasyprint. Or make the report as HTML and "
                "print it."
            ).format(python=sys.executable),
        ) from problem
    except OSError as problem:
        raise Unmakeable(
            _("PDF needs the library Pango, which is not installed."),
            _(
                "Install Pango (Debian: apt install libpango-1.0-0 libpangoft2-1.0-0, macOS: brew "
                "install pango). Or make the report as HTML and print it."
            ),
        ) from problem
    return weasyprint
