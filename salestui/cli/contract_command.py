"""``salestui contract``: everything about one contract on standard output."""

from __future__ import annotations

import argparse
import json

from salestui.book.book import Book
from salestui.book.links import row_named
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.opening import opened, settings_for
from salestui.config import Config
from salestui.i18n import _
from salestui.views.contract.view import contract_view
from salestui.views.currency import book_sign
from salestui.views.deal.report import deal_report, deal_text
from salestui.views.formats import style


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the contract, as text or as JSON.

    Raises:
        NotFound: the workbook has no sheet of contracts.
        UsageError: there is no such contract.
    """
    book = Book(opened(options.path), settings_for(options, config))
    try:
        state = book.load()
        need_sheet(state, options.path, "contracts")
        row = row_named(state, "contracts", options.contract)
        if row is None:
            raise UsageError(
                _("There is no contract {name}.").format(name=repr(options.contract)),
                _("Name it by its number, or by its whole name."),
            )
        day = options.as_of or state.today
        view = contract_view(state, row, day, style(book_sign(state)))
    finally:
        book.close()
    if options.json:
        figures = {key: figure.value for key, figure in view.told.figures.items()}
        print(json.dumps({**deal_report(view), "figures": figures}, ensure_ascii=False, indent=2))
    else:
        print(deal_text(view))
    return Exit.OK
