"""The lines of the portfolio: projects, gates, and who watches risks or directs projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.i18n import _, label, ngettext
from salestui.metrics.figure import Figure
from salestui.metrics.projects.duty import Kept, summed
from salestui.metrics.projects.gates import gates_on_time
from salestui.metrics.projects.risks import risks_by_deal, risks_by_owner
from salestui.metrics.projects.thresholds import Health
from salestui.model.playbook import PHASES, Playbook
from salestui.plain_text import visible
from salestui.selling.projects.portfolio import Portfolio
from salestui.views.followups import when_text
from salestui.views.formats import Style, not_available
from salestui.views.portfolio.words import (
    STATES,
    health_of,
    health_text,
    phase_name,
    since_text,
)
from salestui.views.states import State

_NONE = "–"


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project as listed; ``deal``: its ``_id``.

    Attributes:
        gate: the next planned one; ``risk``: score and name of the top one.
        report: how it stands to its duty; ``written``: the health that the last report tells, and
            ``since``: how it stands now against that.
        on_time: of the period, its reports on time.
    """

    deal: int
    title: str
    health: str
    phase: str
    level: str
    director: str
    amount: str
    gate: str
    risk: str
    report: str
    written: str
    since: str
    on_time: str
    severity: State
    late: bool


@dataclass(frozen=True, slots=True)
class GateLine:
    """A planned gate: ``row`` on the gates' sheet, ``deal`` its project."""

    row: int
    deal: int
    when: str
    week: str
    gate: str
    project: str
    reviewer: str
    severity: State


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """Who watches open risks; ``rows`` of the risks' sheet, the highest score first."""

    owner: str
    open: str
    high: str
    overdue: str
    exposure: str
    top: str
    rows: tuple[int, ...]
    severity: State


@dataclass(frozen=True, slots=True)
class DirectorLine:
    """Who directs projects; ``name`` is empty for nobody, ``label`` says so."""

    name: str
    label: str
    projects: str
    red: str
    amber: str
    reports: str
    gates: str
    severity: State


def project_lines(
    found: Portfolio, playbook: Playbook, as_of: date, style: Style, most: int
) -> tuple[ProjectLine, ...]:
    """The first ``most`` projects: red before amber before green, the larger ones first."""
    whole = found.projects.join(found.health, on="deal", how="left", maintain_order="left")
    whole = whole.sort("health", "amount", descending=True, nulls_last=True,
                       maintain_order=True).head(most)  # fmt: skip
    shown = whole.select("deal")
    first = found.planned.group_by("deal", maintain_order=True).first()
    gates = _by_deal(first, shown)
    risks = _by_deal(risks_by_deal(found.risks).drop_nulls("top_score"), shown)
    reports = _by_deal(found.reports, shown)
    written = dict(found.written.select("deal", "written").iter_rows())
    words = _Words(playbook)
    lines = []
    for row in whole.iter_rows(named=True):
        deal, health = row["deal"], Health(row["health"])
        said, duty = health_of(written.get(deal)), reports.get(deal)
        lines.append(
            ProjectLine(
                deal=deal,
                title=visible(row["title"] or ""),
                health=words.health[health],
                phase=words.phases[row["phase"]],
                level=words.levels.get(row["level"], ""),
                director=visible(row["director"] or _NONE),
                amount="" if row["amount"] is None else style.money(row["amount"]),
                gate=words.next_gate(gates.get(deal)),
                risk=_risk_text(risks.get(deal)),
                report=report_text(duty, as_of),
                written="" if said is None else words.health[said],
                since=since_text(health, said),
                on_time=_percent(found.kept.get(deal, Kept()).rate, style),
                severity=STATES[health],
                late=bool(duty and duty["late"]),
            )
        )
    return tuple(lines)


def report_text(duty: Mapping[str, Any] | None, as_of: date) -> str:
    """How a project stands to its duty to report: a dash without one, else when it is due."""
    if duty is None:
        return _NONE
    if duty["due"] is None:
        return _("never yet")
    return when_text(duty["due"], (as_of - duty["due"]).days)


def gate_lines(found: Portfolio, playbook: Playbook, most: int) -> tuple[GateLine, ...]:
    """The first ``most`` planned gates, the longest overdue first."""
    shown = found.planned.head(most).join(
        found.projects.select("deal", "title"), on="deal", maintain_order="left"
    )
    words = _Words(playbook)
    return tuple(
        GateLine(
            row=row["_id"],
            deal=row["deal"],
            when=when_text(row["due"], row["late"]),
            week=week_text(row["due"], row["late"]),
            gate=words.gate(row["gate"]),
            project=visible(row["title"] or ""),
            reviewer=visible(row["reviewer"] or _NONE),
            severity=_due_state(row["late"]),
        )
        for row in shown.iter_rows(named=True)
    )


def week_text(due: date, late: int) -> str:
    """In which week a day lies, seen from ``late`` days after it."""
    if late > 0:
        return _("overdue")
    weekday = (due.weekday() + late) % 7  # that of the as-of day
    weeks = (weekday - late) // 7
    if weeks == 0:
        return _("this week")
    return ngettext("in {n} week", "in {n} weeks", weeks).format(n=weeks)


def owner_lines(found: Portfolio, style: Style) -> tuple[OwnerLine, ...]:
    """Who watches open risks, the most exposed first; risks that nobody watches by themselves."""
    lines = []
    for row in risks_by_owner(found.risks).iter_rows(named=True):
        pressing = State.LATE if row["high"] else State.WARNING
        lines.append(
            OwnerLine(
                owner=visible(row["owner"] or _("nobody")),
                open=style.count(row["open"]),
                high=style.count(row["high"]),
                overdue=style.count(row["overdue"]),
                exposure=style.count(row["exposure"]),
                top=visible(row["top_risk"] or ""),
                rows=tuple(row["rows"]),
                severity=pressing if row["high"] or row["overdue"] else State.NEUTRAL,
            )
        )
    return tuple(lines)


def director_lines(found: Portfolio, style: Style) -> tuple[DirectorLine, ...]:
    """Who directs how many projects, and how reports and gates of these were in time."""
    whole = found.projects.select("deal", "director").join(found.health, on="deal", how="left")
    gates = found.judged.join(whole, on="deal").partition_by("director", as_dict=True)
    lines = []
    ordered = whole.sort("director", nulls_last=True)
    for key, part in ordered.partition_by("director", as_dict=True).items():
        name, levels = key[0], part["health"]
        red, amber = (levels.eq(int(h)).arg_true().len() for h in (Health.RED, Health.AMBER))
        duty = summed(found.kept[deal] for deal in part["deal"] if deal in found.kept)
        judged = gates.get(key, found.judged.clear())
        lines.append(
            DirectorLine(
                name=str(name or ""),
                label=visible(str(name or _("nobody"))),
                projects=style.count(part.height),
                red=style.count(red),
                amber=style.count(amber),
                reports=_percent(duty.rate, style),
                gates=_percent(gates_on_time(judged), style),
                severity=State.LATE if red else State.NEUTRAL,
            )
        )
    return tuple(lines)


class _Words:
    """What is said over and over, looked up once for each text."""

    def __init__(self, playbook: Playbook) -> None:
        self._playbook = playbook
        self._gates: dict[str | None, str] = {}
        self.health = {health: health_text(health) for health in Health}
        self.phases = {phase: phase_name(phase) for phase in (*PHASES, None)}
        self.levels = {band.code: label(band.labels) for band in playbook.tailoring}

    def gate(self, text: str | None) -> str:
        """A gate as its cell names it; one known by an abbreviation, such as ATI, by that."""
        if text not in self._gates:
            known = self._playbook.gate(text)
            short = known is not None and known.code.isupper()
            self._gates[text] = known.code if known and short else visible(text or "")
        return self._gates[text]

    def next_gate(self, gate: Mapping[str, Any] | None) -> str:
        """When it is due, and its name."""
        if gate is None:
            return _NONE
        return f"{when_text(gate['due'], gate['late'])} {self.gate(gate['gate'])}"


def _by_deal(frame: pl.DataFrame, shown: pl.DataFrame) -> dict[int, dict[str, Any]]:
    """The rows of the deals that are shown."""
    chosen = frame.join(shown, on="deal", how="semi")
    return {row["deal"]: row for row in chosen.iter_rows(named=True)}


def _risk_text(risk: Mapping[str, Any] | None) -> str:
    return _NONE if risk is None else f"{risk['top_score']} {visible(risk['top_risk'] or '')}"


def _due_state(late: int) -> State:
    if late > 0:
        return State.LATE
    return State.WARNING if late == 0 else State.NEUTRAL


def _percent(figure: Figure, style: Style) -> str:
    return not_available() if figure.value is None else style.percent(figure.value)
