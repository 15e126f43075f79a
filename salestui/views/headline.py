"""The dashboard's first second: are we going to make it?"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from salestui.i18n import _
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.figure import Figure
from salestui.metrics.kept import Kept
from salestui.metrics.reasons import NO_TARGETS_AT_ALL, RANGE_AWAITED
from salestui.views.formats import Style, arrow, say
from salestui.views.kpis import is_met, kpi, value_text
from salestui.views.states import State, pace_state

AWAITED = "…"
"""Stands for an end of the range that is still being worked out."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The answer, and what it rests on. Texts are empty where there is nothing to say.

    Attributes:
        severity, word, arrow: how the pace stands.
        attainment, target, pace, landing, per_day, coverage: the sentence's parts, in order; the
            last three only while the period lasts.
        share: actual / target, null without a target; ``expected_share`` is where today's mark is.
        actual, expected, gap: the bar's caption; ``gap`` says so where the target is surpassed.
        needs: why there is no attainment, else empty; ``hint`` is what to do about it.
        growth, pipeline: what there is to say without a target.
    """

    severity: State
    word: str
    arrow: str
    attainment: str
    target: str
    pace: str
    landing: str
    per_day: str
    coverage: str
    share: float | None
    expected_share: float | None
    actual: str
    expected: str
    gap: str
    needs: str
    hint: str
    growth: str
    pipeline: str


def headline(figures: DashboardFigures, style: Style) -> Headline:
    """The headline of the figures."""
    kpis = figures.kpis
    state, word, pace_arrow = pace_state(kpis["pace"].value)
    reached, target, expected = kpis["attainment"], kpis["target"].value, kpis["expected"].value
    return Headline(
        severity=state,
        word=word,
        arrow=pace_arrow,
        attainment=style.percent(reached.value) if reached.value is not None else "",
        target="" if target is None else _("of {target}").format(target=style.money(target)),
        pace=_pace(figures, pace_arrow, style),
        landing=_landing(figures, style),
        per_day=_per_day(figures, style),
        coverage=_coverage(figures, style),
        share=reached.value,
        expected_share=expected / target if target and expected is not None else None,
        actual=_("actual {money}").format(money=value_text(kpis["actual"], "actual", style)),
        expected=""
        if expected is None
        else _("expected by today {money}").format(money=style.money(expected)),
        gap=_gap(figures, style),
        needs="" if reached.reason is None else say(reached.reason),
        hint=_hint(figures),
        growth=_growth(figures, style),
        pipeline=_pipeline(figures, style),
    )


def _hint(figures: DashboardFigures) -> str:
    reason = figures.kpis["attainment"].reason
    if figures.kept is Kept.NOTHING:
        return _("m maps one")
    if reason is not None and reason.text == NO_TARGETS_AT_ALL:
        return _("m maps a sheet of targets")
    return _("4 shows the targets, t chooses another period")


def _is_over(figures: DashboardFigures) -> bool:
    """Whether nothing of the period is left to land in or to be covered."""
    return figures.days is not None and figures.days.left <= 0


def _pace(figures: DashboardFigures, pace_arrow: str, style: Style) -> str:
    pace = figures.kpis["pace"].value
    return "" if pace is None else _("{arrow} {pace} pace").format(
        arrow=pace_arrow, pace=style.ratio(pace)
    )  # fmt: skip


def _landing(figures: DashboardFigures, style: Style) -> str:
    """Where it lands; its range, which comes later, has its place from the first."""
    kpis = figures.kpis
    landing, low, high = (kpis[k] for k in ("landing", "landing_low", "landing_high"))
    if landing.value is None or _is_over(figures):
        return ""
    awaited = low.reason is not None and low.reason.text == RANGE_AWAITED
    if low.value is None and not (awaited and figures.open_deals.due_weighable):
        return _("landing {money}").format(money=style.money(landing.value))
    place = cell_len(style.money(landing.value))  # as a rule its ends are as wide

    def shown(end: Figure) -> str:
        text = AWAITED if end.value is None else style.money(end.value)
        return " " * (place - cell_len(text)) + text

    return _("landing {money} (P10 {low} · P90 {high})").format(
        money=style.money(landing.value), low=shown(low), high=shown(high)
    )


def _per_day(figures: DashboardFigures, style: Style) -> str:
    required = figures.kpis["required_per_day"].value
    return _("{money} a day to go").format(money=style.money(required)) if required else ""


def _coverage(figures: DashboardFigures, style: Style) -> str:
    figure = figures.kpis["coverage"]
    if _is_over(figures):
        return ""
    if figure.value is None:
        return _("target met") if is_met(figure) else ""
    shown = kpi(figures, "coverage", style)
    return _("coverage {times}").format(times=shown.value)


def _gap(figures: DashboardFigures, style: Style) -> str:
    gap, surplus = figures.kpis["gap"].value, figures.kpis["surplus"].value
    if surplus:
        return _("surplus {money}").format(money=style.money(surplus))
    return "" if gap is None else _("gap {money}").format(money=style.money(gap))


def _growth(figures: DashboardFigures, style: Style) -> str:
    growth = figures.kpis["growth"].value
    if growth is None:
        return ""
    change = f"{arrow(growth)} {'-' if growth < 0 else '+'}{style.percent(abs(growth))}"
    return _("{change} on the period before").format(change=change)


def _pipeline(figures: DashboardFigures, style: Style) -> str:
    """What is open and what of it may be won; empty where nothing open has an amount."""
    still, weighted = figures.kpis["open_pipeline"].value, figures.kpis["weighted"].value
    if not still:
        return ""
    if weighted is None:
        return _("open {money}").format(money=style.money(still))
    return _("open {money}, weighted {weighted}").format(
        money=style.money(still), weighted=style.money(weighted)
    )
