"""Random edits, saves, restarts, undo and redo, others at work: against a reference model."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.mapping.table import ID

HEADERS = ["Deal ID", "Deal", "Stage", "Amount", "Next step"]
FIRST = [f"D-{n}" for n in range(1, 7)]
FIELDS = {"amount": 3, "next_step": 4}
MORE = ["strengths", "weaknesses", "threats", "need"]  # get columns in the midst of it
SHEETS = ["activities", "leads", "members"]

Cells = dict[tuple[str, str], object]
"""What cells hold, by key and field; a row without cells here is not there."""

Group = tuple[Cells, Cells]
"""What one edit found and what it put there; None for all cells of a row that is not."""


class Model:
    """What the user did, with nothing but two stacks and a dictionary."""

    def __init__(self) -> None:
        self.cells: Cells = {}
        for key in FIRST:
            self.cells |= {(key, "amount"): 100.0, (key, "next_step"): "call"}
        self.done: list[Group] = []
        self.undone: list[Group] = []

    @property
    def keys(self) -> list[str]:
        return sorted({key for key, _field in self.cells})

    def put(self, values: Cells) -> None:
        for cell, value in values.items():
            if value is Model:
                self.cells.pop(cell, None)
            else:
                self.cells[cell] = value

    def do(self, after: Cells) -> None:
        before = {cell: self.cells.get(cell, Model) for cell in after}
        self.put(after)
        self.done.append((before, after))
        self.undone.clear()

    def undo(self) -> None:
        if self.done:
            self.undone.append(self.done.pop())
            self.put(self.undone[-1][0])

    def redo(self) -> None:
        if self.undone:
            self.done.append(self.undone.pop())
            self.put(self.done[-1][1])


class Team:
    """One user with a dashboard that is closed and opened, and others in the workbook."""

    def __init__(self, folder: Path, seed: int) -> None:
        rows = [[key, f"Deal {key}", "Proposal", 100.0, "call"] for key in FIRST]
        self.workbook = MemoryWorkbook({"Deals": [HEADERS, *rows]})
        self.folder, self.random, self.model = folder, Random(seed), Model()
        self.taken: Cells = {}  # by others, while nobody decided about it
        self.made = 0
        self.fields = dict(FIELDS)
        self.book = self.opened()

    def opened(self) -> Book:
        book = Book(self.workbook, Settings(date(2026, 11, 2)), self.folder)
        book.load()
        if book.left_over() is not None:
            book.recover()
        else:
            book.keep_base()
        return book

    def row(self, key: str) -> int:
        live = self.book.state.entities["deals"].live
        return int(live.filter(live["id"] == key)[ID].item())

    # -- what happens --------------------------------------------------------------------------

    def edit(self) -> None:
        values: Cells = {}
        for _n in range(self.random.choice((1, 1, 3))):
            cell = self.random.choice(self.model.keys), self.random.choice(list(self.fields))
            value: object = float(self.random.randrange(1_000))
            if cell[1] != "amount":
                value = f"step {value}"
            if cell not in self.taken and value != self.model.cells.get(cell):
                values[cell] = value
        if values:
            changes = [(self.row(key), field, value) for (key, field), value in values.items()]
            self.book.set_values("edit", "deals", changes)  # type: ignore[arg-type]
            self.model.do(values)

    def add(self) -> None:
        self.made += 1
        key = f"N-{self.made}"
        self.book.add_rows("add", "deals", [{"id": key, "amount": 1.0, "next_step": "new"}])
        self.model.do({(key, "amount"): 1.0, (key, "next_step"): "new"})

    def delete(self) -> None:
        if mine := [key for key in self.model.keys if key not in FIRST]:
            key = self.random.choice(mine)
            self.book.delete_rows("delete", "deals", [self.row(key)])
            self.model.do({(key, field): Model for field in self.fields})

    def undo(self) -> None:
        self.book.undo()
        self.model.undo()

    def redo(self) -> None:
        self.book.redo()
        self.model.redo()

    def save(self) -> None:
        self.book.save()
        stored = {row[0]: row for row in self.workbook.sheets["Deals"][1:] if row[0]}
        assert sorted(map(str, stored)) == self.model.keys
        for key, row in stored.items():
            for field, place in self.fields.items():
                meant = (self.model.cells | self.taken).get((str(key), field))
                assert (row[place] if place < len(row) else None) == meant, (key, field)
        assert len(set(self.workbook.sheets["Deals"][0])) == len(HEADERS + [*self.fields][2:])

    def column(self) -> None:
        """A column is added, which no undo takes back, and written to, which it does."""
        if left := [name for name in MORE if name not in self.fields]:
            self.book.add_columns("deals", left[:1])
            self.fields[left[0]] = len(HEADERS) + len(MORE) - len(left)
            key = self.random.choice(self.model.keys)
            self.book.set_values("first", "deals", [(self.row(key), left[0], "new")])
            self.model.do({(key, left[0]): "new"})

    def sheet(self) -> None:
        if missing := [name for name in SHEETS if name not in self.book.state.entities]:
            self.book.create_table(missing[0])

    def restart(self) -> None:
        self.book.close()
        self.book = self.opened()

    def refresh(self) -> None:
        self.book.refresh()

    def others_sort(self) -> None:
        rows = self.workbook.sheets["Deals"][1:]
        self.random.shuffle(rows)
        self.workbook.sheets["Deals"][1:] = rows
        self._others_set(self.random.choice(FIRST), 2, f"Stage {self.random.random()}")

    def others_take(self) -> None:
        key, field = self.random.choice(FIRST), self.random.choice(list(FIELDS))
        value: object = f"of others {self.random.random()}"
        if field == "amount":
            value = 10_000 + self.random.random()
        self._others_set(key, FIELDS[field], value)
        self.taken[key, field] = value

    def _others_set(self, key: str, column: int, value: object) -> None:
        rows = self.workbook.sheets["Deals"]
        place = next(i for i, row in enumerate(rows) if row[0] == key)
        self.workbook.edit("Deals", place + 1, column + 1, value)  # type: ignore[arg-type]

    def check(self) -> None:
        """What is shown is what the user did, but for cells that others took."""
        rows = self.book.state.entities["deals"]
        shown = {
            (key, field): rows.value(self.row(key), field)
            for key in self.model.keys
            for field in self.fields
            if (key, field) in self.model.cells or rows.value(self.row(key), field) is not None
        }
        expected = {cell: v for cell, v in self.model.cells.items() if cell not in self.taken}
        assert {cell: v for cell, v in shown.items() if cell not in self.taken} == expected
        assert sorted(rows.live["id"].drop_nulls().to_list()) == self.model.keys


@pytest.mark.parametrize("others", ["sort", "take"])
@pytest.mark.parametrize("seed", range(8))
def test_undo_and_redo_hold_whatever_happens(tmp_path: Path, seed: int, others: str) -> None:
    team = Team(tmp_path, seed)
    happen = [team.edit] * 5 + [team.undo] * 4 + [team.redo] * 3 + [team.save] * 2
    happen += [team.add, team.delete, team.restart, team.refresh, team.others_sort]
    happen += [team.column, team.sheet]
    if others == "take":
        happen += [team.others_take] * 2 + [team.save, team.undo] * 2
    for _n in range(60):
        team.random.choice(happen)()
        team.check()
    team.save()
    team.book.close()
    team.workbook.close()
