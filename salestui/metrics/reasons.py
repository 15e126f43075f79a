"""Why a figure has no value, and what to know about one: English keys of the catalogue."""

from __future__ import annotations

from salestui.i18n import N_

WORDS = {
    "team": N_("team"),
    "rep": N_("rep"),
    "region": N_("region"),
    "product": N_("product"),
    "stage": N_("stage"),
    "customer": N_("customer"),
}
"""Dimensions as they stand inside a sentence."""

NO_PIPELINE = N_("needs a pipeline sheet")
NO_STAGES = N_("needs a column of stages: without one every deal counts as won")
NO_TARGET = N_("no target is set for this period")
NO_TARGETS_AT_ALL = N_("the workbook has no targets")
NO_MONEY_TARGETS = N_("the targets are not of revenue")
TARGET_ZERO = N_("the target is zero")
ALL_TIME_TARGET = N_("all time has no target: choose a period")
ALL_TIME_OPEN_ENDED = N_("all time has no end: choose a period")
COARSER_TARGETS = N_("targets are set for longer spans than this period ({kind})")
DIMENSION_WITHOUT_TARGET = N_("no targets are set by {dimension}")
COMBINED_TARGET = N_("no targets are set for a combination of {dimensions}")
NOT_BEGUN = N_("the period has not begun")
PERIOD_OVER = N_("the period is over")
NOTHING_EXPECTED = N_("nothing is expected by this day")
MET = N_("the target is met")
NO_PREVIOUS = N_("nothing was won in the same span of the previous period")
NO_PRIOR = N_("there is no previous period")
NOTHING_CLOSED = N_("no deal was won or lost in this period")
NOTHING_WON = N_("no deal was won in this period")
NO_WON_AMOUNTS = N_("no won deal carries an amount")
LOST_WITHOUT_AMOUNTS = N_("lost deals carry no amount")
NOTHING_CREATED = N_("no deal was created in this period")
NO_CREATED = N_("no deal has a creation date")
NO_CYCLE = N_("no won deal has both a creation and a close date")
ZERO_CYCLE = N_("won deals closed on the day they were created")
NO_OPEN_DEALS = N_("there are no open deals")
OPEN_WITHOUT_AMOUNTS = N_("open deals carry no amount")
NOTHING_DUE = N_("no open deal closes in this period")
RANGE_AWAITED = N_("is still being worked out")
NO_CHANCES = N_("no open deal has an amount and a probability")
NO_CLOCK = N_("the workbook keeps no date to tell how long a deal has been in its stage")
MIXED_CURRENCIES = N_("amounts are in several currencies ({currencies}) and have no rates")

PARTLY_COVERED = N_("months with a target: {covered} of {total}")
PARTLY_COVERED_DAYS = N_("days with a target: {covered} of {total}")
PRORATED = N_("partial months are prorated by calendar days")
SUMMED = N_("sum of the targets by {dimension}")
NO_PRIOR_YEAR = N_("no earlier year to learn the season from: expected linearly")
WON_WITHOUT_AMOUNT = N_("won deals without an amount: {n}")
LOST_WITHOUT_AMOUNT = N_("lost deals without an amount: {n}")
OPEN_WITHOUT_AMOUNT = N_("open deals without an amount: {n}")
PROBABILITY_OF_STAGE = N_("with their stage's probability: {n}")
WITHOUT_PROBABILITY = N_("without any probability: {n}")
UNDATED = N_("open deals without a close date: {n}")
RETURNS_LEFT_OUT = N_("left out for a negative amount: {n}")
CYCLE_TO_EXPECTED = N_("counted to the expected close, since no other is known: {n}")
NEGATIVE_SPANS = N_("left out for closing before their creation: {n}")
STILL_OPEN = N_("still open: {n}")
INFERRED = N_("inferred from the last stage")
RECORDED = N_("as deals went through the stages")
NO_NAME = N_("these deals name none")

NO_SNAPSHOT = N_("no snapshot of the pipeline was kept by then")
PERIOD_RUNNING = N_("the period is not over")
ALL_TIME_LOCK = N_("all time has no beginning: choose a period")
LOCKED_LATE = N_("the first snapshot kept is of after the period's end")
NOTHING_WAS_DUE = N_("no deal was due in this period at its start")
NOTHING_TO_MEET = N_("nothing was won in the period: see the weighted error")

LOCKED_ON = N_("as the pipeline stood on {day}")
SLIPPED_SO_FAR = N_("so far: the period is not over")
SLIPPED_GONE = N_("rows that are gone count as slipped: {n}")
PUSHED_BY = N_("counted when a close date moves to a later {kind}")
PUSHES_SINCE = N_("changes are known since {day}")
MOVED_WITHOUT_AMOUNT = N_("deals without an amount on one of the days: {n}")
WON_PAST_PIPELINE = N_("won without having been in it at the start: {n}")
NO_CLOSE_DATES = N_("the workbook keeps no close dates of deals")
NO_OVERRIDES = N_("no open deal that closes in this period has a manager's forecast")
OVERRIDDEN = N_("deals with a manager's forecast: {n} of {total}")
UNNAMED_CATEGORY = N_("with no known forecast category, counted as pipeline: {n}")
SLIPS_TAKEN = N_("the range takes the slip rates of past periods: {n}")
NO_SLIPS = N_("the range takes no deal to slip: no past period's start was kept")
LENGTHS = {
    "month": N_("month"),
    "quarter": N_("quarter"),
    "half": N_("half"),
    "year": N_("year"),
}
"""Lengths of periods as they stand inside a sentence."""
