"""A table view as rows for the grid."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import cast

from salestui.i18n import _
from salestui.mapping.layout import Column
from salestui.model.fields import NUMERIC, FieldType
from salestui.ui.grid import Cell, CellState, GridColumn
from salestui.ui.grid.columns import SAMPLE_ROWS
from salestui.ui.grid.source import Role
from salestui.ui.grid.text import width_of
from salestui.views.cells import column_title, exact_text, flag_text, read_only_reason
from salestui.views.choices import choices
from salestui.views.guards import cell_guard
from salestui.views.table import TableView

_KINDS = {
    FieldType.TEXT: "text",
    FieldType.CHOICE: "text",
    FieldType.INTEGER: "number",
    FieldType.NUMBER: "number",
    FieldType.MONEY: "money",
    FieldType.PERCENT: "percent",
    FieldType.DATE: "date",
}


class BookSource:
    """Implements ``GridSource``. ``view`` may be replaced by one with the same rows and columns."""

    def __init__(
        self,
        view: TableView,
        widest: int,
        agreed: Collection[str] = (),
        refused: Callable[[], str] = str,
    ) -> None:
        """Show a view; texts get at most ``widest`` cells unless the user widens their column.

        ``agreed``: protected sheets that are changed without another question; ``refused``: why no
        cell at all can be changed now, empty where they can.
        """
        self.view = view
        self._agreed = agreed
        self._refused = refused
        sample = view.cells(0, min(SAMPLE_ROWS, len(view.ids)))
        self.columns: Sequence[GridColumn] = tuple(
            _column(view, c, [row[n].text for row in sample], widest)
            for n, c in enumerate(view.columns)
        )

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self.view.ids)

    def rows(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        """The cells of some rows."""
        return [
            [Cell(c.text, CellState(c.mark), cast("Role", c.role)) for c in row]
            for row in self.view.cells(start, stop)
        ]

    def row_key(self, index: int) -> int:
        """A row's identity in the book."""
        return self.view.ids[index]

    def index_of(self, row_key: int) -> int | None:
        """Where a row is shown."""
        return self.view.places.get(row_key)

    def edit_text(self, row_key: int, column_key: str) -> str:
        """The exact text of a cell."""
        return exact_text(self.view.column(column_key), self.view.value(row_key, column_key))

    def refusal(self, row_key: int, column_key: str) -> str:
        """Rows that are to be deleted are not edited, nor are formulas that are yet to come."""
        if reason := self._refused():
            return reason
        if row_key in self.view.rows.overlay.deleted:
            return _("This row is to be deleted; u takes that back.")
        column = self.view.column(column_key)
        if column.calculated and row_key in self.view.rows.overlay.added:
            return _("A new row gets the formula of this column when it is saved.")
        return ""

    def is_guarded(self, row_key: int, column_key: str) -> bool:
        """Formulas and protected sheets are changed only after a question."""
        view = self.view
        column = view.column(column_key)
        return cell_guard(view.state, view.entity, row_key, column, self._agreed) is not None


def _column(view: TableView, column: Column, sample: Sequence[str], widest: int) -> GridColumn:
    offered = choices(view.state, view.entity, column)
    if column.type is FieldType.FLAG:
        offered = (flag_text(column, True), flag_text(column, False))
    number = column.type in NUMERIC
    strict = view.entity == "deals" and column.name == "stage"
    # Any row may get any stage: all of them are to be legible, whatever the first page holds.
    seen = (column_title(column), *sample, *offered) if strict else sample
    longest = 0 if number else max((width_of(text, widest + 1) for text in seen), default=0)
    return GridColumn(
        key=column.name,
        title=column_title(column),
        align="right" if number else "left",
        kind="choice" if offered else _KINDS.get(column.type, "text"),
        width=min(longest, widest) if strict or longest > widest else None,
        choices=offered,
        strict=strict,
        read_only="" if column.calculated else read_only_reason(column),
        guarded=column.calculated,
    )
