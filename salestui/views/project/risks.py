"""The risks of a project, the highest first."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.projects.thresholds import THRESHOLDS
from salestui.selling.projects.risks import Risk, risks_of
from salestui.views.deal.lines import DealLine, DealSection, absent, none_yet, shown, title_of
from salestui.views.states import State

_FULL, _EMPTY = "▰", "▱"
_STEPS = 5
_WORST = 25


def risks_section(state: BookState, deal: int, today: date) -> DealSection:
    """Each risk with probability, impact and score; space: closed today."""
    title = _("Risks")
    if missing := absent(state, "risks"):
        return DealSection("risks", title, (), "", "risks", absent=True, nothing=missing)
    risks = risks_of(state, deal)
    still = [risk for risk in risks if risk.is_open]
    high = sum((risk.score or 0) >= THRESHOLDS.risk_red for risk in still)
    late = sum(risk.is_late(today) for risk in still)
    notes = [_("{n} open").format(n=len(still))] if risks else []
    notes += [_("{n} high").format(n=high)] if high else []
    notes += [_("{n} overdue").format(n=late)] if late else []
    about = _(
        "Score = probability × impact, 1 to 25; from {amber} on a risk is medium, from {red} high."
    ).format(amber=THRESHOLDS.risk_amber, red=THRESHOLDS.risk_red)
    columns = (
        title_of("risks", "risk"), _("P × I = score"), title_of("risks", "owner"),
        title_of("risks", "due"), title_of("risks", "status"), title_of("risks", "action"),
    )  # fmt: skip
    return DealSection(
        "risks", title, tuple(_risk(risk, today) for risk in risks), " · ".join(notes), "risks",
        nothing=none_yet(), columns=columns, about=about,
    )  # fmt: skip


def heat(risk: Risk) -> str:
    """``4×5=20 ▰▰▰▰▱``; what is missing stands as a question mark, without a score."""
    sides = [str(side or "?") for side in (risk.probability, risk.impact)]
    if risk.score is None:
        return "×".join(sides)
    full = -(-risk.score * _STEPS // _WORST)
    return f"{'×'.join(sides)}={risk.score:<2} {_FULL * full}{_EMPTY * (_STEPS - full)}"


def _risk(risk: Risk, today: date) -> DealLine:
    how, mark = State.NEUTRAL, "·"
    score = risk.score or 0
    if not risk.is_open:
        how, mark = State.OK, "☑"
    elif score >= THRESHOLDS.risk_red or risk.is_late(today):
        how, mark = State.LATE, "!"
    elif score >= THRESHOLDS.risk_amber:
        how, mark = State.WARNING, "▲"
    due = risk.due.isoformat() if risk.due is not None else ""
    status = shown("risks", "status", risk.status)
    cells = (risk.name, heat(risk), risk.owner, due, status, risk.action)
    return DealLine(
        f"risk:{risk.row}", cells, "risks", risk.row, "status", how, mark, done=not risk.is_open
    )
