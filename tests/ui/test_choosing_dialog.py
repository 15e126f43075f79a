"""The box of a choice is as high as what is seen of its list, on every screen."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.widgets import OptionList

from salestui.ui.screens.choose import ChooseDialog, Option


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("count", [3, 12, 40])
async def test_nothing_is_empty_below_the_list(size: tuple[int, int], count: int) -> None:
    app: App[None] = App()
    choices = [
        Option(str(n), f"Deal {n}", "a customer with a long name, " * 2) for n in range(count)
    ]
    async with app.run_test(size=size) as pilot:
        app.push_screen(ChooseDialog("Which deal?", choices, "type to find"))
        await pilot.pause()
        box, listed = app.screen.query_one(".dialog"), app.screen.query_one(OptionList)
        assert listed.region.bottom == box.content_region.bottom
        assert box.region.height <= size[1] * 0.9
        await pilot.press(*["down"] * (count - 1))
        assert listed.highlighted == count - 1
