"""The matrix of the four elements: what is analysed, aimed at and done in each."""

from __future__ import annotations

from salestui.i18n import _, label
from salestui.selling.projects.elements import ASPECTS, Element, completeness, elements_of
from salestui.views.deal.lines import title_of
from salestui.views.documents.document import Column, Line, Notes, Row, Section
from salestui.views.documents.sections.listing import lacking, listed
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def strategy(look: ProjectLook) -> Section:
    """A row for each element, and how much of the matrix is filled."""
    title = _("Four elements")
    if missing := lacking(look.state, "strategies"):
        return Section("strategy", title, needs=missing)
    elements = elements_of(look.state, look.deal)
    filled, wanted = completeness(elements)
    columns = (
        Column("element", title_of("strategies", "element")),
        *(Column(name, title_of("strategies", name)) for name in ASPECTS),
        Column("owner", title_of("strategies", "owner")),
    )
    rows = [_row(element) for element in elements]
    said = Line(
        _("{n} of {all} filled").format(n=filled, all=wanted),
        State.OK if filled == wanted else State.WARNING,
    )
    table = listed("strategy", title, columns, rows)
    return Section("strategy", title, (table, Notes((said,))))


def _row(element: Element) -> Row:
    name = label(element.choice.labels)
    texts = tuple(said or _("not filled") for said in element.texts)
    how = State.NEUTRAL if all(element.texts) else State.WARNING
    return Row((name[:1].upper() + name[1:], *texts, element.owner), how)
