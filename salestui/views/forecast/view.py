"""The forecast as shown: a tree of teams and reps, its columns, ranges, and the deals behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from salestui import i18n
from salestui.i18n import _, joined, ngettext
from salestui.metrics.figure import Figure
from salestui.metrics.forecast.deals import behind
from salestui.metrics.forecast.definitions import BY_CATEGORY, BY_CHANCE, forecast_definition
from salestui.metrics.forecast.rollup import Forecast, ForecastLine, forecast
from salestui.metrics.forecast.simulation import Path
from salestui.metrics.reasons import NO_OVERRIDES
from salestui.model.focus import Focus
from salestui.views.forecast.past import PastForecast, past_forecasts, slips_of
from salestui.views.formats import Style, not_available, say
from salestui.views.names import period_name
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.past.movement import DealRow
from salestui.views.states import State

LISTED = 500
"""So many deals behind a cell are listed."""


@dataclass(frozen=True, slots=True)
class RangeBar:
    """Where a line may land, as fractions of the bar's width, and in words.

    Attributes:
        won: how much is won already; ``target`` is None without one.
        words: P10, P50, P90, the target and the chance of it.
    """

    won: float
    low: float
    middle: float
    high: float
    target: float | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A line of the tree; ``level`` 0 is the whole. ``cells`` and ``tones`` by column."""

    path: Path
    label: str
    level: int
    cells: Mapping[str, str]
    tones: Mapping[str, State]
    bar: RangeBar | None
    no_bar: str


@dataclass(frozen=True, slots=True)
class PastRow:
    """An earlier period's forecast in words; ``reason`` where there is none."""

    period: str
    forecast: str
    actual: str
    accuracy: str
    bias: str
    slip: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForecastView:
    """The forecast screen.

    Attributes:
        needs: why there is no forecast; empty where there is.
        titles: of each column, by its key.
        past_needs: why there are no earlier periods.
        figures, past_forecasts: what it was made from.
    """

    needs: str
    rows: tuple[ForecastRow, ...]
    titles: Mapping[str, str]
    past: tuple[PastRow, ...]
    past_needs: str
    notes: tuple[str, ...]
    figures: Forecast
    past_forecasts: tuple[PastForecast, ...]


def worked_out(
    present: Present,
    archive: Archive | None,
    style: Style,
    past: tuple[PastForecast, ...] | None,
    before: ForecastView | None = None,
) -> ForecastView:
    """The forecast of what is looked at. Blocks.

    Args:
        past: the earlier periods where they are known already; None works them out, from files.
        before: what was shown before; ranges whose deals did not change are taken from there.
    """
    if past is None:
        past = past_forecasts(archive, present)
    about = present.inputs, present.focus, present.period, present.as_of
    earlier = None if before is None else before.figures
    found = forecast(*about, slips_of(past), before=earlier)
    return forecast_view(found, past, present.focus, style)


def forecast_view(
    found: Forecast, past: tuple[PastForecast, ...], focus: Focus, style: Style
) -> ForecastView:
    """What there is to show of a forecast."""
    keys = dict.fromkeys((*BY_CATEGORY, *BY_CHANCE))
    whole = joined(value for _dimension, value in focus.terms) or _("Company")
    return ForecastView(
        needs="" if found.reason is None else say(found.reason),
        rows=tuple(_row(line, whole, style) for line in found.lines),
        titles={key: i18n.label(forecast_definition(key).labels) for key in keys},
        past=tuple(_past(one, style) for one in past),
        past_needs=_("No earlier day is kept to compare a forecast with."),
        notes=tuple(say(n) for n in found.notes),
        figures=found,
        past_forecasts=past,
    )


def columns(*, by_chance: bool) -> tuple[str, ...]:
    """The columns by probability, or by category."""
    return BY_CHANCE if by_chance else BY_CATEGORY


def line_name(path: Path, whole: str) -> str:
    """The rep, the team, or what the whole is called."""
    if not path:
        return whole
    return path[-1] or (_("no rep") if len(path) == 2 else _("no team"))


def _row(line: ForecastLine, whole: str, style: Style) -> ForecastRow:
    return ForecastRow(
        path=line.path,
        label=line_name(line.path, whole),
        level=len(line.path),
        cells={k: cell_text(k, f, style) for k, f in line.figures.items()},
        tones={k: _tone(k, f) for k, f in line.figures.items()},
        bar=_bar(line, style),
        no_bar="" if line.spread is not None else _reason(line.figures["middle"]),
    )


def cell_text(key: str, figure: Figure, style: Style) -> str:
    """A cell: compact, a difference with its sign, a dash where the manager says nothing."""
    if figure.reason is not None and figure.reason.text == NO_OVERRIDES:
        return "–"
    text = style.figure(figure, forecast_definition(key).unit)
    return f"+{text}" if key == "difference" and (figure.value or 0) > 0 else text


def _tone(key: str, figure: Figure) -> State:
    value = figure.value
    if value is None:
        return State.NEUTRAL
    if key == "forecast_gap":
        return State.OK if value == 0 else State.WARNING
    return reach_state(value) if key == "reach" else State.NEUTRAL


def reach_state(reach: float) -> State:
    """How likely it is that the target is met, as a state: three of four runs are well."""
    return State.OK if reach >= 0.75 else State.LATE if reach < 0.25 else State.WARNING


def _reason(figure: Figure) -> str:
    return "" if figure.reason is None else say(figure.reason)


def _bar(line: ForecastLine, style: Style) -> RangeBar | None:
    spread = line.spread
    if spread is None:
        return None
    won, target = line.figures["won"].value or 0.0, line.figures["target"].value
    most = max(spread.high, won, target or 0.0, 1.0)
    words = [
        _("P10 {low} · P50 {middle} · P90 {high}").format(
            low=style.money(spread.low),
            middle=style.money(spread.middle),
            high=style.money(spread.high),
        ),
    ]
    if target is not None and spread.reach is not None:
        words.append(
            _("target {money} in {share} of runs").format(
                money=style.money(target), share=style.percent(spread.reach)
            )
        )

    words.append(_("won {money}").format(money=style.money(won)))

    def place(value: float) -> float:
        return min(max(value / most, 0.0), 1.0)

    return RangeBar(
        place(won), place(spread.low), place(spread.middle), place(spread.high),
        None if target is None else place(target), tuple(words),
    )  # fmt: skip


def _past(one: PastForecast, style: Style) -> PastRow:
    def percent(figure: Figure) -> str:
        return not_available() if figure.value is None else style.percent(figure.value)

    def money(value: float | None) -> str:
        return not_available() if value is None else style.money(value)

    return PastRow(
        period=period_name(one.period),
        forecast=money(one.forecast),
        actual=money(one.actual),
        accuracy=percent(one.accuracy),
        bias=percent(one.bias),
        slip=percent(one.slip),
        reason=_reason(one.accuracy),
    )


def deals_behind(found: Forecast, path: Path, key: str, style: Style) -> tuple[DealRow, ...]:
    """The deals behind a cell, the largest first."""
    deals = behind(found.deals, path, key)
    rows = [_deal(deal, style) for deal in deals.head(LISTED).iter_rows(named=True)]
    if (rest := deals.height - len(rows)) > 0:
        more = ngettext("and {n} more", "and {n} more", rest).format(n=f"{rest:,}")
        rows.append(DealRow(None, more, "", "", ""))
    return tuple(rows)


def _deal(deal: Mapping[str, Any], style: Style) -> DealRow:
    close, chance, given = deal["expected_close"], deal["chance"], deal["override"]
    said = [
        deal["stage"] or "",
        "" if close is None or deal["won"] else style.day(close),
        "" if chance is None or deal["won"] else style.percent(chance),
        "" if given is None else _("manager {money}").format(money=style.money(given)),
    ]
    return DealRow(
        row=deal["_id"],
        title=deal["name"] or deal["customer"] or _("(no name)"),
        rep=deal["rep"] or "",
        money="" if deal["money"] is None else style.money(deal["money"]),
        said=" · ".join(filter(None, said)),
    )


def at_path(view: ForecastView, path: Path) -> ForecastLine | None:
    """The line of a path; None where it is gone."""
    return next((line for line in view.figures.lines if line.path == path), None)
