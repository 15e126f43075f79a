"""Doing a step with a unit so that nobody else can have done one in between.

The workbook is read again, the step decided upon by what it holds now, and written only if it is
still like that: two agents never both take a unit. Where a server gives no such guarantee it is
looked at again afterwards: of two claims that both arrived one takes its rows back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter

import polars as pl

from adapters.errors import Refused
from salestui.book.claiming import Claimed, Verdict, claim
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField
from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.book.together.roll_up import AnyBook
from salestui.i18n import N_
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.selling.changes import Cell, Changes, edits_of
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
_Place = tuple[bool, datetime, int]
"""What decides between claims of one moment: a deposit goes first, the earlier, the one above."""


def do_step(book: AnyBook, unit: str, ask: Ask, label: str) -> Claimed:
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
    _looked: bool = False

    def edits(self, state: BookState, new_rows: NewRows) -> list[Edit]:
        """What the step writes now."""
        row = one_unit(state, self.unit)
        changes = step_changes(state, row, self.ask)
        found = edits_of(state, changes, new_rows)
        self._known = frozenset(line.row for line in log_of(state, row))
        self._mine = tuple(edit for edit in found if isinstance(edit, AddRow))
        self._changed = tuple(edit for edit in found if isinstance(edit, SetField))
        return found

    def settled(self, state: BookState, *, final: bool) -> Verdict:
        """What became of the claim, once others may have written at the same moment.

        Of two that see each other the earlier deposit holds, of one moment the one that stands
        first; the other gives way. Who had finished before does not, so that one has to.
        """
        if not self.ask.step.claims or not self._mine:
            return Verdict()
        unit = unit_at(state, one_unit(state, self.unit))
        own, rivals = self._new(state, unit)
        if not rivals and own is not None:
            by_hand = bool(unit.holder) and not same(unit.holder, self.ask.customer)
            if by_hand and self._looked:
                return self._lost(state, unit, None)
            self._looked = True
            return Verdict([] if by_hand else self._repaired(state), waits=by_hand)
        first = rivals[0] if rivals else None
        if own is None or first is None or final or first[0] < own:
            return self._lost(state, unit, None if first is None else first[1])
        return Verdict(waits=True)

    def _lost(self, state: BookState, unit: Unit, winner: LogLine | None) -> Verdict:
        """Everything that this claim wrote goes, and who has the unit is told."""
        cells: tuple[Cell, ...] = ()
        if winner is not None:
            written = {edit.column for edit in self._changed if edit.entity == "units"}
            restored = restored_cells(state, unit, winner)
            cells = tuple(cell for cell in restored if cell[2] in written)
        held = replace(unit, holder=winner.customer if winner else unit.holder,
                       agent=winner.agent if winner else unit.agent)  # fmt: skip
        told = UnitTaken(
            N_("{unit} was taken at the same moment: {holder} has it since {since} "
               "(with {agent})."),
            N_("What was written for your customer is taken back; offer another unit."), held,
        )  # fmt: skip
        back = self._taken_back(state, besides=winner is not None)
        return Verdict([*edits_of(state, Changes(cells), lambda _count: ()), *back], told)

    def _new(
        self, state: BookState, unit: Unit
    ) -> tuple[_Place | None, list[tuple[_Place, LogLine]]]:
        """The place of this claim among those in the log, and the others that came meanwhile.

        Claims that were there when it was decided are no rivals: it was decided with them.
        """
        frame = state.entities["unit_log"].live
        rows = dict(zip(frame[ID].to_list(), range(frame.height), strict=True))
        mine = {edit.row for edit in self._mine if edit.entity == "unit_log"}
        own: _Place | None = None
        rivals: list[tuple[_Place, LogLine]] = []
        for line in unit.log:
            if line.row in self._known or line.step not in ("hold", "deposit"):
                continue
            place = (line.step != "deposit", line.moment or datetime.max, rows[line.row])
            if line.row in mine:
                own = place
            elif not same(line.customer, self.ask.customer):
                rivals.append((place, line))
        return own, sorted(rivals, key=itemgetter(0))

    def _taken_back(self, state: BookState, *, besides: bool) -> list[Edit]:
        """What this claim wrote as far as it is still there; ``besides``: beside the unit's cells.

        Somebody may have written the unit's cells by hand: his stay, the others are as before.
        """
        there = {name: rows.positions for name, rows in state.entities.items()}
        changed: list[Edit] = [
            SetField(edit.entity, edit.row, edit.column, edit.after, edit.before)
            for edit in self._changed
            if not (besides and edit.entity == "units")
            and edit.row in there[edit.entity]
            and state.entities[edit.entity].held(edit.row, edit.column) == edit.after
        ]
        added = [edit for edit in self._mine if edit.row in there[edit.entity]]
        return [*changed, *(DeleteRow(edit.entity, edit.row, edit.values) for edit in added)]

    def _repaired(self, state: BookState) -> list[Edit]:
        """The unit's cells as the claim wrote them, where another one wrote over them."""
        rows = state.entities["units"]
        return [
            replace(edit, before=rows.held(edit.row, edit.column))
            for edit in self._changed
            if edit.entity == "units" and rows.value(edit.row, edit.column) != edit.after
        ]


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
    paid = paid_by(state, unit).items()
    return [
        (names.get(who, who), amount)
        for who, amount in paid
        if amount > 0 and who and not same(who, unit.holder)
    ]
