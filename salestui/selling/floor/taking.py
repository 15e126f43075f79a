"""Doing a step with a unit so that nobody else can have done one in between.

The workbook is read again, the step decided upon by what it holds now, and written only if it is
still like that: two agents never both take a unit. Where a server gives no such guarantee it is
looked at again afterwards, and of two claims that both arrived the one that stands first in the
unit log holds; the other takes its rows back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from adapters.errors import Refused
from salestui.book.book import Book
from salestui.book.claiming import Claimed, claim
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.selling.changes import Changes, edits_of
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.stepping import restored_cells, step_changes
from salestui.selling.floor.unit import (
    LogLine,
    Unit,
    find_unit,
    log_of,
    paid_by,
    same,
    unit_at,
)

NewRows = Callable[[int], Sequence[int]]


def do_step(book: Book, unit: str, ask: Ask, label: str) -> Claimed:
    """Do a step with a unit, against the workbook as it is now. Blocks.

    Args:
        label: what undo calls it.

    Raises:
        UnitTaken: somebody else has it; nothing of this is in the workbook.
        Refused: it cannot be done now, or the workbook is not reached.
        WorkbookError: it cannot be written.
    """
    return claim(book, _Claim(unit, ask, label))


@dataclass
class _Claim:
    """See ``salestui.book.claiming.Claim``."""

    unit: str
    ask: Ask
    label: str
    _known: frozenset[int] = field(default=frozenset())
    _mine: tuple[AddRow, ...] = ()
    _changed: tuple[SetField, ...] = ()

    def edits(self, state: BookState, new_rows: NewRows) -> list[Edit]:
        """What the step writes now."""
        row = one_unit(state, self.unit)
        changes = step_changes(state, row, self.ask)
        found = edits_of(state, changes, new_rows)
        self._known = frozenset(line.row for line in log_of(state, row))
        self._mine = tuple(edit for edit in found if isinstance(edit, AddRow))
        self._changed = tuple(edit for edit in found if isinstance(edit, SetField))
        return found

    def settled(self, state: BookState, new_rows: NewRows) -> tuple[list[Edit], Refused | None]:
        """What is to be put right after others may have come in between, and why it is lost."""
        if not self.ask.step.claims or not self._mine:
            return [], None
        row = one_unit(state, self.unit)
        unit = unit_at(state, row)
        rivals = self._rivals(state, unit)
        own = [line for line in self._new(unit) if same(line.customer, self.ask.customer)]
        if own and not rivals:
            return self._repaired(state, unit, new_rows), None
        winner = rivals[0] if rivals else None
        restored = edits_of(state, Changes(restored_cells(state, unit, winner)), new_rows)
        held = replace(unit, holder=winner.customer if winner else unit.holder,
                       agent=winner.agent if winner else unit.agent)  # fmt: skip
        return [*restored, *self._taken_back(state)], UnitTaken(
            N_("{unit} was taken at the same moment: {holder} has it since {since} "
               "(with {agent})."),
            N_("What was written for your customer is taken back; offer another unit."),
            held,
        )  # fmt: skip

    def _new(self, unit: Unit) -> list[LogLine]:
        """The claims in the log that were not there when it was decided, in the sheet's order."""
        lines = [line for line in unit.log if line.row not in self._known]
        return [line for line in lines if line.step in ("hold", "deposit")]

    def _rivals(self, state: BookState, unit: Unit) -> list[LogLine]:
        """The claims of others that stand before this one's."""
        frame = state.entities["unit_log"].live
        places = dict(zip(frame[ID].to_list(), range(frame.height), strict=True))
        new = sorted(self._new(unit), key=lambda line: places[line.row])
        own = [places[e.row] for e in self._mine if e.entity == "unit_log" and e.row in places]
        first = min(own, default=len(places))
        return [
            line
            for line in new
            if not same(line.customer, self.ask.customer) and places[line.row] < first
        ]

    def _taken_back(self, state: BookState) -> list[Edit]:
        """What this claim wrote beside the unit's cells, as far as it is still there."""
        there = {name: rows.positions for name, rows in state.entities.items()}
        changed: list[Edit] = [
            SetField(edit.entity, edit.row, edit.column, edit.after, edit.before)
            for edit in self._changed
            if edit.entity != "units"
            and edit.row in there[edit.entity]
            and state.entities[edit.entity].held(edit.row, edit.column) == edit.after
        ]
        added = [edit for edit in self._mine if edit.row in there[edit.entity]]
        return [*changed, *(DeleteRow(edit.entity, edit.row, edit.values) for edit in added)]

    def _repaired(self, state: BookState, unit: Unit, new_rows: NewRows) -> list[Edit]:
        """The unit's cells as the step wrote them, where another claim wrote over them."""
        if same(unit.holder, self.ask.customer):
            return []
        line = next(e for e in self._mine if e.entity == "unit_log")
        own = next((one for one in unit.log if one.row == line.row), None)
        return edits_of(state, Changes(restored_cells(state, unit, own)), new_rows)


def one_unit(state: BookState, name: str) -> int:
    """The row of the unit of that number.

    Raises:
        Refused: there is none, or more than one.
    """
    found = find_unit(state, name)
    if not found:
        raise Refused(N_("There is no unit {unit}."), N_("Nothing was written."), unit=name)
    if len(found) > 1:
        raise Refused(
            N_("{unit} stands in more than one row, so nobody can tell whose it is."),
            N_("Leave one of them, then repeat."), unit=name,
        )  # fmt: skip
    return found[0]


def refunds(state: BookState, unit: Unit) -> list[tuple[str, float]]:
    """Who paid a deposit for a unit that he does not have, and how much he is to get back."""
    names: dict[str, str] = {}
    for source in ("payments", "unit_log"):
        rows = state.rows(source)
        if rows is not None and rows.live.schema.get("customer") == pl.String:
            told = referring(state, "units", unit.row, source, "unit")["customer"]
            names |= {folded(name): name for name in told.drop_nulls().to_list()}
    paid = paid_by(state, unit.row).items()
    return [
        (names.get(who, who), amount)
        for who, amount in paid
        if amount > 0 and who and not same(who, unit.holder)
    ]
