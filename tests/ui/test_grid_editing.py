import pytest
from grid_support import GridApp, ListSource, lines, sales_rows
from textual.widgets import Input, OptionList

from salestui.ui.grid import Cell, CellEdited, EditRefused, EditRejected
from salestui.ui.grid.editors import CellEditor, ChoicePopup

SIZE = (120, 24)


def edits(app: GridApp) -> list[tuple[int, str, str]]:
    return [(m.row_key, m.column_key, m.text) for m in app.heard(CellEdited)]


def editor(app: GridApp) -> CellEditor:
    return app.grid.query_one(CellEditor)


def choices(app: GridApp) -> list[str]:
    popup = app.grid.query_one(ChoicePopup)
    return [str(popup.get_option_at_index(i).prompt) for i in range(popup.option_count)]


async def test_enter_edits_in_place_and_takes_the_text():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "right", "enter")
        slot = app.grid.column_layout().slot_of(1)
        assert editor(app).value == "苏州轨交 二期"
        assert editor(app).region.offset - app.grid.region.offset == (slot.x, 2)
        assert editor(app).region.width == max(slot.width, 14)
        await pilot.press(*"!?", "enter")
        assert edits(app) == [(101, "customer", "苏州轨交 二期!?")]
        assert not app.grid.editing
        assert app.grid.has_focus
        assert app.grid.cursor_row == 1
        assert not app.grid.query(CellEditor)


async def test_typing_replaces_the_text_and_no_key_is_lost():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "宁", "波", "enter")
        await pilot.pause()
    assert edits(app) == [(100, "customer", "宁波")]


async def test_keys_typed_before_the_editor_has_the_focus_reach_it():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right")
        for key in ("宁", "波", "港"):
            app.simulate_key(key)
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    assert edits(app) == [(100, "customer", "宁波港")]


@pytest.mark.parametrize(
    ("key", "place"),
    [("tab", (5, "amount")), ("shift+tab", (5, "id")), ("up", (4, "customer")),
     ("down", (6, "customer"))],
)  # fmt: skip
async def test_tab_and_arrows_take_the_text_and_move(key, place):
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.press("f2", "X", key)
        await pilot.pause()
        assert edits(app) == [(105, "customer", "苏州轨交 二期X")]
        assert (app.grid.cursor_row, app.grid.cursor_column_key) == place


async def test_tab_goes_on_editing_so_that_letters_are_no_commands():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.press("f2", "X", "tab", "4", "2", "tab", "tab", "B", "o", "b", "enter")
        await pilot.pause()
        assert edits(app) == [
            (105, "customer", "苏州轨交 二期X"), (105, "amount", "42"), (105, "owner", "Bob"),
        ]  # fmt: skip
        assert not app.grid.editing


async def test_tab_and_keys_typed_without_a_pause_reach_their_cells():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.pause()
        for key in ("X", "tab", "4", "2", "tab", "信", "tab", "enter"):
            app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()
        assert edits(app) == [
            (105, "customer", "X"), (105, "amount", "42"), (105, "stage", "信息收集"),
        ]  # fmt: skip


async def test_escape_and_an_unchanged_text_change_nothing():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "x", "y", "escape")
        assert not app.grid.editing
        await pilot.press("enter", "enter")
        assert not app.grid.editing
        await pilot.pause()
        assert app.heard(CellEdited) == []
        assert app.grid.has_focus


async def test_a_text_not_understood_keeps_the_editor_and_says_why():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(3, 2)
        await pilot.press("m", "a", "enter")
        assert app.grid.editing
        assert editor(app).has_class("-invalid")
        rejected = app.heard(EditRejected)[0]
        assert (rejected.text, rejected.reason) == ("ma", "'ma' is not an amount.")
        assert not rejected.closed
        await pilot.press("backspace")
        assert not editor(app).has_class("-invalid")
        await pilot.press("backspace", "4", ",", "2", "enter")
        await pilot.pause()
        assert [m.value for m in app.heard(CellEdited)] == [42.0]


async def test_a_read_only_cell_says_why():
    source = ListSource(sales_rows(30))
    source.refusals[(100, "customer")] = "This cell holds a formula."
    app = GridApp(source)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "right", "x")
        await pilot.pause()
        assert [m.reason for m in app.heard(EditRefused)] == [
            "The key of a row is not edited here.",
            "This cell holds a formula.",
        ]
        assert not app.grid.editing


async def test_lines_of_a_text_survive_its_editing():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 6)
        await pilot.press("enter", "ctrl+j", "z", "enter")
        await pilot.pause()
    assert edits(app) == [(100, "note", "next: call back\nthen quote\nz")]


async def test_a_text_that_cannot_be_edited_exactly_is_refused():
    source = ListSource(sales_rows(3))
    source.put(100, "note", Cell("mark ↵ or \n line"))
    app = GridApp(source)
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 6)
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.heard(EditRefused)) == 1
        assert not app.grid.editing


async def test_a_key_bound_elsewhere_goes_there_unless_the_grid_takes_all_typing():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "1")
        assert (app.counted, app.grid.editing) == (1, False)
        app.grid.typing = "always"
        await pilot.press("1")
        assert (app.counted, app.grid.editing) == (1, True)
        assert editor(app).value == "1"
        await pilot.press("escape")
        app.grid.typing = "never"
        await pilot.press("z")
        assert not app.grid.editing


async def test_the_grids_own_keys_never_start_an_edit():
    app = GridApp(ListSource(sales_rows(3)), typing="always")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "space")
        assert not app.grid.editing
        assert app.grid.marked == {100}


async def test_backspace_starts_with_nothing():
    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "backspace")
        assert editor(app).value == ""
        await pilot.press("enter")
        await pilot.pause()
    assert edits(app) == [(100, "customer", "")]


async def test_choices_are_shown_filtered_and_taken():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 3)
        await pilot.press("enter")
        assert choices(app) == ["信息收集", "概念交流", "谈判签约"]
        popup = app.grid.query_one(OptionList)
        assert popup.highlighted == 0
        assert popup.region.y == editor(app).region.bottom
        await pilot.press("谈")  # all was selected, so this replaces it
        assert choices(app) == ["谈判签约"]
        await pilot.press("enter")
        await pilot.pause()
        assert edits(app) == [(100, "stage", "谈判签约")]
        assert not app.grid.query(OptionList)


async def test_arrows_walk_the_choices():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 3)
        await pilot.press("enter", "down", "down", "up", "tab")
        await pilot.pause()
        assert edits(app) == [(100, "stage", "概念交流")]
        assert app.grid.cursor_column_key == "owner"


async def test_a_strict_column_takes_only_its_choices():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 3)
        await pilot.press("q", "enter")
        assert app.grid.editing
        assert choices(app) == ["no choice matches"]
        assert [m.reason for m in app.heard(EditRejected)] == ["Choose one from the list."]


async def test_elsewhere_a_typed_text_is_never_turned_into_a_choice_unasked():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 4)
        await pilot.press("A", "n", "n")
        assert choices(app) == ["Ann (as typed)", "Anna", "Ann-Marie"]
        await pilot.press("enter", "A", "n", "n", "down", "enter")
        await pilot.pause()
        # The second is the choice the cell had before: nothing to say.
        assert edits(app) == [(100, "owner", "Ann")]


async def test_the_choices_open_upwards_near_the_bottom():
    app = GridApp(ListSource(sales_rows(300)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+end")
        app.grid.move_cursor(299, 3)
        await pilot.press("enter")
        popup = app.grid.query_one(OptionList)
        assert popup.region.bottom == editor(app).region.y
        assert app.grid.region.contains_region(popup.region)


async def test_a_choice_can_be_clicked():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 3)
        await pilot.press("enter")
        await pilot.click(OptionList, offset=(2, 2))
        await pilot.pause()
        assert edits(app) == [(100, "stage", "谈判签约")]
        assert app.grid.has_focus


async def test_leaving_the_editor_takes_what_is_understood():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "q")
        await pilot.click("#other")
        await pilot.pause()
        assert edits(app) == [(100, "customer", "q")]
        assert app.query_one("#other", Input).has_focus
        assert not app.grid.editing


async def test_leaving_the_editor_hands_back_what_is_not():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(2, 2)
        await pilot.press("q")
        await pilot.click(app.grid, offset=(3, 1))
        await pilot.pause()
        rejected = app.heard(EditRejected)[0]
        assert (rejected.row_key, rejected.text, rejected.closed) == (102, "q", True)
        assert not app.grid.editing
        assert app.grid.cursor_row == 0


async def test_clicking_into_the_editor_keeps_it():
    app = GridApp(ListSource(sales_rows(30)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "a", "b")
        await pilot.click(CellEditor, offset=(1, 0))
        await pilot.press("X")
        assert editor(app).value == "Xab"


async def test_the_editor_scrolls_with_its_cell_and_closes_out_of_sight():
    app = GridApp(ListSource(sales_rows(100)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.press("w")
        app.grid.scroll_to(y=3, animate=False)
        await pilot.pause()
        assert editor(app).region.y - app.grid.region.y == 3
        assert editor(app).value == "w"
        app.grid.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert not app.grid.editing
        assert edits(app) == [(105, "customer", "w")]


async def test_a_refresh_underneath_leaves_the_editor_on_its_row():
    rows = sales_rows(20)
    app = GridApp(ListSource(rows))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(5, 1)
        await pilot.press("w")
        app.grid.show(ListSource(rows[3:], keys=range(103, 120)))
        await pilot.press("w")
        assert editor(app).value == "ww"
        assert lines(app)[editor(app).region.y].strip().startswith("D-5")
        await pilot.press("enter")
        await pilot.pause()
        assert edits(app) == [(105, "customer", "ww")]


async def test_nobody_outside_hears_the_editors_input():
    heard = []

    class Listening(GridApp):
        def on_input_changed(self, event: Input.Changed) -> None:
            heard.append(event)

        def on_option_list_option_highlighted(self, event: object) -> None:
            heard.append(event)

    app = Listening(ListSource(sales_rows(3)))
    async with app.run_test(size=SIZE) as pilot:
        app.grid.move_cursor(0, 4)
        await pilot.press("enter", "q", "down", "enter")
        await pilot.pause()
    assert heard == []


async def test_pasting_starts_an_edit_with_the_first_line():
    from textual.events import Paste

    app = GridApp(ListSource(sales_rows(3)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right")
        app.post_message(Paste("宁波港\nmore"))
        await pilot.pause()
        assert editor(app).value == "宁波港"
