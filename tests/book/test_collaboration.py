"""Two dashboards and others in one workbook: nothing lost, nothing on the wrong row, all agree.

Thousands of examples: ``pytest --hypothesis-profile=long tests/book/test_collaboration.py``.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from collaboration import Dashboard, ExcelStore, Others, Store, Tokens
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salestui.mapping.table import ID, ROW

KEYED = ["id", "name", "stage", "amount", "owner", "next_step"]
OURS = ["set", "set", "add", "remove", "undo", "redo", "refresh", "save", "resolve", "restart",
        "killed", "clash"]  # fmt: skip
THEIRS = ["edit", "edit", "insert", "append", "delete", "copy", "move", "sort", "shuffle", "blank",
          "unread", "rename"]  # fmt: skip
EXAMPLES = 12 if settings.default.max_examples <= 100 else settings.default.max_examples
Step = tuple[str, int, int, int]

SMALL = st.integers(0, 15)
STEPS = st.lists(
    st.tuples(st.sampled_from(OURS + THEIRS), st.integers(0, 1), SMALL, SMALL), max_size=25
)
FIRST = st.lists(st.tuples(SMALL, SMALL, st.booleans()), min_size=2, max_size=8)


class Team:
    """Everybody at one workbook."""

    def __init__(self, store: Store, first: list[tuple[int, int, bool]], folder: Path) -> None:
        self.store, self.tokens = store, Tokens()
        self.others = Others(store, self.tokens)
        rows: list[list[object]] = []
        marks: list[int | None] = []
        for a, b, same in first:
            again = same and bool(rows)
            rows.append(list(rows[-1]) if again else self.tokens.row(store.columns, a, b))
            marks.append(marks[-1] if again else len(rows))
        store.put(rows, marks)
        self.dashboards = [Dashboard(store, folder / str(n)) for n in range(2)]

    def step(self, step: Step) -> None:
        kind, who, a, b = step
        one = self.dashboards[who]
        live, conflicts = one.live(), one.book.state.conflicts
        if kind in THEIRS:
            self.others.step(kind, a, b)
            if kind == "rename":  # a name that moves on unseen names another row
                for each in self.dashboards:
                    each.refresh()
        elif kind in ("set", "add", "remove"):
            self.edit(one, kind, a, b)
        elif kind == "refresh":
            one.refresh()
        elif kind == "save":
            one.save()
        elif kind == "resolve" and conflicts:
            one.resolve(conflicts[a % len(conflicts)], keep_mine=b % 2 == 0)
        elif kind == "restart":
            one.restart()
        elif kind in ("undo", "redo"):
            one.step_back(redo=kind == "redo")
        elif kind == "killed":
            self.killed(one, a, b)
        elif kind == "clash" and live:
            self.clash(one, live[a % len(live)], b)
        for each in self.dashboards:
            each.check()

    def edit(self, one: Dashboard, kind: str, a: int, b: int) -> None:
        """A dashboard sets a cell, adds a row or removes one, where it has any."""
        live, columns = one.live(), self.store.columns
        if kind == "add":
            values = zip(columns, self.tokens.row(columns, a, b), strict=True)
            one.add({c: v for c, v in values if v is not None})
        elif kind == "set" and live:
            column = columns[b % len(columns)]
            one.set(live[a % len(live)], column, self.tokens.value(column, a))
        elif live:
            one.delete(live[a % len(live)])

    def killed(self, one: Dashboard, a: int, b: int) -> None:
        """A dashboard is killed in mid-save, and others go on before it is started again."""
        one.killed(written=a % 2 == 0)
        for n in range(b % 3):
            theirs = [kind for kind in THEIRS if kind != "rename"]
            self.others.step(theirs[(a + b + n) % len(theirs)], a + n, b + n)
        one.restart()

    def clash(self, one: Dashboard, row: int, b: int) -> None:
        """Two cells of a row are edited here and there, and at times the row goes away."""
        mark = one.marks.get(row)
        if mark is None or row in one.added:
            return
        for column in self.store.columns[-2:]:
            one.set(row, column, self.tokens.value(column, b))
            self.others.edit_same(mark, column, b + 1)
        if b % 2:
            one.refresh()
        if b % 3 == 0:
            self.others.delete_same(mark)

    def settle(self) -> None:
        """Everybody saves, decides and looks until nothing is pending."""
        for turn in range(4):
            for who in (0, 1):
                one = self.dashboards[who]
                self.step(("refresh", who, 0, 0))
                while one.book.state.conflicts:
                    self.step(("resolve", who, 0, turn + who))
                self.step(("save", who, 0, 0))
        for who in (0, 1):
            self.step(("refresh", who, 0, 0))

    def agreed(self) -> None:
        """Both dashboards hold what is stored, and nothing else."""
        stored = [row for row in self.store.rows() if any(v is not None for v in row)]
        for one in self.dashboards:
            assert one.book.state.pending_count == 0
            rows = one.rows.frame.sort(ROW)[ID]
            columns = self.store.columns
            assert [[one.stored(row, c) for c in columns] for row in rows] == stored

    def play(self, steps: list[Step]) -> None:
        try:
            for step in steps:
                self.step(step)
            self.settle()
            self.agreed()
        finally:
            for one in self.dashboards:
                one.book.close()


@pytest.mark.parametrize("columns", [KEYED, KEYED[1:], KEYED[1:4]], ids=["keyed", "wide", "few"])
@given(FIRST, STEPS)
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_in_memory(
    columns: list[str], first: list[tuple[int, int, bool]], steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        Team(Store(columns), first, Path(folder)).play(steps)


@pytest.mark.parametrize("columns", [KEYED, KEYED[1:]], ids=["keyed", "keyless"])
@given(FIRST, STEPS)
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
def test_in_a_real_workbook(
    columns: list[str], first: list[tuple[int, int, bool]], steps: list[Step]
) -> None:
    with TemporaryDirectory() as folder:
        store = ExcelStore(columns, Path(folder) / "team.xlsx")
        Team(store, first, Path(folder)).play(steps)
