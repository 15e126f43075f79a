"""The kinds of reports there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.i18n import N_
from salestui.model.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of report.

    Attributes:
        title, about: English keys of what it is called, and of what it tells in a few words.
        of_deal: it is of one deal, which must be named; others are of a scope and a period.
        may_deal: it can be of one deal instead.
        length: of the period where none is asked for.
    """

    name: str
    title: str
    about: str
    of_deal: bool = False
    may_deal: bool = False
    length: PeriodKind = PeriodKind.QUARTER

    @property
    def takes_deal(self) -> bool:
        """Whether it is, or can be, of one deal."""
        return self.of_deal or self.may_deal

    def period(self, looked_at: Period, as_of: date, fiscal_start: int) -> Period:
        """The period of a report where another is looked at: a month of it where one is usual."""
        if self.length is not PeriodKind.MONTH or looked_at.kind is PeriodKind.MONTH:
            return looked_at
        day = as_of if looked_at.kind is PeriodKind.ALL else looked_at.clamp(as_of)
        return period_of(day, PeriodKind.MONTH, fiscal_start)


KINDS = (
    Kind(
        "weekly",
        N_("Weekly report"),
        N_("how the period stands, what moved, what is next; also of one sales project"),
        may_deal=True,
    ),
    Kind(
        "monthly",
        N_("Monthly review"),
        N_("a month against its target, the year so far, the quarter's forecast"),
        length=PeriodKind.MONTH,
    ),
    Kind(
        "forecast",
        N_("Forecast pack"),
        N_("where the period lands, by team and rep, and how forecasts fared"),
    ),
    Kind(
        "appraisal",
        N_("Appraisal sheet"),
        N_("scorecard, grade, rank and commission of a rep or of everyone"),
    ),
    Kind(
        "planning",
        N_("Planning report"),
        N_("a sales project's customer, team, strategy, schedule, budget, risks"),
        of_deal=True,
    ),
    Kind(
        "checklist",
        N_("Operation checklist"),
        N_("all that is done and to be done in a sales project, by phase"),
        of_deal=True,
    ),
    Kind(
        "summary",
        N_("Summary report"),
        N_("how a sales project came out against its plan, and what is learnt"),
        of_deal=True,
    ),
    Kind(
        "collections",
        N_("Collections list"),
        N_("what is owed for how long, whom to call today, what comes in"),
    ),
)
"""In the order of lists of them."""


def kind_named(name: str) -> Kind:
    """The kind of that name.

    Raises:
        KeyError: there is none.
    """
    return {kind.name: kind for kind in KINDS}[name]
