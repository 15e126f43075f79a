"""Fields of rows that are named by their key: ``salestui edit BOOK 'D-1.stage=Won'``."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.changes import Change
from adapters.protocol import Workbook
from salestui.book.book import Book
from salestui.book.changes import planned
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.cli.cell_texts import split_field
from salestui.cli.main import UsageError
from salestui.cli.stage_warnings import book_of, lacking
from salestui.config import Config
from salestui.i18n import _
from salestui.mapping.input import Rejected, parse_input
from salestui.mapping.layout import Column
from salestui.mapping.table import ID
from salestui.model.entities import entity
from salestui.model.folding import folded
from salestui.selling.advancing.advance import advance
from salestui.selling.advancing.moving import Answers, move_changes
from salestui.selling.changes import edits_of


def field_changes(
    workbook: Workbook, texts: Sequence[str], config: Config
) -> tuple[list[Change], list[str]]:
    """The changes of cells that the texts ask for, and what deals lack for their new stages.

    A deal's stage changes with all that belongs to it, see ``selling.moving``.

    Raises:
        UsageError: there is no such row or field, or the text is no value of it.
        WorkbookError: the workbook cannot be read.
    """
    asked = [found for text in texts if (found := split_field(text)) is not None]
    if not asked:
        return [], []
    book = book_of(workbook, config)
    warnings = [told for one in asked for told in _edit(book, *one)]
    return list(planned(book.state.entities, ()).changes), warnings


def _edit(book: Book, name: str, field: str, text: str) -> list[str]:
    """Edit one field of the book; what is to be warned of."""
    state = book.state
    kind, row = _row(state, name)
    column = _column(state, kind, field)
    parsed = parse_input(column, text, state.today)
    if isinstance(parsed, Rejected):
        parts = {part: _(value) for part, value in parsed.parts}
        raise UsageError(_(parsed.reason).format(**parts), _(parsed.hint).format(**parts))
    label = f"{name}.{field}"
    if (kind, column.name) != ("deals", "stage") or not isinstance(parsed.value, str):
        book.set_values(label, kind, [(row, column.name, parsed.value)])
        return []
    move = advance(state, row, parsed.value)
    changes = move_changes(state, move, state.today, Answers())
    book.apply(label, edits_of(state, changes, book.new_rows))
    return list(lacking(state, move))


def _row(state: BookState, name: str) -> tuple[str, int]:
    """Entity and identity of the row of that key or name; deals go before all others."""
    for kind, rows in sorted(state.entities.items(), key=lambda item: item[0] != "deals"):
        for field in naming_fields(entity(kind)):
            if rows.layout.column(field) is None:
                continue
            texts = zip(rows.live[ID].to_list(), rows.live[field].to_list(), strict=True)
            found = [row for row, text in texts if text and folded(str(text)) == folded(name)]
            if len(found) == 1:
                return kind, found[0]
            if found:
                raise UsageError(
                    _("{n} rows are called {name}.").format(n=len(found), name=repr(name)),
                    _("Name it by its key, or write its cell: 'Sheet!B5=value'."),
                )
    raise UsageError(
        _("There is no row {name}.").format(name=repr(name)),
        _("Write 'Sheet!B5=value', or the key or name of a row: 'D-1.stage=Won'."),
    )


def _column(state: BookState, kind: str, field: str) -> Column:
    """The column of a field: by the field's name, its label or the sheet's header."""
    columns = state.entities[kind].layout.columns
    for column in columns:
        labels = column.field.labels.values() if column.field else ()
        names = (column.name, column.header, *labels)
        if column.position is not None and folded(field) in map(folded, names):
            return column
    raise UsageError(
        _("The sheet has no column for {column}.").format(column=repr(field)),
        ", ".join(c.header for c in columns if c.header),
    )
