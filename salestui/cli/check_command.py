"""``salestui check``: a linter for sales workbooks."""

from __future__ import annotations

import argparse
import json
import sys

from salestui.book.book import Book
from salestui.cli.exits import Exit
from salestui.cli.opening import opened, settings_for, tell_age, tell_unsaved
from salestui.config import Config
from salestui.views.problem_report import problem_count, problem_reports, problem_text


def run(options: argparse.Namespace, config: Config) -> int:
    """Print every problem, and their number on standard error."""
    settings = settings_for(options, config)
    book = Book(opened(options.path), settings)
    tell_unsaved(book.workbook)
    try:
        state = book.load()
        tell_age(book.workbook)
    finally:
        book.close()
    reports = problem_reports(state.all_problems)
    if options.json:
        print(json.dumps(reports, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            print(problem_text(report))
    print(problem_count(reports), file=sys.stderr)
    return Exit.PROBLEMS if any(r["severity"] != "info" for r in reports) else Exit.OK
