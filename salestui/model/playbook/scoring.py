"""Scorecards, grades and commission tiers, as data; figures are made of them in metrics."""

from __future__ import annotations

from typing import Literal

import msgspec

from salestui.model.playbook.naming import Named

Method = Literal["ratio", "steps", "points", "rank"]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of a step table.

    Attributes:
        at: actual / target from which on it holds, 1 = met.
        score: so many points.
    """

    at: float
    score: float


class Measure(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of a scorecard.

    Attributes:
        metric: code of what is measured, see ``Lists.metrics``.
        weight: of 100.
        steps: the table of the method ``steps``.
        per_percent: for the method ``points``.
        rank_step: for the method ``rank``.
        method: ``ratio``: 100 x actual / target. ``steps``: by the table ``steps``. ``points``:
            100, and ``per_percent`` points more or less for each percent above or below target.
            ``rank``: the first of n has 100, each place after it ``rank_step`` less.
        floor, cap: the least and the most points.
        better: whether more or less of it is good.
    """

    metric: str
    weight: float
    method: Method = "ratio"
    steps: tuple[Step, ...] = ()
    per_percent: float = 1.0
    rank_step: float = 5.0
    floor: float = 0.0
    cap: float = 120.0
    better: Literal["higher", "lower"] = "higher"


class Grade(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A grade.

    Attributes:
        at_least: the points from which on it is given.
    """

    at_least: float


class Scorecard(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How performance is appraised.

    Attributes:
        measures: its lines; their weights sum to 100.
        grades: what the points are called.
        missing: a measure without a figure is left out and the other weights grow
            (``renormalise``), or counts 0 (``zero``).
    """

    measures: tuple[Measure, ...]
    grades: tuple[Grade, ...]
    missing: Literal["renormalise", "zero"] = "renormalise"

    def grade(self, points: float) -> Grade | None:
        """The grade that these points give; None below all of them."""
        reached = [grade for grade in self.grades if points >= grade.at_least]
        return max(reached, key=lambda grade: grade.at_least, default=None)


class CommissionTier(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is paid of revenue from an attainment on.

    Attributes:
        from_attainment: actual / target, 1 = met.
        rate: the share of the revenue in this tier that is paid, 0.02 = 2 %.
    """

    from_attainment: float
    rate: float
