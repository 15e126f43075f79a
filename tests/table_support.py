"""The real app over a workbook in memory, opened on a table screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

from driving import until
from fakes import MemoryWorkbook, team_workbook
from textual.pilot import Pilot
from textual.widgets import Static

from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.screens.table import TableScreen
from salestui.ui.widgets.status import StatusLine

TODAY = date(2026, 12, 9)


@dataclass
class Table:
    """The app on a table screen, and short ways to ask and press."""

    app: SalesApp
    pilot: Pilot[None]
    workbook: MemoryWorkbook

    @property
    def screen(self) -> TableScreen:
        screen = self.app.book_screen
        assert isinstance(screen, TableScreen)
        return screen

    @property
    def book(self) -> Book:
        assert self.app.session is not None
        return self.app.session.book

    @property
    def said(self) -> str:
        return str(self.screen.query_one(StatusLine).content)

    @property
    def summary(self) -> str:
        return str(self.screen.query_one("SummaryLine", Static).content)

    def shown(self, column: str = "id") -> list[str]:
        view = self.screen.view
        assert view is not None
        place = [c.name for c in view.columns].index(column)
        return [row[place].text for row in view.cells(0, len(view.ids))] if view.ids else []

    def value(self, row: int, column: str) -> object:
        return self.book.state.entities[self.screen.entity].value(row, column)

    def to(self, row: int, column: str) -> None:
        self.screen.go_to_cell(row, column)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text key by key, without being bothered by names of keys."""
        await self.press(*(_KEYS.get(character, character) for character in text))

    async def settle(self) -> None:
        """Wait for workers and what they hand over."""
        await self.pilot.pause()
        await self.app.workers.wait_for_complete([w for w in self.app.workers if w.group != "file"])
        await self.pilot.pause()


_KEYS = {
    " ": "space", "=": "equals_sign", ">": "greater_than_sign", "<": "less_than_sign",
    "-": "minus", "+": "plus", ".": "full_stop", "/": "slash", "(": "left_parenthesis",
    ")": "right_parenthesis", "%": "percent_sign", ",": "comma", "_": "underscore",
}  # fmt: skip


def _filled(app: SalesApp) -> bool:
    screen = app.book_screen
    shown = isinstance(screen, TableScreen) and (screen.view or screen.has_class("-missing"))
    return bool(shown)


@asynccontextmanager
async def table(
    mode: str = "deals",
    workbook: MemoryWorkbook | None = None,
    size: tuple[int, int] = (120, 30),
) -> AsyncIterator[Table]:
    workbook = workbook or team_workbook()
    app = SalesApp(Opening(workbook, TODAY), Config())
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.session is not None)
        app.action_go(mode)
        opened = Table(app, pilot, workbook)
        await until(pilot, lambda: _filled(app))
        yield opened
