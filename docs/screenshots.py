"""Draws the pictures of the docs: the real app on the sample workbooks, without a terminal.

Run by ``make screenshots``; writes ``docs/images/*.svg``.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import Settings
from salestui.book.snapshots.store import SnapshotStore
from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.pictures.drawing import svg_of
from salestui.ui.pictures.taking import settled
from sample_workbooks import AS_OF, TEAM, sample

IMAGES = Path(__file__).with_name("images")


@dataclass(frozen=True)
class Picture:
    """One picture: its name, how the app looks, the keys to press first, and the sample.

    ``past``: a journal is kept, and how the book stood last Monday.
    """

    name: str
    keys: Sequence[str] = ()
    language: str = "en"
    theme: str = "textual-dark"
    size: tuple[int, int] = (140, 40)
    book: str = TEAM
    past: bool = False


def _find(*letters: str) -> tuple[str, ...]:
    """The keys that find a command in the palette."""
    return ("ctrl+p", *"".join(letters), "enter")


_AMOUNT = ("2", *["right"] * 4, "e", "ctrl+u", *"1.2m", "enter")
_NEXT_AMOUNT = ("down", "e", "ctrl+u", *"90k", "enter")
_PROJECTS, _ESTATE = "sales-projects", "real-estate"

PICTURES = (
    Picture("dashboard"),
    Picture("dashboard-zh", language="zh", theme="textual-light"),
    Picture("dashboard-80x24", size=(80, 24)),
    Picture("explain", ("i",)),
    Picture("arrange", _find("ad")),
    Picture("pipeline", (*_AMOUNT, "o")),
    Picture("pipeline-zh", ("2",), language="zh", theme="textual-light"),
    Picture("board", ("2", "b")),
    Picture("board-zh", ("2", "b"), language="zh"),
    Picture("deal", (*_find("ds"), *"Danforth: Atlas Core", "enter"), size=(140, 56)),
    Picture("customer", (*_find("cs"), *"Danforth", "enter")),
    Picture("followups", ("7",), size=(120, 30)),
    Picture("followups-zh", ("7",), language="zh", theme="textual-light", size=(120, 30)),
    Picture("quicklog", ("ctrl+l", *"visit Danforth demo ok next quote +3d"), size=(120, 30)),
    Picture("targets", ("8",), size=(140, 32)),
    Picture("forecast", ("9",)),
    Picture("forecast-zh", ("9",), language="zh", theme="textual-light"),
    Picture("performance", ("0",), size=(140, 32)),
    Picture("performance-zh", ("0",), language="zh", size=(140, 32)),
    Picture("person", (*_find("rp"), *"Marcus", "enter")),
    Picture("structure", _find("structure"), book=_PROJECTS, size=(120, 32)),
    Picture("channels", _find("channels"), size=(120, 26)),
    Picture("load", _find("ld"), book=_PROJECTS, size=(120, 26)),
    Picture("campaigns", _find("cp"), book=_PROJECTS, size=(120, 14)),
    Picture("costs", _find("cb"), book=_PROJECTS),
    Picture("collections", _find("ar"), book=_PROJECTS),
    Picture("contract", (*_find("ct"), *"2026-09", "enter"), book=_PROJECTS),
    Picture("projects", _find("pj"), book=_PROJECTS),
    Picture("project", (*_find("pj"), "enter"), book=_PROJECTS),
    Picture("units", _find("un"), book=_ESTATE),
    Picture("units-zh", _find("xk"), language="zh", book=_ESTATE),
    Picture("onsite", _find("os"), book=_ESTATE),
    Picture("mapping", ("m",)),
    Picture("movement", ("5",), size=(140, 28), past=True),
    Picture("history", (*_AMOUNT, *_NEXT_AMOUNT, "escape", "6"), size=(120, 14), past=True),
    Picture("report", ("R", "enter"), size=(120, 32)),
    Picture("problems", ("ctrl+e",), book=_PROJECTS, size=(120, 24)),
    Picture("review", (*_AMOUNT, *_NEXT_AMOUNT, "ctrl+s")),
)


async def draw(picture: Picture, folder: Path) -> None:
    """Run the app, press the keys, and save what is on screen."""
    set_language(picture.language)
    source = sample(picture.language, picture.book)
    chinese_team = picture.language == "zh" and picture.book == TEAM
    path = folder / ("华东销售部.xlsx" if chinese_team else source.name)
    path.write_bytes(source.read_bytes())
    workbook = open_workbook(str(path), folder / "state")
    opening = Opening(workbook, AS_OF)
    if picture.past:
        _keep_monday(path, folder / "kept")
        opening = replace(opening, journals=folder / "journals", snapshots=folder / "kept")
    app = SalesApp(opening, Config(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        await settled(app, pilot)
        app.say("")
        for key in picture.keys:
            await pilot.press(key)
            await settled(app, pilot)
        svg = svg_of(app)
    workbook.close()
    (IMAGES / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def _keep_monday(path: Path, folder: Path) -> None:
    """Keep last Monday, on which some deals were of another amount or expected at another time."""
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    workbook = open_workbook(str(path), folder)
    book = Book(workbook, Settings(AS_OF))
    book.load()
    rows = book.state.entities["deals"].frame.to_dicts()
    due = [row for row in rows if row["expected_close"] and row["expected_close"] > AS_OF][:24]
    edits: list[tuple[int, str, Any]] = []
    edits += [(row["_id"], "amount", row["amount"] + 20_000.0) for row in due[1::4]]
    days = (120, -90)
    edits += [
        (row["_id"], "expected_close", row["expected_close"] + timedelta(days=days[place % 2]))
        for place, row in enumerate(due[2::4])
    ]
    book.set_values("another day", "deals", edits)
    then = datetime.combine(monday, time(18)).astimezone()
    SnapshotStore(folder, workbook.location, lambda: then).keep(book.state)
    book.close()


def main(wanted: Sequence[str]) -> None:
    """Draw all pictures, or those named."""
    IMAGES.mkdir(exist_ok=True)
    os.environ["LOGNAME"] = "maya"  # the history tells who edited
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                asyncio.run(draw(picture, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
