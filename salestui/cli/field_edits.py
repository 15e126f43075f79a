"""Fields of rows that are named by their key: ``salestui edit BOOK 'D-1.stage=Won'``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.changes import Change
from adapters.errors import Refused
from adapters.protocol import Workbook
from salestui.book.book import Book
from salestui.book.changes import planned
from salestui.book.edits import Value
from salestui.book.journal.commands import NOTHING, Done
from salestui.book.journal.record import Act
from salestui.book.links import naming_fields
from salestui.book.state import BookState
from salestui.cli.cell_texts import split_field
from salestui.cli.main import UsageError
from salestui.cli.noting import pending_changes
from salestui.cli.stage_warnings import book_of, lacking
from salestui.config import Config
from salestui.i18n import N_, _, joined
from salestui.mapping.headers import normalise
from salestui.mapping.input import Rejected, parse_input
from salestui.mapping.layout import Column
from salestui.mapping.table import ID
from salestui.model.entities import entity
from salestui.model.folding import folded
from salestui.selling.advancing.advance import advance
from salestui.selling.advancing.moving import Answers, move_changes
from salestui.selling.changes import edits_of
from salestui.views.filtering.expressions import field_names
from salestui.views.stages import stage_choices


@dataclass(frozen=True, slots=True)
class FieldEdits:
    """What is asked for.

    Attributes:
        texts: of all edits; those that name cells are left to others.
        reason: why deals move although they lack something, or were lost.
        trial: nothing is written, so what is lacking is only told.
        over_formula: values may take the place of formulas.
    """

    texts: Sequence[str]
    reason: str = ""
    trial: bool = False
    over_formula: bool = False


@dataclass(frozen=True, slots=True)
class FieldChanges:
    """What the texts come to.

    Attributes:
        cells: the changes of the workbook.
        done: the same for the history, with what it is called there.
        lacks: sentences on what deals lack for their new stages.
    """

    cells: Sequence[Change] = ()
    done: Done = NOTHING
    lacks: Sequence[str] = ()


def field_changes(workbook: Workbook, wanted: FieldEdits, config: Config) -> FieldChanges:
    """The changes that the texts ask for.

    A deal's stage changes with all that belongs to it, see ``selling.advancing.moving``, after the
    other fields: what is filled in with the same command lacks no more.

    Raises:
        UsageError: there is no such row or field, the text is no value of it, or a deal lacks
            something for its stage and no reason is given.
        Refused: the cell holds a formula that is not to be replaced.
        WorkbookError: the workbook cannot be read.
    """
    asked = [found for text in wanted.texts if (found := split_field(text)) is not None]
    if not asked:
        return FieldChanges()
    book = book_of(workbook, config)
    if not wanted.over_formula:
        _refuse_formulas(book.state, asked)
    moves = [one for one in asked if not _set(book, *one)]
    lacks = [told for one in moves for told in _move(book, *one, wanted.reason)]
    if lacks and not wanted.reason and not wanted.trial:
        raise UsageError(
            "\n  ".join(lacks),
            _("Put it right first, or say why with --reason: that is kept with the deal."),
        )
    label = ", ".join(f"{name}.{field}" for name, field, _text in asked)
    done = Done(Act.EDIT, label, pending_changes(book.state))
    return FieldChanges(planned(book.state.entities, ()).changes, done, lacks)


def _refuse_formulas(state: BookState, asked: Sequence[tuple[str, str, str]]) -> None:
    """Raise ``Refused`` for the first of the edits whose cell is computed."""
    for name, field, text in asked:
        kind, row, column, _value = _understood(state, name, field, text)
        rows = state.entities[kind]
        known = rows.layout.column(column)
        if known is not None and rows.has_formula(row, known):
            raise Refused(
                N_("This cell holds a formula."),
                N_("Change the cells it is computed from, or add --over-formula."),
                where=f"{name}.{field}",
            )


def _set(book: Book, name: str, field: str, text: str) -> bool:
    """Edit one field of the book; False where that takes a deal to another stage."""
    kind, row, column, value = _understood(book.state, name, field, text)
    if (kind, column) == ("deals", "stage") and isinstance(value, str):
        return False
    book.set_values(f"{name}.{field}", kind, [(row, column, value)])
    return True


def _move(book: Book, name: str, field: str, text: str, reason: str) -> list[str]:
    """Move a deal; what it lacks for that, in sentences."""
    state = book.state
    _kind, row, _column, value = _understood(state, name, field, text)
    _check_stage(state, str(value))
    move = advance(state, row, str(value))
    told = list(lacking(state, move))
    if move.loses and not reason and not state.entities["deals"].value(row, "loss_reason"):
        title = state.title_of("deals", row)
        told.append(_("{title} → {stage}: why was it lost?").format(title=title, stage=move.text))
    answers = Answers(
        override=reason if move.missing else "", loss_reason=reason if move.loses else ""
    )
    changes = move_changes(state, move, state.today, answers)
    book.apply(f"{name}.{field}", edits_of(state, changes, book.new_rows))
    return told


def _check_stage(state: BookState, text: str) -> None:
    """Raise ``UsageError`` for what neither the playbook nor the workbook has as a stage."""
    column = state.entities["deals"].layout.column("stage")
    known = stage_choices(state, column.choices if column is not None else ())
    if text not in known and state.playbook.stage(text) is None:
        raise UsageError(
            _("{text} is no stage of this workbook.").format(text=repr(text)),
            _("Choose one of {choices}.").format(choices=joined(known)),
        )


def _understood(state: BookState, name: str, field: str, text: str) -> tuple[str, int, str, Value]:
    """Entity, row, column and value of one edit."""
    kind, row = _row(state, name)
    column = _named_column(state, kind, field)
    parsed = parse_input(column, text, state.today)
    if isinstance(parsed, Rejected):
        parts = {part: _(value) for part, value in parsed.parts}
        raise UsageError(_(parsed.reason).format(**parts), _(parsed.hint).format(**parts))
    return kind, row, column.name, parsed.value


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


def _named_column(state: BookState, kind: str, field: str) -> Column:
    """The column of a field: by any of its names in either language, or the sheet's header."""
    columns = [c for c in state.entities[kind].layout.columns if c.position is not None]
    if (column := field_names(columns).get(normalise(field))) is not None:
        return column
    raise UsageError(
        _("The sheet has no column for {column}.").format(column=repr(field)),
        ", ".join(c.header for c in columns if c.header),
    )
