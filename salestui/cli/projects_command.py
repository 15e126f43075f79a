"""``salestui projects``: all sales projects by health, with reasons, on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import present_of, read_state
from salestui.config import Config
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.portfolio.report import portfolio_report, portfolio_text
from salestui.views.portfolio.view import portfolio_view


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the portfolio, as tables or as JSON."""
    opening, state = read_state(options, config)
    present = present_of(opening, state)
    view = portfolio_view(present, style(book_sign(state)))
    if options.json:
        print(json.dumps(portfolio_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(portfolio_text(view, present), end="")
    return Exit.OK
