"""Edits as values: what was, what shall be, and how to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Unread:
    """The value of a cell that holds ``text`` which could not be understood.

    It is empty for a formula that was not calculated yet.
    """

    text: str


NOT_CALCULATED = Unread("")
"""The value of a formula without a result."""

Value = str | float | bool | date | Unread | None


@dataclass(frozen=True, slots=True)
class SetField:
    """One cell of one row gets another value."""

    entity: str
    row: int
    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class AddRow:
    """A row comes into being, or comes back after a deletion. ``values`` by column name."""

    entity: str
    row: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class DeleteRow:
    """A row goes. ``values`` are what it held, so that it can come back."""

    entity: str
    row: int
    values: Mapping[str, Value]


Edit = SetField | AddRow | DeleteRow


@dataclass(frozen=True, slots=True)
class EditGroup:
    """Edits that belong together: undone and redone as one, named by ``label``."""

    label: str
    edits: tuple[Edit, ...]

    def inverse(self) -> EditGroup:
        """The group that takes this one back."""
        return EditGroup(self.label, tuple(inverse(e) for e in reversed(self.edits)))


def inverse(edit: Edit) -> Edit:
    """The edit that takes ``edit`` back."""
    match edit:
        case SetField(entity, row, column, before, after):
            return SetField(entity, row, column, after, before)
        case AddRow(entity, row, values):
            return DeleteRow(entity, row, values)
        case DeleteRow(entity, row, values):
            return AddRow(entity, row, values)
