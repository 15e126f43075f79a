"""What becomes of rows and ranges when rows are taken out of a sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from adapters.addresses import CellRange
from adapters.errors import Notice
from adapters.excel.ooxml.addressing import Reference
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW
from adapters.excel.ooxml.ranges import parse_range, range_text


class UncertainError(Exception):
    """None of the rows can be taken out; ``notice`` says why."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice.message)
        self.notice = notice


@dataclass(frozen=True, slots=True)
class RowShift:
    """Rows (ascending) that go from a sheet; ``home`` is its name folded for comparison.

    ``held`` collects rows that must stay after all, each with the reason. ``changed`` collects the
    cells, where they are then, whose readers must be computed anew.
    """

    sheet: str
    rows: Sequence[int]
    held: dict[int, Notice] = field(default_factory=dict)
    changed: set[CellRange] = field(default_factory=set)

    @property
    def home(self) -> str:
        """The sheet's name as references compare it."""
        return self.sheet.casefold()

    @property
    def first(self) -> int:
        """The first row that goes; nothing above it moves."""
        return self.rows[0]

    def row(self, number: int) -> int:
        """Where a row that stays will be."""
        return number - bisect_left(self.rows, number)

    def goes(self, number: int) -> bool:
        """Whether the row is taken out."""
        place = bisect_left(self.rows, number)
        return place < len(self.rows) and self.rows[place] == number

    def within(self, first: int, last: int) -> Sequence[int]:
        """The rows that go among these."""
        return self.rows[bisect_left(self.rows, first) : bisect_left(self.rows, last + 1)]

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the rows from ``first`` to ``last`` will be, None when all of them go."""
        if first == 1 and last == MAX_ROW:
            return first, last
        gone = len(self.within(first, last))
        if gone == last - first + 1:
            return None
        start = first - bisect_left(self.rows, first)
        return start, start + last - first - gone

    def cells(self, old: CellRange) -> CellRange | None:
        """Where the range will be, None when all of it goes."""
        rows = self.span(old.first_row, old.last_row)
        return None if rows is None else replace(old, first_row=rows[0], last_row=rows[1])

    def hold(self, rows: Iterable[int], notice: Notice) -> None:
        """These rows, as far as they were to go, stay."""
        for row in rows:
            if self.goes(row):
                self.held.setdefault(row, notice)

    def lose(self, old: Reference) -> None:
        """A formula reads these cells, some of which go: what stands beside those has changed."""
        rows = self.span(old.first_row, old.last_row)
        if rows is None:
            return
        for row in self.within(old.first_row, old.last_row):
            below = self.row(row)
            first, last = max(below - 1, rows[0]), min(below, rows[1])
            self.changed.add(CellRange(first, old.first_column, last, old.last_column))

    def change_all(self) -> None:
        """What reads the rows that go or any below them is not known."""
        self.changed.add(CellRange(self.first, 1, MAX_ROW, MAX_COLUMN))

    def range_list(self, text: str, notice: Notice) -> str:
        """A list of ranges as it will be; ranges that would vanish hold their rows."""
        words: list[str] = []
        for word in text.split():
            old = parse_range(word)
            new = self.cells(old) if old else None
            if old is not None and new is None:
                self.hold([old.first_row], notice)
            words.append(range_text(new) if new and new != old else word)
        return " ".join(words)

    def move(self, reference: Reference, notice: Notice) -> str | None:
        """What a formula's reference becomes; see ``addressing.Move``.

        Raises:
            UncertainError: what it means is not certain.
        """
        first, last = reference.first_row, reference.last_row
        if reference.sheet is None or reference.sheet != self.home:
            return None
        if max(first, last) < self.first:
            return None
        if first > last or (last == MAX_ROW and first > 1):
            raise UncertainError(notice)
        rows = self.span(first, last)
        if rows is None:
            self.hold([first], notice)  # one row is enough to keep the range
            return None
        return None if rows == (first, last) else reference.with_rows(*rows)
