"""A report as plain data, for other programs."""

from __future__ import annotations

from typing import Any

from msgspec import to_builtins

from salestui.views.documents.document import Document


def document_data(document: Document) -> dict[str, Any]:
    """The document as JSON-able values; days as ISO dates. Blocks say their ``block``.

    Keys are those of ``salestui.views.documents.document``.
    """
    data: dict[str, Any] = to_builtins(document)
    for section, made in zip(data["sections"], document.sections, strict=True):
        for block, one in zip(section["blocks"], made.blocks, strict=True):
            block["block"] = type(one).__name__.lower()
    return data
