"""Those who work in the soak test: managers with dashboards, and colleagues in a browser."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from google.oauth2.credentials import Credentials
from sheets_server import collaborator
from sheets_server.running import Running
from soak_record import (
    EDITED,
    HEADERS,
    Deletion,
    Edit,
    Ledger,
    Value,
    Watched,
    new_row,
    stored_rows,
    value_of,
)

from adapters.errors import Offline, StaleRevision
from adapters.google.backend import GoogleWorkbook
from adapters.google.client import Account, SalesClient
from adapters.google.following import Clock
from adapters.google.limits import Budget
from adapters.google.retrying import Patience
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.rows import Rows
from salestui.book.state import Conflict, ConflictKind
from salestui.book.vanishing import Doubtful
from salestui.mapping.table import ID

SHEET = "Deals"
BRIEF = Patience(tries=4, first=0.001, longest=0.02, whole=20.0, connect=2.0, answer=0.4)


class Manager:
    """One dashboard with an account, a journal and a budget of its own, and who sits at it."""

    def __init__(
        self, name: str, service: Running, book: str, *, ledger: Ledger, folder: Path, clock: Clock
    ) -> None:
        self.name, self.ledger, self.random = name, ledger, random.Random(name)
        self.problems: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.mistaken: list[str] = []
        self.warned = 0
        token = Credentials(  # type: ignore[no-untyped-call]
            token="first", refresh_token=name, token_uri=f"{service.base}/token",
            client_id="id", client_secret="secret",
        )  # fmt: skip
        client = SalesClient(
            token,
            account=Account(f"{name}@example.com"),
            endpoint=service.base,
            patience=BRIEF,
            budget=Budget(clock=clock),
        )
        client.session.headers["User-Agent"] = name
        self.workbook = GoogleWorkbook(
            book, folder / name, lambda: client, clock=clock, start=lambda work: work()
        )
        self.book = Book(self.workbook, Settings(date(2026, 11, 21)), folder / name / "journals")
        self.book.load()
        self.book.keep_base()

    @property
    def rows(self) -> Rows:
        return self.book.state.entities["deals"]

    def mark(self, row: int) -> int:
        """Which row it really is."""
        return int(str(self.rows.value(row, "name")).rpartition(" ")[2])

    def work(self) -> None:
        """Edit until the team has edited enough, now and then sending and looking."""
        often = [(self.set, 30), (self.send, 2), (self.add, 2), (self.delete, 2)]
        deeds = [deed for deed, count in often for _ in range(count)] + [self.resolve, self.look]
        while self.ledger.total < self.ledger.goal:
            self.random.choice(deeds)()

    def set(self) -> None:
        rows = self.rows
        live = list(rows.live[ID])
        if len(live) < 2:
            return
        row, column = self.random.choice(live), self.random.choice(EDITED)
        mark, number = self.mark(row), self.ledger.number()
        value, before = value_of(mark, column, number), rows.value(row, column)
        seen: set[Value] = {rows.base_value(row, column), before}
        if any((c.row, c.column) == (row, column) for c in self.book.state.conflicts):
            return
        self.drop(before, "edited again")
        self.ledger.edits[value] = Edit(self.name, mark, column, seen)
        self.book.set_values("set", "deals", [(row, column, value)])
        self.ledger.did("cells by dashboards")

    def add(self) -> None:
        mark, number = self.ledger.mark(), self.ledger.number()
        values = new_row(mark, number)
        if "id" not in self.columns():
            del values["id"]
        self.ledger.added[mark] = self.name
        self.book.add_rows("add", "deals", [values])
        self.ledger.did("rows by dashboards")

    def columns(self) -> set[str]:
        return set(self.rows.base.frame.columns)

    def delete(self) -> None:
        rows = self.rows
        live = list(rows.live[ID])
        if len(live) < 25:
            return
        row = self.random.choice(live)
        mark, now = self.mark(row), rows.values(row)
        seen = set(now.values()) | {rows.base_value(row, column) for column in EDITED}
        for value in now.values():
            self.drop(value, "row deleted")
        self.ledger.deletions.append(Deletion(self.name, mark, seen))
        self.book.delete_rows("delete", "deals", [row])
        self.ledger.did("deletions by dashboards")

    def drop(self, value: Value, why: str) -> None:
        """Its author does not want this any more, unless it is in the spreadsheet by now."""
        edit = self.ledger.edits.get(value)
        if edit is not None and edit.author == self.name and not edit.dropped:
            edit.dropped = why

    def send(self) -> None:
        self._trying(self._saved)

    def _saved(self) -> None:
        commit = self.book.save().commit
        self.warned += len(commit.warnings) if commit is not None else 0

    def look(self) -> None:
        self._trying(lambda: self.book.refresh() if self.workbook.changed() else None)

    def _trying(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Doubtful:
            self.book.accept()
        except (Offline, StaleRevision) as problem:  # what waits is sent later
            name = type(problem).__name__
            self.problems[name] = self.problems.get(name, 0) + 1
        self._recognise()

    def _recognise(self) -> None:
        """No row may be taken for another."""
        frame = self.rows.base.frame
        for row, name in zip(frame[ID], frame["name"], strict=True):
            if (known := self.names.setdefault(row, name)) != name:
                self.mistaken.append(f"{self.name} took {name} for {known}")
                self.names[row] = name

    def resolve(self) -> None:
        """Decide about everything that is in conflict."""
        while conflicts := self.book.state.conflicts:
            conflict = conflicts[0]
            keep_mine = self.random.random() < 0.5 and conflict.kind is not ConflictKind.ROW_GONE
            self._decided(conflict, keep_mine)
            self.book.resolve(conflict, keep_mine=keep_mine)
            self.problems["conflicts"] = self.problems.get("conflicts", 0) + 1

    def _decided(self, conflict: Conflict, keep_mine: bool) -> None:
        if conflict.kind is ConflictKind.DELETED:
            mark = int(conflict.title.rpartition(" ")[2]) if " " in conflict.title else None
            for deletion in self.ledger.deletions:
                if deletion.author == self.name and deletion.mark == mark:
                    deletion.seen.add(conflict.theirs)  # type: ignore[arg-type]
                    deletion.dropped |= not keep_mine
        elif keep_mine:
            self.ledger.edits[conflict.mine].seen.add(conflict.theirs)  # type: ignore[index,arg-type]
        else:
            self.drop(conflict.mine, "theirs taken")  # type: ignore[arg-type]

    def settle(self) -> None:
        """Look, decide, send."""
        self._trying(self.book.refresh)
        self.resolve()
        self.send()


class Colleague:
    """Somebody in a browser: what they see is what is stored, and what they do is there at once."""

    def __init__(self, name: str, service: Running, book: str, ledger: Ledger) -> None:
        self.name, self.ledger, self.random = name, ledger, random.Random(name)
        self.server, self.book = service.server, book
        store = service.server.store
        assert isinstance(store, Watched)
        self.store = store

    def work(self) -> None:
        """Do something whenever the team has made a few more edits."""
        while self.ledger.wait(self.ledger.total + self.random.randint(2, 9)):
            time.sleep(self.random.random() * 0.02)  # at any moment of their requests
            with self.server.turn:
                self._deed()

    def _deed(self) -> None:
        store = self.store
        rows = stored_rows(store.book(self.book).sheets[0], store.columns)
        filled = [place for place, row in enumerate(rows) if row]
        kind = self.random.choices(
            ["edit", "sort", "insert", "append", "delete"], [75, 4, 5, 4, 4]
        )[0]
        if kind == "edit":
            self._edit(rows, self.random.choice(filled))
        elif kind == "sort":
            last = chr(ord("A") + len(store.columns) - 1)
            by = self.random.randrange(len(store.columns))
            down = self.random.random() < 0.5
            self._act({"sort": f"{SHEET}!A2:{last}{len(rows) + 1}", "by": by, "down": down})
        elif kind == "delete" and len(filled) > 25:
            place = self.random.choice(filled)
            self._forget(rows[place])
            self._act({"delete_rows": SHEET, "at": place + 1})
            self.ledger.did("deletions by colleagues")
        elif kind in ("insert", "append"):
            place = self.random.choice(filled) if kind == "insert" else filled[-1] + 1
            mark, number = self.ledger.mark(), self.ledger.number()
            values = new_row(mark, number)
            self.ledger.added[mark] = self.name
            row = [values[column] for column in store.columns]
            inserted = {"insert_rows": SHEET, "at": place + 1}
            self._act(inserted, {"edit": f"{SHEET}!A{place + 2}", "values": [row], "input": "RAW"})
            self.ledger.did("rows by colleagues")

    def _edit(self, rows: list[dict[str, Value]], place: int) -> None:
        column = self.random.choice(EDITED)
        mark = int(str(rows[place]["name"]).rpartition(" ")[2])
        value = value_of(mark, column, self.ledger.number())
        self.ledger.edits[value] = Edit(self.name, mark, column, set())
        at = f"{SHEET}!{chr(ord('A') + self.store.columns.index(column))}{place + 2}"
        self._act({"edit": at, "values": [[value]], "input": "RAW"})
        self.ledger.did("cells by colleagues")

    def _forget(self, row: dict[str, Value]) -> None:
        mark = int(str(row["name"]).rpartition(" ")[2])
        self.ledger.deletions.append(Deletion(self.name, mark, set(row.values())))

    def _act(self, *steps: dict[str, object]) -> None:
        collaborator.act(self.store, self.book, list(steps))


class Crew:
    """Runs everybody at once; the first problem of one ends the work of all."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.problems: list[BaseException] = []

    def run(self, everybody: list[Manager | Colleague]) -> None:
        threads = [threading.Thread(target=self._one, args=(each,)) for each in everybody]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if self.problems:
            raise self.problems[0]

    def _one(self, each: Manager | Colleague) -> None:
        try:
            each.work()
        except BaseException as problem:
            self.problems.append(problem)
            self.ledger.stop()


def put_first_rows(service: Running, columns: tuple[str, ...], count: int) -> str:
    """The id of a spreadsheet with so many deals."""
    book = service.server.store.create("Pipeline")
    title = {
        "updateSheetProperties": {"properties": {"sheetId": 0, "title": SHEET}, "fields": "title"}
    }
    first = [new_row(mark, 0) for mark in range(1, count + 1)]
    rows = [[HEADERS[c] for c in columns], *([row[c] for c in columns] for row in first)]
    step = {"edit": f"{SHEET}!A1", "values": rows, "input": "RAW"}
    collaborator.act(service.server.store, book.id, [{"requests": [title]}, step])
    return book.id
