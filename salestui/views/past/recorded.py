"""The changes of one field of deals that journals tell of, as frames."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from salestui.book.journal.reader import Entry, HistoryReader, Query
from salestui.book.journal.record import Act, Fate
from salestui.metrics.history.field_changes import Source, no_changes

_TOLD = frozenset((Act.EDIT, Act.UNDO, Act.REDO, Act.RESOLVE, Act.OBSERVED))
_Row = tuple[str, str, datetime, object, object, str]


class RecordedChanges:
    """What was edited here, and seen of others; held until a journal changes.

    Args:
        reader: of the workbook's journals.
    """

    def __init__(self, reader: HistoryReader) -> None:
        self._reader = reader
        self._held: dict[str, tuple[object, list[_Row]]] = {}

    def changes(self, field: str, kind: pl.DataType, deals: pl.DataFrame) -> pl.DataFrame:
        """The changes of a field, see ``metrics.history.field_changes.no_changes``. Blocks.

        Args:
            deals: the present ones, ``identified``. An entry is of the deal of its key, else of
                the only one with its title.
        """
        rows = self._rows(field)
        keys = set(deals["deal"].to_list())
        titles = _titles(deals)
        told = []
        for key, title, at, before, after, source in rows:
            deal = key if key in keys else titles.get(title)
            if deal is not None:
                told.append((deal, at, _fitting(before, kind), _fitting(after, kind), source))
        return pl.DataFrame(told, schema=no_changes(kind).schema, orient="row")

    def since(self) -> date | None:
        """The day of the first change that was recorded of either field."""
        return min((rows[0][2].date() for _at, rows in self._held.values() if rows), default=None)

    def _rows(self, field: str) -> list[_Row]:
        """Key, title, moment, before, after and source of each change, oldest first."""
        stamp = self._stamp()
        if field not in self._held or self._held[field][0] != stamp:
            entries = self._reader.every(Query(entity="deals", field=field))
            rows = [row for entry in entries if (row := _row(entry)) is not None]
            self._held[field] = stamp, rows[::-1]
        return self._held[field][1]

    def _stamp(self) -> object:
        found = []
        for _slot, path in self._reader.paths():
            for part in (path, path.with_name(path.name + "-wal")):
                if part.exists():
                    about = part.stat()
                    found.append((part, about.st_mtime_ns, about.st_size))
        return tuple(found)


def recorded_in(journals: Path | None, location: str) -> RecordedChanges | None:
    """What the journals in a folder tell of a workbook; None where none are kept."""
    return None if journals is None else RecordedChanges(HistoryReader(journals, location))


def _row(entry: Entry) -> _Row | None:
    change = entry.change
    if change is None or change.kind != "set" or entry.kind not in _TOLD:
        return None
    if change.fate is Fate.DISCARDED:
        return None
    seen = entry.kind is Act.OBSERVED
    source = Source.OBSERVED if seen else Source.EDIT
    at = entry.at.astimezone().replace(tzinfo=None)
    return change.key, change.title, at, change.before, change.after, source.value


def _titles(deals: pl.DataFrame) -> dict[str, str]:
    """The deal of each title that only one has."""
    if "name" not in deals.columns:
        return {}
    once = deals.filter(pl.col("name").is_not_null() & pl.col("name").is_unique())
    return dict(once.select("name", "deal").rows())


def _fitting(value: object, kind: pl.DataType) -> object:
    """The value, if it is of the field's type: what could not be read is none."""
    wanted = date if kind == pl.Date else str
    return value if isinstance(value, wanted) else None
