"""Why a line of a scorecard has no points, and what to know about a card: English keys."""

from __future__ import annotations

from salestui.i18n import N_

TARGET_NOT_ABOVE_ZERO = N_("the target is not above zero")
NO_METRIC_TARGET = N_("no target of this is set for this period")
NOBODY_TO_RANK = N_("nobody else has a figure to be ranked with")
NO_SCORE_GIVEN = N_("the sheet gives no score for this line")
NO_ACTUAL_GIVEN = N_("the sheet gives no actual figure, and nothing else tells it")
NOT_WORKED_OUT = N_("is not worked out of people: give it in the sheet of scorecards")
NO_PAYMENTS = N_("the workbook keeps no payments: give it in the sheet of scorecards")
NO_COSTS = N_("the workbook keeps no selling costs: give it in the sheet of scorecards")
NO_QUANTITIES = N_("the deals have no quantities")
NO_ACTIVITIES = N_("the workbook has no sheet of activities")
NO_SURVEYS = N_("the workbook has no sheet of surveys")
NO_ANSWERS = N_("no customer answered in this period")
NO_TRAINING = N_("the workbook has no sheet of training")
NO_NEXT_STEPS = N_("the workbook keeps no next steps of deals")
NO_OPEN_DEALS = N_("there are no open deals")
TODAY_ONLY = N_("is known of the as-of day only, which is not in this period")
NO_LINES = N_("no line of the scorecard has a figure")
NO_SCORECARD = N_("the playbook has no such scorecard")
NOBODY = N_("nobody to appraise: the workbook names no reps")
NO_TEAMS = N_("nobody to appraise: the workbook names no teams")
NO_MANAGERS = N_("nobody to appraise: the sheet of the team names no managers")

FULL_MARKS = N_("against 100%: no target of this is set")
TARGET_OF_TEAM = N_("the target of the team")
TARGET_OF_COMPANY = N_("the company's target")
TARGET_OF_SHEET = N_("the target in the sheet of scorecards")
ACTUAL_OF_SHEET = N_("the actual figure in the sheet of scorecards")
SCORE_OF_SHEET = N_("the score in the sheet of scorecards")
LEFT_OUT = N_("lines without a figure, left out: {n}; the other weights grow")
COUNTED_ZERO = N_("lines without a figure, counted as 0: {n}")
SO_FAR = N_("so far: day {day} of {days}, against the target of the whole period")
WEIGHTS_OFF = N_("the weights sum to {sum} and not to 100: each counts in proportion")
OWN_CARD = N_("lines and weights from the sheet of scorecards")
