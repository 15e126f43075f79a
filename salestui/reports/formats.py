"""The formats that a report is handed over in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.views.documents.document import Document

FORMATS = ("md",)
"""By the ending of a file's name."""

TEXTS = ("md",)
"""Those that can be printed, the usual one first."""


def made(document: Document, form: str, templates: Path | None = None) -> bytes:
    """The document as a file of the format holds it.

    Args:
        templates: the user's folder of templates; need not exist.

    Raises:
        KeyError: there is no such format.
        TemplateFault: the user's template is wrong.
    """
    match form:
        case "md":
            from salestui.reports.markdown import markdown

            return markdown(document, templates).encode(errors="replace")
        case _:
            raise KeyError(form)
