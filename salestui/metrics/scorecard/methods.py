"""From a target and an actual figure to points: the methods of a scorecard's lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from salestui.metrics.figure import Figure, na
from salestui.metrics.scorecard import reasons
from salestui.model.playbook.scoring import Measure, Step

MET = 100.0
"""The points of a target that is exactly met."""

ALL_OR_NOTHING = (Step(at=0.0, score=0.0), Step(at=1.0, score=MET))
"""The step table of a line that has none of its own."""


class Place(NamedTuple):
    """A place among ``of``, 1 the best; those who are equal share one."""

    place: int
    of: int


def reached(measure: Measure, actual: Figure, target: Figure) -> Figure:
    """Actual / target, 1 = met; turned over where less is better.

    n/a without a target above zero. Where less is better and nothing was spent at all, the target
    counts as reached as often as the line's cap allows.
    """
    for part in (actual, target):
        if part.reason is not None:
            return na(part.reason)
    assert actual.value is not None and target.value is not None
    if target.value <= 0:
        return na(reasons.TARGET_NOT_ABOVE_ZERO)
    if measure.better == "higher":
        return Figure(actual.value / target.value)
    return Figure(target.value / actual.value if actual.value > 0 else measure.cap / MET)


def excess(measure: Measure, actual: Figure, target: Figure) -> Figure:
    """By what share the actual figure is better than the target, below zero where it is worse."""
    for part in (actual, target):
        if part.reason is not None:
            return na(part.reason)
    assert actual.value is not None and target.value is not None
    if target.value <= 0:
        return na(reasons.TARGET_NOT_ABOVE_ZERO)
    above = actual.value / target.value - 1
    return Figure(above if measure.better == "higher" else -above)


def step_of(steps: Sequence[Step], share: float) -> Step | None:
    """The highest step that is reached; None below all of them."""
    passed = [step for step in steps if share >= step.at - 1e-12]
    return max(passed, key=lambda step: step.at, default=None)


def place_among(measure: Measure, own: float, all_of: Iterable[float]) -> Place | None:
    """The place of ``own`` among all figures, itself included; None where there is no other."""
    values = list(all_of)
    if len(values) < 2:
        return None
    ahead = sum(v > own if measure.better == "higher" else v < own for v in values)
    return Place(ahead + 1, len(values))


def raw_points(measure: Measure, actual: Figure, target: Figure, place: Place | None) -> Figure:
    """The points before floor and cap.

    Args:
        place: in the ranking; needed by the method ``rank`` alone.
    """
    match measure.method:
        case "rank":
            if actual.reason is not None:
                return na(actual.reason)
            if place is None:
                return na(reasons.NOBODY_TO_RANK)
            return Figure(MET - measure.rank_step * (place.place - 1))
        case "points":
            above = excess(measure, actual, target)
            if above.value is None:
                return above
            return Figure(MET + measure.per_percent * 100 * above.value)
        case "steps":
            share = reached(measure, actual, target)
            if share.value is None:
                return share
            step = step_of(measure.steps or ALL_OR_NOTHING, share.value)
            return Figure(0.0 if step is None else step.score)
        case _:
            share = reached(measure, actual, target)
            return share if share.value is None else Figure(MET * share.value)


def bounded(measure: Measure, raw: Figure) -> Figure:
    """The points between floor and cap."""
    if raw.value is None:
        return raw
    return Figure(min(max(raw.value, measure.floor), max(measure.cap, measure.floor)))
