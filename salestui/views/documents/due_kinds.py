"""Which report a document is that a project must have: what is due can be made here."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.model.playbook import DocumentType, Playbook, named
from salestui.model.playbook.project import shared_project
from salestui.views.documents.kinds import Kind, kind_named

_REPORTS: Mapping[str, str] = {
    "planning-report": "planning",
    "weekly-report": "weekly",
    "operation-checklist": "checklist",
    "summary-report": "summary",
}
"""The kind of report by the code of the document that all playbooks share."""


def kind_of_document(document: DocumentType) -> Kind | None:
    """The kind of report that a document of a playbook is; None for one that nobody else writes.

    A playbook's own document is known by any of its names, when the shared one has that name too.
    """
    if document.code in _REPORTS:
        return kind_named(_REPORTS[document.code])
    shared = shared_project().documents
    found = next((known for name in document.names if (known := named(shared, name))), None)
    return kind_named(_REPORTS[found.code]) if found and found.code in _REPORTS else None


def kind_of_code(playbook: Playbook, code: str) -> Kind | None:
    """The same of a playbook's document by its code."""
    document = next((one for one in playbook.project.documents if one.code == code), None)
    return None if document is None else kind_of_document(document)
