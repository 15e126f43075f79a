"""``salestui project``: one deal as a project on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.cli.exits import Exit
from salestui.cli.opening import opened, settings_for
from salestui.cli.which_deal import named_deal
from salestui.config import Config
from salestui.views.currency import book_sign
from salestui.views.deal.report import deal_report, deal_text
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.project import ProjectLook, project_view


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the project with all its sections, as text or as JSON."""
    book = Book(opened(options.path), settings_for(options, config))
    try:
        state = book.load()
        row = named_deal(state, options.deal)
        day = options.as_of or state.today
        look = ProjectLook(state, row, inputs_of(state), day, style(book_sign(state)))
        view = project_view(look)
    finally:
        book.close()
    if options.json:
        print(json.dumps(deal_report(view), ensure_ascii=False, indent=2))
    else:
        print(deal_text(view))
    return Exit.OK
