"""A period's forecast, rolled up from reps over teams to the company."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.breakdown import roster_names, there
from salestui.metrics.currencies import currencies
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.forecast.deals import BANDS, CATEGORIES, forecast_deals
from salestui.metrics.forecast.ranges import Ranges, ranges
from salestui.metrics.forecast.simulation import Path, Spread, Start
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.metrics.select import OPEN, in_focus
from salestui.metrics.targets import attainment
from salestui.model.focus import Focus
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """The company, a team or a rep.

    Attributes:
        path: empty for the whole focus, the team, or team and rep; None for deals of none.
        figures: by the keys of ``metrics.forecast_definitions``.
        spread: None with the reason in the figures ``low``, ``middle``, ``high``, ``reach``.
        due: open deals that close in the period.
    """

    path: Path
    figures: Mapping[str, Figure]
    spread: Spread | None
    due: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """All lines: the whole first, then each team followed by its reps.

    Attributes:
        reason: why there is no forecast; None where there is.
        deals: see ``forecast_deals.forecast_deals``.
        slips: the slip rates that the range takes.
        ranges: of the lines, with what they were run from; None where the period is over.
    """

    reason: Note | None
    lines: tuple[ForecastLine, ...]
    deals: pl.DataFrame
    notes: tuple[Note, ...]
    slips: tuple[float, ...]
    ranges: Ranges | None = None


def forecast(
    inputs: Inputs,
    focus: Focus,
    period: Period,
    as_of: date,
    slips: Sequence[float] = (),
    *,
    before: Forecast | None = None,
) -> Forecast:
    """The forecast of a focus for a period.

    Args:
        slips: slip rates of past periods, for the range.
        before: an earlier forecast, of which the same deals need not be run again.
    """
    deals = forecast_deals(inputs, focus, period, as_of)
    if (reason := _why_none(inputs, focus)) is not None:
        return Forecast(reason, (), deals.clear(), (), tuple(slips))
    sums = _sums(deals)
    known = _rolled_up(sums)
    totals = {path: known.get(path, Counter()) for path in _paths(inputs, focus, period, sums)}
    targets = {path: _target(inputs, focus, period, path) for path in totals}
    over = as_of > period.end
    run: Ranges | None = None
    if not over:
        starts = {p: Start(float(total["won"]), targets[p].value) for p, total in totals.items()}
        earlier = before.ranges if before is not None else None
        run = ranges(deals.filter(~pl.col("won")), slips, starts, earlier)
    lines = []
    for path, total in totals.items():
        target, spread = targets[path], run.spreads.get(path) if run is not None else None
        figures = _figures(total, target) | _range_figures(spread, total, target, over=over)
        lines.append(ForecastLine(path, figures, spread, int(total["due"])))
    notes = _notes(inputs, focus, totals[()], slips)
    return Forecast(None, tuple(lines), deals, notes, tuple(slips), run)


def _why_none(inputs: Inputs, focus: Focus) -> Note | None:
    if inputs.kept is not Kept.PIPELINE:
        none = reasons.NO_PIPELINE if inputs.kept is Kept.NOTHING else reasons.NO_STAGES
        return Note(none)
    found = currencies(in_focus(inputs.facts, focus))
    if len(found) > 1:
        return note(reasons.MIXED_CURRENCIES, currencies=", ".join(found))
    return None


def _sums(deals: pl.DataFrame) -> dict[Path, Counter[str]]:
    """What each team's rep adds up to; sums of lines are sums of these."""
    amount, still_open = pl.col("amount"), ~pl.col("won")
    rows = deals.group_by("team", "rep").agg(
        won=amount.filter("won").sum(),
        won_without=(pl.col("won") & amount.is_null()).sum(),
        due=still_open.sum(),
        due_with_amount=amount.filter(still_open).count(),
        weighable=pl.col("weighted").count(),
        weighted=pl.col("weighted").sum(),
        unnamed=(~pl.col("named")).sum(),
        overridden=pl.col("override").count(),
        judged=pl.col("judged").sum(),
        **{key: amount.filter(pl.col("category") == key).sum() for key in CATEGORIES},
        **{key: amount.filter(pl.col("band") == key).sum() for key in BANDS},
    )
    return {(row.pop("team"), row.pop("rep")): Counter(row) for row in rows.iter_rows(named=True)}


def _rolled_up(sums: Mapping[Path, Counter[str]]) -> dict[Path, Counter[str]]:
    """The sums of each rep, of each team and of the whole."""
    found: defaultdict[Path, Counter[str]] = defaultdict(Counter)
    for path, values in sums.items():
        for depth in range(len(path) + 1):
            found[path[:depth]].update(values)
    return found


def _paths(
    inputs: Inputs, focus: Focus, period: Period, sums: Mapping[Path, Counter[str]]
) -> Iterator[Path]:
    """The whole, then teams and their reps by name; those of no team last.

    A focus on a rep has no lines below it, one on a team no second line of the team.
    """
    yield ()
    if focus.value("rep") is not None:
        return
    pairs = set(sums)
    teams_of: dict[str, list[str | None]] = defaultdict(list)
    for rep, team in there(inputs.stints, period).select("name", "team").rows():
        teams_of[rep].append(team)
    for rep in roster_names(inputs.stints, "rep", focus, period, inputs.targets):
        pairs |= {(team, rep) for team in teams_of.get(rep, [None])}
    teams = {path[0] for path in pairs}
    teams |= set(roster_names(inputs.stints, "team", focus, period, inputs.targets))
    if (own := focus.value("team")) is not None:
        teams &= {own}
    for team in sorted(teams, key=_last_none):
        yield (team,)
        yield from sorted((p for p in pairs if p[0] == team), key=lambda p: _last_none(p[1]))


def _last_none(name: str | None) -> tuple[bool, str]:
    return name is None, name or ""


def _target(inputs: Inputs, focus: Focus, period: Period, path: Path) -> Figure:
    for dimension, name in zip(("team", "rep"), path, strict=False):
        if name is None:
            return na(reasons.NO_NAME)
        focus = focus.with_term(dimension, name)
    return inputs.targets.target(focus, period)


def _figures(total: Counter[str], target: Figure) -> dict[str, Figure]:
    revenue = float(total["won"])
    won = Figure(revenue)
    if missing := total["won_without"]:
        won = won.noted(note(reasons.WON_WITHOUT_AMOUNT, n=missing))
    due = _due(total, total["due_with_amount"])
    found = {"won": won}
    found |= {key: due or Figure(float(total[key])) for key in (*CATEGORIES, *BANDS)}
    weighed = due or _due(total, total["weighable"])
    weighted = weighed or Figure(float(total["weighted"]))
    if missing := total["due"] - total["due_with_amount"]:
        weighted = weighted.noted(note(reasons.OPEN_WITHOUT_AMOUNT, n=missing))
    landing = weighed or Figure(revenue + total["weighted"]).noted(*won.notes, *weighted.notes)
    override = na(reasons.NO_OVERRIDES)
    difference = override
    if total["overridden"]:
        said = note(reasons.OVERRIDDEN, n=total["overridden"], total=total["due"])
        override = Figure(revenue + total["judged"], notes=(said,))
        difference = Figure(total["judged"] - total["weighted"], notes=(said,))
    return found | {
        "weighted": weighted,
        "landing": landing,
        "override": override,
        "difference": difference,
        "target": target,
        "forecast_gap": attainment.gap(landing, target),
    }


def _due(total: Counter[str], usable: int) -> Figure | None:
    """Why the open deals add up to nothing; None where they do add up."""
    if not total["due"] or usable:
        return None
    return na(reasons.NO_CHANCES if total["due_with_amount"] else reasons.OPEN_WITHOUT_AMOUNTS)


def _range_figures(
    spread: Spread | None, total: Counter[str], target: Figure, *, over: bool
) -> dict[str, Figure]:
    if spread is None:
        unusable = _due(total, total["due_with_amount"]) or _due(total, total["weighable"])
        none = na(reasons.PERIOD_OVER) if over else unusable or na(reasons.NOTHING_DUE)
        return dict.fromkeys(("low", "middle", "high", "reach"), none)
    reach = target if target.reason else Figure(spread.reach)
    return {
        "low": Figure(spread.low),
        "middle": Figure(spread.middle),
        "high": Figure(spread.high),
        "reach": reach,
    }


def _notes(
    inputs: Inputs, focus: Focus, total: Counter[str], slips: Sequence[float]
) -> tuple[Note, ...]:
    """What to know about the whole."""
    rows = in_focus(inputs.facts, focus).filter(OPEN & pl.col("expected_close").is_null())
    said = [
        note(reasons.UNDATED, n=rows.height) if rows.height else None,
        note(reasons.UNNAMED_CATEGORY, n=total["unnamed"]) if total["unnamed"] else None,
        note(reasons.SLIPS_TAKEN, n=len(slips)) if slips else Note(reasons.NO_SLIPS),
    ]
    return tuple(n for n in said if n is not None)
