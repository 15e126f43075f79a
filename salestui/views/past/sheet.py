"""A figure of history, or a bar of the movement, explained."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.table import ID
from salestui.metrics.history.definitions import HISTORY
from salestui.metrics.history.movement import Movement
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.formats import Style
from salestui.views.kpis import Kpi
from salestui.views.past.looking_back import Back
from salestui.views.past.movement import history_kpi, shown_bars, step_kpi


def explained(back: Back) -> list[str]:
    """The keys that can be explained, in order."""
    moved = back.movement
    bars: list[str] = []
    if moved is not None and moved.reason is None:
        bars = ["start", *(bar.step.value for bar in shown_bars(moved)), "end"]
    return [*bars, *(d.key for d in HISTORY)]


def history_sheet(back: Back, state: BookState, style: Style, key: str) -> FigureSheet:
    """The sheet of a figure or of a bar.

    Raises:
        KeyError: there is none of that key.
    """
    moved = back.movement
    if key in back.figures:
        rows = back.behind.get(key, ())
        shown = history_kpi(key, back.figures[key], style)
        return _sheet(shown, _numbers(back, key, style), rows, _span(moved), _named(state, rows))
    if moved is None:
        raise KeyError(key)
    shown = step_kpi(moved, key, style)
    deals = _behind(moved, key)
    money = {"start": "then_amount", "end": "now_amount", "increased": "change",
             "decreased": "change"}.get(key, "money")  # fmt: skip
    top = deals.sort(pl.col(money).abs(), descending=True, nulls_last=True).head(LARGEST)
    listed = tuple(
        (row or 0, title, "" if value is None else style.exact_money(value))
        for row, title, value in top.select("row", "title", money).rows()
    )
    # a deal that is gone has no row, and is counted all the same
    rows = tuple(row or 0 for row in deals["row"])
    numbers = _equation(moved, style) if key == "end" else ""
    return _sheet(shown, numbers, rows, _span(moved), listed)


def _sheet(
    kpi: Kpi,
    numbers: str,
    rows: tuple[int, ...],
    span: str,
    largest: tuple[tuple[int, str, str], ...],
) -> FigureSheet:
    return FigureSheet(
        explanation=Explanation(kpi, numbers, rows),
        span=span,
        scope=_("kept days"),
        history=(),
        approximate="",
        largest=largest,
    )


def _behind(moved: Movement, key: str) -> pl.DataFrame:
    match key:
        case "start" | "end":
            return moved.deals.filter("then_in" if key == "start" else "now_in")
        case "increased":
            return moved.deals.filter(pl.col("change") > 0)
        case "decreased":
            return moved.deals.filter(pl.col("change") < 0)
    return moved.deals.filter(pl.col("step") == key)


def _span(moved: Movement | None) -> str:
    if moved is None:
        return _("no earlier day is kept")
    since = _("since {day}").format(day=moved.since.isoformat())
    return f"{since} · " + _("as of {day}").format(day=moved.as_of.isoformat())


def _equation(moved: Movement, style: Style) -> str:
    parts = [style.exact_money(moved.start.value or 0.0)]
    for bar in shown_bars(moved):
        sign = "-" if bar.money < 0 else "+"
        parts.append(f"{sign} {style.exact_money(abs(bar.money))}")
    return " ".join(parts)


def _numbers(back: Back, key: str, style: Style) -> str:
    if back.figures[key].value is None:
        return ""
    rated = back.accuracy
    forecast, actual = style.exact_money(rated.forecast), style.exact_money(rated.actual)
    match key:
        case "slip_rate":
            return f"{back.slippage.slipped:,} / {back.slippage.due:,}"
        case "forecast_accuracy":
            return f"1 - |{forecast} - {actual}| / {actual}"
        case "forecast_bias":
            return f"({forecast} - {actual}) / {actual}"
        case "forecast_wape":
            errors = sum(abs(g.forecast - g.actual) for g in rated.groups)
            size = sum(abs(g.actual) for g in rated.groups)
            return f"{style.exact_money(errors)} / {style.exact_money(size)}"
    return _("{n} deals").format(n=f"{len(back.pushed):,}")


def _named(state: BookState, rows: Sequence[int]) -> tuple[tuple[int, str, str], ...]:
    known = state.live("deals")
    ids = set(known[ID].to_list()) if known is not None else set()
    there = [row for row in rows if row in ids][:LARGEST]
    return tuple((row, state.title_of("deals", row), "") for row in there)
