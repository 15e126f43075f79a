"""How long the screens take on a big team's workbook, and how long the event loop stands still.

``python tests/benchmarks/screen_edits.py [DEALS [SCREEN…]]`` opens each screen, edits a row of the
screen's own sheet (``EDITED``) or a deal, and says: CPU from the edit to the new figures, and the
longest turn of the event loop (CPU of its thread), while opening and while editing. CPU, because a
busy machine stretches every other clock.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from asyncio.events import Handle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bulk_workbook import AS_OF, bulk_workbook
from driving import until
from textual.pilot import Pilot

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.ui.app import SalesApp
from salestui.ui.contract.showing import show_contract
from salestui.ui.customer.showing import show_customer
from salestui.ui.deal.showing import show_deal
from salestui.ui.project.showing import open_project

SCREENS: dict[str, Callable[[SalesApp], None]] = {
    "deals": lambda app: app.action_go("deals"),
    "deal": lambda app: show_deal(app, 5),
    "customer": lambda app: show_customer(app, 5),
    "followups": lambda app: app.action_go("followups"),
    "target_matrix": lambda app: app.action_go("target_matrix"),
    "forecast": lambda app: app.action_go("forecast"),
    "performance": lambda app: app.action_go("performance"),
    "channels": lambda app: app.action_go("channels"),
    "collections": lambda app: app.action_go("collections"),
    "contract": lambda app: show_contract(app, 5),
    "costs_budgets": lambda app: app.action_go("costs_budgets"),
    "marketing": lambda app: app.action_go("marketing"),
    "load": lambda app: app.action_go("load"),
    "projects": lambda app: app.action_go("projects"),
    "project": lambda app: open_project(app, 5),
    "floor": lambda app: app.action_go("floor"),
    "onsite": lambda app: app.action_go("onsite"),
    "home": lambda app: app.action_go("home"),
}
EDITED = {
    "collections": ("payments", "amount"),
    "contract": ("payments", "amount"),
    "costs_budgets": ("costs", "amount"),
    "marketing": ("costs", "amount"),
    "projects": ("risks", "risk"),
    "project": ("risks", "risk"),
    "floor": ("units", "holder"),
    "onsite": ("visitors", "budget"),
}
"""Sheet and field in which an edit on a screen is made; elsewhere a deal's amount."""
EDITS = 4


class LoopMonitor:
    """The longest turn of the event loop since ``take``, in CPU seconds of its thread."""

    def __init__(self) -> None:
        self.longest = 0.0

    def take(self) -> float:
        """The longest turn; counting begins anew."""
        longest, self.longest = self.longest, 0.0
        return longest

    @contextmanager
    def watching(self) -> Iterator[LoopMonitor]:
        """Watch every callback of the loop."""
        run = Handle._run

        def timed(handle: Handle) -> None:
            begun = time.thread_time()
            run(handle)
            self.longest = max(self.longest, time.thread_time() - begun)

        Handle._run = timed  # type: ignore[method-assign]
        try:
            yield self
        finally:
            Handle._run = run  # type: ignore[method-assign]


def shown(app: SalesApp) -> object:
    """What the current screen shows; None until it is worked out."""
    return getattr(app.book_screen, "view", None)


async def measured(app: SalesApp, pilot: Pilot[Any], loop: LoopMonitor, name: str) -> None:
    """Open a screen, edit a row on it some times, and say what the cheapest edit took."""
    assert app.session is not None
    book = app.session.book
    entity, field = EDITED.get(name, ("deals", "amount"))
    loop.take()
    SCREENS[name](app)
    await pilot.pause()
    await until(pilot, lambda: app.current_mode == name and shown(app) is not None, 60)
    await pilot.pause(1.5)
    opened, spent, turns = loop.take(), [], []
    for number in range(EDITS):
        before, begun = shown(app), time.process_time()
        told = time.time() + number
        value = told if field in ("amount", "budget") else f"someone {told}"
        book.set_values("edit", entity, [(17, field, value)])
        app.publish()
        while shown(app) is before:  # the pilot would wait until nothing works any more
            await asyncio.sleep(0.002)
        spent.append(time.process_time() - begun)
        turns.append(loop.take())
        await pilot.pause(1.0)
        loop.take()
    print(f"{name:14}{opened * 1000:10.0f}{min(spent) * 1000:12.0f}{min(turns) * 1000:14.0f}")


async def main(deals: int, chosen: Sequence[str]) -> None:
    """Go through the chosen screens; all where none is."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "team.xlsx"
    shutil.copy(bulk_workbook(deals, selling=True, cash=True), path)
    workbook = open_workbook(str(path), folder / "state")
    app = SalesApp(Opening(workbook, AS_OF, journals=folder / "journals"), Config())
    try:
        async with app.run_test(size=(140, 40)) as pilot:
            await until(pilot, lambda: shown(app) is not None, 120)
            await pilot.pause(3)
            print(f"{'CPU ms':14}{'opening,':>10}{'edit to':>12}{'longest turn':>14}")
            print(f"{'':14}{'a turn':>10}{'figures':>12}{'of an edit':>14}")
            with LoopMonitor().watching() as loop:
                for name in chosen or SCREENS:
                    await measured(app, pilot, loop, name)
    finally:
        workbook.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2:]))
