"""The key bar: screens in order as far as there is room, the current one marked, a click goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import running, sample_copy, until
from rich.cells import cell_len
from textual.content import Content

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, key_name, screen_actions
from salestui.ui.widgets.keybar import KeyBar, fitting


@pytest.mark.parametrize("width", [40, 78, 98, 138, 198, 300])
def test_what_is_shown_fits_and_stands_in_order(width: int) -> None:
    shown = fitting(APP_ACTIONS, width)
    text = "  ".join(f"{key_name(a.keys)} {_(a.title)}" for a in shown)
    assert cell_len(text) <= width
    screens = [a for a in screen_actions(APP_ACTIONS) if a in shown]
    assert shown[: len(screens)] == screens
    assert "app.palette" in [a.id for a in shown]


def test_all_screens_have_a_place_where_there_is_room() -> None:
    shown = [a.keys for a in fitting(APP_ACTIONS, 198)]
    digits = [a.keys for a in screen_actions(APP_ACTIONS)]
    assert shown[: len(digits)] == digits
    assert {"1", "2", "3", "4", "5", "6", "7", "8", "9"} <= set(digits)


def test_where_there_is_little_room_the_important_ones_stay() -> None:
    ids = [a.id for a in fitting(APP_ACTIONS, 78)]
    assert {"app.home", "app.pipeline", "app.followups", "app.help", "app.palette"} <= set(ids)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_current_screen_is_marked_and_a_click_goes(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(sample_copy(tmp_path), size) as (app, pilot):
        assert marked(app.screen.query_one(KeyBar)) == "1 Home"
        bar = str(app.screen.query_one(KeyBar).visual)
        await pilot.click(KeyBar, offset=(bar.index("2 Pipeline") + 3, 0))
        await until(pilot, lambda: app.current_mode == "deals")
        assert marked(app.screen.query_one(KeyBar)) == "2 Pipeline"


def marked(bar: KeyBar) -> str:
    shown = bar.visual
    assert isinstance(shown, Content)
    return "".join(
        shown.plain[span.start : span.end] for span in shown.spans if span.style == "reverse"
    )
