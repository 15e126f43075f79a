from grid_support import GridApp, ListSource, lines, sales_rows

from salestui.ui.grid import GridColumn, RowOpened, SortRequested
from salestui.ui.grid.editors import CellEditor

SIZE = (100, 24)


def x_of(app: GridApp, column: int) -> int:
    slot = app.grid.column_layout().slot_of(column)
    assert slot is not None
    return slot.x + 1


async def test_a_click_moves_the_cursor_and_a_second_one_edits():
    app = GridApp(ListSource(sales_rows(50)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(app.grid, offset=(x_of(app, 1), 4))
        assert (app.grid.cursor_row, app.grid.cursor_column_key) == (3, "customer")
        assert not app.grid.editing
        await pilot.click(app.grid, offset=(x_of(app, 1), 4), times=2)
        assert app.grid.query_one(CellEditor).has_focus


async def test_a_double_click_opens_what_cannot_be_edited():
    app = GridApp(ListSource([["1"], ["2"]], (GridColumn("a", "A", read_only="Derived."),)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(app.grid, offset=(3, 2), times=2)
        await pilot.pause()
        assert [m.row_key for m in app.heard(RowOpened)] == [101]


async def test_a_click_counts_scrolled_rows_and_ignores_the_void():
    app = GridApp(ListSource(sales_rows(200)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.scroll_to(y=100, animate=False)
        await pilot.pause()
        await pilot.click(app.grid, offset=(x_of(app, 0), 1))
        assert app.grid.cursor_row == 100
        app.grid.show(ListSource(sales_rows(3)), keep=False)
        await pilot.pause()
        await pilot.click(app.grid, offset=(x_of(app, 0), 15))
        assert app.grid.cursor_row == 0


async def test_the_header_asks_for_an_order():
    app = GridApp(ListSource(sales_rows(50)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(app.grid, offset=(x_of(app, 2), 0))
        await pilot.click(app.grid, offset=(x_of(app, 1), 0), shift=True)
        await pilot.pause()
        asked = [(m.column_key, m.additive) for m in app.heard(SortRequested)]
        assert asked == [("amount", False), ("customer", True)]
        assert app.grid.cursor_row == 0


async def test_the_wheel_scrolls_without_moving_the_cursor():
    from textual.events import MouseScrollDown

    app = GridApp(ListSource(sales_rows(200)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot._post_mouse_events([MouseScrollDown], app.grid, offset=(5, 5))
        await pilot.pause(0.3)
        assert app.grid.scroll_offset.y > 0
        assert app.grid.cursor_row == 0
        assert "D-0 " not in lines(app)[1]
        await pilot.press("down")
        assert any("D-1 " in line for line in lines(app))
