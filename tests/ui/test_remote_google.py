"""The dashboard on Google Sheets, as the local service plays it: send, wait, send."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from driving import shown, status, until
from fakes import deal_rows
from remote_support import FAST, pending, set_amount
from sheets_server.running import Running, running
from urllib3.exceptions import NewConnectionError

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.file_actions import FileActions
from sample_workbooks import AS_OF


@pytest.fixture
def service() -> Iterator[Running]:
    with running() as service:
        yield service


def spreadsheet(service: Running) -> str:
    sheet = service.client().create("Team East").sheet1
    sheet.update_title("Pipeline")
    rows = [[str(v) if hasattr(v, "year") else v for v in row] for row in deal_rows()]
    sheet.update([[("" if v is None else v) for v in row] for row in rows], raw=False)
    return sheet.spreadsheet_id


def amount(service: Running, book: str) -> object:
    return service.client().open_by_key(book).sheet1.acell("E2").value


async def test_edits_go_wait_and_go(
    service: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
    book = spreadsheet(service)
    workbook = open_workbook(f"gsheets:{book}", tmp_path / "state")
    app = SalesApp(Opening(workbook, AS_OF, journals=tmp_path / "journals"), Config())
    app.file_actions = FileActions(app, FAST)  # type: ignore[misc]
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: shown(app))
        set_amount(app, 4321.0)
        await until(pilot, lambda: not pending(app))
        assert amount(service, book) == "4321"

        def dead(*_: Any, **__: Any) -> requests.Response:
            raise requests.ConnectionError(NewConnectionError(None, "no network"))  # type: ignore[arg-type]

        with monkeypatch.context() as away:
            away.setattr(requests.Session, "send", dead)
            set_amount(app, 5.0)
            await until(pilot, lambda: "offline · 1 edit waits · data of" in _alone(app))
        await until(pilot, lambda: not pending(app))
        assert amount(service, book) == "5"
        await until(pilot, lambda: "/min" in status(app))


def _alone(app: SalesApp) -> str:
    """The status line without a message."""
    app.say("")
    return status(app)
