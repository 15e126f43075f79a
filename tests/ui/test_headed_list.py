"""Lists under the names of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App, ComposeResult

from salestui.ui.widgets.headed_list import Column, HeadedList

ROWS = tuple((f"客户 {n}", f"{n * 1000:,}", "later") for n in range(40))


class Owed(HeadedList[tuple[str, str, str]]):
    """Three columns, of which the last may go."""

    def columns(self) -> Sequence[Column]:
        return (
            Column("Customer", least=10),
            Column("Owed", 9, "right", number=True),
            Column("Note", 8, rank=1),
        )

    def cells(self, row: tuple[str, str, str]) -> Sequence[str]:
        return row


class OwedApp(App[None]):
    """Nothing but the list."""

    def compose(self) -> ComposeResult:
        yield Owed()

    def on_mount(self) -> None:
        self.query_one(Owed).put(ROWS)


def _lines(listed: Owed) -> list[str]:
    height = listed.scrollable_content_region.height
    return [listed.render_line(y).text for y in range(height)]


async def test_the_heading_stays_while_the_rows_scroll() -> None:
    async with OwedApp().run_test(size=(60, 12)) as pilot:
        listed = pilot.app.query_one(Owed)
        listed.focus()
        assert _lines(listed)[0].split() == ["Customer", "Owed", "Note"]
        assert _lines(listed)[1].startswith("客户 0")
        await pilot.press("end")
        await pilot.pause()
        lines = _lines(listed)
        assert lines[0].split() == ["Customer", "Owed", "Note"]
        assert lines[-1].split()[:3] == ["客户", "39", "39,000"]
        assert listed.current == ROWS[39]


async def test_what_matters_least_goes_where_it_is_narrow() -> None:
    async with OwedApp().run_test(size=(27, 12)) as pilot:
        listed = pilot.app.query_one(Owed)
        head, first, *_rest = _lines(listed)
        assert head.split() == ["Customer", "Owed"]
        assert first.split() == ["客户", "0", "0"]
        assert listed.as_text().splitlines()[1] == "客户 0\t0\tlater"


async def test_a_click_selects_the_row_under_the_pointer() -> None:
    async with OwedApp().run_test(size=(60, 12)) as pilot:
        listed = pilot.app.query_one(Owed)
        await pilot.click(Owed, offset=(4, 4))
        row = listed.cursor
        assert listed.render_line(row + 1).text.startswith(f"客户 {row}")
        assert 0 < row < 4


class Named(HeadedList[tuple[str, str, str]]):
    """Two columns that share what the number leaves."""

    def columns(self) -> Sequence[Column]:
        return (Column("Name", least=6), Column("Owed", 9, "right"), Column("Why", least=6))

    def cells(self, row: tuple[str, str, str]) -> Sequence[str]:
        return row


class NamedApp(App[None]):
    """Nothing but that list."""

    def compose(self) -> ComposeResult:
        yield Named()

    def on_mount(self) -> None:
        self.query_one(Named).put([("short", "1", "a reason of thirty-two letters...")])


async def test_no_text_is_cut_while_another_column_has_more_than_it_needs() -> None:
    async with NamedApp().run_test(size=(60, 8)) as pilot:
        _head, first, *_rest = _lines(pilot.app.query_one(Named))
        assert "a reason of thirty-two letters..." in first


async def test_numbers_stay_beside_their_names_where_there_is_much_room() -> None:
    async with NamedApp().run_test(size=(200, 8)) as pilot:
        _head, first, *_rest = _lines(pilot.app.query_one(Named))
        assert first.startswith("short          1  a reason")


async def test_texts_share_where_there_is_too_little_room() -> None:
    async with NamedApp().run_test(size=(40, 8)) as pilot:
        _head, first, *_rest = _lines(pilot.app.query_one(Named))
        assert first.startswith("short ")
        assert first.rstrip().endswith("…")


async def test_a_column_of_short_texts_leaves_its_room_to_the_others() -> None:
    async with NamedApp().run_test(size=(28, 8)) as pilot:
        pilot.app.query_one(Named).put([("a longer name", "1", "-")])
        await pilot.pause()
        _head, first, *_rest = _lines(pilot.app.query_one(Named))
        assert first.startswith("a long")
        assert first.rstrip().endswith("1  -")
