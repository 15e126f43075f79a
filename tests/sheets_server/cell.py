"""What one cell holds. Cells never change; a write puts another in its place."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Formula:
    """Text beginning with `=`."""

    text: str


@dataclass(frozen=True, slots=True)
class CellError:
    """What a formula that fails shows: `#REF!` and its like."""

    kind: str
    message: str = ""


Value = None | bool | int | float | str | Formula


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as entered, its format (JSON of the service, never changed in place), its note."""

    value: Value = None
    format: dict[str, Any] | None = None
    note: str | None = None
    validation: dict[str, Any] | None = None

    @property
    def number_format(self) -> dict[str, str]:
        return (self.format or {}).get("numberFormat") or {}

    @property
    def is_blank(self) -> bool:
        """Nothing is kept of such a cell."""
        return (
            self.value is None
            and self.format is None
            and self.note is None
            and self.validation is None
        )


EMPTY = Cell()
