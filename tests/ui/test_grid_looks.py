"""What is painted: widths, marks, colours, and nothing painted twice."""

import subprocess
import sys

import pytest
from grid_support import COLUMNS, PENDING, GridApp, ListSource, lines, sales_rows
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from salestui.ui.grid import Cell, CellState, GridColumn, SortKey, surface
from salestui.ui.grid.columns import ColumnPlan
from salestui.ui.grid.editors import CellEditor
from salestui.ui.grid.paint import HeaderLook, RowLook, paint_header, paint_row
from salestui.ui.grid.palette import Look, Palette
from salestui.ui.grid.text import matcher

HOSTILE = (
    "中文字" * 20,
    "👨\u200d👩\u200d👧 ❤\ufe0f 🇨🇳 👍🏽",
    "عربي עברית \u202eRLO\u202c",
    "[red]x[/] [@click=app.quit]quit[/]",
    "\x1b[31m\x1b]8;;file:///\x07link\x9b0m",
    "z" * 30_000,
    "a" + "\u0301" * 400,
    "one\ntwo\r\nthree\ttab",
    "\ud800\ufffe\U000e0041\x00",
)


@pytest.mark.parametrize("size", [(80, 24), (30, 20), (11, 8), (160, 40)])
@pytest.mark.parametrize("frozen", [0, 2])
async def test_every_line_is_exactly_as_wide_as_the_grid(size, frozen):
    rows = [[Cell(text, list(CellState)[i % 8]) for text in HOSTILE[:7]] for i in range(60)]
    rows += [[text] * 7 for text in HOSTILE]
    app = GridApp(ListSource(rows))
    async with app.run_test(size=size) as pilot:
        app.grid.number_rows(True)
        app.grid.freeze_columns(frozen)
        app.grid.highlight("e")
        for key in ("right", "right", "pagedown", "end", "ctrl+end"):
            await pilot.press(key)
            widths = {cell_len(line) for line in lines(app)}
            assert widths == {app.grid.size.width}


PALETTE = Palette(
    Look(Color(255, 255, 255), Color(0, 0, 0), None, Style()),
    lambda name: Look(None, None, None, Style()),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.text(max_size=50), min_size=1, max_size=6),
    st.tuples(st.integers(1, 90), st.integers(0, 60), st.integers(0, 2)),
    st.text(max_size=3),
    st.sampled_from(CellState),
)
def test_no_text_breaks_a_line(texts, geometry, term, state):
    view, scroll_x, frozen = geometry
    columns = [GridColumn(str(i), text) for i, text in enumerate(texts)]
    plan = ColumnPlan(tuple(5 + i * 3 for i in range(len(texts))), 4, frozen)
    layout = plan.lay_out(view, scroll_x)
    look = RowLook(label="7", current=True, cursor=0, marked=True, match=matcher(term))
    cells = [Cell(text, state) for text in texts]
    header = HeaderLook((SortKey("0"), SortKey("1", True)), frozenset("0"))
    for strip in (
        paint_row(cells, columns, layout, look, PALETTE),
        paint_header(columns, layout, header, PALETTE),
    ):
        assert strip.cell_length == view
        assert sum(cell_len(segment.text) for segment in strip) == view


async def test_columns_of_wide_characters_stay_aligned():
    app = GridApp(ListSource(sales_rows(8)))
    async with app.run_test(size=(120, 14)):
        starts = {cell_len(line.split("2026")[0]) for line in lines(app)[1:9]}
    assert len(starts) == 1


async def test_states_are_told_without_colour_too(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    source = ListSource(sales_rows(8))
    marks = dict(zip(range(8), " •+−!! ≈", strict=True))
    for index, state in enumerate(CellState):
        source.put(100 + index, "customer", Cell("x", state))
    app = GridApp(source)
    async with app.run_test(size=(80, 14)) as pilot:
        await pilot.press("right", "down")
        slot = app.grid.column_layout().slot_of(1)
        for row, line in enumerate(lines(app)[1:9]):
            assert line[slot.x] == marks[row]
            assert line[slot.x + 1] == "x"
        cursor = next(
            segment.style
            for segment in app.grid.render_line(2)
            if segment.text.startswith("•x") and segment.style
        )
        assert cursor.reverse


def style_of(app: GridApp, y: int, text: str) -> Style:
    return next(s.style for s in app.grid.render_line(y) if text in s.text)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "nord"])
async def test_states_differ_from_plain_cells_in_every_theme(theme):
    source = ListSource(sales_rows(12))
    for index, state in enumerate(CellState):
        source.put(100 + index, "customer", Cell("state", state))
    app = GridApp(source)
    async with app.run_test(size=(80, 18)) as pilot:
        app.theme = theme
        await pilot.press("ctrl+end")
        styles = [style_of(app, 1 + i, "state") for i in range(len(CellState))]
    assert all(style != styles[0] for style in styles[1:])


async def test_a_new_theme_repaints_in_its_colours():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=(80, 18)) as pilot:
        dark = style_of(app, 2, "D-1")
        app.theme = "textual-light"
        await pilot.pause()
        assert style_of(app, 2, "D-1").bgcolor != dark.bgcolor


async def test_the_cursor_shows_whether_the_grid_has_the_focus():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=(80, 18)) as pilot:
        focused = style_of(app, 1, "D-0")
        await pilot.click("#other")
        assert style_of(app, 1, "D-0").bgcolor != focused.bgcolor


async def test_the_header_tells_order_and_filters():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=(120, 18)):
        app.grid.show_order([SortKey("amount", descending=True)])
        assert "Amount (¥)▼ " in lines(app)[0]
        app.grid.show_order([SortKey("amount", True), SortKey("close")], {"close", "customer"})
        header = lines(app)[0]
    assert "Amount (¥)▼1" in header
    assert "Close da…▲2ƒ" in header
    assert "客户ƒ" in header


async def test_a_searched_text_stands_out():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=(120, 18)):
        plain = style_of(app, 2, "D-1")
        app.grid.highlight("d-1")
        assert style_of(app, 2, "D-1") != plain
        assert [s.text for s in app.grid.render_line(2)].count("D-1") == 1
        app.grid.highlight("")
        assert style_of(app, 2, "D-1") == plain


def painted(monkeypatch) -> list[str]:
    """The first texts of the rows painted from now on."""
    seen: list[str] = []
    real = surface.paint_row

    def paint_row(cells, *rest):
        seen.append(cells[0].text)
        return real(cells, *rest)

    monkeypatch.setattr(surface, "paint_row", paint_row)
    return seen


async def test_an_update_reads_and_paints_only_the_rows_named(monkeypatch):
    source = ListSource(sales_rows(500))
    app = GridApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        source.asked.clear()
        seen = painted(monkeypatch)
        source.put(103, "customer", Cell("Changed", PENDING))
        app.grid.update_rows([103, 480, 99999])
        await pilot.pause()
        assert seen == ["D-3"]
        assert source.asked == [(3, 4)]
        assert "•Changed" in lines(app)[4]


async def test_moving_within_the_page_paints_two_rows(monkeypatch):
    app = GridApp(ListSource(sales_rows(500)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = painted(monkeypatch)
        await pilot.press("down")
        assert seen == ["D-0", "D-1"]


async def test_only_rows_near_the_view_are_ever_read():
    source = ListSource(sales_rows(5000))
    app = GridApp(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("pagedown", "ctrl+end", "pageup", "up")
    assert sum(stop - start for start, stop in source.asked) < 500


async def test_what_changed_by_itself_flashes_once(monkeypatch):
    monkeypatch.setattr("salestui.ui.grid.view.FLASH_SECONDS", 0.05)
    app = GridApp(ListSource(sales_rows(5)))
    async with app.run_test(size=(120, 24)) as pilot:
        app.animation_level = "full"
        plain = style_of(app, 3, "Acme")
        app.grid.flash([(102, "customer"), (102, "stage"), (7, "gone")])
        assert style_of(app, 3, "Acme") != plain
        await pilot.pause(0.2)
        assert style_of(app, 3, "Acme") == plain
        app.animation_level = "none"
        app.grid.flash([(102, "customer")])
        assert style_of(app, 3, "Acme") == plain


async def test_hidden_columns_are_not_shown_and_the_cursor_keeps_its_column():
    app = GridApp(ListSource(sales_rows(5)))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("right", "right")
        app.grid.hide_columns({"id", "close"})
        assert app.grid.cursor_column_key == "amount"
        assert "D-1" not in lines(app)[2]
        assert "1,000" in lines(app)[2]
        app.grid.hide_columns({c.key for c in COLUMNS if c.key != "note"})
        assert app.grid.cursor_column_key == "note"


@pytest.mark.parametrize("border", ["", "round green"])
async def test_what_is_kept_of_the_screen_is_what_would_be_painted_anew(border):
    app = GridApp(ListSource(sales_rows(60)))
    async with app.run_test(size=(70, 20)) as pilot:
        if border:
            app.grid.styles.border = ("round", "green")
        app.grid.freeze_columns(1)
        for key in ("down", "right", "pagedown", "up", "end", "space", "X", "escape", "home"):
            await pilot.press(key)
            await pilot.pause()
            if app.grid.editing:
                continue
            screen = [strip.text for strip in app.screen._compositor.render_strips()]
            x, y, width, height = app.grid.scrollable_content_region
            shown = [Strip([Segment(line)]).crop(x, x + width).text for line in screen]
            app.grid._painted.clear()
            fresh = [Strip([Segment(line)]).crop(0, width).text for line in lines(app)]
            assert shown[y : y + height] == fresh[:height]


async def test_editing_and_clicking_work_inside_a_border():
    app = GridApp(ListSource(sales_rows(60)))
    async with app.run_test(size=(70, 20)) as pilot:
        app.grid.styles.border = ("round", "green")
        app.grid.styles.margin = (1, 3)
        await pilot.pause()
        slot = app.grid.column_layout().slot_of(1)
        await pilot.click(app.grid, offset=(slot.x + 2, 4))
        assert (app.grid.cursor_row, app.grid.cursor_column_key) == (2, "customer")
        await pilot.press("enter")
        editor = app.grid.query_one(CellEditor)
        assert editor.region.offset - app.grid.region.offset == (1 + slot.x, 1 + 3)


def test_importing_the_grid_stays_light():
    code = (
        "import sys, salestui.ui.grid;"
        "print([m for m in ('polars', 'openpyxl', 'lxml', 'pyarrow', 'babel') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
