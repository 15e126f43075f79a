"""Draws the pictures of the README: the real app on the sample workbooks, without a terminal.

Run by ``make screenshots``; writes ``docs/images/*.svg``.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.screens.dashboard import DashboardScreen
from sample_workbooks import AS_OF, TEAM, sample

IMAGES = Path(__file__).with_name("images")


@dataclass(frozen=True)
class Picture:
    """One picture: its name, how the app looks, the keys to press first, and the sample."""

    name: str
    keys: Sequence[str] = ()
    language: str = "en"
    theme: str = "textual-dark"
    size: tuple[int, int] = (140, 40)
    book: str = TEAM


PICTURES = (
    Picture("dashboard"),
    Picture("dashboard-zh", language="zh", theme="textual-light"),
    Picture("dashboard-80x24", size=(80, 24)),
    Picture("pipeline", ("2", *["right"] * 4, "e", "ctrl+u", *"1.2m", "enter", "o")),
    Picture("board-zh", ("2", "b"), language="zh"),
    Picture("review", ("2", "e", *"!", "enter", "right", "right", "e", *"?", "enter", "ctrl+s")),
    Picture("projects", ("ctrl+p", *"pj", "enter"), book="sales-projects"),
    Picture("collections", ("ctrl+p", *"ar", "enter"), book="sales-projects"),
    Picture("units-zh", ("ctrl+p", *"xk", "enter"), language="zh", book="real-estate"),
)


async def draw(picture: Picture, folder: Path) -> None:
    """Run the app, press the keys, and save what is on screen."""
    set_language(picture.language)
    source = sample(picture.language, picture.book)
    chinese_team = picture.language == "zh" and picture.book == TEAM
    path = folder / ("华东销售部.xlsx" if chinese_team else source.name)
    path.write_bytes(source.read_bytes())
    workbook = open_workbook(str(path), folder / "state")
    app = SalesApp(Opening(workbook, AS_OF), Config(theme=picture.theme))
    async with app.run_test(size=picture.size) as pilot:
        screen = app.book_screen
        while not (isinstance(screen, DashboardScreen) and screen.view):
            await pilot.pause(0.05)
            screen = app.book_screen
        app.say("")
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause(0.3)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="salestui")
    workbook.close()
    # Without fonts from elsewhere: a picture asks nobody for anything.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (IMAGES / f"{picture.name}.svg").write_text(svg, encoding="utf-8")


def main(wanted: Sequence[str]) -> None:
    """Draw all pictures, or those named."""
    IMAGES.mkdir(exist_ok=True)
    for picture in PICTURES:
        if not wanted or picture.name in wanted:
            with tempfile.TemporaryDirectory() as folder:
                asyncio.run(draw(picture, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
