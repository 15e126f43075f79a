"""The formats that a report is handed over in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.views.documents.document import Document

FORMATS = ("md", "html", "pdf", "xlsx")
"""By the ending of a file's name."""

TEXTS = ("md", "html")
"""Those that can be printed, the usual one first."""


def made(document: Document, form: str, templates: Path | None = None) -> bytes:
    """The document as a file of the format holds it.

    Args:
        templates: the user's folder of templates; need not exist.

    Raises:
        KeyError: there is no such format.
        Unmakeable: the user's template is wrong, or what makes the format is not installed.
    """
    match form:
        case "md":
            from salestui.reports.markdown import markdown

            return markdown(document, templates).encode(errors="replace")
        case "html":
            from salestui.reports.page import html

            return html(document, templates).encode(errors="replace")
        case "pdf":
            from salestui.reports.charts.palette import PRINT
            from salestui.reports.page import html
            from salestui.reports.pdf import pdf

            return pdf(html(document, templates, PRINT))
        case "xlsx":
            from salestui.reports.excel.workbook import workbook

            return workbook(document)
        case _:
            raise KeyError(form)
