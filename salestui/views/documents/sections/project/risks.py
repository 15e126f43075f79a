"""The risks of a project by their score."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.projects.thresholds import THRESHOLDS
from salestui.selling.projects.risks import Risk, risks_of
from salestui.views.deal.lines import shown, title_of
from salestui.views.documents.document import Cell, Column, Form, Line, Notes, Row, Section
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.risks import risks_section
from salestui.views.project.whole import ProjectLook


def risks(look: ProjectLook) -> Section:
    """Each risk with probability, impact and score, what is done about it and until when."""
    told = risks_section(look.state, look.deal, look.as_of)
    if missing := lacking(look.state, "risks"):
        return Section("risks", told.title, needs=missing)
    if not told.lines:
        return Section("risks", told.title, needs=none_listed("risks"))
    columns = (
        Column("risk", title_of("risks", "risk")),
        Column("probability", title_of("risks", "probability"), Form.COUNT),
        Column("impact", title_of("risks", "impact"), Form.COUNT),
        Column("score", _("Risk score"), Form.COUNT, bar=True),
        Column("action", title_of("risks", "action")),
        Column("owner", title_of("risks", "owner")),
        Column("due", title_of("risks", "due"), Form.DAY),
        Column("standing", _("Standing")),
    )
    found = risks_of(look.state, look.deal)
    rows = [
        Row(_cells(risk, look), line.state) for risk, line in zip(found, told.lines, strict=True)
    ]
    table = listed("risks", told.title, columns, rows)
    return Section("risks", told.title, (table, Notes((Line(told.about),))))


def _cells(risk: Risk, look: ProjectLook) -> tuple[Cell, ...]:
    said = [shown("risks", "status", risk.status)]
    if risk.is_open:
        said.append(_level(risk.score))
        said.append(_("overdue") if risk.is_late(look.as_of) else "")
    return (
        risk.name, risk.probability, risk.impact, risk.score, risk.action, risk.owner, risk.due,
        joined(filter(None, said)),
    )  # fmt: skip


def _level(score: int | None) -> str:
    if score is None:
        return ""
    if score >= THRESHOLDS.risk_red:
        return _("high")
    return _("medium") if score >= THRESHOLDS.risk_amber else _("low")
