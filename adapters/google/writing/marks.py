"""Rows that were appended by commits that did not come to their end, known again by their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adapters.addresses import a1
from adapters.changes import AppendRow, CellChange
from adapters.errors import Offline, WorkbookError
from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.cells import norm, stored
from adapters.google.writing.checks import sheet_of
from adapters.google.writing.service import Mark, Service, row_digest

ROOM = 2_500
"""Rows that marks may name at once: the service keeps 30,000 characters for all of them."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """Appends that are in the spreadsheet already.

    Attributes:
        places: of some appends, by their number among the commit's, the sheet's id and the row.
        left: the changes without these.
    """

    places: dict[int, tuple[int, int]]
    left: tuple[CellChange, ...]


class Marks:
    """The marks of one spreadsheet that are still needed, here and at the service.

    A commit's marks are taken out once it is complete. Those that are left tell, after a crash as
    well, which rows are in the spreadsheet although nobody was told so.
    """

    def __init__(self) -> None:
        self._open: dict[int, Mark] = {}
        self._spent: set[int] = set()
        self._unsure = True

    def opened(self, mark: Mark) -> Mark:
        """A batch with this mark is about to be sent.

        Returns:
            The mark as it is sent: without its rows where they are too many, which only this
            session knows then.
        """
        self._open[mark.id] = mark
        named = sum(len(other.rows) for other in self._open.values())
        return mark if named <= ROOM else Mark(mark.id)

    def dropped(self, mark: Mark) -> None:
        """That batch was certainly not done."""
        self._open.pop(mark.id, None)

    def broken_off(self) -> None:
        """A commit did not come to its end: what it did is to be looked up."""
        self._unsure = True

    def settle(self, service: Service, late: Iterable[int]) -> None:
        """A commit is complete: its marks go, ``late`` ones with those of the next.

        A mark of a batch that was sent twice stays for a while, should the first still arrive.
        """
        late = set(late)
        self._spent |= self._open.keys()
        self._open.clear()
        going = self._spent - late
        try:
            service.forget(going)
        except WorkbookError:
            return  # the next commit takes them out
        self._spent -= going

    def adopted(self, service: Service, pull: Pull, changes: Sequence[CellChange]) -> Adopted:
        """Which of the rows to append are there already.

        Raises:
            WorkbookError: it cannot be looked up now.
        """
        appends = [change for change in changes if isinstance(change, AppendRow)]
        if not appends or not (self._unsure or self._open):
            return Adopted({}, tuple(changes))
        self._look_up(service)
        known = Counter(row for mark in self._open.values() for row in mark.rows)
        places: dict[int, tuple[int, int]] = {}
        for number, append in enumerate(appends):
            sheet = sheet_of(pull, append)
            values = _values(append)
            digest = row_digest(sheet.id, values)
            if known[digest] > 0 and (row := _found(sheet, values, set(places.values()))):
                known[digest] -= 1
                places[number] = sheet.id, row
        done = {id(appends[number]) for number in places}
        return Adopted(places, tuple(c for c in changes if id(c) not in done))

    def _look_up(self, service: Service) -> None:
        if not self._unsure:
            return
        try:
            there = {mark.id: mark for mark in service.marks() if mark.id not in self._spent}
        except Offline:
            raise
        except WorkbookError:
            return  # not answered: the rows themselves are looked for
        self._open = {number: self._open.get(number, mark) for number, mark in there.items()}
        self._unsure = False


def _values(append: AppendRow) -> dict[int, Json]:
    values = {
        column: stored(value, a1(append.sheet, append.after_row + 1, column))
        for column, value in append.values.items()
    }
    return {column: value for column, value in values.items() if value is not None}


def _found(sheet: PulledSheet, values: dict[int, Json], taken: set[tuple[int, int]]) -> int:
    """The last row that holds just these values besides formulas; 0 if there is none."""
    wanted = {column: norm(value) for column, value in values.items()}
    for row in range(max(map(len, sheet.values.values()), default=0), 0, -1):
        if (sheet.id, row) in taken:
            continue
        cells = {
            column: norm(value)
            for column, value in sheet.row(row).items()
            if column in values or row not in sheet.formulas.get(column, ())
        }
        if {column: value for column, value in cells.items() if value is not None} == wanted:
            return row
    return 0
