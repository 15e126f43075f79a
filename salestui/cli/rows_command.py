"""``salestui rows``: the rows of a table that a filter finds, for the eye and for programs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from rich.cells import cell_len

from salestui.book.state import BookState
from salestui.cli.arguments.listing import ENDINGS, TABLE
from salestui.cli.exits import Exit
from salestui.cli.looking import read_state
from salestui.cli.main import UsageError
from salestui.cli.needed_sheet import need_sheet
from salestui.cli.output import STDOUT, check_output, deliver, wanted_format
from salestui.config import Config
from salestui.i18n import _, joined
from salestui.mapping.layout import Column
from salestui.model.entities import ENTITIES
from salestui.model.fields import NUMERIC
from salestui.model.folding import folded
from salestui.plain_text import visible
from salestui.views.exporting import headers
from salestui.views.filtering.syntax import FilterError
from salestui.views.names import entity_name
from salestui.views.plain_table import aligned
from salestui.views.row_list import (
    NoColumn,
    row_data,
    row_texts,
    row_values,
    usual_columns,
    wanted_columns,
    wanted_order,
)
from salestui.views.table import TableView, Wanted, table_view


def run(options: argparse.Namespace, config: Config) -> int:
    """Print the rows; without an entity, what tables there are."""
    form = wanted_format(options, ENDINGS, TABLE)
    check_output(options)
    opening, state = read_state(options, config)
    if not options.entity:
        deliver(_tables(state, form), options)
        return Exit.OK
    kind = _kind(state, options.entity)
    need_sheet(state, options.path, kind)
    try:
        order = wanted_order(state, kind, options.sort)
        wanted = Wanted(options.where, order, opening.focus)
        view = table_view(state, kind, wanted, opening.as_of)
        deliver(_content(view, options, form), options)
    except FilterError as problem:
        raise _pointed(problem, options.where) from problem
    except NoColumn as problem:
        raise UsageError(
            _("There is no column {name}.").format(name=repr(problem.name)),
            _("Choose one of {choices}.").format(choices=visible(joined(problem.known))),
        ) from problem
    return Exit.OK


def _kind(state: BookState, text: str) -> str:
    """The entity that a text names: by its code, in either language, or by its sheet.

    Raises:
        UsageError: it names none.
    """
    for kind in ENTITIES:
        if folded(text) in map(folded, (kind.name, *kind.labels.values())):
            return kind.name
    for name, rows in state.present.items():
        if folded(text) in (folded(part.sheet) for part in rows.layout.sheets):
            return name
    raise UsageError(
        _("{text} is nothing that a workbook keeps.").format(text=repr(text)),
        _("Choose one of {choices}.").format(choices=joined(state.present)),
    )


def _tables(state: BookState, form: str) -> str:
    """What can be asked for: name, sheets and number of rows of each table."""
    tables = [
        (kind.name, [part.sheet for part in rows.layout.sheets], rows.live.height)
        for kind in ENTITIES
        if (rows := state.present.get(kind.name)) is not None
    ]
    if form == "json":
        data = [{"entity": name, "sheets": sheets, "rows": n} for name, sheets, n in tables]
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    if form != TABLE:
        raise UsageError(
            _("The list of tables is printed, or written as JSON."),
            _("Name a table: {choices}.").format(choices=joined(name for name, *_ in tables)),
        )
    lines = [(name, entity_name(name), joined(sheets), str(n)) for name, sheets, n in tables]
    return aligned(lines, {3}) + "\n"


def _content(view: TableView, options: argparse.Namespace, form: str) -> str | bytes:
    """The rows in the format."""
    count = min(options.limit or len(view.ids), len(view.ids))
    columns = wanted_columns(view.state, view.entity, options.columns)
    if form == TABLE:
        _tell_count(view, count)
        return _table(view, columns or usual_columns(view.state, view.entity), count)
    columns = columns or list(view.columns)
    if form == "json":
        return json.dumps(row_data(view, columns, count), ensure_ascii=False, indent=2) + "\n"
    from salestui.reports.export_grid import as_csv, csv_file, xlsx_file

    headers, rows = row_values(view, columns, count)
    if form == "xlsx":
        return xlsx_file(headers, rows, [column.type for column in columns])
    # The mark that Excel needs at the start of a file is in the way of other programs.
    return as_csv(headers, rows, "\n") if options.output == STDOUT else csv_file(headers, rows)


def _table(view: TableView, columns: Sequence[Column], count: int) -> str:
    if not count:
        return ""
    right = [place for place, column in enumerate(columns) if column.type in NUMERIC]
    return aligned([headers(columns), *row_texts(view, columns, count)], right) + "\n"


def _tell_count(view: TableView, count: int) -> None:
    """Say on stderr how many of the rows are found, and how many of those are shown."""
    found, total = len(view.ids), view.rows.frame.height
    told = (
        _("{found} of {total} found.")
        if count == found
        else _("{found} of {total} found, {n} shown.")
    )
    print(told.format(found=found, total=total, n=count), file=sys.stderr)


def _pointed(problem: FilterError, text: str) -> UsageError:
    """The mistake in a filter, and below it where it is."""
    shown = visible(text[: problem.position])
    return UsageError(problem.message, f"{visible(text)}\n  {' ' * cell_len(shown)}^")
