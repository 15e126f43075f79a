import pytest
from grid_support import GridApp, ListSource, lines, sales_rows

from salestui.ui.grid import ColumnResized, CursorMoved, GridColumn, MarkedChanged, RowOpened

SIZE = (80, 24)


async def test_arrows_pages_and_ends_move_the_cursor_and_keep_it_in_view():
    app = GridApp(ListSource(sales_rows(1000)))
    async with app.run_test(size=SIZE) as pilot:
        grid = app.grid
        await pilot.press("down", "down", "right")
        assert (grid.cursor_row, grid.cursor_column_key) == (2, "customer")
        await pilot.press("pagedown")
        assert grid.cursor_row == 2 + grid.page_rows
        assert grid.scroll_offset.y == grid.page_rows
        await pilot.press("ctrl+end", "end")
        assert (grid.cursor_row, grid.cursor_column_key) == (999, "note")
        assert "D-999" not in lines(app)[grid.page_rows]  # scrolled sideways
        assert "2026-12-20" in lines(app)[grid.page_rows]
        await pilot.press("ctrl+home", "home", "up", "left")
        assert (grid.cursor_row, grid.cursor_column_key) == (0, "id")
        assert grid.scroll_offset == (0, 0)
        await pilot.press("pageup")
        assert grid.cursor_row == 0
        assert grid.cursor_row_key == 100


async def test_every_move_is_told_once():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "down", "right")
        moves = [(m.row_key, m.column_key) for m in app.heard(CursorMoved)]
    assert moves == [(100, "id"), (101, "id"), (102, "id"), (102, "customer")]


async def test_vim_keys_move_only_when_wanted():
    app = GridApp(ListSource(sales_rows(50)), vim_keys=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", "j", "k", "l")
        assert (app.grid.cursor_row, app.grid.cursor_column_key) == (1, "customer")
        await pilot.press("G")
        assert app.grid.cursor_row == 49
        await pilot.press("g", "h")
        assert (app.grid.cursor_row, app.grid.cursor_column_key) == (0, "id")
        app.grid.vim_keys = False
        app.grid.move_cursor(0, 1)
        await pilot.press("j")
        assert app.grid.editing


async def test_keys_can_be_remapped_by_id():
    app = GridApp(ListSource(sales_rows(5)))
    app.set_keymap({"grid.down": "ctrl+n"})
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+n")
        assert app.grid.cursor_row == 1


async def test_sideways_scrolling_goes_by_columns_and_keeps_frozen_ones():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=(40, 12)) as pilot:
        app.grid.freeze_columns(1)
        await pilot.press("end")
        row = lines(app)[1]
        assert row.startswith(" ") and "D-0" in row and "│" in row
        assert "next:" in row and "中建" not in row
        assert "‹" in lines(app)[0]


async def test_rows_are_marked_singly_and_by_extending():
    app = GridApp(ListSource(sales_rows(9)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("space")
        assert app.grid.cursor_row == 1
        await pilot.press("down", "shift+down", "shift+down")
        assert app.grid.marked == {100, 102, 103, 104}
        await pilot.press("ctrl+home", "space")
        await pilot.pause()
        assert app.grid.marked == {102, 103, 104}
        assert [line[0] for line in lines(app)[1:7]] == list("  ✓✓✓ ")
        assert app.heard(MarkedChanged)[-1].marked == {102, 103, 104}


async def test_opening_and_resizing_are_told():
    app = GridApp(ListSource(sales_rows(9)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "o", "right", "greater_than_sign")
        before = app.heard(ColumnResized)[0].width
        await pilot.press("less_than_sign")
        await pilot.pause()
        assert [m.row_key for m in app.heard(RowOpened)] == [101]
        assert app.heard(ColumnResized)[1].width == before - 2
        assert app.grid.resized_columns == {"customer": before - 2}


async def test_enter_opens_the_row_where_nothing_can_be_edited():
    columns = (GridColumn("a", "A", read_only="Derived."),)
    app = GridApp(ListSource([["1"], ["2"]], columns))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "enter")
        await pilot.pause()
        assert [m.row_key for m in app.heard(RowOpened)] == [101]


@pytest.mark.parametrize("height", [4, 8, 15])
async def test_the_cursor_stays_in_view_when_the_terminal_shrinks(height):
    app = GridApp(ListSource(sales_rows(500)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["down"] * 18)
        await pilot.resize_terminal(35, height + 3)
        await pilot.pause()
        assert any("D-18 " in line for line in lines(app))


async def test_an_empty_source_says_so_and_every_key_is_harmless():
    app = GridApp(ListSource([]))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.empty_text = "No deals yet: press n"
        await pilot.press("down", "pagedown", "end", "ctrl+end", "space", "shift+up", "o")
        await pilot.press("enter", "x", "backspace", "greater_than_sign")
        assert "No deals yet: press n" in lines(app)[1]
        assert app.grid.cursor_row_key is None
        assert not app.grid.editing


async def test_before_any_source_is_shown_nothing_breaks():
    app = GridApp(ListSource([], columns=()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "right", "enter", "greater_than_sign")
        assert app.grid.cursor_column_key is None
