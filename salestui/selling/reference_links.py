"""Which rows refer to which, worked out once for everything that asks it of one state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from salestui.book.links import links
from salestui.book.state import BookState
from salestui.mapping.table import ID


class ReferenceLinks:
    """The links of one state of the book, each worked out when it is first asked for."""

    def __init__(self, state: BookState) -> None:
        self.state = state
        self._found: dict[tuple[str, str], pl.DataFrame] = {}

    def of(self, source: str, field: str) -> pl.DataFrame:
        """``_id`` of the rows of ``source`` and ``to``, see ``book.links.links``."""
        if (source, field) not in self._found:
            self._found[source, field] = links(self.state, source, field)
        return self._found[source, field]

    def to(self, source: str, field: str, rows: Sequence[int]) -> Mapping[int, int | None]:
        """The row that each of some rows of ``source`` refers to."""
        found = self.of(source, field)
        return dict(found.filter(pl.col(ID).is_in(rows)).rows())
