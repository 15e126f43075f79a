"""What is learnt from a project: its evaluation, its lessons, its close-out, what follows it."""

from __future__ import annotations

from salestui.book.links import referring
from salestui.i18n import _, label
from salestui.mapping.table import ID
from salestui.selling.projects.records import day, deal_number, deal_text, records, text
from salestui.selling.projects.steps import evaluation_of
from salestui.selling.projects.team import release_cells
from salestui.views.deal.lines import shown, title_of
from salestui.views.documents.document import (
    Check,
    Checklist,
    Column,
    Facts,
    Form,
    Line,
    Notes,
    Row,
    Section,
)
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.documents.sections.project.result import close_out_steps, last_review
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def evaluation(look: ProjectLook) -> Section:
    """Cost, revenue and quality as they were evaluated, and the lessons."""
    title = _("Evaluation and lessons")
    if missing := lacking(look.state, "reviews"):
        return Section("evaluation", title, needs=missing)
    found, style = evaluation_of(look.state, look.deal), look.style
    if found.row is None:
        return Section("evaluation", title, needs=none_listed("reviews"))
    amounts = (("cost", found.cost), ("revenue", found.revenue))
    pairs = [(title_of("reviews", n), style.exact_money(v)) for n, v in amounts if v is not None]
    if found.margin is not None:
        pairs.append((_("Margin"), style.percent(found.margin)))
    if found.quality is not None:
        pairs.append((title_of("reviews", "quality"), f"{found.quality:g}"))
    review = last_review(look)
    lessons = [said for said in (found.lessons, text(review, "notes")) if said]
    lines = tuple(Line(said) for said in lessons) or (
        Line(_("No lessons are written down."), State.WARNING),
    )
    return Section("evaluation", title, (*((Facts(tuple(pairs)),) if pairs else ()), Notes(lines)))


def close_out(look: ProjectLook) -> Section:
    """The steps of the close-out, and who is still to be released; nothing where none is asked."""
    checks = []
    for step in close_out_steps(look):
        when = "" if step.done_on is None else step.done_on.isoformat()
        about = tuple(part for part in (step.done_by, when) if part)
        how = State.OK if step.done else State.NEUTRAL
        checks.append(Check(label(step.item.labels), step.done, about, how))
    still = len(release_cells(look.state, look.deal, look.as_of))
    if still and checks:
        said = _("{n} people are still on the project.").format(n=still)
        return Section(
            "close_out", _("Close-out"), (Checklist(tuple(checks)), Notes((Line(said),)))
        )
    return Section("close_out", _("Close-out"), (Checklist(tuple(checks)),) if checks else ())


def course_told(look: ProjectLook) -> Section:
    """How the weekly reports told it: health and issues, the first report first."""
    rows = records(look.state, look.deal, "weekly_reports")
    told = sorted((r for r in rows if text(r, "issues")), key=lambda r: str(day(r, "date") or ""))
    title = _("Issues as the weekly reports told them")
    columns = (
        Column("issues", title_of("weekly_reports", "issues")),
        Column("health", title_of("weekly_reports", "health")),
        Column("date", title_of("weekly_reports", "date"), Form.DAY),
    )
    first: dict[str, Row] = {}
    for row in told:
        said = text(row, "issues")
        health = shown("weekly_reports", "health", row.get("health"))
        first.setdefault(said, Row((said, health, day(row, "date"))))
    table = listed("issues", title, columns, list(first.values()))
    return Section("issues", title, (table,) if first else ())


def follow_on(look: ProjectLook) -> Section:
    """The deals that continue this one."""
    title = _("What follows")
    found = referring(look.state, "deals", look.deal, "deals", "parent_deal")
    rows = [_following(look, row) for row in found[ID].to_list()] if ID in found.columns else []
    if not rows:
        return Section("follow_on", title, needs=_("No deal is said to follow this one."))
    columns = (
        Column("deal", title_of("deals", "name")),
        Column("stage", title_of("deals", "stage")),
        Column("amount", title_of("deals", "amount"), Form.MONEY),
        Column("owner", title_of("deals", "owner")),
    )
    return Section("follow_on", title, (listed("follow_on", title, columns, rows),))


def _following(look: ProjectLook, deal: int) -> Row:
    state = look.state
    return Row(
        (
            state.title_of("deals", deal),
            deal_text(state, deal, "stage"),
            deal_number(state, deal, "amount"),
            deal_text(state, deal, "owner"),
        )
    )
