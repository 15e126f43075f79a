"""``salestui units``: the units by building and floor, with holders and deadlines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import date

from salestui.book.book import Book
from salestui.cli.exits import Exit
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.opening import opened, settings_for, tell_unsaved
from salestui.config import Config
from salestui.i18n import _
from salestui.plain_text import visible
from salestui.views.floor.grid import FloorView, floor_view, state_name
from salestui.views.floor.report import units_data
from salestui.views.plain_table import aligned


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the units, as a table or as JSON."""
    as_of = options.as_of or date.today()
    book = Book(opened(options.path), settings_for(options, config))
    tell_unsaved(book.workbook)
    try:
        state = book.load()
    finally:
        book.close()
    need_sheet(state, options.path, "units")
    view = floor_view(state, as_of, status=options.status or "", building=options.building)
    if options.json:
        print(json.dumps(units_data(view, state, as_of), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(view)))
    return Exit.OK


def _lines(view: FloorView) -> Iterator[str]:
    yield view.legend
    if view.needs:
        yield view.needs
    for building in view.buildings:
        yield ""
        yield visible(building.name) or _("no building")
        yield aligned(
            [
                (floor.name, cell.mark, cell.name, state_name(cell.state), cell.layout,
                 cell.holder, cell.agent)
                for floor in building.floors
                for cell in floor.cells
            ]
        )  # fmt: skip
