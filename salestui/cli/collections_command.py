"""``salestui collections``: what is owed, for how long, whom to chase, and how much comes in."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import present_of, read_state
from salestui.cli.needed_sheet import need_sheet
from salestui.config import Config
from salestui.metrics.cash.definitions import Rate
from salestui.views.cash.report import collections_data, collections_text
from salestui.views.cash.view import collections_view, looked_at
from salestui.views.currency import book_sign
from salestui.views.formats import style


def run(options: argparse.Namespace, config: Config) -> int:
    """Print collections, as tables or as JSON."""
    opening, state = read_state(options, config)
    need_sheet(state, options.path, "payment_plan")
    present = present_of(opening, state)
    rate = Rate(options.rate or config.collection_rate)
    view = collections_view(present, rate, style(book_sign(state)))
    if options.json:
        data = collections_data(view, looked_at(present))
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(collections_text(view), end="")
    return Exit.OK
