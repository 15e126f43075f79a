"""How a deal came out, and what of it is not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salestui.i18n import _, ngettext
from salestui.selling.projects.phases import level_of, stage_of
from salestui.selling.projects.records import Record, deal_day, deal_text, records, text
from salestui.selling.projects.steps import ProjectStep, evaluation_of, last_steps
from salestui.views.deal.lines import listed_name, shown, title_of
from salestui.views.documents.document import Facts, Line, Notes, Section
from salestui.views.project.whole import ProjectLook
from salestui.views.states import State


def kind_of(look: ProjectLook) -> str:
    """``open``, ``won`` or ``lost``; a stage that the playbook does not know is still open."""
    stage = stage_of(look.state, look.deal)
    return stage.kind if stage is not None else "open"


def result(look: ProjectLook) -> Section:
    """Won or lost, when, why; of an open deal, what cannot be told yet."""
    kind = kind_of(look)
    pairs = [(_("Result"), {"won": _("won"), "lost": _("lost")}.get(kind, _("still open")))]
    names = ["customer", "stage", "owner", "created", "expected_close", "closed"]
    if kind == "lost":
        names += ["lost_stage", "loss_reason"]
    pairs += [(title_of("deals", name), _cell(look, name)) for name in names]
    review = last_review(look)
    pairs += [
        (title_of("reviews", name), shown("reviews", name, review.get(name)))
        for name in ("reason", "date", "author")
        if review
    ]
    facts = Facts(tuple((name, said) for name, said in pairs if said))
    missing = unknown(look)
    if not missing:
        return Section("result", _("Result"), (facts,))
    lines = tuple(Line(said, State.WARNING) for said in missing)
    return Section("result", _("Result"), (facts, Notes(lines)))


def _cell(look: ProjectLook, name: str) -> str:
    day = deal_day(look.state, look.deal, name)
    said = day.isoformat() if isinstance(day, date) else deal_text(look.state, look.deal, name)
    if name == "loss_reason":
        return listed_name(look.state.playbook.lists.loss_reasons, said)
    return " ".join(said.split())


def last_review(look: ProjectLook) -> Record:
    """The row that sums the deal up; empty where there is none."""
    rows = records(look.state, look.deal, "reviews")
    return rows[-1] if rows else {}


def close_out_steps(look: ProjectLook) -> Sequence[ProjectStep]:
    """What the project ends with: of a deal of a size that is run as a project, unless it is lost,
    and of any whose close-out was begun; none for others.
    """
    steps = last_steps(look.state, look.deal)
    level = level_of(look.state, look.deal)
    wanted = level is not None and level.code in look.state.playbook.project.levels
    if any(step.done for step in steps) or (wanted and kind_of(look) != "lost"):
        return steps
    return ()


def unknown(look: ProjectLook) -> list[str]:
    """What a summary should tell and the workbook does not, in sentences."""
    found = []
    kind = kind_of(look)
    if kind not in ("won", "lost"):
        found.append(_("The deal is still open: result, final amount and cycle are not known yet."))
    why = text(last_review(look), "reason") or deal_text(look.state, look.deal, "loss_reason")
    if kind in ("won", "lost"):
        if deal_day(look.state, look.deal, "closed") is None:
            found.append(_("The day on which it was closed is not told."))
        if not why:
            found.append(_("Why it was won or lost is not told."))
        if not evaluation_of(look.state, look.deal).lessons:
            found.append(_("No lessons are written down."))
    still = sum(not step.done for step in close_out_steps(look))
    if kind == "won" and still:
        said = ngettext(
            "{n} step of the close-out is open.", "{n} steps of the close-out are open.", still
        )
        found.append(said.format(n=still))
    return found
