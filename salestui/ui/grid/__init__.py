"""A data grid for Textual: any number of rows, edited in place. It knows nothing of sales."""

from salestui.ui.grid.grid import DataGrid, accept_anything
from salestui.ui.grid.messages import (
    CellEdited,
    ColumnResized,
    CursorMoved,
    DigitsTaken,
    EditGuarded,
    EditRefused,
    EditRejected,
    GridMessage,
    MarkedChanged,
    RowOpened,
    SortRequested,
)
from salestui.ui.grid.source import (
    Cell,
    CellState,
    GridColumn,
    GridSource,
    ParsedOk,
    Parser,
    SortKey,
)

__all__ = [
    "Cell",
    "CellEdited",
    "CellState",
    "ColumnResized",
    "CursorMoved",
    "DataGrid",
    "DigitsTaken",
    "EditGuarded",
    "EditRefused",
    "EditRejected",
    "GridColumn",
    "GridMessage",
    "GridSource",
    "MarkedChanged",
    "ParsedOk",
    "Parser",
    "RowOpened",
    "SortKey",
    "SortRequested",
    "accept_anything",
]
