"""The rows behind the figures of collections, named so that nobody has to look them up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import polars as pl

from salestui.metrics.cash.collection import Collection
from salestui.metrics.cash.figures import rows_behind
from salestui.views.figure_sheet import LARGEST
from salestui.views.formats import Style

Found = TypeVar("Found")
Listed = tuple[tuple[int, str, str], ...]
"""``_id``, name, amount."""

_TAKEN = {
    "receivable": "unpaid", "overdue": "unpaid", "promised": "unpaid", "broken": "unpaid",
    "dso": "unpaid", "overpaid": "over",
}  # fmt: skip
"""What of a row goes into a figure, where it is not its amount."""


class Asked(Mapping[str, Found], Generic[Found]):
    """Something for each key, worked out when it is first asked for."""

    def __init__(self, keys: Sequence[str], find: Callable[[str], Found]) -> None:
        self._keys, self._find = tuple(keys), find
        self._found: dict[str, Found] = {}

    def __getitem__(self, key: str) -> Found:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._found:
            self._found[key] = self._find(key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def listed_rows(seen: Collection, key: str, style: Style) -> Listed:
    """The first rows behind a figure of plan lines, payments or contracts."""
    rows = rows_behind(seen, key)[1][:LARGEST]
    source = _source(seen, key).filter(pl.col("_id").is_in(rows))
    titles = seen.cash.contracts.select(contract="_id", of="title")
    told = source.join(titles, on="contract", how="left", maintain_order="left")
    name = pl.concat_str("customer", "of", "title", separator=" · ", ignore_nulls=True)
    amount = pl.col(_TAKEN.get(key, "amount"))
    found: Mapping[int, tuple[str, float | None]] = {
        row: (text, value) for row, text, value in told.select("_id", name, amount).iter_rows()
    }
    listed = ((row, *found[row]) for row in rows)
    return tuple(
        (row, text, "" if value is None else style.exact_money(value))
        for row, text, value in listed
    )


def _source(seen: Collection, key: str) -> pl.DataFrame:
    """The rows that a figure takes, with ``title`` and ``contract``."""
    if key == "rate_contract":
        return seen.contracts.with_columns(contract=pl.lit(None, pl.Int64()))
    if key in ("received", "overpaid", "apart"):
        return seen.receipts.with_columns(title=pl.col("date").cast(pl.String))
    return seen.lines
