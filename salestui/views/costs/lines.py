"""The lines of costs, of overruns and of months, as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import N_, _, joined, label
from salestui.metrics.costs.months import CostMonth
from salestui.metrics.costs.overruns import Overrun
from salestui.metrics.costs.report import CostLine
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure
from salestui.model.period import Period, PeriodKind, period_of
from salestui.model.playbook import named
from salestui.views.formats import Style
from salestui.views.names import period_name
from salestui.views.states import State

_TITLES = {
    "deal": N_("By deal"), "stage": N_("By stage"), "team": N_("By team"), "rep": N_("By rep"),
    "type": N_("By cost type"), "campaign": N_("By campaign"),
}  # fmt: skip
_NAMES = {
    "deal": N_("Deal"), "stage": N_("Stage"), "team": N_("Team"), "rep": N_("Rep"),
    "type": N_("Cost type"), "campaign": N_("Campaign"),
}  # fmt: skip
_NONE = {
    "deal": N_("no deal"), "stage": N_("stage not filled"), "team": N_("no team"),
    "rep": N_("no rep"), "type": N_("no cost type"), "campaign": N_("no campaign"),
}  # fmt: skip
_NEAR = 0.9
"""From this part of a budget on there is little left."""


@dataclass(frozen=True, slots=True)
class CostRow:
    """A line of the variance table.

    Attributes:
        cells: cost, budget, spent of it, variance, used, and how it stands in a word.
        deal_row: the deal that it opens, None for none.
        costs, budgets: ``_id`` of the rows behind it.
    """

    key: str
    name: str
    cells: tuple[str, ...]
    tone: State
    deal_row: int | None
    costs: tuple[int, ...]
    budgets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverrunRow:
    """A budget that was not enough; ``reason`` is empty where nobody gave one.

    Attributes:
        cells: period, budget, spent, over, and over as a part of the budget.
    """

    budget: int
    what: str
    cells: tuple[str, ...]
    reason: str
    deal_row: int | None

    @property
    def why(self) -> str:
        """The reason, or that there is none."""
        return self.reason or _("no reason given")


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month: cost, won, ratio; ``share`` of the dearest month, 0 to 1."""

    month: str
    cells: tuple[str, ...]
    share: float


def dimension_title(by: str) -> str:
    """What the table by a dimension is called."""
    return _(_TITLES[by])


def dimension_name(by: str) -> str:
    """What its lines are."""
    return _(_NAMES[by])


def key_name(state: BookState, by: str, key: str) -> str:
    """A key of ``model.spending`` in words."""
    if not key:
        return _(_NONE[by])
    if by == "deal" and key.startswith("#") and key[1:].isdecimal():
        row = int(key[1:])
        known = row in state.entities["deals"].positions
        return state.title_of("deals", row) if known else key
    if by == "stage":
        stage = next((s for s in state.playbook.stages if s.code == key), None)
        return key if stage is None else label(stage.labels)
    if by == "type":
        known_type = named(state.playbook.lists.cost_types, key)
        return key if known_type is None else label(known_type.labels)
    return key


def cost_row(state: BookState, by: str, line: CostLine, style: Style) -> CostRow:
    """A line in words."""
    tone, word = standing(line.figures["used"], line.figures["variance"])
    figures = line.figures
    return CostRow(
        key=line.key,
        name=key_name(state, by, line.key),
        cells=(
            *(style.figure(figures[name], Unit.MONEY) for name in ("cost", "budget", "spent")),
            signed(figures["variance"], style),
            style.figure(figures["used"], Unit.PERCENT),
            word,
        ),
        tone=tone,
        deal_row=line.deal_row,
        costs=line.costs,
        budgets=line.budgets,
    )


def signed(figure: Figure, style: Style) -> str:
    """A variance with its sign."""
    text = style.figure(figure, Unit.MONEY)
    return f"+{text}" if figure.value is not None and figure.value > 0 else text


def standing(used: Figure, variance: Figure) -> tuple[State, str]:
    """How a budget stands, as a state and a word."""
    if variance.value is None:
        return State.NEUTRAL, ""
    if variance.value > 0:
        return State.LATE, _("over budget")
    if used.value is not None and used.value >= _NEAR:
        return State.WARNING, _("nearly used")
    return State.OK, _("within")


def overrun_row(state: BookState, over: Overrun, style: Style) -> OverrunRow:
    """An overrun in words."""
    what = joined(key_name(state, by, key) for by, key in over.named.items())
    return OverrunRow(
        budget=over.budget,
        what=what or _("everything"),
        cells=(
            budget_period(over.start, over.end, state.fiscal_start),
            style.money(over.amount),
            style.money(over.spent),
            f"+{style.money(over.over)}",
            style.figure(over.share, Unit.PERCENT),
        ),
        reason=" · ".join(over.reasons),
        deal_row=over.deal_row,
    )


def budget_period(start: date | None, end: date | None, fiscal_start: int) -> str:
    """A budget's period as people say it."""
    if start is None or end is None:
        return _("all time")
    kinds = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
    spans = (period_of(start, kind, fiscal_start) for kind in kinds)
    same = next((p for p in spans if (p.start, p.end) == (start, end)), None)
    return period_name(same or Period(start, end, PeriodKind.CUSTOM, f"{start}..{end}"))


def month_rows(months: tuple[CostMonth, ...], style: Style) -> tuple[MonthRow, ...]:
    """The months in words."""
    most = max((m.cost.value or 0.0 for m in months), default=0.0)
    return tuple(
        MonthRow(
            f"{m.first:%Y-%m}",
            (
                style.figure(m.cost, Unit.MONEY),
                style.figure(m.won, Unit.MONEY),
                style.figure(m.ratio, Unit.PERCENT),
            ),
            max(m.cost.value or 0.0, 0.0) / most if most > 0 else 0.0,
        )
        for m in months
    )
