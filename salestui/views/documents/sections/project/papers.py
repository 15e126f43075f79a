"""The documents that a project has to have, and what of them is there."""

from __future__ import annotations

from salestui.i18n import _, label
from salestui.selling.projects.documents import DueDocument, due_documents
from salestui.views.documents.document import Column, Form, Row, Section
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.papers import due_section, due_word
from salestui.views.project.whole import ProjectLook


def papers(look: ProjectLook) -> Section:
    """Each document with its day, and how it stands."""
    told = due_section(look.state, look.deal, look.as_of)
    if missing := lacking(look.state, "documents"):
        return Section("papers", told.title, needs=missing)
    if not told.lines:
        return Section("papers", told.title, needs=none_listed("documents"))
    columns = (
        Column("document", _("Document")),
        Column("due", _("Due by"), Form.DAY),
        Column("standing", _("Standing")),
    )
    found = due_documents(look.state, look.deal, look.as_of)
    rows = [
        Row((called(one), one.due, due_word(one)), line.state)
        for one, line in zip(found, told.lines, strict=True)
    ]
    return Section("papers", told.title, (listed("papers", told.title, columns, rows),))


def called(one: DueDocument) -> str:
    """A document's name: of a kind of the playbook's the kind's, else its own."""
    if one.kind is not None and (one.kind.due or not one.name):
        return label(one.kind.labels)
    return one.name
