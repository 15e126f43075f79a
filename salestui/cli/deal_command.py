"""``salestui deal``: everything about one deal on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.opening import opened, settings_for
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.selling.changes import reference_text
from salestui.views.currency import book_sign
from salestui.views.deal import DealLook, deal_view
from salestui.views.deal.choosing import deal_options, deals_named
from salestui.views.deal.report import deal_report, deal_text
from salestui.views.formats import style
from salestui.views.inputs import inputs_of


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the deal, as text or as JSON."""
    book = Book(opened(options.path), settings_for(options, config))
    try:
        state = book.load()
        row = _row(state, options.deal)
        inputs = inputs_of(state)
        view = deal_view(DealLook(state, row, inputs, state.today, style(book_sign(state))))
    finally:
        book.close()
    if options.json:
        print(json.dumps(deal_report(view), ensure_ascii=False, indent=2))
    else:
        print(deal_text(view))
    return Exit.OK


def _row(state: BookState, text: str) -> int:
    """The deal that the argument names.

    Raises:
        UsageError: none is called so, or several are.
    """
    found = deals_named(state, text)
    if len(found) == 1:
        return found[0]
    if found:
        message = _("{n} deals are called {name}.").format(n=len(found), name=repr(text))
        raise UsageError(message, _("Give its ID."))
    known = joined(reference_text(state, "deals", o.row) for o in deal_options(state, 5))
    raise UsageError(
        _("There is no deal {name}.").format(name=repr(text)),
        _("Give its ID or its name, such as {names}.").format(names=known) if known else "",
    )
