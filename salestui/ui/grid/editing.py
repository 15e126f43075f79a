"""One edit of one cell, from the first key to the text that was taken or left."""

from __future__ import annotations

from textual.geometry import Region

from salestui.ui.grid.editors import (
    CellEditor,
    ChoiceEditor,
    ChoicePopup,
    editor_region,
    place,
    popup_region,
)
from salestui.ui.grid.source import GridColumn
from salestui.ui.grid.text import from_editor, to_editor


class EditSession:
    """The cell being edited, named by keys, so that a refresh underneath does no harm."""

    def __init__(
        self,
        row_key: int,
        column: GridColumn,
        text: str,
        line: str,
        typed: str | None,
        *,
        select: bool,
    ) -> None:
        self.row_key = row_key
        self.column = column
        self._before = text
        start = line if typed is None else typed
        choice = column.kind == "choice"
        self.editor: CellEditor = (
            ChoiceEditor(
                start,
                column.choices,
                strict=column.strict,
                select=typed is None,
                typed=bool(typed),
            )
            if choice
            else CellEditor(start, select=select)
        )

    @classmethod
    def begin(
        cls,
        row_key: int,
        column: GridColumn,
        text: str,
        typed: str | None,
        *,
        select: bool = False,
    ) -> EditSession | None:
        """Edit ``text``, or what was ``typed`` instead; ``None`` when it cannot be shown exactly.

        Nothing is mounted yet.
        """
        line = to_editor(text)
        return None if line is None else cls(row_key, column, text, line, typed, select=select)

    @property
    def popup(self) -> ChoicePopup | None:
        """The list of choices, for a column that has one."""
        return self.editor.popup if isinstance(self.editor, ChoiceEditor) else None

    def text(self) -> str:
        """The text as it would be taken now."""
        return from_editor(self.editor.taken())

    def changed(self) -> bool:
        """Whether taking the text would change the cell."""
        return self.text() != self._before

    def allowed(self) -> bool:
        """Whether a column that takes only its choices takes this text; an empty one clears."""
        text = self.text()
        return not (self.column.strict and text) or text in self.column.choices

    def place(self, cell: Region, view: Region) -> None:
        """Lay editor and choices over a cell; both regions are relative to the grid's content."""
        region = editor_region(cell, view.width)
        place(self.editor, region)
        if isinstance(self.editor, ChoiceEditor):
            place(self.editor.popup, popup_region(region, self.editor.wanted_popup(), view))

    def remove(self) -> None:
        """Take the widgets away."""
        for widget in (self.editor, self.popup):
            if widget is not None and widget.is_attached:
                widget.remove()
