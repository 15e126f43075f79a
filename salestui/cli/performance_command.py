"""``salestui performance``: scorecards, ranking and commission on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import present_of, read_state
from salestui.config import Config
from salestui.metrics.scorecard.people import Kind
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.performance.report import performance_report, performance_text
from salestui.views.performance.view import performance


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the leaderboard with its cards, as tables or as JSON."""
    opening, state = read_state(options, config)
    present = present_of(opening, state)
    view = performance(present, Kind(options.by), style(book_sign(state)), options.missing)
    if options.json:
        print(json.dumps(performance_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(performance_text(view, present), end="")
    return Exit.OK
