"""``salestui performance``: scorecards, ranking and commission on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.config import Config
from salestui.metrics.scorecard.people import Kind
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.performance.report import performance_report, performance_text
from salestui.views.performance.view import performance
from salestui.views.starting import chosen_period


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the leaderboard with its cards, as tables or as JSON."""
    opening, state = read_state(options, config)
    inputs = inputs_of(state)
    period = chosen_period(opening, inputs)
    present = Present(state, inputs, opening.focus, period, opening.as_of)
    view = performance(present, Kind(options.by), style(book_sign(state)), options.missing)
    if options.json:
        print(json.dumps(performance_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(performance_text(view, present), end="")
    return Exit.OK
