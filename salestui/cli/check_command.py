"""``salestui check``: a linter for sales workbooks."""

from __future__ import annotations

import argparse
import json
import sys

from salestui.cli.exits import Exit
from salestui.cli.looking import read_once
from salestui.config import Config
from salestui.views.problem_report import problem_count, problem_reports, problem_text


def run(options: argparse.Namespace, config: Config) -> int:
    """Print every problem, and their number on standard error."""
    state = read_once(options, config)
    reports = problem_reports(state.all_problems)
    if options.json:
        print(json.dumps(reports, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            print(problem_text(report))
    print(problem_count(reports), file=sys.stderr)
    return Exit.PROBLEMS if any(r["severity"] != "info" for r in reports) else Exit.OK
