"""How earlier periods' forecasts fared, and which share of their deals slipped."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salestui.metrics.figure import Figure
from salestui.metrics.history.accuracy import accuracy
from salestui.metrics.history.past import Past
from salestui.metrics.history.slippage import slippage
from salestui.model.period import Period, PeriodKind, shifted
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present

PERIODS = 4
"""So many earlier periods are looked at."""


@dataclass(frozen=True, slots=True)
class PastForecast:
    """An earlier period: its forecast as it began, what was won, and how near that came.

    Attributes:
        forecast, actual: None where ``accuracy`` has no value.
    """

    period: Period
    forecast: float | None
    actual: float | None
    accuracy: Figure
    bias: Figure
    slip: Figure


def past_forecasts(archive: Archive | None, present: Present) -> tuple[PastForecast, ...]:
    """The periods before the one looked at, the last one first. Blocks on files.

    None where no days are kept, and for all time.
    """
    if archive is None or present.period.kind is PeriodKind.ALL or not archive.days():
        return ()
    fiscal = present.state.fiscal_start
    periods = (shifted(present.period, -n, fiscal) for n in range(1, PERIODS + 1))
    return tuple(_fared(archive, replace(present, period=period)) for period in periods)


def _fared(archive: Archive, present: Present) -> PastForecast:
    period, now = present.period, Past(present.as_of, present.inputs)
    locked = archive.past(period.start, present.state)
    if locked is not None and locked.day >= present.as_of:
        locked = None
    rated = accuracy(locked, now, present.focus, period)
    known = rated.accuracy.value is not None
    return PastForecast(
        period=period,
        forecast=rated.forecast if known else None,
        actual=rated.actual if known else None,
        accuracy=rated.accuracy,
        bias=rated.bias,
        slip=slippage(locked, now, present.focus, period).rate,
    )


def slips_of(past: tuple[PastForecast, ...]) -> tuple[float, ...]:
    """The slip rates that are known."""
    return tuple(p.slip.value for p in past if p.slip.value is not None)
