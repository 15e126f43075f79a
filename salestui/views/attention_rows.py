"""What needs the manager today, each in one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.i18n import _
from salestui.metrics.attention import Alert, Attention, Kind, Severity, merged
from salestui.metrics.dashboard import DashboardFigures
from salestui.views.formats import Style
from salestui.views.needs import needs_stages
from salestui.views.states import State

_DUE = (
    Kind.GATE_HELD, Kind.GATE_OPEN, Kind.TENDER, Kind.FOLLOW_UP, Kind.TASK, Kind.CONTACT,
    Kind.LEAD, Kind.COACHING, Kind.UNIT, Kind.VISITOR, Kind.PAYMENT,
    Kind.CONTRACT, Kind.DELIVERY,
    Kind.REPORT, Kind.RISK, Kind.GATE_DUE, Kind.DOCUMENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttentionRow:
    """One thing to see to.

    Attributes:
        severity, mark: how it presses, for the colour and as a mark (``!!`` or ``!``).
        reason: the sentence.
        amount: money at stake, or empty.
        deal: the deal's ``_id``; None for a rep, whom ``rep`` names, and for what is about none.
        entity, row: the row to open instead of the deal; None where there is none.
    """

    severity: State
    mark: str
    title: str
    amount: str
    reason: str
    rep: str
    stage: str
    deal: int | None
    entity: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class AttentionPanel:
    """The most pressing rows first; ``total`` counts those not listed, too.

    Attributes:
        counts: how many there are of each kind, in words.
        nothing: what to say where there are none, else empty.
    """

    rows: tuple[AttentionRow, ...]
    total: int
    counts: tuple[tuple[str, int], ...]
    nothing: str


def attention_panel(
    figures: DashboardFigures, style: Style, further: Attention | None = None
) -> AttentionPanel:
    """The list of the figures.

    Args:
        further: what else is due, see ``selling.today``.
    """
    found = merged(figures.attention, further)
    return AttentionPanel(
        tuple(_row(a, figures.rot_clock, style) for a in found.alerts),
        found.total,
        tuple((kind_name(k), found.counts[k]) for k in Kind if found.counts.get(k)),
        "" if found.alerts else _nothing(figures),
    )


def _nothing(figures: DashboardFigures) -> str:
    return needs_stages(figures.kept) or _("nothing is overdue, rotting or without a date")


def _row(alert: Alert, clock: str | None, style: Style) -> AttentionRow:
    urgent = alert.severity is Severity.URGENT
    return AttentionRow(
        severity=State.LATE if urgent else State.WARNING,
        mark="!!" if urgent else "!",
        title=alert.title or _("(no name)"),
        amount="" if alert.amount is None else style.money(alert.amount),
        reason=_sentence(alert, clock, style),
        rep=alert.rep or "",
        stage=alert.stage or "",
        deal=alert.deal,
        entity=alert.entity,
        row=alert.row,
    )


def _sentence(alert: Alert, clock: str | None, style: Style) -> str:
    if alert.kind is Kind.BEHIND_PACE:
        return _("pace {pace}: behind plan").format(pace=style.ratio(alert.pace or 0.0))
    if alert.kind in _DUE:
        return _due(alert)
    return reason_text(alert.kind, alert.days, clock)


def reason_text(kind: Kind, told: int | None, clock: str | None) -> str:
    """Why a deal needs attention; ``told``: for how many days, ``clock``: counted from what."""
    days = "" if told is None else f"{told:,}"
    match kind:
        case Kind.CLOSE_PASSED:
            return _("close date passed {n} d ago").format(n=days)
        case Kind.STEP_OVERDUE:
            return _("next step overdue for {n} d").format(n=days)
        case Kind.ROTTING:
            return _rotting(clock).format(n=days)
        case Kind.NO_STEP if days:
            return _("no next step, last activity {n} d ago").format(n=days)
        case Kind.NO_STEP:
            return _("no next step")
        case Kind.UNDATED:
            return _("no close date")
        case _:
            return kind_name(kind)


def _due(alert: Alert) -> str:
    """What is due, and since when or for when."""
    days = alert.days
    told = {"what": alert.what or kind_name(alert.kind), "n": abs(days or 0)}
    if alert.kind is Kind.GATE_HELD:
        return _("{what} on hold, but the deal moved on").format(**told)
    if alert.kind is Kind.GATE_OPEN:
        return _("{what} gate open, but the deal moved on").format(**told)
    if alert.kind is Kind.TENDER:
        told["what"] = _("tender")
    if days is None:
        return str(told["what"])
    if days > 0:
        return _("{n} d late: {what}").format(**told)
    if days == 0:
        return _("today: {what}").format(**told)
    return _("in {n} d: {what}").format(**told)


def _rotting(clock: str | None) -> str:
    return {
        "stage_entered": _("in this stage for {n} d"),
        "last_activity": _("no activity for {n} d"),
    }.get(clock or "", _("open for {n} d"))


def kind_name(kind: Kind) -> str:
    """Why something needs attention, in two or three words."""
    return {
        Kind.CLOSE_PASSED: _("close date passed"),
        Kind.STEP_OVERDUE: _("next step overdue"),
        Kind.ROTTING: _("rotting"),
        Kind.NO_STEP: _("no next step"),
        Kind.UNDATED: _("no close date"),
        Kind.BEHIND_PACE: _("reps behind pace"),
        Kind.GATE_HELD: _("gate on hold"),
        Kind.GATE_OPEN: _("gate open"),
        Kind.TENDER: _("tender deadline"),
        Kind.FOLLOW_UP: _("follow-up"),
        Kind.TASK: _("task"),
        Kind.CONTACT: _("contact the customer"),
        Kind.LEAD: _("lead"),
        Kind.COACHING: _("coaching"),
        Kind.UNIT: _("unit deadline"),
        Kind.VISITOR: _("visitor"),
        Kind.PAYMENT: _("payment"),
        Kind.CONTRACT: _("contract"),
        Kind.DELIVERY: _("delivery"),
        Kind.REPORT: _("weekly report"),
        Kind.RISK: _("risk"),
        Kind.GATE_DUE: _("gate review"),
        Kind.DOCUMENT: _("document"),
    }[kind]
