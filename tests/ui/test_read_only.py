"""A dashboard that only looks: every way of changing something is refused, nothing is written."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, sample_copy, shown, status, until
from fakes import deal_rows
from sheets_server.running import Running
from sheets_server.running import running as service_running
from textual.pilot import Pilot

from adapters.changes import SetCell
from adapters.errors import ReadOnly
from adapters.outlines import Revision
from adapters.read_only import only_read
from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.widgets.header import HeaderBar
from sample_workbooks import AS_OF

REFUSED = "This dashboard only looks"


@asynccontextmanager
async def looking(location: str, folder: Path) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    workbook = only_read(open_workbook(location, folder / "state"))
    opening = Opening(
        workbook,
        AS_OF,
        journals=folder / "state" / "journals",
        snapshots=folder / "state" / "snapshots",
        read_only=True,
    )
    app = SalesApp(opening, Config())
    try:
        async with app.run_test(size=SIZE) as pilot:
            await until(pilot, lambda: shown(app))
            yield app, pilot
    finally:
        app.opening.workbook.close()


def written(folder: Path) -> list[Path]:
    state = folder / "state"
    kinds = ("journals", "snapshots", "looks", "backups")
    return [p for kind in kinds for p in (state / kind).rglob("*") if p.is_file()]


async def test_edits_are_refused_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    before = path.read_bytes()
    async with looking(str(path), tmp_path) as (app, pilot):
        assert "read only" in str(app.screen.query_one(HeaderBar).render())
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "deals" and app.screen.view is not None)
        for key in ("e", "9", "n", "d", "ctrl+d"):
            app.say("")
            await pilot.press(key)
            await until(pilot, lambda: REFUSED in status(app) or app.current_mode != "deals")
            if app.current_mode != "deals":
                await pilot.press("2")
            await until(pilot, lambda: app.current_mode == "deals")
        assert app.session is not None
        assert app.session.book.journal_path is None
        assert app.session.state.pending_count == 0
    assert path.read_bytes() == before
    assert written(tmp_path) == []


@pytest.mark.parametrize(
    "mode", ["home", "movement", "history", "mapping", "followups", "forecast"]
)
async def test_every_key_of_a_screen_writes_nothing(tmp_path: Path, mode: str) -> None:
    path = sample_copy(tmp_path)
    before = path.read_bytes()
    async with looking(str(path), tmp_path) as (app, pilot):
        app.action_go(mode)
        await until(pilot, lambda: app.current_mode == mode)
        for action in app.book_screen.ACTIONS:
            if action.keys and not action.call.startswith("go("):
                await pilot.press(action.keys.split(",")[0], "escape")
                await pilot.pause()
        assert app.session is not None
        assert app.session.state.pending_count == 0
    assert path.read_bytes() == before
    assert written(tmp_path) == []


async def test_a_home_that_was_chosen_holds_for_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "config" / "dashboard.toml"
    monkeypatch.setenv("SALESTUI_CONFIG", str(kept.with_name("config.toml")))
    async with looking(str(sample_copy(tmp_path)), tmp_path) as (app, pilot):
        screen = app.book_screen
        app.view_actions.choose_dashboard()
        await until(pilot, lambda: app.screen is not screen)
        await pilot.press(*"project", "enter")
        await until(pilot, lambda: screen.home.role == "director")
    assert not kept.exists()


def test_the_last_door_is_shut_too(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    before = path.read_bytes()
    workbook = only_read(open_workbook(str(path), tmp_path / "state"))
    token = workbook.outline().revision.token
    with pytest.raises(ReadOnly, match="only looks"):
        workbook.commit([SetCell("Deals", 2, 5, 1)], Revision(token))
    assert not workbook.write_access().allowed
    workbook.close()
    assert path.read_bytes() == before


@pytest.fixture
def service() -> Iterator[Running]:
    with service_running() as service:
        yield service


async def test_a_spreadsheet_elsewhere_stays_as_it_is(
    service: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
    sheet = service.client().create("Team East").sheet1
    sheet.update_title("Pipeline")
    rows = [[str(v) if hasattr(v, "year") else v for v in row] for row in deal_rows()]
    sheet.update([[("" if v is None else v) for v in row] for row in rows], raw=False)
    before = sheet.get_all_values()
    async with looking(f"gsheets:{sheet.spreadsheet_id}", tmp_path) as (app, pilot):
        assert app.session is not None
        assert app.session.link is not None
        assert app.session.link.online
        assert "read only" in str(app.screen.query_one(HeaderBar).render())
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "deals" and app.screen.view is not None)
        await pilot.press("e")
        await until(pilot, lambda: REFUSED in status(app))
    assert sheet.get_all_values() == before
    assert written(tmp_path) == []
