"""``salestui quote``: price a unit and write the quote."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date

from salestui.cli.exits import Exit
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.writing_rows import opened_book, write_rows
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.selling.floor.pricing import price_sheet, quote_changes
from salestui.selling.floor.taking import one_unit
from salestui.selling.floor.unit import unit_at
from salestui.views.currency import book_sign
from salestui.views.formats import style
from salestui.views.onsite.price_sheet import price_lines
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Price the unit, write the quote as a row and print the sheet.

    Raises:
        Refused: there is no such unit, price, discount or way of paying.
    """
    today = options.as_of or date.today()
    with opened_book(options, config) as book:
        need_sheet(book.state, options.path, "units")
        unit = unit_at(book.state, one_unit(book.state, options.unit))
        sheet = price_sheet(book.state, unit, options.way, options.discount)
        if not options.dry_run:
            need_sheet(book.state, options.path, "quotes")
            changes = quote_changes(book.state, unit, sheet, options.agent, today)
            write_rows(book, _("Quote for {unit}").format(unit=unit.name), changes)
        shown = style(book_sign(book.state))
    if options.json:
        told = {**asdict(sheet), "needs_approval": sheet.needs_approval}
        print(json.dumps({"written": not options.dry_run, **told}, ensure_ascii=False, indent=2))
    else:
        print(aligned([(title, visible(text)) for title, text in price_lines(sheet, shown)]))
    return Exit.OK
