"""The operation checklist of a sales project."""

from __future__ import annotations

from salestui.i18n import _, ngettext
from salestui.selling.projects.phases import phase_of
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line
from salestui.views.documents.sections.project.looking import look_of
from salestui.views.documents.sections.project.operation import (
    Count,
    counted,
    operation,
    overview,
    phases,
)
from salestui.views.portfolio.words import phase_name
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def checklist(basis: Basis) -> Document:
    """Everything to do and to have, phase by phase."""
    look = look_of(basis)
    found = operation(look)
    whole = counted([check for checks in found.values() for check in checks])
    title, about = _("Operation checklist"), look.state.title_of("deals", look.deal)
    sections = (overview(found, look), *phases(found))
    said = _summary(look, whole)
    return document(basis, "checklist", title, said, sections, about=about, span=_("whole project"))


def _summary(look: ProjectLook, whole: Count) -> list[Line]:
    now = phase_of(look.state, look.deal)
    text = _("{done} of {all} items are done.")
    lines = [Line(text.format(done=whole.done, all=whole.all))]
    if now is not None:
        lines.insert(
            0, Line(_("The project is in the phase {phase}.").format(phase=phase_name(now)))
        )
    if whole.late:
        late = ngettext("{n} item is late.", "{n} items are late.", whole.late)
        lines.append(Line(late.format(n=whole.late), State.LATE))
    else:
        lines.append(Line(_("Nothing is late."), State.OK))
    return lines
