"""``salestui performance``: scorecards, ranking and commission on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.book.reading import settings_of
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opening_of, tell_age, tell_unsaved
from salestui.config import Config
from salestui.metrics.scorecard.people import Kind
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.looking_back import Present
from salestui.views.performance.report import performance_report, performance_text
from salestui.views.performance.view import performance
from salestui.views.starting import chosen_period, unknown_name


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the leaderboard with its cards, as tables or as JSON."""
    opening = opening_of(options, config)
    tell_unsaved(opening.workbook)
    try:
        state = Book(opening.workbook, settings_of(opening)).load()
        tell_age(opening.workbook)
    finally:
        opening.workbook.close()
    sentence, hint = unknown_name(state, opening.focus)
    if sentence:
        raise UsageError(sentence, hint)
    inputs = inputs_of(state)
    period = chosen_period(opening, inputs)
    present = Present(state, inputs, opening.focus, period, opening.as_of)
    view = performance(present, Kind(options.by), style(book_sign(state)), options.missing)
    if options.json:
        print(json.dumps(performance_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(performance_text(view, present), end="")
    return Exit.OK
