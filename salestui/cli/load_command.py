"""``salestui load``: what everyone has on hand."""

from __future__ import annotations

import argparse
import json

from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.load import headings, load_data, load_view
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Print a line per person, as a table or as JSON."""
    opening, state = read_state(options, config)
    view = load_view(state, inputs_of(state), opening.as_of, style(book_sign(state)))
    if options.json:
        print(json.dumps(load_data(view), ensure_ascii=False, indent=2))
    else:
        table = [(_("Person"), *headings(), "")]
        table += [(visible(line.person), *line.cells, line.about) for line in view.lines]
        print(aligned(table, range(1, len(headings()) + 1)))
    return Exit.OK
