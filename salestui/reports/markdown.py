"""Reports as Markdown, for mails, chats and wikis."""

from __future__ import annotations

import re
from pathlib import Path

from salestui.reports.environment import rendered
from salestui.views.documents.document import Document

_BLANK_LINES = re.compile(r"\n{3,}")


def markdown(document: Document, templates: Path | None = None) -> str:
    """The document as GitHub-flavoured Markdown.

    Args:
        templates: the user's folder of templates; need not exist.

    Raises:
        TemplateFault: the user's template is wrong.
    """
    text = rendered(document, "md", templates)
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
