"""``salestui forecast``: a period's forecast over the team on standard output."""

from __future__ import annotations

import argparse
import json
import sys

from salestui.book.book import Book
from salestui.book.reading import settings_of
from salestui.book.snapshots.store import SnapshotStore
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opening_of, tell_age, tell_unsaved
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import journals_dir, snapshots_dir
from salestui.views.currency import book_sign
from salestui.views.forecast.report import forecast_report, forecast_text
from salestui.views.forecast.view import worked_out
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.archive import Archive
from salestui.views.past.looking_back import Present
from salestui.views.past.recorded import recorded_in
from salestui.views.starting import chosen_period, unknown_name


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the forecast, as tables or as JSON."""
    opening = opening_of(options, config)
    tell_unsaved(opening.workbook)
    try:
        state = Book(opening.workbook, settings_of(opening)).load()
        tell_age(opening.workbook)
        sentence, hint = unknown_name(state, opening.focus)
        if sentence:
            raise UsageError(sentence, hint)
        location = opening.workbook.location
        archive = Archive(
            SnapshotStore(snapshots_dir(), location), recorded_in(journals_dir(), location)
        )
        inputs = inputs_of(state)
        period = chosen_period(opening, inputs)
        present = Present(state, inputs, opening.focus, period, opening.as_of)
        shown = style(book_sign(state))
        view = worked_out(present, archive, shown, None)
    finally:
        opening.workbook.close()
    for notice in archive.damaged.values():
        print(notice.sentence(_), file=sys.stderr)
    if options.json:
        print(json.dumps(forecast_report(view, present), ensure_ascii=False, indent=2))
    else:
        print(forecast_text(view, present, shown), end="")
    return Exit.OK
