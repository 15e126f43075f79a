"""``salestui deal``: everything about one deal on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.cli.exits import Exit
from salestui.cli.opening import opened, settings_for
from salestui.cli.which_deal import named_deal
from salestui.config import Config
from salestui.selling.costs.profit import deal_money
from salestui.selling.costs.rows import spending
from salestui.views.currency import book_sign
from salestui.views.deal import DealLook, deal_view
from salestui.views.deal.profit import profit_data
from salestui.views.deal.report import deal_report, deal_text
from salestui.views.formats import style
from salestui.views.inputs import inputs_of


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the deal, as text or as JSON."""
    book = Book(opened(options.path), settings_for(options, config))
    try:
        state = book.load()
        row = named_deal(state, options.deal)
        inputs = inputs_of(state)
        view = deal_view(DealLook(state, row, inputs, state.today, style(book_sign(state))))
    finally:
        book.close()
    if options.json:
        money = deal_money(state, row, spending(state, inputs), state.today)
        told = {**deal_report(view), "profit": profit_data(money)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        print(deal_text(view))
    return Exit.OK
