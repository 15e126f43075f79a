"""The summary report of a sales project: how it came out against its plan, and what is learnt."""

from __future__ import annotations

from salestui.i18n import _
from salestui.selling.projects.records import deal_number, text
from salestui.selling.projects.steps import evaluation_of
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line
from salestui.views.documents.sections.project.against_plan import against_plan
from salestui.views.documents.sections.project.course import changed, stages
from salestui.views.documents.sections.project.delivery import delivery
from salestui.views.documents.sections.project.lessons import (
    close_out,
    course_told,
    evaluation,
    follow_on,
)
from salestui.views.documents.sections.project.looking import look_of
from salestui.views.documents.sections.project.money import costs, profit
from salestui.views.documents.sections.project.people import deciders
from salestui.views.documents.sections.project.result import (
    kind_of,
    last_review,
    result,
    unknown,
)
from salestui.views.documents.sections.project.risks import risks
from salestui.views.documents.sections.project.rivals import rivals
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State

_GAPS = 2
"""So many of the things that are not known are told at once; the result tells all."""


def summary(basis: Basis) -> Document:
    """The post-mortem of the deal. Blocks on the files of kept days."""
    look, archive = look_of(basis), basis.archive
    stage = archive.changes("stage", look.state) if archive is not None else None
    close = archive.changes("expected_close", look.state) if archive is not None else None
    sections = (
        result(look),
        against_plan(look, close),
        stages(look, stage),
        changed(look, stage, close),
        course_told(look),
        profit(look),
        costs(look, basis.stays),
        delivery(look),
        rivals(look),
        deciders(look, at_end=True),
        risks(look),
        evaluation(look),
        follow_on(look),
        close_out(look),
    )
    title, about = _("Summary report"), look.state.title_of("deals", look.deal)
    said = _summary(look)
    return document(basis, "summary", title, said, sections, about=about, span=_("whole project"))


def _summary(look: ProjectLook) -> list[Line]:
    """The result, why, what was learnt, how much of it is not known."""
    kind, name = kind_of(look), look.state.title_of("deals", look.deal)
    amount = deal_number(look.state, look.deal, "amount")
    money = look.style.exact_money(amount) if amount is not None else _("no amount")
    sentence = {
        "won": _("{name} was won: {money}."),
        "lost": _("{name} was lost: {money}."),
    }.get(kind, _("{name} is still open: {money}."))
    how = {"won": State.OK, "lost": State.LATE}.get(kind, State.NEUTRAL)
    lines = [Line(sentence.format(name=name, money=money), how)]
    if why := text(last_review(look), "reason"):
        lines.append(Line(_("Why: {reason}").format(reason=why)))
    if lessons := evaluation_of(look.state, look.deal).lessons:
        lines.append(Line(_("Lesson: {lesson}").format(lesson=lessons)))
    return [*lines, *(Line(said, State.WARNING) for said in unknown(look)[:_GAPS])]
