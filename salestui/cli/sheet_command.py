"""``salestui sheet``: add a sheet that a workbook lacks, or columns to one; or list them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from salestui.book.state import BookState
from salestui.book.widening.widening import Widened
from salestui.cli.exits import Exit
from salestui.cli.main import UsageError
from salestui.cli.noting import book_to_write
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.mapping.layout import TableLayout
from salestui.model.entities import ENTITIES, entity
from salestui.plain_text import visible
from salestui.views.names import entity_name
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Add the sheet, or columns for fields, and say what they are; without an entity list all."""
    known = [keeps.name for keeps in ENTITIES]
    if options.entity and options.entity not in known:
        raise UsageError(
            _("{text} is nothing that a workbook keeps.").format(text=repr(options.entity)),
            _("Choose one of {choices}.").format(choices=joined(known)),
        )
    if options.column:
        _check_fields(options.entity, options.column)
    book = book_to_write(options, config)
    try:
        state = book.load()
        if not options.entity:
            return _listed(state, as_json=options.json)
        if options.column:
            made = book.add_columns(options.entity, options.column, options.headers or "")
            _tell_columns(made, options)
            return Exit.OK
        table = book.create_table(options.entity, options.headers or "")
    finally:
        book.close()
    _tell(table, options)
    return Exit.OK


def _check_fields(name: str, fields: Sequence[str]) -> None:
    """Raise ``UsageError`` for what is no field of the entity."""
    if not name:
        raise UsageError(_("--column needs to know which sheet it is for, such as deals."))
    known = [field.name for field in entity(name).fields]
    unknown = next((field for field in fields if field not in known), None)
    if unknown is not None:
        raise UsageError(
            _("{text} is no field of {what}.").format(text=repr(unknown), what=name),
            _("Choose one of {choices}.").format(choices=joined(known)),
        )


def _tell_columns(made: Widened, options: argparse.Namespace) -> None:
    sheets = [part.sheet for part in made.table.sheets]
    notes = [note.sentence(_) for note in made.warnings]
    if options.json:
        whole = {
            "path": options.path,
            "entity": made.table.entity.name,
            "sheets": sheets,
            "added": list(made.headers),
            "warnings": notes,
        }
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    told = _("Every field has its column already.")
    if made.headers:
        told = _("Added to {sheet}: {headers}.")
    lines = [told.format(sheet=joined(sheets), headers=joined(made.headers)), *notes]
    print("\n".join(map(visible, lines)))


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
