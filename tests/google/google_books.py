"""Spreadsheets on the local service, opened by the backend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from google.oauth2.credentials import Credentials
from sheets_server.running import Running

from adapters.google.backend import GoogleWorkbook
from adapters.google.client import Account, SalesClient
from adapters.google.limits import Budget
from adapters.google.requesting import range_of
from adapters.google.retrying import Patience

QUICK = Patience(tries=2, first=0.002, longest=0.01, whole=5.0, connect=0.5, answer=2.0)
ANN = "ann@example.com"


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def at_once(work: Callable[[], None]) -> None:
    """Looks at the service before going on."""
    work()


def client_of(service: Running, account: Account | None = None) -> SalesClient:
    return SalesClient(
        Credentials(token="t"),
        account=account or Account(ANN),
        endpoint=service.base,
        patience=QUICK,
        budget=Budget(1000, 1000),
    )


def workbook_of(
    service: Running,
    spreadsheet: str,
    state: Path,
    clock: Clock | None = None,
    account: Account | None = None,
) -> GoogleWorkbook:
    return GoogleWorkbook(
        spreadsheet,
        state,
        lambda: client_of(service, account),
        clock=clock or Clock(),
        start=at_once,
    )


def made(service: Running, sheets: dict[str, Sequence[Sequence[Any]]]) -> str:
    """The id of a spreadsheet with these rows, typed as a person does."""
    book = service.server.store.create("Pipeline")
    steps: list[dict[str, Any]] = []
    for number, (title, rows) in enumerate(sheets.items()):
        if number:
            steps.append({"requests": [{"addSheet": {"properties": {"title": title}}}]})
        else:
            properties = {"sheetId": 0, "title": title}
            change = {"properties": properties, "fields": "title"}
            steps.append({"requests": [{"updateSheetProperties": change}]})
        if rows:
            area = range_of(title, "A1")
            steps.append({"edit": area, "values": [list(row) for row in rows]})
    act(service, book.id, *steps)
    return book.id


def act(service: Running, spreadsheet: str, *steps: dict[str, Any]) -> None:
    """Somebody else changes it."""
    from sheets_server import collaborator

    collaborator.act(service.server.store, spreadsheet, list(steps))


def sent(service: Running) -> list[str]:
    """What was asked since the last time, by kind."""
    paths = [str(one["path"]) for one in service.server.log]
    service.server.log.clear()
    return [
        "drive" if "/drive/" in path else "values" if "values" in path else "get" for path in paths
    ]
