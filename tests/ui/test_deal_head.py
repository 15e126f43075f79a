"""What stands above the panels of a deal or a project."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from textual.app import App, ComposeResult

from salestui.ui.deal.head import DealHeader
from salestui.views.deal.header import DealHead
from salestui.views.deal.report import DealSection

REASONS = tuple(f"reason {n} of a project that does not stand well" for n in range(9))
FACTS = (("Level", "Company project"), ("Director", "Amir Haddad"), ("Rep", "Chloe Bennett"))


@dataclass
class Whole:
    """What a header shows."""

    head: DealHead

    def section(self, key: str) -> DealSection:
        return DealSection(key, "Way", (), "", "deals")


class HeadApp(App[None]):
    """Nothing but the header."""

    def compose(self) -> ComposeResult:
        yield DealHeader("", markup=False)

    def on_mount(self) -> None:
        head = DealHead("Bank", "Meridian", FACTS, REASONS, closed=False)
        self.query_one(DealHeader).show(Whole(head))


@pytest.mark.parametrize("width", [48, 80, 120])
async def test_what_has_no_room_is_told_by_an_ellipsis(width: int) -> None:
    async with HeadApp().run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        header = pilot.app.query_one(DealHeader)
        shown = [header.render_line(y).text for y in range(header.size.height)]
        assert header.size.height <= 6
        assert shown[-1].rstrip().endswith("…")
        await pilot.resize_terminal(220, 12)
        await pilot.pause()
        shown = [header.render_line(y).text for y in range(header.size.height)]
        assert REASONS[-1] in " ".join(line.strip() for line in shown)


async def test_a_fact_is_not_broken_between_lines() -> None:
    async with HeadApp().run_test(size=(48, 12)) as pilot:
        await pilot.pause()
        header = pilot.app.query_one(DealHeader)
        shown = [header.render_line(y).text.replace("\u00a0", " ") for y in range(6)]
        assert any("Director Amir Haddad" in line for line in shown)
