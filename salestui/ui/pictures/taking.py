"""A picture of any screen without a terminal: the app runs unseen until its figures are there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.worker import WorkerError

from adapters.errors import Refused
from salestui.i18n import N_, _, joined, label
from salestui.model.entities import ENTITIES
from salestui.ui.actions import APP_ACTIONS
from salestui.ui.app import SalesApp
from salestui.ui.modes import MODES
from salestui.ui.pictures.drawing import svg_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from salestui.book.opening import Opening
    from salestui.config import Config

THEMES: Mapping[str, str] = {"light": "textual-light", "dark": "textual-dark"}
"""Short names of the usual colours."""

_QUIET = 2
"""Looks in a row at which nothing was under way: what ends may begin something else."""

OF_ROW: Mapping[str, str] = {
    "deal": "deals",
    "project": "deals",
    "customer": "customers",
    "contract": "contracts",
    "person": "members",
}
"""The screens of one row, and what it is a row of."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a picture is to show.

    Attributes:
        screen: the name of a screen, see ``screens``.
        of: the row that a screen of one row is about: its ID or its name.
        size: columns and lines.
        keys: pressed then, one after the other; each is answered before the next.
    """

    screen: str = "home"
    of: str = ""
    size: tuple[int, int] = (120, 40)
    keys: Sequence[str] = ()


def screens() -> dict[str, str]:
    """The screens by name, with their titles."""
    titles = {kind.name: label(kind.labels) for kind in ENTITIES}
    for action in APP_ACTIONS:
        name = action.id.removeprefix("app.")
        if action.call.startswith("go('"):
            titles[action.call[4:-2]] = _(action.title)
        elif name in OF_ROW:
            titles[name] = _(action.title)
    return {name: titles.get(name, name) for name in MODES}


def picture(opening: Opening, config: Config, wanted: Wanted) -> str:
    """A screen as SVG; the workbook is closed then. Blocks.

    Raises:
        Refused: the row is not told, or there is none of that name.
        WorkbookError: the workbook cannot be read.
    """
    app = SalesApp(opening, replace(config, theme=THEMES.get(config.theme, config.theme)))
    try:
        return asyncio.run(_taken(app, wanted))
    finally:
        app.opening.workbook.close()


async def _taken(app: SalesApp, wanted: Wanted) -> str:
    async with app.run_test(size=wanted.size) as pilot:
        await settled(app, pilot)
        if app.session is None:
            raise app.unopened or Refused(N_("The workbook could not be read."))
        app.session.refusal = None  # a picture does not say how it was taken
        if wanted.screen in OF_ROW:
            _way_to(app, wanted)()
        else:
            app.action_go(wanted.screen)
        app.say("")
        await settled(app, pilot)
        for key in wanted.keys:
            await pilot.press(key)
            await settled(app, pilot)
        return svg_of(app)


async def settled(app: SalesApp, pilot: Pilot[Any]) -> None:
    """Wait until nothing is read or worked out any more, and all of it is on screen."""
    quiet = 0
    while quiet < _QUIET:
        running = [worker for worker in app.workers if not worker.is_finished]
        for worker in running:
            with suppress(WorkerError):  # the screen tells what went wrong
                await worker.wait()
        await pilot.pause()
        quiet = 0 if running else quiet + 1


def _way_to(app: SalesApp, wanted: Wanted) -> Callable[[], None]:
    """What goes to a screen of one row."""
    from salestui.ui.contract.showing import show_contract
    from salestui.ui.customer.showing import show_customer
    from salestui.ui.deal.showing import show_deal
    from salestui.ui.person import open_person
    from salestui.ui.project import open_project

    row, title = _row(app, OF_ROW[wanted.screen], wanted.of)
    ways: Mapping[str, Callable[[], None]] = {
        "deal": lambda: show_deal(app, row),
        "project": lambda: open_project(app, row),
        "customer": lambda: show_customer(app, row),
        "contract": lambda: show_contract(app, row),
        "person": lambda: open_person(app, title),
    }
    return ways[wanted.screen]


def _row(app: SalesApp, entity: str, of: str) -> tuple[int, str]:
    """The row of an entity that is called so, and its title."""
    from salestui.book.links import names_of

    assert app.session is not None
    state = app.session.state
    rows = state.rows(entity)
    ids = [] if rows is None else rows.live["_id"].to_list()
    for row in ids:
        if of.casefold() in (name.casefold() for name in names_of(state, entity, row)):
            return row, state.title_of(entity, row)
    known = joined(state.title_of(entity, row) for row in ids[:3])
    raise Refused(
        N_("This screen is of one row, and {name} is none of them."),
        N_("Name one: --of with its ID or its name, such as {known}."),
        name=repr(of),
        known=known,
    )
