"""``salestui channels``: what each channel brings and costs, and the figures of all customers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from salestui.cli.customer_command import figure_rows
from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.config import Config
from salestui.views.channels import ChannelsView, channels_data, channels_view, headings
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.plain_table import aligned
from salestui.views.starting import chosen_period


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the channels of a period, as a table or as JSON."""
    opening, state = read_state(options, config)
    inputs = inputs_of(state)
    period = chosen_period(opening, inputs)
    view = channels_view(state, inputs, period, opening.as_of, style(book_sign(state)))
    if options.json:
        data = channels_data(view, state, inputs, period)
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _lines(view: ChannelsView) -> Iterator[str]:
    yield view.period
    yield aligned(figure_rows(view.figures))
    yield ""
    table = [("", *headings()), *((line.name, *line.cells) for line in view.lines)]
    yield aligned(table, range(1, 8))
    if view.note:
        yield view.note
