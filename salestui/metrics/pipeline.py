"""What is still open: weighted, forecast, coverage."""

from __future__ import annotations

from enum import StrEnum

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na, note, ratio
from salestui.metrics.tally import OpenTally


class Coverage(StrEnum):
    """What coverage divides by what; ``GAP`` is the open pipeline due over what is missing."""

    GAP = "gap"
    TARGET = "target"
    WEIGHTED = "weighted"


def open_pipeline(tally: OpenTally) -> Figure:
    """The amounts of all open deals added up."""
    if tally.count and not tally.with_amount:
        return na(reasons.OPEN_WITHOUT_AMOUNTS)
    return Figure(tally.value).noted(_without_amount(tally.count - tally.with_amount))


def weighted_pipeline(tally: OpenTally) -> Figure:
    """Sum over open deals of amount x probability; a missing probability is the stage's."""
    if tally.count and not tally.weighable:
        reason = reasons.NO_CHANCES if tally.with_amount else reasons.OPEN_WITHOUT_AMOUNTS
        return na(reason)
    return Figure(tally.weighted).noted(
        _without_amount(tally.count - tally.with_amount), *_about_chances(tally)
    )


def landing(won: Figure, tally: OpenTally) -> Figure:
    """Won in the period plus weighted open deals that close in it."""
    due = _due(tally, tally.due_weighted, tally.due_weighable)
    return _plus(won, due).noted(
        *_about_dates(tally), *(_about_chances(tally) if tally.due else ())
    )


def commit(won: Figure, tally: OpenTally) -> Figure:
    """Won in the period plus the whole amount of open deals due in it that are committed."""
    return _plus(won, _due(tally, tally.due_commit, tally.due_with_amount)).noted(
        *_about_dates(tally)
    )


def best_case(won: Figure, tally: OpenTally) -> Figure:
    """The commit plus the whole amount of best-case deals due in the period."""
    total = tally.due_commit + tally.due_best
    return _plus(won, _due(tally, total, tally.due_with_amount)).noted(*_about_dates(tally))


def coverage(target: Figure, gap: Figure, tally: OpenTally, by: Coverage = Coverage.GAP) -> Figure:
    """How often the open deals due in the period cover what is missing, by the definition chosen.

    n/a with the reason "met" where nothing is missing (not for ``TARGET``).
    """
    if target.value is None:
        return target
    open_due = _due(tally, tally.due_value, tally.due_with_amount)
    if by is Coverage.TARGET:
        return ratio(open_due, target, reasons.TARGET_ZERO).noted(*_about_dates(tally))
    if by is Coverage.WEIGHTED:
        open_due = _due(tally, tally.due_weighted, tally.due_weighable)
    if gap.value == 0:
        return na(reasons.MET)
    return ratio(open_due, gap, reasons.MET).noted(*_about_dates(tally))


def undated(tally: OpenTally) -> Figure:
    """Open deals without a close date: in no period's forecast."""
    return Figure(tally.undated)


def undated_value(tally: OpenTally) -> Figure:
    """Their amounts."""
    if tally.count and not tally.with_amount:
        return na(reasons.OPEN_WITHOUT_AMOUNTS)
    return Figure(tally.undated_value)


def _due(tally: OpenTally, value: float, usable: int) -> Figure:
    """A sum over the open deals due in the period; n/a where none of them carries an amount."""
    if tally.due and not tally.due_with_amount:
        return na(reasons.OPEN_WITHOUT_AMOUNTS)
    if tally.due and not usable:
        return na(reasons.NO_CHANCES)
    return Figure(value).noted(_without_amount(tally.due - tally.due_with_amount))


def _plus(first: Figure, second: Figure) -> Figure:
    if first.value is None:
        return first
    if second.value is None:
        return second
    return Figure(first.value + second.value).noted(*first.notes, *second.notes)


def _without_amount(n: int) -> Note | None:
    return note(reasons.OPEN_WITHOUT_AMOUNT, n=n) if n else None


def _about_dates(tally: OpenTally) -> tuple[Note, ...]:
    return (note(reasons.UNDATED, n=tally.undated),) if tally.undated else ()


def _about_chances(tally: OpenTally) -> tuple[Note, ...]:
    said = []
    if tally.of_stage:
        said.append(note(reasons.PROBABILITY_OF_STAGE, n=tally.of_stage))
    if tally.unlikely:
        said.append(note(reasons.WITHOUT_PROBABILITY, n=tally.unlikely))
    return tuple(said)
