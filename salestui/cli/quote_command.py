"""``salestui quote``: price a unit and write the quote."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from salestui.book.state import BookState
from salestui.cli.exits import Exit
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.writing_rows import opened_book, write_rows
from salestui.config import Config
from salestui.i18n import _, joined, label
from salestui.model.entities import entity
from salestui.plain_text import visible
from salestui.selling.changes import Changes
from salestui.selling.floor.pricing import PriceSheet, price_sheet, quote_changes
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
        sheet = _sheet(book.state, options)

        def decide(state: BookState) -> tuple[str, Changes]:
            nonlocal sheet
            sheet = _sheet(state, options)
            unit = unit_at(state, one_unit(state, options.unit))
            called = _("Quote for {unit}").format(unit=unit.name)
            return called, quote_changes(state, unit, sheet, options.agent, today)

        if not options.dry_run:
            need_sheet(book.state, options.path, "quotes")
            write_rows(book, decide)
            _tell_lacking(book.state, options.path)
        shown = style(book_sign(book.state))
    if options.json:
        told = {**asdict(sheet), "needs_approval": sheet.needs_approval}
        print(json.dumps({"written": not options.dry_run, **told}, ensure_ascii=False, indent=2))
    else:
        print(aligned([(title, visible(text)) for title, text in price_lines(sheet, shown)]))
    return Exit.OK


def _tell_lacking(state: BookState, path: str) -> None:
    """Say which columns the quote would have filled, had the sheet them."""
    layout = state.entities["quotes"].layout
    lacking = [name for name in ("unit", "way") if layout.column(name) is None]
    if not lacking:
        return
    text = _("The sheet {sheet} has no column for: {fields}, so the quote does not tell it. Add: "
             "salestui sheet {book} quotes {columns}")  # fmt: skip
    fields = [field for field in entity("quotes").fields if field.name in lacking]
    names = joined(label(field.labels) for field in fields)
    columns = " ".join(f"--column {name}" for name in lacking)
    said = text.format(sheet=layout.sheet, fields=names, book=path, columns=columns)
    print(visible(said), file=sys.stderr)


def _sheet(state: BookState, options: argparse.Namespace) -> PriceSheet:
    unit = unit_at(state, one_unit(state, options.unit))
    return price_sheet(state, unit, options.way, options.discount)
