"""A workbook elsewhere that lives in memory, and the app on it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from driving import shown, until
from fakes import MemoryWorkbook, customer_rows, deal_rows, member_rows
from textual.pilot import Pilot

from adapters.changes import Change, Commit, SetCell
from adapters.errors import Disconnected, Notice, Offline, Refused, WorkbookError
from adapters.outlines import Outline, Revision
from adapters.protocol import Announce, Link, unannounced
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.file_actions import FileActions
from salestui.ui.pace import Pace
from sample_workbooks import AS_OF

FAST = Pace(look=0.1, send=0.02, first_pause=0.02, longest_pause=0.02)
NEVER = 3600.0
READ_AT = datetime.fromisoformat("2026-11-20T14:02:00+00:00")

AMOUNT = ("Pipeline", 2, 5)
"""Where the amount of the first deal is."""


class RemoteWorkbook(MemoryWorkbook):
    """Implements ``adapters.protocol.Remote`` too.

    ``away`` is raised by all that needs the network; ``refusing`` are cells whose change the
    server does not accept; ``holding``, cleared, keeps commits waiting until it is set.
    """

    def __init__(self) -> None:
        sheets = {"Pipeline": deal_rows(), "Customers": customer_rows(), "Team": member_rows()}
        super().__init__(sheets, title="Team East")
        self.away: WorkbookError | None = None
        self.asked_last: bool = True
        self.read_at = READ_AT
        self.trouble = Notice("")
        self.refusing: set[tuple[str, int, int]] = set()
        self.commits_tried = 0
        self.looks = 0
        self.holding = threading.Event()
        self.holding.set()

    def link(self) -> Link:
        away = self.away if not self.asked_last else None
        lost = isinstance(away, Disconnected)
        trouble = Notice(away.message) if away is not None else self.trouble
        return Link(self.asked_last, self.read_at, 12, trouble, lost)

    def outline(self) -> Outline:
        self._ask(kept=True)
        return super().outline()

    def changed(self) -> bool:
        self.looks += 1
        self._ask()
        return super().changed()

    def commit(
        self, changes: Sequence[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        self.commits_tried += 1
        self.holding.wait(20)
        self._ask()
        for change in changes:
            if isinstance(change, SetCell):
                place = change.sheet, change.row, change.column
                if place in self.refusing:
                    raise Refused("This cell is protected.", "Ask its owner.")
        return super().commit(changes, expected, announce)

    def _ask(self, *, kept: bool = False) -> None:
        """``kept``: what was read last serves where the server is not reached."""
        self.asked_last = not isinstance(self.away, Offline | Disconnected)
        if self.away is not None and not kept:
            raise self.away


def no_network() -> Offline:
    return Offline("The server is not reached.")


def remote_app(
    workbook: RemoteWorkbook,
    folder: Path,
    pace: Pace = FAST,
    clock: Callable[[], float] = monotonic,
) -> SalesApp:
    app = SalesApp(Opening(workbook, AS_OF, journals=folder / "journals"), Config())
    app.file_actions = FileActions(app, pace, clock)  # type: ignore[misc]
    return app


@asynccontextmanager
async def running_on(
    workbook: RemoteWorkbook,
    folder: Path,
    pace: Pace = FAST,
    size: tuple[int, int] = (120, 40),
    clock: Callable[[], float] = monotonic,
) -> AsyncIterator[tuple[SalesApp, Pilot[Any]]]:
    """The app on a workbook elsewhere, its dashboard filled."""
    app = remote_app(workbook, folder, pace, clock)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: shown(app))
        yield app, pilot


def set_amount(app: SalesApp, amount: float, row: int = 0) -> None:
    """Change a deal's amount, as the grid does."""
    assert app.session is not None
    app.session.book.set_values("mine", "deals", [(row, "amount", amount)])
    app.publish()


def pending(app: SalesApp) -> int:
    assert app.session is not None
    return app.session.state.pending_count


def said_by(app: SalesApp, said: list[str]) -> Callable[[str, str], None]:
    """What puts each sentence for the status line into a list, and shows it."""
    show = SalesApp.say

    def say(message: str, severity: str = "") -> None:
        said.append(message)
        show(app, message, severity)

    return say
