"""``salestui campaigns``: what each campaign costs and brings."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from salestui.cli.customer_command import figure_rows
from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.cli.needed_sheet import need_sheet
from salestui.config import Config
from salestui.i18n import _
from salestui.views.campaigns import (
    CampaignsView,
    Grouping,
    campaigns_data,
    campaigns_view,
    headings,
    title,
)
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.plain_table import aligned
from salestui.views.starting import chosen_period


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the campaigns of a period, as tables or as JSON."""
    opening, state = read_state(options, config)
    need_sheet(state, options.path, "campaigns")
    inputs = inputs_of(state)
    period = chosen_period(opening, inputs)
    view = campaigns_view(state, inputs, period, opening.as_of, style(book_sign(state)))
    if options.json:
        data = {"period": period.key} | campaigns_data(view)
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _lines(view: CampaignsView) -> Iterator[str]:
    yield view.period
    yield aligned(figure_rows(view.figures))
    for grouping in Grouping:
        yield ""
        table = [(title(grouping), *headings())]
        table += [(line.name, *line.cells) for line in view.lines[grouping]]
        yield aligned(table, range(1, len(headings()) + 1))
    if not view.campaigns:
        yield _("No campaign runs in this period.")
