"""Random edits of ours, and random doings of others between any two of our requests.

In the end everything of both is there, once, on its row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from google_writing_support import Team, stubborn, team
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets_server.running import Running, running

from adapters.changes import (
    AddColumns,
    AddSheet,
    AppendRow,
    Change,
    DeleteRow,
    NewColumn,
    SetCell,
)
from adapters.errors import Offline
from adapters.google.pulled import Pull

HEAD = ["Key", "Ours", "Theirs", "Name"]
COUNT = 7
REQUESTS = r"(batchGetByDataFilter|atchUpdate|batchGet|:search)$"
EXAMPLES = 30

moves = st.one_of(
    st.builds(
        lambda by, down: {"sort": "Sheet1!A2:D", "by": by, "down": down},
        st.sampled_from([0, 2, 3]),
        st.booleans(),
    ),
    st.builds(lambda at: {"insert_rows": "Sheet1", "at": at}, st.integers(1, 4)),
)
losses = st.sampled_from(["reset_before", "reset_after", "truncate", "500"])


@dataclass
class Model:
    """What must be there in the end, by key; ``mine`` is what is not written yet."""

    rows: dict[str, list[Any]]
    pending: dict[str, Any] = field(default_factory=dict)
    added: dict[str, list[Any]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)

    def changes(self, pull: Pull) -> list[Change]:
        """The pending edits on what is there, as a book merges them."""
        sheet = pull.sheets[0]
        keys = list(sheet.values.get(1, ()))
        places = {str(key): row for row, key in enumerate(keys, 1) if key is not None}
        last = max(places.values())
        changes: list[Change] = [
            SetCell("Sheet1", places[key], 2, value) for key, value in self.pending.items()
        ]
        changes += [
            AppendRow("Sheet1", last, 1, 4, dict(enumerate(row, 1)), 2)
            for row in self.added.values()
        ]
        gone = [key for key in self.deleted if key in places]
        return changes + [DeleteRow("Sheet1", places[key], 1, 4) for key in gone]

    def expected(self) -> dict[str, list[Any]]:
        """By key, once everything is done."""
        rows = {key: list(row) for key, row in self.rows.items() if key not in self.deleted}
        for key, value in self.pending.items():
            rows[key][1] = value
        return rows | self.added

    def done(self) -> Model:
        return Model(self.expected())


def found(rows: list[list[Any]]) -> dict[str, list[Any]]:
    filled = [row + [None] * (4 - len(row)) for row in rows[1:] if row]
    keys = [row[0] for row in filled]
    assert len(keys) == len(set(keys)), f"a row is there twice: {keys}"
    return {row[0]: row for row in filled}


def first_rows() -> list[list[Any]]:
    return [[f"R-{n}", n, f"theirs {n}", f"Name {n * 7 % 11}"] for n in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running() as started:
        yield started


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_edits_and_new_rows_among_others(service: Running, data: st.DataObject) -> None:
    service.server.faults.waiting.clear()
    with team([HEAD, *first_rows()], service=service) as book:
        model = Model({row[0]: row for row in first_rows()})
        for save in range(data.draw(st.integers(1, 3), label="saves")):
            pending = data.draw(
                st.dictionaries(st.sampled_from(sorted(model.rows)), st.integers(100, 999)),
                label="edits",
            )
            count = data.draw(st.integers(0, 2), label="appends")
            new = [f"N-{save}-{n}" for n in range(count)]
            added = {key: [key, 1, f"theirs {key}", f"New {key}"] for key in new}
            model = Model(model.rows, pending, added)
            _meanwhile(book, data, model, save)
            _lost(book, data)
            _saved(book, model)
            model = model.done()
        assert found(book.values()) == model.rows


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_deletions_among_others(service: Running, data: st.DataObject) -> None:
    service.server.faults.waiting.clear()
    with team([HEAD, *first_rows()], service=service) as book:
        model = Model({row[0]: row for row in first_rows()})
        keys = st.sets(st.sampled_from(sorted(model.rows)), min_size=1, max_size=3)
        model.deleted = data.draw(keys, label="deleted")
        for step in data.draw(st.lists(moves, max_size=2), label="moves"):
            after = data.draw(st.integers(0, 5), label="after requests")
            book.meanwhile(step, match=REQUESTS, after=after)
        _lost(book, data)
        _saved(book, model)
        assert found(book.values()) == model.expected()


@settings(max_examples=EXAMPLES // 2)
@given(data=st.data())
def test_columns_and_sheets_among_others(service: Running, data: st.DataObject) -> None:
    """Each is there once, whatever was lost or moved; and cells of the same commit arrive."""
    service.server.faults.waiting.clear()
    with team([HEAD, *first_rows()], service=service) as book:
        _narrowed(book, data.draw(st.integers(4, 8), label="columns of the grid"))
        model, headers, sheets = (
            Model({row[0]: row for row in first_rows()}),
            list(HEAD),
            ["Sheet1"],
        )
        for save in range(data.draw(st.integers(1, 2), label="saves")):
            new = [f"C-{save}-{n}" for n in range(data.draw(st.integers(0, 2), label="columns"))]
            title = f"New {save}" if data.draw(st.booleans(), label="sheet") else ""
            keys = st.sampled_from(sorted(model.rows))
            edits = data.draw(st.dictionaries(keys, st.integers(100, 999), max_size=2))
            model = Model(model.rows, edits)
            for step in data.draw(st.lists(moves, max_size=2), label="moves"):
                after = data.draw(st.integers(0, 8), label="after requests")
                book.meanwhile(step, match=REQUESTS, after=after)
            _lost(book, data)
            _saved(book, model, Wider(headers, new, title))
            model, headers = model.done(), headers + new
            sheets += [title] if title else []
        rows = book.values()
        assert rows[0] == headers
        assert found(rows) == model.rows
        assert [sheet.title for sheet in book.pull().sheets] == sheets


@dataclass(frozen=True)
class Wider:
    """What is added: columns right of the headers, and a sheet unless it has no title."""

    headers: list[str]
    new: list[str]
    title: str

    def changes(self, pull: Pull) -> list[Change]:
        """What of it is not there, as a book asks for it."""
        there, last = pull.sheets[0].row(1).values(), len(pull.sheets[0].values[1])
        lacking = tuple(NewColumn(header, 9) for header in self.new if header not in there)
        width = len(self.headers) + len(self.new) - len(lacking)
        wanted: list[Change] = []
        if lacking:
            wanted += [AddColumns("Sheet1", 1, 1, last, 1, width, lacking)]
        if self.title and pull.sheet(self.title) is None:
            wanted += [AddSheet(self.title, (NewColumn("A"), NewColumn("B")))]
        return wanted


def _narrowed(book: Team, columns: int) -> None:
    size = {"sheetId": 0, "gridProperties": {"rowCount": 40, "columnCount": columns}}
    fields = "gridProperties(rowCount,columnCount)"
    book.batch({"updateSheetProperties": {"properties": size, "fields": fields}})


def _meanwhile(book: Team, data: st.DataObject, model: Model, save: int) -> None:
    """Others move rows, or change a column of their own in rows that stay where they are."""
    untouched = set(model.rows)
    for _ in range(data.draw(st.integers(0, 2), label="others")):
        after = data.draw(st.integers(0, 7), label="after requests")
        if data.draw(st.booleans(), label="moves"):
            step = data.draw(moves, label="move")
        else:
            step = _edit(data, model, untouched, f"t{save}")
        book.meanwhile(step, match=REQUESTS, after=after)


def _edit(data: st.DataObject, model: Model, untouched: set[str], text: str) -> dict[str, Any]:
    """Their column of one row, wherever that row is by then."""
    key = data.draw(st.sampled_from(sorted(untouched)), label="their row")
    untouched.remove(key)
    old, new = model.rows[key][2], f"{key} {text}"
    model.rows[key] = [*model.rows[key][:2], new, model.rows[key][3]]
    about = {"find": old, "replacement": new, "matchEntireCell": True, "sheetId": 0}
    return {"requests": [{"findReplace": about}]}


def _lost(book: Team, data: st.DataObject) -> None:
    for kind in data.draw(st.lists(losses, max_size=1), label="losses"):
        after = data.draw(st.integers(0, 2), label="of which request")
        book.fault(kind, match=r"atchUpdate$", after=after)


def _saved(book: Team, model: Model, wider: Wider | None = None) -> None:
    def changes(pull: Pull) -> list[Change]:
        return [*model.changes(pull), *(wider.changes(pull) if wider else ())]

    for _ in range(3):
        try:
            stubborn(book, changes)
        except Offline:
            continue
        break
    else:
        raise AssertionError("never reached")
    waiting = book.service.server.faults.waiting
    for fault in [fault for fault in waiting if fault.kind == "collaborate"]:
        book.act(*fault.steps)
    waiting.clear()
