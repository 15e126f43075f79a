"""A list-backed source and a small app for the tests of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import Input

from salestui.ui.grid import Cell, CellState, DataGrid, GridColumn, GridMessage, ParsedOk
from salestui.ui.keys_in_order import KeysInOrder

COLUMNS = (
    GridColumn("id", "ID", read_only="The key of a row is not edited here."),
    GridColumn("customer", "客户"),
    GridColumn("amount", "Amount (¥)", align="right", kind="money"),
    GridColumn(
        "stage", "Stage", kind="choice", choices=("信息收集", "概念交流", "谈判签约"), strict=True
    ),
    GridColumn("owner", "Owner", kind="choice", choices=("Anna", "Ann-Marie", "张伟")),
    GridColumn("close", "Close date", kind="date"),
    GridColumn("note", "Note"),
)


class ListSource:
    """Rows as lists of cells; a row's key is given once and stays with it."""

    def __init__(
        self,
        rows: Sequence[Sequence[Cell | str]],
        columns: Sequence[GridColumn] = COLUMNS,
        keys: Sequence[int] | None = None,
    ) -> None:
        self.columns = columns
        self.cells = [[c if isinstance(c, Cell) else Cell(c) for c in row] for row in rows]
        self.keys = list(keys) if keys is not None else list(range(100, 100 + len(rows)))
        self.refusals: dict[tuple[int, str], str] = {}
        self.guarded: set[tuple[int, str]] = set()
        self.asked: list[tuple[int, int]] = []

    @property
    def row_count(self) -> int:
        return len(self.cells)

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        assert 0 <= start < stop <= len(self.cells)
        self.asked.append((start, stop))
        return self.cells[start:stop]

    def row_key(self, index: int) -> int:
        return self.keys[index]

    def index_of(self, row_key: int) -> int | None:
        return self.keys.index(row_key) if row_key in self.keys else None

    def place(self, column_key: str) -> int:
        return [c.key for c in self.columns].index(column_key)

    def edit_text(self, row_key: int, column_key: str) -> str:
        return self.cells[self.keys.index(row_key)][self.place(column_key)].text

    def is_guarded(self, row_key: int, column_key: str) -> bool:
        return (row_key, column_key) in self.guarded

    def refusal(self, row_key: int, column_key: str) -> str:
        return self.refusals.get((row_key, column_key), "")

    def put(self, row_key: int, column_key: str, cell: Cell) -> None:
        self.cells[self.keys.index(row_key)][self.place(column_key)] = cell


def sales_rows(count: int) -> list[list[Cell | str]]:
    customers = ("中建三局", "苏州轨交 二期", "Acme, Inc.", "宁波港")
    return [
        [
            f"D-{i}",
            customers[i % 4],
            f"{i * 1000:,}",
            COLUMNS[3].choices[i % 3],
            COLUMNS[4].choices[i % 3],
            f"2026-12-{i % 28 + 1:02}",
            "next: call back\nthen quote" if i % 5 == 0 else "",
        ]
        for i in range(count)
    ]


def parse(column_key: str, text: str) -> ParsedOk | str:
    if column_key != "amount":
        return ParsedOk(text)
    try:
        return ParsedOk(float(text.replace(",", "")))
    except ValueError:
        return f"{text!r} is not an amount."


class GridApp(KeysInOrder):
    """A grid over a source, an input beside it to take the focus, and all that was said."""

    CSS = "#other { height: 3; }"
    BINDINGS: ClassVar = [("1", "count", "Count")]

    def __init__(self, source: ListSource, **options: object) -> None:
        super().__init__()
        self.source = source
        self.options = options
        self.said: list[GridMessage] = []
        self.counted = 0

    def compose(self) -> ComposeResult:
        yield DataGrid(parse=parse, **self.options)
        yield Input(id="other")

    def on_mount(self) -> None:
        self.grid.show(self.source)
        self.grid.focus()

    @property
    def grid(self) -> DataGrid:
        return self.query_one(DataGrid)

    def action_count(self) -> None:
        self.counted += 1

    def heard(self, kind: type[GridMessage]) -> list[GridMessage]:
        return [message for message in self.said if isinstance(message, kind)]

    def on_cell_edited(self, message: GridMessage) -> None:
        self.said.append(message)

    on_edit_rejected = on_edit_refused = on_row_opened = on_cell_edited
    on_sort_requested = on_marked_changed = on_cursor_moved = on_cell_edited
    on_column_resized = on_cell_edited


def lines(app: GridApp) -> list[str]:
    """The text of every line of the grid as painted."""
    grid = app.grid
    return [grid.render_line(y).text for y in range(grid.size.height)]


PENDING = CellState.PENDING
