"""``salestui kpi``: the dashboard's figures on standard output."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from datetime import date
from typing import Any

from salestui.book.opening import Opening
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.looking import archive_of, present_of, read_state, tell_damaged
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import _
from salestui.metrics.inputs import Inputs
from salestui.views.forecast.past import past_forecasts, slips_of
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report, kpi_text
from salestui.views.past.archive import Archive, inputs_then
from salestui.views.past.looking_back import look_back, start_day
from salestui.views.past.report import history_report, history_text


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the figures, as a table or as JSON."""
    if options.others and (options.since or options.snapshot):
        raise UsageError(
            _("Days are kept of one workbook at a time."),
            _("Leave --since and --snapshot out, or name one workbook."),
        )
    opening, state = read_state(options, config)
    report = _report(options, opening, state)
    if options.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return Exit.OK
    print(kpi_text(report))
    if options.since:
        print(history_text(report, style()))
    return Exit.OK


def _report(options: argparse.Namespace, opening: Opening, state: BookState) -> dict[str, Any]:
    """The figures; with ``--since`` how they came about too."""
    archive = archive_of(opening)
    inputs = inputs_of(state).with_history(archive.stage_history(state))
    if options.snapshot is not None:
        opening, inputs = _then(archive, options.snapshot, opening, state)
    present = present_of(opening, state, inputs)
    period = present.period
    slips = slips_of(past_forecasts(archive, present))
    report = kpi_report(inputs, opening.focus, period, opening.as_of, slips)
    if options.since:
        since = start_day(options.since, opening.as_of, period, opening.fiscal_start)
        if since is None:
            raise UsageError(
                _("{text} is no day to begin from.").format(text=repr(options.since)),
                _("Write 2026-11-16, monday, week, month, quarter or period."),
            )
        report |= history_report(look_back(archive, present, since))
    tell_damaged(archive)
    return report


def _then(
    archive: Archive, wanted: date, opening: Opening, state: BookState
) -> tuple[Opening, Inputs]:
    """The opening and the inputs of a kept day.

    Raises:
        UsageError: that day is not kept.
    """
    days = archive.days()
    found = archive.snapshot(wanted) if wanted in days else None
    if found is None:
        known = ", ".join(day.isoformat() for day in days[-5:])
        raise UsageError(
            _("{day} is not kept.").format(day=wanted),
            _("The last days kept are {days}.").format(days=known) if known else "",
        )
    return replace(opening, as_of=found.day), inputs_then(found, state)
