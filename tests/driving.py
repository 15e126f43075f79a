"""Drive the real app on a real file, without a terminal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.widgets.status import StatusLine
from sample_workbooks import AS_OF, sample

SIZE = (140, 40)


def sample_copy(folder: Path, language: str = "en") -> Path:
    """A copy of a sample workbook that a test may change."""
    path = folder / f"team_{language}.xlsx"
    path.write_bytes(sample(language).read_bytes())
    return path


def app_on(path: Path, config: Config | None = None) -> SalesApp:
    """The app over a workbook, as of the day of the samples' story."""
    workbook = open_workbook(str(path), path.parent / "state")
    journals = path.parent / "state" / "journals"
    return SalesApp(Opening(workbook, AS_OF, journals=journals), config or Config())


@asynccontextmanager
async def running(
    path: Path, size: tuple[int, int] = SIZE, config: Config | None = None
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    """The app, its dashboard filled."""
    app = app_on(path, config)
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: shown(app))
            yield app, pilot
    finally:
        app.opening.workbook.close()


def shown(app: SalesApp) -> bool:
    """Whether the dashboard shows figures."""
    screen = app.book_screen
    return isinstance(screen, DashboardScreen) and screen.view is not None


async def until(pilot: Pilot[Any], condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait for something that a worker brings about."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)  # a pause of the pilot asks every widget whether it is done
    raise AssertionError("it did not happen in time")


def status(app: SalesApp) -> str:
    """What the status line says."""
    screen = app.book_screen
    assert screen is not None
    return str(screen.query_one(StatusLine).render())
