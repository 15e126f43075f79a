"""``salestui kpi``: the dashboard's figures on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.book.reading import settings_of
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opening_of, tell_unsaved
from salestui.config import Config
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report, kpi_text
from salestui.views.starting import chosen_period, unknown_name


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the figures, as a table or as JSON."""
    opening = opening_of(options, config)
    tell_unsaved(opening.workbook)
    try:
        book = Book(opening.workbook, settings_of(opening))
        state = book.load()
        sentence, hint = unknown_name(state, opening.focus)
        if sentence:
            raise UsageError(sentence, hint)
        inputs = inputs_of(state)
        period = chosen_period(opening, inputs)
        report = kpi_report(inputs, opening.focus, period, opening.as_of)
    finally:
        opening.workbook.close()
    print(json.dumps(report, ensure_ascii=False, indent=2) if options.json else kpi_text(report))
    return Exit.OK
