"""A report as plain data, for other programs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from salestui.views.documents.document import Document


def document_data(document: Document) -> dict[str, Any]:
    """The document as JSON-able values; days as ISO dates. Blocks say their ``block``.

    Keys are those of ``salestui.views.documents.document``.
    """
    data = asdict(document)
    for section, made in zip(data["sections"], document.sections, strict=True):
        for block, one in zip(section["blocks"], made.blocks, strict=True):
            block["block"] = type(one).__name__.lower()
    return _plain(data)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value
