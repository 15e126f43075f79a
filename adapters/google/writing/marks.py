"""Rows that were appended by commits that did not come to their end, known again by their marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.addresses import a1
from adapters.changes import AppendRow, CellChange, SetCell
from adapters.errors import N_, Notice, Offline, WorkbookError
from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.cells import Norm, norm, stored
from adapters.google.writing.checks import sheet_of
from adapters.google.writing.service import Mark, Service, row_digest

ROOM = 2_500
"""Rows that marks may name at once: the service keeps 30,000 characters for all of them."""

_THEIRS = N_("{where}: others changed this new row before it was known to be saved; theirs stays.")


@dataclass(frozen=True, slots=True)
class Adopted:
    """Appends that are in the spreadsheet already.

    Attributes:
        places: of some appends, by their number among the commit's, the sheet's id and the row.
        left: the changes without these.
        notices: which cells of theirs others changed too.
    """

    places: dict[int, tuple[int, int]]
    left: tuple[CellChange, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sent:
    """A row on its way.

    Attributes:
        sheet: as it was without the row, or when the row was found the last time.
        values: what was sent.
        seen: what it held when it was found.
    """

    sheet: PulledSheet
    values: Mapping[int, Json]
    seen: Mapping[int, Norm]


class Marks:
    """The marks of one spreadsheet that are still needed, here and at the service.

    A commit's marks are taken out once it is complete. Those that are left tell, after a crash as
    well, which rows are in the spreadsheet although nobody was told so.
    """

    def __init__(self) -> None:
        self._open: dict[int, Mark] = {}
        self._sent: dict[str, _Sent] = {}
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

    def sending(self, pull: Pull, changes: Sequence[CellChange]) -> None:
        """These are about to be sent: what rows with an origin hold in this attempt."""
        for append in _appends(changes):
            if append.origin:
                sheet, values = sheet_of(pull, append), _values(append)
                self._sent[append.origin] = _Sent(sheet, values, _filled(values))

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
        self._sent.clear()
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
        appends = _appends(changes)
        if not appends or not (self._unsure or self._open):
            return Adopted({}, tuple(changes))
        self._look_up(service)
        known = Counter(row for mark in self._open.values() for row in mark.rows)
        places: dict[int, tuple[int, int]] = {}
        edited: list[SetCell] = []
        notices: list[Notice] = []
        for number, append in enumerate(appends):
            sheet, values = sheet_of(pull, append), _values(append)
            sent = self._sent.get(append.origin, _Sent(sheet, values, _filled(values)))
            digest = row_digest(sent.sheet.id, sent.values)
            if sent.sheet.id != sheet.id or known[digest] < 1:
                continue
            if row := _found(sheet, sent, {row for _, row in places.values()}):
                known[digest] -= 1
                places[number] = sheet.id, row
                seen = _typed(sheet, row, sent.values)
                if append.origin:
                    self._sent[append.origin] = _Sent(sheet, sent.values, seen)
                for change in _edited(append, row, sent.values, values):
                    if seen.get(change.column) == norm(sent.values.get(change.column)):
                        edited.append(change)
                    else:
                        where = a1(change.sheet, row, change.column)
                        notices.append(Notice(_THEIRS, {"where": where}))
        done = {id(appends[number]) for number in places}
        left = (*(c for c in changes if id(c) not in done), *edited)
        return Adopted(places, left, tuple(notices))

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


def _appends(changes: Sequence[CellChange]) -> list[AppendRow]:
    return [change for change in changes if isinstance(change, AppendRow)]


def _edited(
    append: AppendRow, row: int, sent: Mapping[int, Json], values: Mapping[int, Json]
) -> Iterator[SetCell]:
    """The cells of a row that is there which its user changed since it was sent."""
    for column in sent.keys() | values.keys():
        if norm(sent.get(column)) != norm(values.get(column)):
            yield SetCell(append.sheet, row, column, append.values.get(column))


def _values(append: AppendRow) -> dict[int, Json]:
    values = {
        column: stored(value, a1(append.sheet, append.after_row + 1, column))
        for column, value in append.values.items()
    }
    return {column: value for column, value in values.items() if value is not None}


def _found(sheet: PulledSheet, sent: _Sent, taken: Container[int]) -> int:
    """The last row that holds just what was sent besides formulas, or the one most like it.

    0 if there is none. A row that others changed since is known where it was not there before,
    still holds half of what was sent or seen, and no other comes near.
    """
    wanted = sent.seen
    like: list[tuple[int, int]] = []
    for row in range(_length(sheet), 0, -1):
        if row in taken:
            continue
        cells = _typed(sheet, row, sent.values)
        if cells == wanted:
            return row
        agree = sum(cells.get(column) == value for column, value in wanted.items())
        if agree * 2 >= len(wanted):
            like.append((agree, row))
    if not like or sent.sheet is sheet:
        return 0
    before = [_typed(sent.sheet, row, sent.values) for row in range(1, _length(sent.sheet) + 1)]
    new = [(n, row) for n, row in like if _typed(sheet, row, sent.values) not in before]
    best = max((n for n, _ in new), default=0)
    rows = [row for n, row in new if n == best]
    return rows[0] if len(rows) == 1 else 0


def _length(sheet: PulledSheet) -> int:
    return max(map(len, sheet.values.values()), default=0)


def _typed(sheet: PulledSheet, row: int, sent: Container[int]) -> dict[int, Norm]:
    """What a row holds besides formulas in columns that nothing was sent for."""
    cells = sheet.row(row).items()
    return _filled({c: v for c, v in cells if c in sent or row not in sheet.formulas.get(c, ())})


def _filled(cells: Mapping[int, Json]) -> dict[int, Norm]:
    normed = {column: norm(value) for column, value in cells.items()}
    return {column: value for column, value in normed.items() if value is not None}
