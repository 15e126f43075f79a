"""How projects are said to stand: marks with words, never by colour alone; reasons as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from salestui.i18n import _, label, ngettext
from salestui.metrics.projects.thresholds import Cause, Health
from salestui.model.entities import entity as entity_of
from salestui.model.playbook import Phase
from salestui.plain_text import visible
from salestui.views.formats import DOWN, FLAT, UP, Style
from salestui.views.states import State

STATES = {Health.RED: State.LATE, Health.AMBER: State.WARNING, Health.GREEN: State.OK}
"""The severity of each health."""

_MARKS = {Health.RED: "■", Health.AMBER: "◆", Health.GREEN: "●"}


def health_word(health: Health) -> str:
    """Red, amber, green."""
    return _choice_name("weekly_reports", "health", health.code)


def health_text(health: Health) -> str:
    """Mark and word: ``■ red``."""
    return f"{_MARKS[health]} {health_word(health)}"


def health_of(code: str | None) -> Health | None:
    """The health that a report's code means."""
    return next((health for health in Health if health.code == code), None)


def since_text(now: Health, written: Health | None) -> str:
    """How a project stands now against what the last report said, with an arrow."""
    if written is None:
        return ""
    if now == written:
        mark, word = FLAT, _("same")
    else:
        mark, word = (DOWN, _("declined")) if now > written else (UP, _("improved"))
    return f"{mark} {word}"


def phase_name(phase: Phase | None) -> str:
    """Plan, monitor, close."""
    return "" if phase is None else _choice_name("deals", "project_phase", phase).capitalize()


def _choice_name(entity: str, field: str, code: str) -> str:
    known = entity_of(entity).field(field)
    choices = known.choices if known is not None else ()
    return next((label(choice.labels) for choice in choices if choice.code == code), code)


def told_reason(reason: Mapping[str, Any], style: Style) -> str:
    """What a reason is about, and the reason: ``Schedule: 2 tasks are overdue``."""
    cause = cause_name(Cause(reason["cause"]))
    return _("{cause}: {reason}").format(cause=cause, reason=reason_text(reason, style))


def cause_name(cause: Cause) -> str:
    """What a reason is about, in a word or two."""
    return {
        Cause.MILESTONE: _("Milestone"),
        Cause.SCHEDULE: _("Schedule"),
        Cause.COST: _("Cost"),
        Cause.RISK: _("Risk"),
        Cause.RISK_ACTION: _("Risk action"),
        Cause.REPORT: _("Report"),
        Cause.GATE: _("Gate"),
        Cause.DIRECTOR: _("Director"),
        Cause.TEAM: _("Team"),
        Cause.DECIDER: _("Customer"),
        Cause.STEP: _("Next step"),
        Cause.STRATEGY: _("Strategy"),
        Cause.TALK: _("Communication"),
        Cause.QUALITY: _("Quality"),
    }[cause]


def reason_text(row: Mapping[str, Any], style: Style) -> str:
    """A reason, see ``metrics.projects.causes.REASONS``, as a sentence."""
    cause, n = Cause(row["cause"]), row["n"] or 0
    part, whole = row["part"] or 0.0, row["whole"] or 0.0
    if cause is Cause.COST:
        spent, budget = style.money(part), style.money(whole)
        over = style.percent((part - whole) / whole) if whole else spent
        text = _("spent {spent} of a budget of {budget}: {over} over it")
        return text.format(spent=spent, budget=budget, over=over)
    failed = cause is Cause.QUALITY and row["days"] is None
    return (_late(cause, n, failed=failed) or _lacking(cause, n)).format(
        n=style.count(n),
        what=visible(row["what"] or ""),
        days=style.count(row["days"] or 0),
        score=style.count(part),
        whole=style.count(whole),
    )


def _late(cause: Cause, n: int, *, failed: bool) -> str:
    """The sentence of what is late or fails; empty for other causes."""
    match cause:
        case Cause.MILESTONE:
            return ngettext(
                "{n} milestone is overdue: “{what}” for {days} d",
                "{n} milestones are overdue, “{what}” for {days} d",
                n,
            )
        case Cause.SCHEDULE:
            return ngettext(
                "{n} task is overdue: “{what}” for {days} d",
                "{n} tasks are overdue, “{what}” for {days} d",
                n,
            )
        case Cause.RISK_ACTION:
            return ngettext(
                "the action against {n} risk is overdue: “{what}” for {days} d",
                "the actions against {n} risks are overdue, “{what}” for {days} d",
                n,
            )
        case Cause.REPORT:
            return ngettext(
                "{n} weekly report is overdue, for {days} d",
                "{n} weekly reports are overdue, for {days} d",
                n,
            )
        case Cause.GATE:
            return ngettext(
                "{n} planned gate was not held: “{what}”, {days} d late",
                "{n} planned gates were not held, “{what}” {days} d late",
                n,
            )
        case Cause.TALK:
            return ngettext(
                "{n} planned talk was not held: “{what}”, {days} d late",
                "{n} planned talks were not held, “{what}” {days} d late",
                n,
            )
        case Cause.QUALITY if failed:
            return ngettext(
                "{n} quality check failed: “{what}”", "{n} quality checks failed, as “{what}”", n
            )
        case Cause.QUALITY:
            return ngettext(
                "{n} quality check is overdue: “{what}” for {days} d",
                "{n} quality checks are overdue, “{what}” for {days} d",
                n,
            )
    return ""


def _lacking(cause: Cause, n: int) -> str:
    """The sentence of what threatens or is missing."""
    return {
        Cause.RISK: ngettext(
            "{n} open risk is high: “{what}” with {score} of 25",
            "{n} open risks are high, “{what}” with {score} of 25",
            n,
        ),
        Cause.DIRECTOR: _("nobody directs the project"),
        Cause.TEAM: ngettext("{n} role is missing: {what}", "{n} roles are missing: {what}", n),
        Cause.DECIDER: _("no contact at the customer is known to decide"),
        Cause.STEP: _("the next step with the customer is overdue: “{what}” for {days} d"),
        Cause.STRATEGY: _("{score} of {whole} cells of the matrix of strategies are filled"),
    }[cause]
