"""``salestui forecast``: a period's forecast over the team on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import archive_of, present_of, read_state, tell_damaged
from salestui.config import Config
from salestui.views.currency import book_sign
from salestui.views.forecast.report import forecast_report, forecast_text
from salestui.views.forecast.view import worked_out
from salestui.views.formats import style


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the forecast, as tables or as JSON."""
    opening, state = read_state(options, config)
    archive = archive_of(opening)
    present = present_of(opening, state)
    shown = style(book_sign(state))
    view = worked_out(present, archive, shown, None)
    tell_damaged(archive)
    if options.json:
        print(json.dumps(forecast_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(forecast_text(view, present, shown), end="")
    return Exit.OK
