"""Whose the digits are: an edit's where the user came to a number or a date, else the screens'."""

from __future__ import annotations

from salestui.ui.grid.messages import DigitsTaken
from salestui.ui.grid.navigation import NavigableGrid

_KINDS = frozenset({"number", "money", "percent", "date"})


class DigitGrid(NavigableGrid):
    """A grid that knows whether the user has come to its cursor's cell, by keys or mouse."""

    _claimed = False
    _taken = False

    @property
    def digits_taken(self) -> bool:
        """Whether a digit starts an edit in the cursor's cell, as was told last."""
        return self._taken

    def digits_wanted(self) -> bool:
        """Whether a digit is to start an edit in the cursor's cell now."""
        return self._claimed and self._takes_digits()

    def claim_digits(self) -> None:
        """The user came to a cell: digits start an edit where numbers or dates stand."""
        self._claimed = True
        self._tell_digits()

    def free_digits(self) -> None:
        """Digits mean what they mean elsewhere, until the user comes to a cell again."""
        self._claimed = False
        self._tell_digits()

    def move_cursor(self, row: int, column: int) -> None:
        """Move to a place, as near as there is one, and scroll it into view."""
        super().move_cursor(row, column)
        self._tell_digits()

    def _step(self, rows: int, columns: int) -> None:
        self._claimed = True
        super()._step(rows, columns)

    def _tell_digits(self) -> None:
        taken = self.digits_wanted()
        if taken != self._taken:
            self._taken = taken
            self.post_message(DigitsTaken(self, taken=taken))

    def _takes_digits(self) -> bool:
        """Whether the cursor's cell holds numbers or dates and can be edited."""
        row_key, column = self.cursor_row_key, self._column_here()
        if row_key is None or column is None or column.kind not in _KINDS:
            return False
        return not (column.read_only or self.shown_source.refusal(row_key, column.key))
