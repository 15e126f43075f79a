"""``salestui costs``: costs beside budgets, overruns with their reasons, month by month."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import archive_of, present_of, read_state, tell_damaged
from salestui.cli.needed_sheet import need_sheet
from salestui.config import Config
from salestui.views.costs.report import costs_data, costs_text
from salestui.views.costs.view import costs_view
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.remembering import with_history


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the costs of a period, as tables or as JSON."""
    opening, state = read_state(options, config)
    need_sheet(state, options.path, "costs")
    archive = archive_of(opening)
    told = with_history(state, inputs_of(state), archive)
    present = present_of(opening, state, told.inputs)
    view = costs_view(present, told.stays, options.by, style(book_sign(state)))
    tell_damaged(archive)
    if options.json:
        print(json.dumps(costs_data(view, present.period.key), ensure_ascii=False, indent=2))
    else:
        print("\n".join(costs_text(view, state)))
    return Exit.OK
