"""The movement screen on the real app, and looking at the book as of a kept day."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from driving import SIZE, sample_copy, shown, status, until
from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import Settings
from salestui.book.snapshots.store import SnapshotStore
from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.screens.deal import DealScreen
from salestui.ui.screens.movement import MovementScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.moved_deals import MovedDealsPanel
from salestui.ui.widgets.past_banner import PastBanner
from salestui.ui.widgets.waterfall import WaterfallPanel, floating
from sample_workbooks import AS_OF

SnapCompare = Callable[..., bool]


@pytest.fixture(autouse=True)
def _at_one_time(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 11, 21, 10, 42).astimezone()
    monkeypatch.setattr("salestui.book.following.read_time", lambda: moment)


def keep(path: Path, day: date) -> None:
    """Keep a day on which some deals differed, the same ones in either language."""
    workbook = open_workbook(str(path), path.parent / "state")
    book = Book(workbook, Settings(AS_OF))
    try:
        book.load()
        deals = book.state.entities["deals"].frame
        due = [r for r in deals.to_dicts() if r["expected_close"] and r["expected_close"] > AS_OF]
        edits: list[tuple[int, str, Any]] = []
        for n, row in enumerate(due[:24]):
            if n % 4 == 1:
                edits.append((row["_id"], "amount", (row["amount"] or 0.0) + 20_000.0))
            if n % 4 == 2:
                later = row["expected_close"] + timedelta(days=120 if n % 8 == 2 else -90)
                edits.append((row["_id"], "expected_close", later))
        book.set_values("another day", "deals", edits)
        moment = datetime(day.year, day.month, day.day, 18).astimezone()
        SnapshotStore(path.parent / "kept", workbook.location, lambda: moment).keep(book.state)
    finally:
        book.close()


def app_on(path: Path, theme: str = "textual-dark") -> SalesApp:
    workbook = open_workbook(str(path), path.parent / "state")
    folder = path.parent
    opening = Opening(
        workbook, AS_OF, journals=folder / "state" / "journals", snapshots=folder / "kept"
    )
    return SalesApp(opening, Config(theme=theme))


@asynccontextmanager
async def moving(
    path: Path, size: tuple[int, int] = SIZE
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    app = app_on(path)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            await pilot.press("5")
            await until(pilot, lambda: looked(app))
            yield app, pilot
    finally:
        app.opening.workbook.close()


def looked(app: SalesApp) -> bool:
    screen = app.book_screen
    return isinstance(screen, MovementScreen) and screen.view is not None


async def test_bars_their_deals_and_a_deal(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 11, 16))
    async with moving(path) as (app, pilot):
        screen = app.screen
        bars = screen.query_one(WaterfallPanel)
        assert bars.rows[0].key == "start" and bars.rows[-1].key == "end"
        assert "2026-11-16" in str(bars.border_title)
        deals = screen.query_one(MovedDealsPanel)
        assert len(deals.rows) == int(bars.rows[0].count)
        while bars.current is not None and bars.current.key != "decreased":
            await pilot.press("down")
        await pilot.pause()
        assert len(deals.rows) == int(bars.current.count if bars.current else 0) > 0
        await pilot.press("i")
        await until(pilot, lambda: type(app.screen).__name__ == "ExplainDialog")
        await pilot.press("escape", "tab", "enter")
        await until(pilot, lambda: isinstance(app.book_screen, DealScreen))


async def test_another_day_is_chosen(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 10, 1))
    keep(path, date(2026, 11, 16))
    async with moving(path) as (app, pilot):
        await pilot.press("w", *"2026-10", "enter")
        bars = app.screen.query_one(WaterfallPanel)
        await until(pilot, lambda: "2026-10-01" in str(bars.border_title))


async def test_without_kept_days_it_says_since_when_and_keeps_today(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with moving(path) as (app, pilot):
        assert "kept" in app.screen.query_one(WaterfallPanel).nothing()
        session = app.session
        assert session is not None and session.archive is not None
        days = session.archive.days
        await until(pilot, lambda: days() == (date.today(),))
        await pilot.press("K")
        await until(pilot, lambda: f"Kept as {date.today()}" in status(app))


async def test_the_book_as_of_a_kept_day_is_shown_and_cannot_be_changed(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 11, 16))
    async with moving(path) as (app, pilot):
        session = app.session
        assert session is not None
        before = session.book.state
        await pilot.press("b")
        await until(pilot, lambda: session.past is not None)
        await pilot.pause()
        assert session.as_of == date(2026, 11, 16)
        banner = app.screen.query_one(PastBanner)
        assert banner.display and "2026-11-16" in str(banner.render())
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "deals")
        for keys in (("e",), ("d",), ("n",), ("u",), ("ctrl+s",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert "nothing can be changed" in status(app), keys
            await pilot.press("escape")
        assert session.book.state is before and not session.book.state.pending_count
        await pilot.press("5")
        await until(pilot, lambda: looked(app))
        await pilot.press("b")
        await until(pilot, lambda: session.past is None)
        await pilot.pause()
        assert session.as_of == AS_OF
        assert not app.screen.query_one(PastBanner).display


async def test_figures_of_what_is_open_get_their_trend_from_kept_days(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 10, 12))
    keep(path, date(2026, 11, 9))

    def weighted(app: SalesApp) -> Any:
        return next(k for k in app.screen.query_one(KpiStrip).kpis if k.key == "weighted")

    async with moving(path) as (app, pilot):
        await pilot.press("1")
        await until(pilot, lambda: shown(app) and len(weighted(app).trend) == 3)


async def test_the_last_state_of_the_day_is_kept_when_leaving(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with moving(path) as (app, _pilot):
        session = app.session
        assert session is not None
        row = session.state.entities["deals"].frame["_id"][0]
        session.book.set_values("edit", "deals", [(row, "amount", 123_456.0)])
        location = session.book.workbook.location
    store = SnapshotStore(tmp_path / "kept", location)
    deals = store.read(store.kept()[-1]).deals
    assert deals is not None and deals["amount"][0] == 123_456.0


def test_a_floating_bar_fills_its_place_exactly() -> None:
    assert floating(0.0, 1.0, 8) == "████████"
    assert floating(0.25, 0.5, 8) == "  ██    "
    assert floating(1.0, 1.0, 8) == "       ▏"
    assert all(len(floating(a / 7, b / 7, 11)) == 11 for a in range(8) for b in range(a, 8))


LOOKS = [
    ("en", "textual-dark", (120, 40)),
    ("zh", "textual-light", (120, 40)),
    ("en", "textual-light", (80, 24)),
    ("zh", "textual-dark", (80, 24)),
    ("en", "textual-dark", (200, 60)),
]


@pytest.mark.parametrize("look", LOOKS, ids=lambda v: f"{v[0]}-{v[1][8:]}-{v[2][0]}x{v[2][1]}")
def test_looks(
    snap_compare: SnapCompare, tmp_path: Path, look: tuple[str, str, tuple[int, int]]
) -> None:
    language, theme, size = look
    set_language(language)
    path = sample_copy(tmp_path, language)
    keep(path, date(2026, 10, 1))
    keep(path, date(2026, 11, 16))
    app = app_on(path, theme)
    app.animation_level = "none"

    async def ready(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: shown(app))
        await pilot.press("5")
        await until(pilot, lambda: looked(app))
        await until(pilot, lambda: all(w.is_finished for w in app.workers))
        app.say("")
        await pilot.press("down")
        await pilot.pause()

    try:
        assert snap_compare(app, terminal_size=size, run_before=ready)
    finally:
        app.opening.workbook.close()
        set_language("en")


async def test_leaving_from_a_kept_day_asks_about_what_is_pending_now(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    keep(path, date(2026, 11, 16))
    async with moving(path) as (app, pilot):
        session = app.session
        assert session is not None
        row = session.state.entities["deals"].frame["_id"][0]
        session.book.set_values("edit", "deals", [(row, "amount", 123_456.0)])
        await pilot.press("b")
        await until(pilot, lambda: session.past is not None)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: type(app.screen).__name__ == "AskDialog")
        assert session.past is None
        await pilot.press("escape")
