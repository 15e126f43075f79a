"""The journal's history: older versions of it, how long it is kept, and reading it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.edits import SetField
from salestui.book.journal import retention
from salestui.book.journal.named import Named
from salestui.book.journal.places import journal_paths
from salestui.book.journal.reader import HistoryReader, Query
from salestui.book.journal.record import Act, record
from salestui.book.journal.schema import VERSION, connected
from salestui.book.reading import Settings

DEALS: list[list[object]] = [
    ["Deal ID", "Deal", "Stage", "Amount", "Close date"],
    ["D-1", "Alpha", "Proposal", 100.0, None],
    ["D-2", "Beta", "Proposal", 200.0, None],
]
VERSION_1 = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE base (
    entity TEXT PRIMARY KEY, sheet TEXT NOT NULL, columns TEXT NOT NULL, cells TEXT NOT NULL,
    frame BLOB NOT NULL
);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, entity TEXT NOT NULL,
    row INTEGER NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending'
);
CREATE TABLE conflict (id INTEGER PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, edits TEXT NOT NULL
);
PRAGMA user_version = 1;
"""


@pytest.fixture
def workbook() -> MemoryWorkbook:
    return MemoryWorkbook({"Deals": DEALS})


def opened(workbook: MemoryWorkbook, folder: Path) -> Book:
    book = Book(workbook, Settings(date(2026, 11, 2)), folder)
    book.load()
    return book


def version_1(path: Path) -> None:
    edits = [["set", "deals", 0, "amount", "100.0", "5.0"]]
    with closing(sqlite3.connect(path)) as old:
        old.executescript(VERSION_1)
        acts = [("edit", "first", json.dumps(edits)), ("save", "", "[]")]
        old.executemany(
            "INSERT INTO history (at, user, kind, label, edits) "
            "VALUES ('2026-11-01T10:00:00+00:00', 'ann', ?, ?, ?)",
            acts,
        )
        old.commit()


def test_a_journal_of_version_1_is_brought_up(workbook: MemoryWorkbook, tmp_path: Path) -> None:
    path = journal_paths(tmp_path, workbook.location)[0]
    version_1(path)
    read_before = HistoryReader(tmp_path, workbook.location).page().entries
    with closing(sqlite3.connect(path)) as untouched:
        assert untouched.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(opened(workbook, tmp_path)) as book:
        assert not book.journal_notices
        assert book.state.undo_label == ""
        entries = HistoryReader(tmp_path, workbook.location).page().entries
        assert [e.kind for e in entries] == [Act.SAVE, Act.EDIT]
        assert entries == read_before
        change = entries[1].change
        assert change is not None
        assert (change.row, change.before, change.after) == (-1, 100.0, 5.0)
        step = book.revert_entries("back", entries)
        assert not step.edits
        assert "kept without the row" in step.refused[0].why.sentence()
    with closing(sqlite3.connect(path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_damaged_history_of_version_1_is_kept_aside(
    workbook: MemoryWorkbook, tmp_path: Path
) -> None:
    path = journal_paths(tmp_path, workbook.location)[0]
    version_1(path)
    with closing(sqlite3.connect(path)) as old:
        old.execute("UPDATE history SET edits = '[[1'")
        old.commit()
    with closing(opened(workbook, tmp_path)) as book:
        (notice,) = book.journal_notices
        assert "was damaged" in notice.sentence()
        book.set_values("mine", "deals", [(0, "amount", 7.0)])
        assert book.unsafe is None


def filled(path: Path, acts: int, at: datetime) -> None:
    with closing(connected(path)) as connection:
        connection.execute("BEGIN")
        for n in range(acts):
            edit = SetField("deals", 0, "amount", float(n), n + 1.0)
            record(connection, Act.EDIT, f"act {n}", [Named(edit, "D-1", "Alpha")], at)
        connection.execute("UPDATE change SET state = 'saved'")
        connection.execute("COMMIT")


def test_what_is_too_old_is_given_up_but_nothing_that_waits(
    workbook: MemoryWorkbook, tmp_path: Path
) -> None:
    path = journal_paths(tmp_path, workbook.location)[0]
    old = datetime.now(UTC) - timedelta(days=retention.KEPT_DAYS + 1)
    filled(path, 450, old)
    filled(path, 2, datetime.now(UTC))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE change SET state = 'waiting' WHERE id = 440")
        connection.commit()
    with closing(opened(workbook, tmp_path)) as book:
        book.trim_history()
    entries = list(HistoryReader(tmp_path, workbook.location).every())
    assert [e.act for e in entries] == [*range(452, 439, -1)]


def test_what_is_too_much_is_given_up(
    workbook: MemoryWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "KEPT_CHANGES", 100)
    path = journal_paths(tmp_path, workbook.location)[0]
    filled(path, 350, datetime.now(UTC))
    with closing(opened(workbook, tmp_path)) as book:
        book.trim_history()
    assert len(list(HistoryReader(tmp_path, workbook.location).every())) == 100


def test_journals_of_several_dashboards_are_one_history(
    workbook: MemoryWorkbook, tmp_path: Path
) -> None:
    one, two = opened(workbook, tmp_path), opened(workbook, tmp_path)
    one.set_values("first", "deals", [(0, "amount", 5.0)])
    two.set_values("second", "deals", [(1, "amount", 6.0)])
    one.set_values("third", "deals", [(0, "stage", "Won")])
    reader = HistoryReader(tmp_path, workbook.location)
    pages = [reader.page(limit=2)]
    pages.append(reader.page(rest=pages[0].rest, limit=2))
    assert [e.label for page in pages for e in page.entries] == ["third", "second", "first"]
    assert [e.label for e in reader.page(Query(entity="deals", key="d-2")).entries] == ["second"]
    (other,) = reader.page(Query(text="second")).entries
    one.save()
    two.save()
    one.refresh()
    step = one.revert_entries("by key", [other])
    assert step.edits == (SetField("deals", 1, "amount", 6.0, 200.0),)
    one.close()
    two.close()
