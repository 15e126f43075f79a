"""The communication plan and the quality plan."""

from __future__ import annotations

from salestui.i18n import _
from salestui.selling.projects.plans import Check, Talk, checks_of, talks_of
from salestui.views.deal.lines import shown, title_of
from salestui.views.documents.document import Cell, Column, Form, Row, Section
from salestui.views.documents.sections.listing import lacking, listed, none_listed
from salestui.views.project.plans import checks_section, talks_section
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def talks(look: ProjectLook) -> Section:
    """With whom the project talks, how often, and when next."""
    told = talks_section(look.state, look.deal, look.as_of)
    if missing := lacking(look.state, "communications"):
        return Section("talks", told.title, needs=missing)
    if not told.lines:
        return Section("talks", told.title, needs=none_listed("communications"))
    columns = (
        *(Column(name, title_of("communications", name)) for name in ("what", "audience", "form")),
        Column("every", _("Every"), Form.DAYS),
        Column("last", title_of("communications", "last_date"), Form.DAY),
        Column("next", title_of("communications", "next_date"), Form.DAY),
        Column("owner", title_of("communications", "owner")),
        Column("standing", _("Standing")),
    )
    rows = [_talk(talk, look) for talk in talks_of(look.state, look.deal)]
    return Section("talks", told.title, (listed("talks", told.title, columns, rows),))


def _talk(talk: Talk, look: ProjectLook) -> Row:
    late = talk.is_late(look.as_of)
    word = _("planned") if talk.next is not None else _("no date")
    cells = (
        talk.what or talk.audience, talk.audience, talk.form, talk.every, talk.last, talk.next,
        talk.owner, _("overdue") if late else word,
    )  # fmt: skip
    return Row(cells, State.LATE if late else State.NEUTRAL)


def checks(look: ProjectLook) -> Section:
    """What quality is checked when, by which standard, and with which result."""
    told = checks_section(look.state, look.deal, look.as_of)
    if missing := lacking(look.state, "quality"):
        return Section("checks", told.title, needs=missing)
    if not told.lines:
        return Section("checks", told.title, needs=none_listed("quality"))
    columns = (
        *(Column(name, title_of("quality", name)) for name in ("item", "standard", "owner")),
        *(Column(name, title_of("quality", name), Form.DAY) for name in ("due", "checked")),
        Column("result", title_of("quality", "result")),
    )
    found = checks_of(look.state, look.deal)
    rows = [
        Row(_check(check, look), line.state) for check, line in zip(found, told.lines, strict=True)
    ]
    return Section("checks", told.title, (listed("checks", told.title, columns, rows),))


def _check(check: Check, look: ProjectLook) -> tuple[Cell, ...]:
    late = check.is_late(look.as_of)
    said = _("overdue") if late else shown("quality", "result", check.result)
    return (check.item, check.standard, check.owner, check.due, check.checked, said)
