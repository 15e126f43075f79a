"""The history of a workbook, newest first, out of all its journals; none of them is changed.

Several dashboards on one workbook have a journal each, commands have one together. They are read
while dashboards are open.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from heapq import merge
from itertools import islice
from pathlib import Path

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Value
from salestui.book.journal.codec import edit_of
from salestui.book.journal.places import commands_path, journal_paths
from salestui.book.journal.record import Act, Fate
from salestui.book.journal.schema import VERSION, JournalTooNew, bring_up


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change of an act.

    Attributes:
        number: in its journal.
        row: the row's identity, which holds in the dashboard of that journal; -1 where that was
            not kept.
        key: the row's value of the key field then, ``title``: what it was called; may be empty.
        column: the field; empty for whole rows.
        values: what a row that was added or deleted held.
        undone: whether it was taken back since.
    """

    number: int
    kind: str
    entity: str
    row: int
    key: str
    title: str
    column: str
    before: Value
    after: Value
    values: Mapping[str, Value]
    fate: Fate
    undone: bool

    def edit(self, row: int) -> Edit:
        """What it did, as an edit of a row by its identity now."""
        if self.kind == "set":
            return SetField(self.entity, row, self.column, self.before, self.after)
        whole = AddRow if self.kind == "add" else DeleteRow
        return whole(self.entity, row, self.values)


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with its act, or an act without any change.

    Attributes:
        slot: which of the workbook's journals it is from.
        user: who did it; empty for others, whose changes were seen.
        unlisted: how many more changes the act had that are only counted.
    """

    slot: int
    act: int
    at: datetime
    user: str
    kind: Act
    label: str
    unlisted: int
    change: PastChange | None


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries are wanted; what is empty or None wants all.

    Attributes:
        row: identity and journal slot of a row; ``key`` finds its entries in the others.
        text: what the row's title or key, the act's label, or a value contains.
        mine: True: what was done here; False: what was seen of others.
        since: from that day on. ``after``: after that moment.
        standing: only what was done and not given up: not only what was seen.
        field: changes of one column, and rows added or deleted.
        act: one act of one slot.
    """

    entity: str = ""
    row: tuple[int, int] | None = None
    key: str = ""
    text: str = ""
    mine: bool | None = None
    since: date | None = None
    after: datetime | None = None
    standing: bool = False
    field: str = ""
    act: tuple[int, int] | None = None


EVERY = Query()


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries, newest first, and where the next page begins; None after the last one."""

    entries: tuple[Entry, ...]
    rest: Mapping[int, tuple[int, int]] | None


@dataclass
class HistoryReader:
    """Reads what the journals of one workbook tell.

    Attributes:
        notices: what could not be read of them, as sentences of errors.
    """

    folder: Path
    location: str
    notices: list[JournalTooNew] = field(default_factory=list)

    def page(
        self,
        query: Query = EVERY,
        rest: Mapping[int, tuple[int, int]] | None = None,
        limit: int = 200,
    ) -> Page:
        """The next entries. Blocks.

        Args:
            rest: ``Page.rest`` of the page before; None for the first page.
        """
        begun = dict(rest or {})
        found = [self._of(slot, path, query, begun.get(slot), limit) for slot, path in self.paths()]
        entries = tuple(islice(merge(*found, key=_newest_first), limit))
        for entry in entries:
            begun[entry.slot] = entry.act, entry.change.number if entry.change else 0
        more = sum(map(len, found)) > len(entries) or any(len(f) == limit for f in found)
        return Page(entries, begun if more and entries else None)

    def every(self, query: Query = EVERY) -> Iterator[Entry]:
        """All entries, newest first, page by page."""
        page = self.page(query, limit=5_000)
        yield from page.entries
        while page.rest is not None:
            page = self.page(query, page.rest, limit=5_000)
            yield from page.entries

    def paths(self) -> list[tuple[int, Path]]:
        """The journals that are there, that of commands last."""
        place = self.folder, self.location
        found = enumerate([*journal_paths(*place), commands_path(*place)])
        return [(slot, path) for slot, path in found if path.exists()]

    def _of(
        self, slot: int, path: Path, query: Query, begun: tuple[int, int] | None, limit: int
    ) -> list[Entry]:
        try:
            with closing(_read_only(path)) as connection:
                sql, values = _select(query, slot, begun, limit)
                return [_entry(slot, *fields) for fields in connection.execute(sql, values)]
        except JournalTooNew as problem:
            self.notices.append(problem)
        except (sqlite3.Error, ValueError, LookupError):
            pass  # damaged, or being made: its dashboard tells
        return []


def _newest_first(entry: Entry) -> float:
    return -entry.at.timestamp()


def _read_only(path: Path) -> sqlite3.Connection:
    """A journal to read; one of an earlier version as it will be once a dashboard opens it."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=2)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return connection
    with closing(connection):
        if version > VERSION:
            raise JournalTooNew(path)
        copy = sqlite3.connect(":memory:", isolation_level=None)
        connection.backup(copy)
    bring_up(copy, version)
    return copy


_COLUMNS = (
    "h.id, h.at, h.user, h.kind, h.label, h.unlisted, c.id, c.kind, c.entity, c.row, c.key, "
    "c.title, c.field, c.before, c.after, c.state, c.undone"
)
_ORDER = " ORDER BY h.id DESC, c.id LIMIT ?"
_CHANGED = "h.kind IN ('edit', 'undo', 'redo', 'resolve') AND c.state IN ('waiting', 'saved')"


def _select(
    query: Query, slot: int, begun: tuple[int, int] | None, limit: int
) -> tuple[str, list[object]]:
    """The statement for some entries of one journal, and its values."""
    wanted: list[tuple[str, Sequence[object]]] = []
    if begun is not None:
        wanted.append(("(h.id < ? OR h.id = ? AND c.id > ?)", (begun[0], *begun)))
    if query.since is not None:
        first = datetime.combine(query.since, time()).astimezone()
        wanted.append(("julianday(h.at) >= julianday(?)", (first.isoformat(),)))
    if query.after is not None:
        wanted.append(("julianday(h.at) > julianday(?)", (query.after.isoformat(),)))
    if query.act is not None:
        own, act = query.act
        wanted.append(("h.id = ?", (act if own == slot else 0,)))
    if query.mine is not None:
        wanted.append((f"h.kind {'<>' if query.mine else '='} 'observed'", ()))
    about = _about_changes(query, slot)
    join = "JOIN" if about else "LEFT JOIN"
    conditions = [*wanted, *about]
    where = " WHERE " + " AND ".join(sql for sql, _values in conditions) if conditions else ""
    sql = f"SELECT {_COLUMNS} FROM history h {join} change c ON c.act = h.id{where}{_ORDER}"
    return sql, [*(value for _sql, values in conditions for value in values), limit]


def _about_changes(query: Query, slot: int) -> list[tuple[str, Sequence[object]]]:
    found: list[tuple[str, Sequence[object]]] = []
    if query.entity:
        found.append(("c.entity = ?", (query.entity,)))
    if query.row is not None or query.key:
        row, own = query.row or (-1, -1)
        by_key = "(c.key <> '' AND c.key = ? COLLATE NOCASE)"
        if own == slot:
            found.append((f"(c.row = ? OR {by_key})", (row, query.key)))
        else:
            found.append((by_key, (query.key,)))
    if query.text:
        pattern = (
            "%" + query.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        )
        names = ("c.title", "c.key", "h.label", "h.user", "c.field", "c.before", "c.after")
        likes = " OR ".join(f"{name} LIKE ? ESCAPE '\\'" for name in names)
        found.append((f"({likes})", (pattern,) * len(names)))
    if query.field:
        found.append(("(c.field = ? OR c.kind <> 'set')", (query.field,)))
    if query.standing:
        found.append((_CHANGED, ()))
    return found


def _entry(slot: int, *fields: object) -> Entry:
    act, at, user, kind, label, unlisted, *change = fields
    found = _change(*change) if change[0] is not None else None
    when = datetime.fromisoformat(str(at))
    about = int(str(act)), when, str(user), Act(str(kind)), str(label), int(str(unlisted))
    return Entry(slot, *about, found)


def _change(*fields: object) -> PastChange:
    number, kind, entity, row, key, title, column, before, after, fate, undone = fields
    known = int(str(row)) if row is not None else -1
    told = (str(kind), str(entity), known, str(column), str(before), str(after))
    was, now, values = _sides(edit_of(told))
    names = str(key), str(title), str(column)
    about = int(str(number)), str(kind), str(entity), known, *names
    return PastChange(*about, was, now, values, Fate(str(fate)), int(str(undone)) > 0)


def _sides(edit: Edit) -> tuple[Value, Value, Mapping[str, Value]]:
    if isinstance(edit, SetField):
        return edit.before, edit.after, {}
    return None, None, edit.values
