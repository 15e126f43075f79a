"""What a worker is called costs nothing: never the text of all that it works on."""

from __future__ import annotations

from typing import Any

import pytest
from driving import until
from fakes import MemoryWorkbook
from textual.worker import Worker
from textual.worker_manager import WorkerManager
from walking import settled
from whole_books import TODAY, whole

from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp

LONGEST = 300


async def test_no_worker_is_described_by_the_book(monkeypatch: pytest.MonkeyPatch) -> None:
    described: dict[str, str] = {}
    add = WorkerManager.add_worker

    def seen(self: WorkerManager, worker: Worker[Any], *more: Any, **options: Any) -> None:
        described[worker.group] = max(described.get(worker.group, ""), worker.description, key=len)
        add(self, worker, *more, **options)

    monkeypatch.setattr(WorkerManager, "add_worker", seen)
    book: MemoryWorkbook = whole()
    app = SalesApp(Opening(book, TODAY), Config())
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: app.session is not None)
        for mode in ("home", "deals", "forecast", "movement", "followups", "mapping", "channels"):
            app.action_go(mode)
            await settled(app, pilot)
        app.open_row("deals", 0)
        await settled(app, pilot)
        await pilot.press("ctrl+e")
        await settled(app, pilot)
    assert {"figures", "deal", "forecast"} <= described.keys()
    assert {group: len(text) for group, text in described.items() if len(text) > LONGEST} == {}
