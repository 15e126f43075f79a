"""The weekly report of a company, a team or a rep."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.dashboard import dashboard_view
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document
from salestui.views.documents.sections.attainment import attainment
from salestui.views.documents.sections.standing import standing, summary_line


def weekly(basis: Basis) -> Document:
    """How the period stands, and who is behind."""
    present = basis.present
    view = dashboard_view(
        present.inputs, present.focus, present.period, present.as_of, basis.style.symbol
    )
    sections = (standing(view), attainment(view, "team"), attainment(view, "rep"))
    return document(basis, "weekly", _("Weekly report"), [summary_line(view)], sections)
