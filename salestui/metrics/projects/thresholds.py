"""What makes a project amber or red, every number in one place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Health(IntEnum):
    """How a project stands; the worst reason decides."""

    GREEN = 0
    AMBER = 1
    RED = 2

    @property
    def code(self) -> str:
        """As ``weekly_reports.health`` has it."""
        return self.name.lower()


class Cause(StrEnum):
    """What a project's health is looked at for, in the order in which equal reasons are told."""

    MILESTONE = "milestone"
    SCHEDULE = "schedule"
    COST = "cost"
    RISK = "risk"
    RISK_ACTION = "risk_action"
    REPORT = "report"
    GATE = "gate"
    DIRECTOR = "director"
    TEAM = "team"
    DECIDER = "decider"
    STEP = "step"
    STRATEGY = "strategy"
    TALK = "communication"
    QUALITY = "quality"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something is amber or red.

    Attributes:
        task_red: an open task is red when it is overdue for more days than this; before, amber.
        overrun_red: costs above the budget are amber, above it by more than this share red.
        risk_amber, risk_red: the score (probability x impact) of an open risk.
        gate_red: a planned gate that was not held is red after more days than this.
        step_red: the same of the customer's next step.
    """

    task_red: int = 14
    overrun_red: float = 0.1
    risk_amber: int = 10
    risk_red: int = 15
    gate_red: int = 14
    step_red: int = 14


THRESHOLDS = Thresholds()
"""Beyond these: a milestone that is overdue, a quality check that failed and a project without a
director are red; a report is red once a second one is overdue; another missing role, no contact who
decides, an overdue action against a risk, an incomplete matrix of strategies, a planned talk that
was not held and a quality check that is overdue are amber."""
