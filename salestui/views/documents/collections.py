"""The collections list: what is owed for how long, whom to call about it today, what comes in."""

from __future__ import annotations

from salestui.i18n import _
from salestui.metrics.cash.collection import Collection
from salestui.metrics.currencies import mixed
from salestui.views.cash.lines import owed_lines
from salestui.views.cash.view import looked_at
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Section
from salestui.views.documents.sections.cash.ageing import ages, ages_by_customer
from salestui.views.documents.sections.cash.chase import chase, chased
from salestui.views.documents.sections.cash.contracts import contracts
from salestui.views.documents.sections.cash.expected import expected
from salestui.views.documents.sections.cash.reps import reps
from salestui.views.documents.sections.cash.standing import collected, standing
from salestui.views.documents.sections.listing import lacking
from salestui.views.formats import Style, say


def collections(basis: Basis) -> Document:
    """The list of a company, a team or a rep. Blocks: a worker's work."""
    present, style = basis.present, basis.style
    seen = looked_at(present)
    today = chased(owed_lines(seen))
    sections = [standing(seen, style)]
    if missing := lacking(present.state, "payment_plan"):
        sections.append(Section("plan", _("Payment plan"), needs=missing))
    else:
        sections.append(chase(today, seen, present.state, style))
        sections += _sums(seen, basis, style)
    title = _("Collections list")
    return document(basis, "collections", title, collected(seen, today.height, style), sections)


def _sums(seen: Collection, basis: Basis, style: Style) -> list[Section]:
    """The sections that add amounts up; only why not where those are of several currencies."""
    if seen.cash.currencies:
        reason = mixed(seen.cash.currencies).reason
        return [Section("ages", _("Age of the receivables"), needs=say(reason) if reason else "")]
    return [
        ages(seen),
        expected(seen, style),
        ages_by_customer(seen),
        contracts(seen, basis.present.state),
        reps(seen),
    ]
