"""``salestui targets``: the matrix of targets, with sums and differences."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace

from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.cli.main import UsageError
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.model.entities.targets import METRIC
from salestui.model.period import PeriodKind, parse_period
from salestui.selling.targets.matrix import metrics_of
from salestui.views.inputs import inputs_of
from salestui.views.targets.matrix import MatrixView, MatrixWish, first_wish, matrix_view
from salestui.views.targets.report import matrix_report, matrix_text


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the matrix, as a table or as JSON."""
    opening, state = read_state(options, config)
    wish = _wish(options, state, first_wish(state, opening.as_of))
    view = matrix_view(state, inputs_of(state), wish, opening.as_of)
    _print(view, as_json=options.json)
    return Exit.OK


def _print(view: MatrixView, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(matrix_report(view), ensure_ascii=False, indent=2))
    else:
        print(matrix_text(view))


def _wish(options: argparse.Namespace, state: BookState, first: MatrixWish) -> MatrixWish:
    """What the options ask for.

    Raises:
        UsageError: there is no such metric or year.
    """
    wish = first
    if options.metric:
        metric = METRIC.code(options.metric) or options.metric.strip().casefold()
        if metric not in metrics_of(state):
            raise UsageError(
                _("{text} is no metric of targets.").format(text=repr(options.metric)),
                _("Choose one of {choices}.").format(choices=joined(metrics_of(state))),
            )
        wish = replace(wish, metric=metric)
    if options.year:
        year = parse_period(options.year, state.fiscal_start)
        if year is None or year.kind is not PeriodKind.YEAR:
            raise UsageError(
                _("{text} is no year.").format(text=repr(options.year)), _("Write 2026 or FY26.")
            )
        wish = replace(wish, year=year)
    return wish
