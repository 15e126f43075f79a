"""``salestui sheet``: add the sheet for what a workbook keeps none of, or list what it keeps."""

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
from salestui.mapping.layout import TableLayout
from salestui.model.entities import ENTITIES
from salestui.plain_text import visible
from salestui.views.names import entity_name
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Add the sheet and say what it is; without an entity list all."""
    known = [entity.name for entity in ENTITIES]
    if options.entity and options.entity not in known:
        raise UsageError(
            _("{text} is nothing that a workbook keeps.").format(text=repr(options.entity)),
            _("Choose one of {choices}.").format(choices=joined(known)),
        )
    book = Book(opened(options.path), settings_for(options, config))
    try:
        state = book.load()
        if not options.entity:
            return _listed(state, as_json=options.json)
        table = book.create_table(options.entity, options.headers or "")
    finally:
        book.close()
    _tell(table, options)
    return Exit.OK


def _tell(table: TableLayout, options: argparse.Namespace) -> None:
    headers = [column.header for column in table.columns]
    if options.json:
        whole = {
            "path": options.path,
            "entity": table.entity.name,
            "sheet": table.sheet,
            "columns": headers,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    told = _("Added the sheet {sheet} with the columns {headers}.")
    print(visible(told.format(sheet=table.sheet, headers=joined(headers))))


def _listed(state: BookState, *, as_json: bool) -> int:
    tables = state.layout.tables
    sheets = {
        known.name: [part.sheet for part in tables[known.name].sheets]
        for known in ENTITIES
        if known.name in tables
    }
    if as_json:
        found = {known.name: sheets.get(known.name, []) for known in ENTITIES}
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return Exit.OK
    rows = [
        (known.name, entity_name(known.name), visible(joined(sheets.get(known.name, ["-"]))))
        for known in ENTITIES
    ]
    print(aligned(rows))
    return Exit.OK
