"""The movement of the pipeline as shown: a waterfall, the deals behind its bars, its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from salestui import i18n
from salestui.i18n import _, ngettext
from salestui.metrics.figure import Figure
from salestui.metrics.history.definitions import HISTORY, MOVEMENT, history_definition
from salestui.metrics.history.movement import Bar, Movement, Step
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.past.looking_back import Back
from salestui.views.states import State

_ALWAYS = frozenset(Step) - {Step.REOPENED, Step.REMOVED, Step.OWNER_CHANGE}
_TONES = {
    Step.WON: State.OK, Step.LOST: State.LATE, Step.PUSHED_OUT: State.WARNING,
    Step.REMOVED: State.WARNING,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaterfallRow:
    """A bar: of the start and the end from nothing, of a step from where the one before ended.

    Attributes:
        key: ``start``, ``end`` or a step of the movement.
        money: with its sign; ``count`` the deals.
        begin, end: fractions of the panel's width, ``begin`` the smaller one.
        whole: start or end.
    """

    key: str
    label: str
    money: str
    count: str
    begin: float
    end: float
    whole: bool
    rising: bool
    severity: State


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal behind a bar. ``row`` is its ``_id``, None where it is gone from the workbook."""

    row: int | None
    title: str
    rep: str
    money: str
    said: str


@dataclass(frozen=True, slots=True)
class MovementView:
    """The movement screen.

    Attributes:
        since: which kept day it starts from, in words; empty without one.
        rows: the bars; none with ``needs`` saying why.
        deals: by the bars' keys, the largest first.
        figures: slip rate, pushes, accuracy; with definition and notes.
        notes: what to know about the movement.
        behind: by figure, the ``_id`` of the deals behind it.
    """

    since: str
    needs: str
    rows: tuple[WaterfallRow, ...]
    deals: Mapping[str, tuple[DealRow, ...]]
    figures: tuple[Kpi, ...]
    notes: tuple[str, ...]
    behind: Mapping[str, tuple[int, ...]]


def movement_view(back: Back, style: Style) -> MovementView:
    """What there is to show of looking back from a day."""
    moved = back.movement
    figures = tuple(history_kpi(d.key, back.figures[d.key], style) for d in HISTORY)
    if moved is None or moved.reason is not None:
        needs = _none_kept(back.first) if moved is None else say_reason(moved)
        return MovementView("", needs, (), {}, figures, (), back.behind)
    return MovementView(
        since=_("since {day}").format(day=moved.since.isoformat()),
        needs="",
        rows=_rows(moved, style),
        deals=_deals(moved, style),
        figures=figures,
        notes=tuple(say(n) for n in moved.notes),
        behind=back.behind,
    )


def not_kept() -> MovementView:
    """The screen where no days are kept."""
    return MovementView("", _("No days are kept of this workbook."), (), {}, (), (), {})


def say_reason(moved: Movement) -> str:
    """Why there is no movement."""
    return "" if moved.reason is None else say(moved.reason)


def _none_kept(first: date | None) -> str:
    if first is None:
        return _(
            "No earlier day is kept yet: the pipeline is kept on every day that this workbook is "
            "opened, so from tomorrow on there is something to compare with."
        )
    return _(
        "Days are kept since {day}: from the next day on there is something to compare with."
    ).format(day=first.isoformat())


def history_kpi(key: str, figure: Figure, style: Style) -> Kpi:
    """A figure of history as shown.

    Raises:
        KeyError: there is no such figure.
    """
    meant = history_definition(key)
    value = figure.value
    return Kpi(
        key=key,
        label=i18n.label(meant.labels),
        value=not_available() if value is None else style.value(value, meant.unit),
        exact="" if value is None else style.exact(value, meant.unit),
        severity=_standing(key, value),
        word="",
        trend=(),
        delta="",
        reason="" if figure.reason is None else say(figure.reason),
        notes=tuple(say(n) for n in figure.notes),
        formula=i18n.label(meant.formulas),
        edge=i18n.label(meant.edges),
    )


def _standing(key: str, value: float | None) -> State:
    if key == "slip_rate" and value is not None and value > 0.5:
        return State.LATE
    return State.NEUTRAL


def step_kpi(moved: Movement, key: str, style: Style) -> Kpi:
    """A bar as a figure that can be explained.

    Raises:
        KeyError: there is no such bar.
    """
    figures = {"start": moved.start, "end": moved.end}
    figures |= {bar.step.value: Figure(bar.money) for bar in moved.bars}
    shown = history_kpi(key, figures[key].noted(*moved.notes), style)
    edge = i18n.label(MOVEMENT.formulas) + "\n" + i18n.label(MOVEMENT.edges)
    return replace(shown, edge=edge)


def shown_bars(moved: Movement) -> Sequence[Bar]:
    """The bars that are worth a line: the usual ones, others where there are deals."""
    return [bar for bar in moved.bars if bar.deals or bar.step in _ALWAYS]


def _rows(moved: Movement, style: Style) -> tuple[WaterfallRow, ...]:
    start, end = moved.start.value or 0.0, moved.end.value or 0.0
    level, spans = start, []
    for bar in shown_bars(moved):
        spans.append((bar, level, level + bar.money))
        level += bar.money
    edges = [0.0, start, end, *(edge for _bar, *both in spans for edge in both)]
    low, high = min(edges), max(edges)
    width = high - low or 1.0

    def row(key: str, money: float, deals: int, a: float, b: float, *, whole: bool) -> WaterfallRow:
        tone = State.NEUTRAL if whole else _TONES.get(Step(key), State.NEUTRAL)
        text = style.money(money)
        return WaterfallRow(
            key=key,
            label=i18n.label(history_definition(key).labels),
            money=text if whole or money <= 0 else f"+{text}",
            count=style.count(deals),
            begin=(min(a, b) - low) / width,
            end=(max(a, b) - low) / width,
            whole=whole,
            rising=money > 0,
            severity=tone if deals else State.NEUTRAL,
        )

    steps = [row(bar.step.value, bar.money, bar.deals, a, b, whole=False) for bar, a, b in spans]
    return (
        row("start", start, moved.start_deals, 0.0, start, whole=True),
        *steps,
        row("end", end, moved.end_deals, 0.0, end, whole=True),
    )


_MOST = 2_000


def _deals(moved: Movement, style: Style) -> dict[str, tuple[DealRow, ...]]:
    deals = moved.deals
    found = {
        "start": _listed(deals.filter("then_in"), "then_amount", style),
        "end": _listed(deals.filter("now_in"), "now_amount", style),
    }
    for bar in shown_bars(moved):
        found[bar.step.value] = _listed(*deals_of(moved, bar.step), style)
    return found


def deals_of(moved: Movement, step: Step) -> tuple[pl.DataFrame, str]:
    """The deals behind a step's bar, and the column of the money that each adds to it."""
    match step:
        case Step.INCREASED:
            return moved.deals.filter(pl.col("change") > 0), "change"
        case Step.DECREASED:
            return moved.deals.filter(pl.col("change") < 0), "change"
        case _:
            return moved.deals.filter(pl.col("step") == step.value), "money"


def largest_first(deals: pl.DataFrame, money: str) -> pl.DataFrame:
    """The deals in the order in which they are listed."""
    return deals.sort(pl.col(money).abs(), descending=True, nulls_last=True, maintain_order=True)


def _listed(deals: pl.DataFrame, money: str, style: Style) -> tuple[DealRow, ...]:
    shown = largest_first(deals, money).head(_MOST).to_dicts()
    rows = [
        DealRow(
            row=deal["row"],
            title=deal["title"] or _("(no name)"),
            rep=deal["rep"] or "",
            money="" if deal[money] is None else style.money(deal[money]),
            said=said_of(deal, style),
        )
        for deal in shown
    ]
    if (rest := deals.height - len(rows)) > 0:
        more = ngettext("and {n} more", "and {n} more", rest).format(n=rest)
        rows.append(DealRow(None, more, "", "", ""))
    return tuple(rows)


def said_of(deal: Mapping[str, object], style: Style) -> str:
    """What of the deal changed, in short: amount, close date, stage."""
    said = []
    if deal["then_row"] is not None and deal["row"] is not None:
        for name in ("amount", "close", "stage"):
            before, after = deal[f"then_{name}"], deal[f"now_{name}"]
            if before != after:
                said.append(f"{_text(before, style)} → {_text(after, style)}")
    return " · ".join(said)


def _text(value: object, style: Style) -> str:
    if value is None:
        return _("none")
    if isinstance(value, float):
        return style.money(value)
    return style.day(value) if isinstance(value, date) else str(value)
