"""How big deals are and how long they take."""

from __future__ import annotations

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.tally import ClosedTally, OpenTally


def average_deal(tally: ClosedTally) -> Figure:
    """Mean amount of won deals, returns left out."""
    return _of_won(tally, tally.average)


def median_deal(tally: ClosedTally) -> Figure:
    """Median amount of won deals, returns left out."""
    return _of_won(tally, tally.median)


def _of_won(tally: ClosedTally, value: float | None) -> Figure:
    if value is None:
        return na(reasons.NO_WON_AMOUNTS if tally.won else reasons.NOTHING_WON)
    returns, missing = tally.returns, tally.won_without_amount
    return Figure(value).noted(
        note(reasons.RETURNS_LEFT_OUT, n=returns) if returns else None,
        note(reasons.WON_WITHOUT_AMOUNT, n=missing) if missing else None,
    )


def cycle_mean(tally: ClosedTally) -> Figure:
    """Mean days from creation to close of won deals."""
    return _days(tally, tally.cycle_mean)


def cycle_median(tally: ClosedTally) -> Figure:
    """Median days from creation to close of won deals."""
    return _days(tally, tally.cycle_median)


def _days(tally: ClosedTally, value: float | None) -> Figure:
    errors = tally.cycle_errors
    said = note(reasons.NEGATIVE_SPANS, n=errors) if errors else None
    if value is None:
        return na(reasons.NO_CYCLE if tally.won else reasons.NOTHING_WON).noted(said)
    expected = tally.cycle_expected
    return Figure(value).noted(
        said, note(reasons.CYCLE_TO_EXPECTED, n=expected) if expected else None
    )


def velocity(open_deals: int, average: Figure, win_rate: Figure, cycle: Figure) -> Figure:
    """Money a day: open deals x average won deal x win rate / mean cycle in days."""
    for part in (average, win_rate, cycle):
        if part.reason is not None:
            return na(part.reason)
    assert average.value is not None and win_rate.value is not None and cycle.value is not None
    if cycle.value == 0:
        return na(reasons.ZERO_CYCLE)
    value = open_deals * average.value * win_rate.value / cycle.value
    return Figure(value).noted(*average.notes, *cycle.notes)


def age_mean(tally: OpenTally) -> Figure:
    """Mean days since creation of open deals."""
    return _age(tally, tally.age_mean)


def age_median(tally: OpenTally) -> Figure:
    """Median days since creation of open deals."""
    return _age(tally, tally.age_median)


def _age(tally: OpenTally, value: float | None) -> Figure:
    if value is None:
        return na(reasons.NO_CREATED if tally.count else reasons.NO_OPEN_DEALS)
    return Figure(value)


def rotting(tally: OpenTally, clock: str | None) -> Figure:
    """Open deals that stand longer than their stage's threshold.

    Args:
        clock: the column the days are counted from; None where the workbook keeps none.
    """
    if clock is None:
        return na(Note(reasons.NO_CLOCK) if tally.count else Note(reasons.NO_OPEN_DEALS))
    return Figure(tally.rotting)
