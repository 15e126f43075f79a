"""What was done and can be taken back, what was taken back and can be done again."""

from __future__ import annotations

from collections.abc import Mapping

from salestui.book.edits import AddRow, Edit, EditGroup, SetField
from salestui.book.rows import Rows


class History:
    """Two stacks of edit groups; taking back moves a group's inverse to the other one."""

    def __init__(self) -> None:
        self._done: list[EditGroup] = []
        self._undone: list[EditGroup] = []

    def record(self, group: EditGroup) -> None:
        """Remember a group that was just done; what was undone before cannot be redone now."""
        self._done.append(group)
        self._undone.clear()

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty for nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty for nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self, entities: Mapping[str, Rows]) -> EditGroup | None:
        """The edits that take the last group back, as far as its rows are still there."""
        return _moved(self._done, self._undone, entities)

    def redo(self, entities: Mapping[str, Rows]) -> EditGroup | None:
        """The edits that do the last undone group again, as far as its rows are still there."""
        return _moved(self._undone, self._done, entities)


def _moved(
    source: list[EditGroup], sink: list[EditGroup], entities: Mapping[str, Rows]
) -> EditGroup | None:
    while source:
        group = source.pop().inverse()
        edits = tuple(e for e in group.edits if _possible(e, entities))
        if edits:
            sink.append(EditGroup(group.label, edits))
            return sink[-1]
    return None


def _possible(edit: Edit, entities: Mapping[str, Rows]) -> bool:
    rows = entities.get(edit.entity)
    if rows is None:
        return False
    if isinstance(edit, AddRow):
        return True
    known = edit.row in rows.positions
    return known and (not isinstance(edit, SetField) or edit.column in rows.frame.columns)
