"""What panels ask of their screen."""

from __future__ import annotations

from textual.message import Message


class FocusRequested(Message):
    """Look only at ``value`` of ``dimension``; the same again frees the dimension."""

    def __init__(self, dimension: str, value: str) -> None:
        super().__init__()
        self.dimension = dimension
        self.value = value


class DealOpened(Message):
    """Show the deal, or the row of another entity, with this row id."""

    def __init__(self, row: int, entity: str = "deals") -> None:
        super().__init__()
        self.row = row
        self.entity = entity


class DealsRequested(Message):
    """Show the deals behind ``value`` of ``dimension``."""

    def __init__(self, dimension: str, value: str) -> None:
        super().__init__()
        self.dimension = dimension
        self.value = value


class ExplainRequested(Message):
    """Explain the figure with this key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
