"""Several editors of one workbook, and a model that knows which row is which.

Every row has a hidden mark that stays with it through sorts, inserts and edits; copies of a row
share its mark, for equal rows are interchangeable. Two dashboards with journals and others who
write the stored cells take steps in turn; after each the model looks for edits that are lost, on
the wrong row, or that overwrote what their author had not seen.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
from fakes import MemoryWorkbook
from killed_saves import killed_saving

from adapters.changes import AppendRow, Change, Commit, DeleteRow, SetCell
from adapters.outlines import Revision
from adapters.protocol import Announce, Workbook, unannounced
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.edits import AddRow, SetField, Unread, Value
from salestui.book.reading import Settings
from salestui.book.rows import Rows
from salestui.book.state import Conflict, ConflictKind
from salestui.book.taking_back import Step
from salestui.book.vanishing import Doubtful
from salestui.mapping.table import ID, ROW

SHEET = "Deals"
COLUMNS = {"id": "Deal ID", "name": "Deal", "stage": "Stage", "amount": "Amount",
           "owner": "Owner", "next_step": "Next step"}  # fmt: skip
STAGES = ("Proposal", "Negotiation", "Qualified")
OWNERS = ("Ann", "Bo")
Row = list[object]


class Store:
    """The stored cells below the header, in memory, and each row's mark (None for a blank row)."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns = list(columns)
        self.marks: list[int | None] = []
        self.by_token: dict[str, list[int | None]] = {}
        self.sheets = {SHEET: [[COLUMNS[name] for name in columns]]}
        self._tokens = (f"r{n}" for n in itertools.count())
        self.token = next(self._tokens)

    def seat(self) -> Workbook:
        """The workbook as one more dashboard has it open."""
        return _MemorySeat(self)

    def rows(self) -> list[Row]:
        """A copy of the stored rows, blank ones included, each of full length."""
        width = len(self.columns)
        rows = [[*row, *([None] * width)][:width] for row in self.sheets[SHEET][1:]]
        return rows + [[None] * width for _ in range(len(self.marks) - len(rows))]

    def put(self, rows: Sequence[Row], marks: Sequence[int | None]) -> None:
        """Someone else saves these rows."""
        while marks and marks[-1] is None:
            marks = marks[:-1]
        self.sheets[SHEET][1:] = [list(row) for row in rows[: len(marks)]]
        self.token = next(self._tokens)
        self.noted(self.token, marks)

    def noted(self, token: str, marks: Sequence[int | None]) -> None:
        """Remember which row was which at a revision."""
        marks = list(marks)
        while marks and marks[-1] is None:
            marks.pop()
        self.marks = marks
        self.by_token[token] = marks


class _MemorySeat(MemoryWorkbook):
    def __init__(self, store: Store) -> None:
        self.store, kept = store, store.token
        super().__init__(store.sheets)
        self.sheets, self._tokens, store.token = store.sheets, store._tokens, kept

    @property
    def _stored(self) -> str:
        return self.store.token

    @_stored.setter
    def _stored(self, token: str) -> None:
        self.store.token = token


class ExcelStore(Store):
    """The same in a real workbook, which others write through openpyxl as Excel would."""

    def __init__(self, columns: Sequence[str], path: Path) -> None:
        super().__init__(columns)
        self.path = path
        book = openpyxl.Workbook()
        book.active.title = SHEET
        book.active.append([COLUMNS[name] for name in columns])
        book.save(path)

    def seat(self) -> Workbook:
        return open_workbook(str(self.path), self.path.parent / "state")

    def rows(self) -> list[Row]:
        sheet = openpyxl.load_workbook(self.path)[SHEET]
        width = len(self.columns)
        found = sheet.iter_rows(2, len(self.marks) + 1, 1, width, values_only=True)
        return [list(row) for row in found] if self.marks else []

    def put(self, rows: Sequence[Row], marks: Sequence[int | None]) -> None:
        book = openpyxl.load_workbook(self.path)
        sheet = book[SHEET]
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        book.save(self.path)
        probe = self.seat()
        self.noted(probe.outline().revision.token, marks)
        probe.close()


class Tokens:
    """Values that nobody wrote before."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    def row(self, columns: Sequence[str], a: int, b: int) -> Row:
        """A row that no other is like; key and next step may be missing."""
        n = next(self._numbers)
        whole = {"id": f"D-{n}" if a % 5 else None, "name": f"Deal {n}", "stage": STAGES[a % 3],
                 "amount": 1000.0 + n, "owner": OWNERS[b % 2],
                 "next_step": f"call {n}" if b % 3 else None}  # fmt: skip
        return [whole[name] for name in columns]

    def text(self) -> str:
        """A text that is no number."""
        return f"about {next(self._numbers)}"

    def value(self, column: str, a: int) -> Value:
        """A new value of a cell, unique but for stage and owner."""
        n = next(self._numbers)
        few = {"stage": STAGES[a % 3], "owner": OWNERS[a % 2], "amount": 1000.0 + n}
        return few.get(column, f"{column} {n}")


def _plain(value: Value) -> object:
    return value.text if isinstance(value, Unread) else value


class Dashboard:
    """One dashboard, and what its user wants and has seen."""

    def __init__(self, store: Store, journals: Path) -> None:
        self.store, self.journals = store, journals
        self.marks: dict[int, int] = {}
        self.former: dict[int, int] = {}  # before it was started again; undo may bring a row back
        self.cells: dict[tuple[int, str], Value] = {}
        self.seen: dict[tuple[int, str], object] = {}
        self.deleted: dict[int, dict[str, object]] = {}
        self.added: dict[int, dict[str, Value]] = {}
        self.written: dict[str, int | None] = {}  # the marks of rows by the name they came with
        self.commits = 0
        self.book = self._started()

    def _started(self) -> Book:
        seat = self.store.seat()
        commit = seat.commit

        def observed(
            changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
        ) -> Commit:
            before = self.store.rows()
            done = commit(changes, expected, announce)
            self._committed(changes, done, before)
            return done

        seat.commit = observed  # type: ignore[method-assign]
        book = Book(seat, Settings(date(2026, 11, 2)), self.journals)
        book.load()
        book.keep_base()
        return book

    @property
    def rows(self) -> Rows:
        """The deals as the dashboard has them."""
        return self.book.state.entities["deals"]

    def stored(self, row: int, column: str) -> object:
        """What the workbook held in a cell when it was read, as others see it."""
        return _plain(self.rows.base_value(row, column))

    def live(self) -> list[int]:
        """The rows that its user can point at."""
        return list(self.rows.live[ID])

    # -- what its user does ------------------------------------------------------------------

    def set(self, row: int, column: str, value: Value) -> None:
        rows, cell = self.rows, (row, column)
        if row in self.added:
            self.added[row][column] = value
        elif rows.value(row, column) != value:
            waits = any((c.row, c.column) == cell for c in self.book.state.conflicts)
            if not waits:
                self.seen[cell] = self.stored(row, column)
            self.cells[cell] = value
        self.book.set_values("set", "deals", [(row, column, value)])
        if cell in self.cells and cell not in self.rows.overlay.cells:
            del self.cells[cell]  # back to what the workbook holds

    def add(self, values: dict[str, Value]) -> None:
        (row,) = self.book.add_rows("add", "deals", [values])
        self.added[row] = dict(values)

    def delete(self, row: int) -> None:
        if self.added.pop(row, None) is None:
            waits = {c.column: _plain(c.base) for c in self.book.state.conflicts if c.row == row}
            self.deleted[row] = {c: self.stored(row, c) for c in self.store.columns} | waits
            for cell in [cell for cell in self.cells if cell[0] == row]:
                del self.cells[cell]
        self.book.delete_rows("delete", "deals", [row])

    def resolve(self, conflict: Conflict, *, keep_mine: bool) -> None:
        row, cell = conflict.row, (conflict.row, conflict.column)
        gone = conflict.kind is ConflictKind.ROW_GONE
        if conflict.kind is ConflictKind.DELETED:
            if keep_mine:
                self.deleted[row][conflict.column] = _plain(conflict.theirs)
            else:
                self.deleted.pop(row, None)
        elif not keep_mine:
            self.cells.pop(cell, None)
            if row in self.deleted:
                self.deleted[row][conflict.column] = _plain(conflict.theirs)
        elif gone:
            mine = {c: v for (r, c), v in self.cells.items() if r == row}
            self.added[row] = {**conflict.held, **mine}
            self.cells = {c: v for c, v in self.cells.items() if c[0] != row}
        else:
            self.seen[cell] = _plain(conflict.theirs)
            if row in self.deleted:
                self.deleted[row][conflict.column] = _plain(conflict.theirs)
        self.book.resolve(conflict, keep_mine=keep_mine)

    def step_back(self, *, redo: bool) -> None:
        """Undo, or do again; what is made of it are edits as others."""
        before = self.book.state
        step = self.book.redo() if redo else self.book.undo()
        waited = {(c.row, c.column) for c in before.conflicts}
        for edit in step.edits:
            row = edit.row
            if isinstance(edit, SetField):
                self._set_back(edit, waited)
            elif not isinstance(edit, AddRow):
                if self.added.pop(row, None) is None:
                    waits = {c.column: _plain(c.base) for c in before.conflicts if c.row == row}
                    seen = {c: self.stored(row, c) for c in self.store.columns}
                    self.deleted[row] = seen | waits
                self.cells = {cell: v for cell, v in self.cells.items() if cell[0] != row}
            elif self.deleted.pop(row, None) is None:
                self.added[row] = dict(edit.values)
            else:  # what was edited of it before is pending again
                cells = self.rows.overlay.cells.items()
                self.cells |= {(r, c): v for (r, c), v in cells if r == row}
        self._follow(step)

    def _set_back(self, edit: SetField, waited: set[tuple[int, str]]) -> None:
        cell = edit.row, edit.column
        if edit.row in self.added:
            self.added[edit.row][edit.column] = edit.after
            return
        if cell not in waited:
            self.seen[cell] = self.stored(*cell)
        self.cells[cell] = edit.after

    def _follow(self, step: Step) -> None:
        """Edits that lead back to what the workbook holds are none."""
        for cell in [cell for cell in self.cells if cell not in self.rows.overlay.cells]:
            assert self.rows.base_value(*cell) == self.cells[cell], f"{cell} is lost in {step}"
            del self.cells[cell]

    def killed(self, *, written: bool) -> None:
        """It is killed in mid-save: to be started again."""
        self.commits = 0
        with suppress(Doubtful):
            killed_saving(self.book, written=written)
        if self.commits:
            self.added = {}

    def restart(self) -> None:
        """It is killed, and started again; the rows have other identities then."""
        self.book.close()
        before, old = self.marks, (self.cells, self.seen, self.deleted, self.added)
        self.former |= before
        self.marks = {}
        self.book = self._started()
        self.book.recover(sure=True)
        overlay = self.rows.overlay
        here = self.marks_now()
        self.cells, self.seen, self.deleted, self.added = {}, {}, {}, {}
        for (row, column), value in old[0].items():
            mine = (r for (r, c), v in overlay.cells.items() if (c, v) == (column, value))
            apart = {*overlay.added, *overlay.deleted}
            mine = (r for r in mine if r not in apart and (r, column) not in self.cells)
            mark = before.get(row)  # none of a new row that is asked about
            found = next((r for r in mine if here.get(r, mark) == mark), None)
            found = self._same(mark, column, value) if found is None else found
            assert found is not None, f"{column}={value!r} is lost in the restart"
            self.cells[found, column] = value
            self.seen[found, column] = old[1][row, column]
            if mark is not None:
                self.marks[found] = mark
        held = {r: {c: self.stored(r, c) for c in seen} for seen in old[2].values()
                for r in overlay.deleted}  # fmt: skip
        as_seen = sorted(old[2].items(), key=lambda item: item[1] not in held.values())
        for row, seen in as_seen:
            ids = [r for r in overlay.deleted if here[r] == before[row] and r not in self.deleted]
            ids.sort(key=lambda r, seen=seen: held[r] != seen)
            if ids:
                self.deleted[ids[0]] = seen
            else:
                assert before[row] not in here.values() or before[row] in self.store.marks
        for row, values in old[3].items():
            name = values.get("name")
            ids = [r for r in overlay.added if overlay.cells.get((r, "name")) == name]
            ids = [r for r in ids if r not in self.added]
            if not ids and self._asked(values):
                continue
            assert ids, f"the new row {name} is lost in the restart"
            self.added[ids[0]] = values
            if row in before:
                self.marks[ids[0]] = before[row]
        self._adopt()

    def _adopt(self) -> None:
        """Take on what is pending, or asked about, because nothing tells that it was saved."""
        rows, here = self.rows, self.marks_now()
        asked = {(c.row, c.column) for c in self.book.state.conflicts}
        for row in rows.overlay.deleted - set(self.deleted):
            self.deleted[row] = {name: self.stored(row, name) for name in self.store.columns}
        for row in (row for row in rows.overlay.added if row not in self.added):
            values = {c: v for (r, c), v in rows.overlay.cells.items() if r == row}
            known = self.written.get(str(values["name"]))
            assert known is not None, f"nobody added {values}"
            assert known not in self.store.marks, f"{values} is added again"
            self.added[row] = values
        for (row, column), value in rows.overlay.cells.items():
            mine = row in self.added or row in self.deleted
            if not mine and (row, column) not in self.cells:
                again = (row, column) not in asked and row in here
                assert not again or self._same(here[row], column, value) is None
                self.cells[row, column] = value
                self.seen[row, column] = self.stored(row, column)

    def _asked(self, values: dict[str, Value]) -> bool:
        """Whether the user is asked about a new row that a save may have written."""
        for c in self.book.state.conflicts:
            rows = c.held if c.kind is ConflictKind.ROW_GONE else {}
            if (c.row, c.column) not in self.cells and values.get(c.column) == c.mine:
                if rows and rows != {k: v for k, v in values.items() if v is not None}:
                    continue
                for each in (d for d in self.book.state.conflicts if d.row == c.row):
                    self.cells[each.row, each.column] = each.mine
                    self.seen[each.row, each.column] = _plain(each.theirs)
                return True
        return False

    def _same(self, mark: int | None, column: str, value: Value) -> int | None:
        """A row of that mark which holds the value in the workbook."""
        rows, here = self.rows, self.marks_now()
        return next(
            (r for r, m in here.items() if m == mark and rows.base_value(r, column) == value), None
        )

    def refresh(self) -> None:
        """Read again; its user takes over whatever is in doubt."""
        try:
            self.book.refresh()
        except Doubtful:
            self.book.accept()

    def save(self) -> None:
        """Save, after what is in doubt was taken over."""
        try:
            self.book.save()
        except Doubtful:
            self.book.accept()
            self.book.save()
        self.saved()

    # -- what must hold ----------------------------------------------------------------------

    def marks_now(self) -> dict[int, int]:
        """The mark of each row that the dashboard read or wrote, by its identity."""
        marks, frame = self.store.by_token[self.book.state.token], self.rows.base.frame
        found = {r: marks[place - 2] for r, place in zip(frame[ID], frame[ROW], strict=True)}
        return {row: mark for row, mark in found.items() if mark is not None}

    def check(self) -> None:
        """Nothing is lost, and no row was taken for another."""
        rows, here = self.rows, self.marks_now()
        assert len(here) == rows.base.frame.height
        for row, mark in here.items():
            assert self.marks.setdefault(row, mark) == mark, f"row {row} is another one now"
        overlay = rows.overlay
        for cell, value in list(self.cells.items()):
            if rows.base_value(*cell) == value and cell not in overlay.cells:
                del self.cells[cell]  # others wrote the same
            else:
                assert overlay.cells.get(cell) == value, f"{cell}={value!r} is lost"
        for row in list(self.deleted):
            if row not in here:
                del self.deleted[row]
            else:
                assert row in overlay.deleted, f"the deletion of {row} is lost"
        for row, values in self.added.items():
            assert row in overlay.added, f"the new row {row} is lost"
            for column, value in values.items():
                assert overlay.cells.get((row, column)) == value

    def saved(self) -> None:
        """After a save: what has no conflict is in the workbook."""
        self.deleted = {row: seen for row, seen in self.deleted.items() if row in self.marks_now()}
        stored = dict(enumerate(self.store.rows(), 2))
        rows = self.rows
        for row, values in list(self.added.items()):
            position = rows.base_positions[row]
            there = stored[rows.base.frame[ROW][position]]
            for column, value in values.items():
                assert there[self.store.columns.index(column)] == _plain(value)
            del self.added[row]
        same = [cell for cell, value in self.cells.items() if rows.base_value(*cell) == value]
        for cell in set(same) - set(rows.overlay.cells):
            del self.cells[cell]  # others wrote the same
        conflicts = {(c.row, c.column) for c in self.book.state.conflicts}
        in_conflict = {c.row for c in self.book.state.conflicts}
        assert all(cell in conflicts for cell in self.cells), "an edit was held back unasked"
        assert all(row in in_conflict for row in self.deleted)

    def _committed(self, changes: Sequence[Change], done: Commit, before: list[Row]) -> None:
        """Follow a commit in the hidden marks, and check that it overwrites nothing unseen."""
        self.commits += 1
        frame = self.rows.base.frame
        at = dict(zip(frame[ROW], frame[ID], strict=True))
        marks: list[int | None] = [*self.store.marks]
        fresh = itertools.count(max((m for m in self._known_marks()), default=0) + 1)
        for change in changes:
            if isinstance(change, SetCell) and change.row in at:
                column = self.store.columns[change.column - 1]
                cell = (at[change.row], column)
                was = before[change.row - 2][change.column - 1]
                assert cell in self.cells, f"{cell} is written unasked"
                assert self.cells.pop(cell) == change.value
                assert was == self.seen[cell], f"{was!r} at {cell} is overwritten unseen"
            elif isinstance(change, DeleteRow):
                row = at[change.row]
                was = dict(zip(self.store.columns, before[change.row - 2], strict=True))
                assert was == self.deleted.pop(row), f"row {row} is deleted unseen: {was}"
        new: dict[int, dict[str, Value]] = {}
        for change in changes:
            if isinstance(change, SetCell) and change.row not in at:
                column = self.store.columns[change.column - 1]
                new.setdefault(change.row, {})[column] = change.value
        filled = set(new)
        gone = {c.row for c in changes if isinstance(c, DeleteRow)}
        marks += [None] * (max([*filled, len(marks) + 1]) - 1 - len(marks))
        for place in sorted(filled):
            assert marks[place - 2] is None
            marks[place - 2] = self._origin(new[place]) or next(fresh)
            self.written[str(new[place].get("name"))] = marks[place - 2]
        kept = [m for place, m in enumerate(marks, 2) if place not in gone]
        appended = [c for c in changes if isinstance(c, AppendRow)]
        for place, change in zip(done.appended_rows, appended, strict=True):
            kept += [None] * (place - 1 - len(kept))
            assert kept[place - 2] is None
            values = {self.store.columns[c - 1]: v for c, v in change.values.items()}
            kept[place - 2] = self._origin(values) or next(fresh)
            self.written[str(values.get("name"))] = kept[place - 2]
        self.store.noted(done.revision.token, kept)

    def _origin(self, values: dict[str, Value]) -> int | None:
        """The mark of a row that comes back; None for a new one."""
        for row, mine in self.added.items():
            if {c: _plain(v) for c, v in mine.items() if v is not None} == values:
                return self.marks.get(row, self.former.get(row))
        raise AssertionError(f"nobody added {values}")

    def _known_marks(self) -> set[int]:
        every = itertools.chain.from_iterable(self.store.by_token.values())
        return {mark for mark in every if mark is not None}


class Others:
    """People with other programs: what they see is what is stored, and each step is saved."""

    def __init__(self, store: Store, tokens: Tokens) -> None:
        self.store, self.tokens = store, tokens

    def step(self, kind: str, a: int, b: int) -> None:
        """Change the rows in one way; ``a`` and ``b`` say where and how."""
        rows, marks = self.store.rows(), list(self.store.marks)
        filled = [n for n, mark in enumerate(marks) if mark is not None]
        place = filled[a % len(filled)] if filled else 0
        columns = self.store.columns
        if kind in ("insert", "append"):
            place = len(rows) if kind == "append" else place
            rows.insert(place, self.tokens.row(columns, a, b))
            marks.insert(place, self._fresh())
        elif kind == "rename":
            self._rename(rows, filled, a, b)
        elif kind == "blank":
            rows.insert(place, [None] * len(columns))
            marks.insert(place, None)
        elif kind == "sort":
            column = b % len(columns)
            order = sorted(filled, key=lambda n: (rows[n][column] is None, str(rows[n][column])))
            order = order[::-1] if a % 2 else order
            rows, marks = [rows[n] for n in order], [marks[n] for n in order]
        elif not filled:
            return
        elif kind == "edit":
            column = columns[b % len(columns)]
            rows[place][columns.index(column)] = self.tokens.value(column, a)
        elif kind == "unread":
            if "amount" in columns:
                rows[place][columns.index("amount")] = self.tokens.text()
        elif kind == "delete":
            del rows[place], marks[place]
        elif kind == "copy":
            to = b % (len(rows) + 1)
            rows.insert(to, list(rows[place]))
            marks.insert(to, marks[place])
        elif kind == "move":
            row, mark, to = rows.pop(place), marks.pop(place), b % len(rows) if rows else 0
            rows.insert(to, row)
            marks.insert(to, mark)
        elif kind == "shuffle":
            order = filled[:]
            random.Random(a).shuffle(order)
            rows, marks = [rows[n] for n in order], [marks[n] for n in order]
        self.store.put(rows, marks)

    def _rename(self, rows: list[Row], filled: list[int], a: int, b: int) -> None:
        """Two rows get one key; without keys it would be a guess which of them is which."""
        if filled and self.store.columns[0] == "id":
            rows[filled[a % len(filled)]][0] = rows[filled[b % len(filled)]][0]

    def edit_same(self, mark: int, column: str, a: int) -> None:
        """Edit a cell of the row that somebody else edits, where it still is."""
        if mark in self.store.marks:
            rows = self.store.rows()
            row = rows[self.store.marks.index(mark)]
            row[self.store.columns.index(column)] = self.tokens.value(column, a)
            self.store.put(rows, self.store.marks)

    def delete_same(self, mark: int) -> None:
        """Delete that row."""
        rows, marks = self.store.rows(), list(self.store.marks)
        if mark in marks:
            place = marks.index(mark)
            del rows[place], marks[place]
            self.store.put(rows, marks)

    def _fresh(self) -> int:
        every = itertools.chain.from_iterable(self.store.by_token.values())
        return max((mark for mark in every if mark is not None), default=0) + 1
