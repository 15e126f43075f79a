"""Swapping the source under the cursor."""

from grid_support import COLUMNS, GridApp, ListSource, lines, sales_rows
from textual.app import App, ComposeResult

from salestui.ui.grid import CursorMoved, DataGrid, MarkedChanged

SIZE = (100, 24)


async def test_the_cursor_and_the_view_follow_the_row():
    rows = sales_rows(200)
    app = GridApp(ListSource(rows))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(100, 2)
        app.grid.scroll_to(y=95, animate=False)
        await pilot.pause()
        app.said.clear()
        before = lines(app)[4:9]
        app.grid.show(ListSource(rows[50:], keys=range(150, 300)))
        await pilot.pause()
        assert (app.grid.cursor_row, app.grid.cursor_row_key) == (50, 200)
        assert app.grid.cursor_column_key == "amount"
        assert lines(app)[4:9] == before
        assert app.heard(CursorMoved) == []


async def test_sorting_takes_the_cursor_along():
    rows = sales_rows(200)
    app = GridApp(ListSource(rows))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(3, 0)
        app.grid.show(ListSource(rows[::-1], keys=range(299, 99, -1)))
        await pilot.pause()
        assert (app.grid.cursor_row, app.grid.cursor_row_key) == (196, 103)
        assert any("D-3 " in line for line in lines(app))


async def test_a_row_that_is_gone_leaves_the_cursor_at_its_place():
    rows = sales_rows(10)
    app = GridApp(ListSource(rows))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(9, 0)
        app.grid.mark(frozenset({101, 109}))
        app.grid.show(ListSource(rows[:4], keys=range(100, 104)))
        await pilot.pause()
        assert (app.grid.cursor_row, app.grid.cursor_row_key) == (3, 103)
        assert app.grid.marked == {101}
        assert app.heard(CursorMoved)[-1].row_key == 103
        assert app.heard(MarkedChanged)[-1].marked == {101}


async def test_other_columns_keep_the_cursor_on_its_column():
    app = GridApp(ListSource(sales_rows(10)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(2, 2)
        rows = [[row[2], row[0]] for row in sales_rows(10)]
        app.grid.show(ListSource(rows, (COLUMNS[2], COLUMNS[0])))
        await pilot.pause()
        assert app.grid.cursor_column_key == "amount"
        assert lines(app)[0].split()[:2] == ["Amount", "(¥)"]


async def test_starting_over_goes_to_the_first_row():
    app = GridApp(ListSource(sales_rows(100)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+end", "right")
        app.grid.show(ListSource(sales_rows(50), keys=range(1000, 1050)), keep=False)
        await pilot.pause()
        assert app.grid.cursor_row == 0
        assert app.grid.scroll_offset.y == 0


async def test_from_empty_and_back():
    app = GridApp(ListSource([]))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.show(ListSource(sales_rows(5)))
        assert app.grid.cursor_row_key == 100
        app.grid.show(ListSource([]))
        await pilot.pause()
        assert app.grid.cursor_row_key is None
        assert app.grid.cursor_row == 0


async def test_a_source_can_be_shown_before_the_grid_is_mounted():
    class Early(App[None]):
        def compose(self) -> ComposeResult:
            grid = DataGrid()
            grid.freeze_columns(1)
            grid.show(ListSource(sales_rows(40)))
            yield grid

    app = Early()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down")
        assert app.query_one(DataGrid).cursor_row_key == 102
        assert "D-2" in app.query_one(DataGrid).render_line(3).text
