"""Files for somebody at a browser: into its downloads, never onto the machine that serves."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import pytest
from driving import running, sample_copy, status, until
from textual.pilot import Pilot
from textual.widgets import Input

from salestui.ui.app import SalesApp
from salestui.ui.report.showing import show_report
from salestui.ui.screens.dialogs import TextDialog

Delivered = dict[str, bytes]


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> Delivered:
    """What a browser gets, by name; the app takes itself for one that runs behind a page."""
    found: Delivered = {}

    def deliver(_app: SalesApp, content: BinaryIO, *, save_filename: str) -> None:
        found[save_filename] = content.read()

    monkeypatch.setattr(SalesApp, "is_web", property(lambda _app: True))
    monkeypatch.setattr(SalesApp, "deliver_binary", deliver)
    return found


async def answer(pilot: Pilot[Any], target: Path) -> str:
    """Type a path on this machine; returns what was suggested."""
    await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog))
    typed = pilot.app.screen.query_one(Input)
    suggestion, typed.value = typed.value, str(target)
    await pilot.press("enter")
    return suggestion


async def shown_report(app: SalesApp, pilot: Pilot[Any]) -> None:
    show_report(app, "weekly")
    await until(pilot, lambda: getattr(app.book_screen, "document", None) is not None)


@pytest.mark.parametrize(
    ("key", "name", "starts"),
    [("x", "week.md", b"#"), ("x", "week.html", b"<!DOCTYPE html>"), ("f12", "now.svg", b"<svg")],
)
async def test_a_report_and_a_picture_go_to_the_browser(
    tmp_path: Path, delivered: Delivered, key: str, name: str, starts: bytes
) -> None:
    book = sample_copy(tmp_path)
    async with running(book) as (app, pilot):
        await shown_report(app, pilot)
        await pilot.press(key)
        suggestion = await answer(pilot, tmp_path / name)
        await until(pilot, lambda: name in delivered)
        await until(pilot, lambda: "downloads" in status(app))
    assert "/" not in suggestion
    assert delivered[name].lstrip().startswith(starts)
    assert not (tmp_path / name).exists()


async def test_a_conversion_stays_beside_the_file(tmp_path: Path, delivered: Delivered) -> None:
    path, elsewhere = tmp_path / "here" / "deals.csv", tmp_path / "mine.xlsx"
    path.parent.mkdir()
    path.write_text("Deal ID,Stage,Amount\nD-1,Won,3\n", encoding="utf-8")
    async with running(path) as (app, pilot):
        app.action_file("convert")
        assert await answer(pilot, elsewhere) == "deals.xlsx"
        await until(pilot, lambda: "Opened the new workbook" in status(app))
        app.opening.workbook.close()
    assert path.with_name("mine.xlsx").exists()
    assert not elsewhere.exists()
    assert not delivered


async def test_rows_go_to_the_browser(tmp_path: Path, delivered: Delivered) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        app.action_go("deals")
        await until(pilot, lambda: getattr(app.book_screen, "view", None) is not None)
        await pilot.press("x")
        await answer(pilot, tmp_path / "deals.csv")
        await until(pilot, lambda: "deals.csv" in delivered)
    assert not (tmp_path / "deals.csv").exists()
