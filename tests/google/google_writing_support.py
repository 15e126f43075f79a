"""A spreadsheet on the local service, a writer to it, and somebody else who comes in between."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from google.oauth2.credentials import Credentials
from sheets_server.running import Running, running

from adapters.changes import AppendRow, Change, DeleteRow, SetCell
from adapters.errors import StaleRevision
from adapters.google.assembling import assembled, renewed
from adapters.google.client import SalesClient
from adapters.google.limits import Budget
from adapters.google.pulled import Json, Pull
from adapters.google.pulling import pull
from adapters.google.requesting import Requests
from adapters.google.retrying import Patience
from adapters.google.writing import Writer, Written

PATIENCE = Patience(first=0.002, longest=0.01, whole=10.0, connect=1.0, answer=1.0)
PLENTY = 1_000_000
ROWS: list[list[Json]] = [
    ["Id", "Name", "Amount", "Stage"],
    ["D-1", "Alpha", 100, "Lead"],
    ["D-2", "Beta", 200, "Won"],
    ["D-3", "Gamma", 300, "Lead"],
    ["D-4", "Delta", 400, "Lost"],
    ["D-5", "Epsilon", 500, "Lead"],
]
WRITES = r"(values:batchUpdate|/[\w-]+:batchUpdate)$"
LOOKS = "batchGetByDataFilter"


@dataclass
class Team:
    """One spreadsheet, and a writer of ours to it."""

    service: Running
    id: str
    client: SalesClient
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        self.writer = self.another()

    def another(self, author: str = "ann") -> Writer:
        return Writer(self.client, self.pull, renewed, author)

    def pull(self) -> Pull:
        found = pull(Requests(self.client, self.id))
        return assembled(found, datetime.now(UTC), "")

    def values(self, sheet: int = 0) -> list[list[Json]]:
        """What is there now, row by row, without trailing blanks."""
        found = next(s for s in self.pull().sheets if s.id == sheet)
        rows = []
        last = max(map(len, found.values.values()), default=0)
        for number in range(1, last + 1):
            width = max(found.values, default=0)
            row = [found.cell(number, column) for column in range(1, width + 1)]
            while row and row[-1] is None:
                row.pop()
            rows.append(row)
        return rows

    def act(self, *steps: dict[str, Any]) -> None:
        """Somebody else, now."""
        self._switch("collaborate", {"id": self.id, "steps": list(steps)})

    def fault(self, kind: str, **about: Any) -> None:
        self._switch("faults", {"kind": kind, **about})

    def meanwhile(self, *steps: dict[str, Any], match: str = WRITES, after: int = 0) -> None:
        """Somebody else, just before a request arrives."""
        about = {"id": self.id, "steps": list(steps), "match": match, "after": after}
        self.fault("collaborate", **about)

    def sent(self) -> list[str]:
        """The paths of what was asked since ``forget``, without the spreadsheet's own."""
        return [
            str(entry["path"]).removeprefix(f"/v4/spreadsheets/{self.id}")
            for entry in self.service.server.log
        ]

    def forget(self) -> None:
        self.service.server.log.clear()

    def marks(self) -> list[dict[str, Any]]:
        return list(self.service.server.store.book(self.id).metadata)

    def save(self, changes: Sequence[Change], writer: Writer | None = None) -> Written:
        return (writer or self.writer).write(self.pull(), changes)

    def batch(self, *requests: dict[str, Any]) -> None:
        self.act({"requests": list(requests)})

    def _switch(self, name: str, about: dict[str, Any]) -> None:
        body = json.dumps(about).encode()
        url = f"{self.service.base}/_server/{name}"
        with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
            answer.read()


@contextmanager
def team(rows: list[list[Json]] | None = None, *, service: Running | None = None) -> Iterator[Team]:
    if service is None:
        with running() as started, team(rows, service=started) as made:
            yield made
        return
    book = service.server.store.create("Pipeline")
    client = SalesClient(
        Credentials(token="t"),
        endpoint=service.base,
        patience=PATIENCE,
        budget=Budget(PLENTY, PLENTY),
    )
    made = Team(service, book.id, client)
    content = ROWS if rows is None else rows
    if content:
        made.act({"edit": "Sheet1!A1", "values": content})
    made.forget()
    try:
        yield made
    finally:
        client.close()


def cell(row: int, column: int, value: Any, *, over_formula: bool = False) -> SetCell:
    return SetCell("Sheet1", row, column, value, over_formula)


def append(after: int, *values: Any, first_row: int = 2) -> AppendRow:
    cells = {column: value for column, value in enumerate(values, 1) if value is not None}
    return AppendRow("Sheet1", after, 1, 4, cells, first_row)


def delete(row: int) -> DeleteRow:
    return DeleteRow("Sheet1", row, 1, 4)


def stubborn(team_: Team, make: Any, tries: int = 8) -> Written:
    """As a book does: read again, put the same on top, write again."""
    for _ in range(tries):
        held = team_.pull()
        try:
            return team_.writer.write(held, make(held))
        except StaleRevision:
            continue
    raise AssertionError("others keep changing it")


def row_of(pull_: Pull, key: str) -> int:
    """The row with a key in column A."""
    return list(pull_.sheets[0].values[1]).index(key) + 1
