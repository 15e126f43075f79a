"""Random edits on both sides of a sync, against a merge of dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from fakes import MemoryWorkbook
from hypothesis import given, settings
from hypothesis import strategies as st
from syncing_books import Pair, add, deals, put, remove, reorder, rows_of

from adapters.contents import CellValue
from salestui.book.syncing.planning import Clash
from salestui.book.syncing.wishes import Wish

CERTAIN = Wish(certain=True)
Rows = Mapping[str, list[CellValue]]

NUMBERS = st.sampled_from([None, 1.0, 2.5, 1_000.0, 99.99])
TEXTS = st.sampled_from([None, "call", "visit", "offer"])
KEYS = st.sampled_from([f"D-{n}" for n in range(1, 9)])
CELLS = st.tuples(st.just("amount"), KEYS, NUMBERS) | st.tuples(st.just("next"), KEYS, TEXTS)
STEPS = st.lists(
    CELLS
    | st.tuples(st.just("add"), NUMBERS, TEXTS)
    | st.tuples(st.just("remove"), KEYS, st.none())
    | st.tuples(st.just("sort"), st.booleans(), st.none()),
    max_size=6,
)
ROUNDS = st.lists(st.tuples(STEPS, STEPS), min_size=1, max_size=4)


class Editor:
    """Somebody who changes one of the workbooks; new rows have keys of their own."""

    def __init__(self, workbook: MemoryWorkbook, name: str) -> None:
        self.workbook, self.name, self.added = workbook, name, 0

    def do(self, kind: str, first: object, second: object) -> None:
        known = first in rows_of(self.workbook)
        match kind:
            case "amount" | "next" if known:
                column = 4 if kind == "amount" else 5
                put(self.workbook, str(first), column, second)  # type: ignore[arg-type]
            case "add":
                self.added += 1
                key = f"{self.name}-{self.added}"
                add(self.workbook, [key, f"New {key}", "Won", first, second])  # type: ignore[list-item]
            case "remove" if known and len(rows_of(self.workbook)) > 4:
                remove(self.workbook, str(first))
            case "sort":
                reorder(self.workbook, reverse=bool(first))


def books(rows: list[list[CellValue]]) -> list[MemoryWorkbook]:
    """Two with the same rows."""
    return [MemoryWorkbook({"Pipeline": rows}, title=f"{t}.xlsx") for t in ("here", "there")]


class Model:
    """What both hold after each sync, and what they had agreed on, cell by cell."""

    def __init__(self, rows: Rows) -> None:
        self.agreed: dict[tuple[str, int], CellValue] = {
            (key, column): value for key, row in rows.items() for column, value in enumerate(row)
        }
        self.known = set(rows)

    def merge(self, here: Rows, there: Rows) -> tuple[Rows, Rows, set[tuple[str, str]]]:
        """What the two hold then, and the kinds of conflicts of rows."""
        one: dict[str, list[CellValue]] = {}
        other: dict[str, list[CellValue]] = {}
        conflicts: set[tuple[str, str]] = set()
        for key in {*here, *there}:
            if key in here and key in there:
                one[key], other[key] = self._cells(key, here[key], there[key], conflicts)
            else:
                self._lone(key, here, there, (one, other), conflicts)
        self.known |= one.keys() & other.keys()
        return one, other, conflicts

    def _cells(
        self,
        key: str,
        mine: list[CellValue],
        theirs: list[CellValue],
        conflicts: set[tuple[str, str]],
    ) -> tuple[list[CellValue], list[CellValue]]:
        left, right = list(mine), list(theirs)
        for column, (a, b) in enumerate(zip(mine, theirs, strict=True)):
            base = self.agreed.get((key, column))
            if a != b and base not in (a, b):
                conflicts.add((key, Clash.CHANGED))
                continue
            value = b if a == base else a
            left[column] = right[column] = self.agreed[key, column] = value
        return left, right

    def _lone(
        self,
        key: str,
        here: Rows,
        there: Rows,
        after: tuple[dict[str, list[CellValue]], dict[str, list[CellValue]]],
        conflicts: set[tuple[str, str]],
    ) -> None:
        side, row = (0, here[key]) if key in here else (1, there[key])
        if key not in self.known:
            after[0][key] = after[1][key] = list(row)
            self.agreed |= {(key, column): value for column, value in enumerate(row)}
        elif any(self.agreed[key, column] != value for column, value in enumerate(row)):
            conflicts.add((key, Clash.REMOVED_HERE if side else Clash.REMOVED_THERE))
            after[side][key] = list(row)


@settings(max_examples=20)
@given(ROUNDS)
def test_what_is_synced_is_what_a_merge_of_dictionaries_gives(rounds: list[tuple]) -> None:  # type: ignore[type-arg]
    with TemporaryDirectory() as folder:
        here, there = (
            MemoryWorkbook({"Pipeline": deals(8)}, title=f"{name}.xlsx")
            for name in ("here", "there")
        )
        pair = Pair(Path(folder), here, there, journaled=False)
        model = Model(rows_of(here))
        editors = Editor(here, "H"), Editor(there, "T")
        pair.sync()
        for steps in rounds:
            for editor, mine in zip(editors, steps, strict=True):
                for step in mine:
                    editor.do(*step)
            one, other, conflicts = model.merge(rows_of(here), rows_of(there))
            done = pair.sync(CERTAIN)
            assert {(c.key, c.clash) for c in done.conflicts} == conflicts
            assert rows_of(here) == one
            assert rows_of(there) == other
            written = pair.commits
            again = pair.sync(CERTAIN)
            assert (again.changes, again.conflicts) == ((), done.conflicts)
            assert pair.commits == written


@settings(max_examples=12)
@given(STEPS, STEPS)
def test_without_a_key_no_row_is_lost_or_doubled(mine: list, theirs: list) -> None:  # type: ignore[type-arg]
    """One side is edited, then the other: each time both end equal, sorts apart."""
    with TemporaryDirectory() as folder:
        rows = [["Deal", "Deal name", "Stage", "Amount", "Next step"], *deals(8)[1:]]
        here, there = books(rows)
        pair = Pair(Path(folder), here, there, journaled=False)
        pair.sync()
        for editor, steps in ((Editor(here, "H"), mine), (Editor(there, "T"), theirs)):
            for step in steps:
                editor.do(*step)
            expected = rows_of(editor.workbook)
            assert not pair.sync(CERTAIN).conflicts
            assert rows_of(here) == rows_of(there) == expected
