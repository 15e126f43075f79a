"""CPU of the grid against Textual's own DataTable: 10,000 rows of 12 columns at 160x48."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from salestui.ui.grid import Cell, DataGrid, GridColumn

ROWS, COLUMNS, SIZE = 10_000, 12, (160, 48)
TIMES_CHEAPER = 5
ROUNDS = 15
TEXTS = [[f"{row * 37 + column:,}" for column in range(COLUMNS)] for row in range(ROWS)]


class BenchSource:
    """Texts turned into cells as they are asked for."""

    columns = tuple(GridColumn(str(i), f"Column {i}") for i in range(COLUMNS))
    row_count = ROWS

    def __init__(self) -> None:
        self.changed: dict[int, str] = {}

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        rows = [[Cell(text) for text in row] for row in TEXTS[start:stop]]
        for index, text in self.changed.items():
            if start <= index < stop:
                rows[index - start][3] = Cell(text)
        return rows

    def row_key(self, index: int) -> int:
        return index

    def index_of(self, row_key: int) -> int | None:
        return row_key

    def edit_text(self, row_key: int, column_key: str) -> str:
        return TEXTS[row_key][int(column_key)]

    def is_guarded(self, row_key: int, column_key: str) -> bool:
        return False

    def refusal(self, row_key: int, column_key: str) -> str:
        return ""


class GridApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("what is shown")
        yield DataGrid()

    def on_mount(self) -> None:
        self.widget = self.query_one(DataGrid)
        self.source = BenchSource()
        self.widget.show(self.source)

    def change(self, row: int, text: str) -> None:
        self.source.changed[row] = text
        self.widget.update_rows([row])


class TableApp(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("what is shown")
        yield DataTable(cursor_type="row")  # ours highlights the row too

    def on_mount(self) -> None:
        self.widget = self.query_one(DataTable)
        for column in range(COLUMNS):
            self.widget.add_column(f"Column {column}", key=str(column))
        for index, row in enumerate(TEXTS):
            self.widget.add_row(*row, key=str(index))

    def change(self, row: int, text: str) -> None:
        self.widget.update_cell(str(row), "3", text)


BenchApp = GridApp | TableApp
Step = Callable[[BenchApp, int], None]


@contextmanager
def running(kind: type[BenchApp]) -> Iterator[Callable[[Step], None]]:
    """An app with its first screen painted; what is yielded does a step and lets it be painted."""
    with asyncio.Runner() as runner:
        app = kind()
        context = app.run_test(size=SIZE)
        pilot: Pilot[None] = runner.run(context.__aenter__())
        runner.run(pilot.pause())
        count = 0

        async def do(step: Step) -> None:
            nonlocal count
            count += 1
            step(app, count)
            await pilot.pause()

        yield lambda step: runner.run(do(step))
        runner.run(context.__aexit__(None, None, None))


def first_paint(kind: type[BenchApp]) -> None:
    with running(kind):
        pass


def least_cpu(action: Callable[[], None], rounds: int) -> float:
    """The least CPU seconds the action took."""
    spent = []
    for _round in range(rounds):
        gc.collect()
        begin = process_time()
        action()
        spent.append(process_time() - begin)
    return min(spent)


def assert_cheaper(benchmark, peer: float, idle: float = 0.0, times: float = TIMES_CHEAPER) -> None:
    """The grid's least CPU against the table's, both without what waiting for the app costs."""
    mine = benchmark.stats.stats.min - idle
    peer -= idle
    benchmark.extra_info["net CPU ms"] = round(mine * 1000, 2)
    benchmark.extra_info["DataTable net CPU ms"] = round(peer * 1000, 2)
    benchmark.extra_info["times cheaper"] = round(peer / mine, 1)
    assert peer >= times * mine, f"{peer / mine:.1f} times: {peer * 1000:.2f}, {mine * 1000:.2f}"


@pytest.mark.benchmark(group="grid", timer=process_time)
def test_first_paint(benchmark):
    peer = least_cpu(lambda: first_paint(TableApp), 2)
    benchmark.pedantic(first_paint, args=(GridApp,), rounds=5, warmup_rounds=1)
    assert_cheaper(benchmark, peer)


def down(app: BenchApp, _count: int) -> None:
    app.widget.action_cursor_down()


def page_down(app: BenchApp, _count: int) -> None:
    app.widget.action_page_down()


def update(app: BenchApp, count: int) -> None:
    app.change(20, f"changed {count}")


def nothing(_app: BenchApp, _count: int) -> None:
    """What a step costs that does nothing."""


# Textual's own way to the terminal (composing lines, painting the scrollbar) costs both the same:
# it is nearly all that is left of a move within a page, and most of one that scrolls. Hence the
# lower bounds there.
STEPS = {
    "page_down": (page_down, 0, TIMES_CHEAPER),
    "cursor_down_scrolling": (down, SIZE[1], 4),
    "cursor_down_within_page": (down, 0, 2.5),
    "update_one_cell": (update, 0, TIMES_CHEAPER),
}


@pytest.mark.benchmark(group="grid", timer=process_time)
@pytest.mark.parametrize("name", STEPS)
def test_step(benchmark, name):
    step, downs_before, times = STEPS[name]
    with running(TableApp) as do:
        for _move in range(downs_before):
            do(down)
        do(step)
        peer = least_cpu(lambda: do(step), ROUNDS)
    with running(GridApp) as do:
        for _move in range(downs_before):
            do(down)
        idle = least_cpu(lambda: do(nothing), ROUNDS)
        benchmark.pedantic(do, args=(step,), rounds=ROUNDS, warmup_rounds=1)
    assert_cheaper(benchmark, peer, idle, times)
