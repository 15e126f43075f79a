"""The table screens as they are used: the real app over a workbook in memory."""

from __future__ import annotations

from pathlib import Path

import pytest
from fakes import MemoryWorkbook, customer_rows, deal_rows, team_workbook
from table_support import table
from textual.widgets import Input

from salestui.i18n import set_language
from salestui.model.focus import Focus
from salestui.ui.screens.dialogs import TextDialog
from salestui.ui.table.detail import DetailDialog, DetailPane, DetailText
from salestui.ui.table.viewing import Viewing


async def test_shows_all_rows_and_their_sum() -> None:
    async with table() as t:
        assert t.shown() == [f"D-{n}" for n in range(1, 9)]
        assert "8 rows" in t.summary
        assert "5.72M" in t.summary
        assert t.screen.grid.has_focus


async def test_every_entity_has_its_screen() -> None:
    async with table("customers") as t:
        assert t.shown("name") == ["中建三局", "苏州轨交", "宁波港", "Acme Inc"]
        await t.press("b")  # no board of customers: the letter starts an edit
        assert t.screen.grid.editing


async def test_a_missing_sheet_says_what_it_needs() -> None:
    async with table("customers", MemoryWorkbook({"Pipeline": deal_rows()})) as t:
        text = str(t.screen.query_one("#missing").render())
        assert "no sheet for: Customers" in text
        assert "Industry" in text
        await t.press("n", "d", "f", "s", "x", "slash", "ctrl+g", "y", "o")  # nothing to do it with
        assert t.book.state.pending_count == 0


# -- filter --------------------------------------------------------------------------------------


async def test_filtering() -> None:
    async with table() as t:
        await t.press("f")
        await t.type("stage=proposal")
        await t.press("enter")
        assert t.shown() == ["D-1", "D-6"]
        assert "2 of 8 rows" in t.summary
        assert "stage=proposal" in t.summary
        assert t.screen.grid.has_focus
        await t.press("escape")
        assert len(t.shown()) == 8


async def test_a_bad_filter_is_told_while_typing_and_stays() -> None:
    async with table() as t:
        await t.press("f")
        await t.type("amount>")
        assert "needs a value" in t.said
        await t.press("enter")
        assert t.screen.filter_line.is_open
        assert len(t.shown()) == 8
        await t.type("1m")
        assert t.said == ""
        await t.press("enter")
        assert t.shown() == ["D-1", "D-2"]


async def test_the_filter_counts_while_typing() -> None:
    async with table() as t:
        await t.press("f")
        await t.type("open")
        await t.pilot.pause(0.3)
        await t.settle()
        assert "5 of 8 rows" in str(t.screen.filter_line.query_one(".note").render())
        await t.press("escape")
        assert len(t.shown()) == 8  # left, so not applied


async def test_a_filter_whose_column_is_gone_is_cleared() -> None:
    async with table() as t:
        t.screen.filtering.apply("costcentre=CC1")
        assert len(t.shown()) == 3
        t.workbook.edit("Pipeline", 1, 12, "Budget line")
        t.book.refresh()
        t.app.publish()
        await t.pilot.pause()
        assert len(t.shown()) == 8
        assert "filter was cleared" in t.said


async def test_the_focus_of_the_session_narrows_deals() -> None:
    async with table() as t:
        t.app.narrow(Focus((("rep", "李娜"),)))
        await t.pilot.pause()
        assert t.shown() == ["D-2", "D-5"]
        await t.press("escape")
        await t.pilot.pause()
        assert len(t.shown()) == 8


# -- search and go to ----------------------------------------------------------------------------


async def test_searching_while_typing() -> None:
    async with table() as t:
        await t.press("slash")
        await t.type("cloud")
        assert t.screen.grid.cursor_row == 2
        assert t.screen.grid.cursor_column_key == "name"
        await t.press("enter", "n")
        assert t.screen.grid.cursor_row == 3
        assert "match 2 of 2" in t.said
        await t.press("n")
        assert t.screen.grid.cursor_row == 2  # around the end
        await t.press("N")
        assert t.screen.grid.cursor_row == 3
        await t.press("escape")
        assert t.screen.searching.term == ""
        await t.press("n")  # not searching any more: a new row
        assert t.book.state.pending_count == 1


async def test_searching_for_what_is_not_there() -> None:
    async with table() as t:
        await t.press("slash")
        await t.type("zzz")
        assert "nowhere" in t.said
        await t.press("escape")
        assert t.screen.grid.has_focus


@pytest.mark.parametrize(("text", "row"), [("D-5", 4), ("d-5", 4), ("3", 2), ("sensors", 6)])
async def test_go_to(text: str, row: int) -> None:
    async with table() as t:
        await t.press("ctrl+g")
        await t.type(text)
        await t.press("enter")
        assert t.screen.grid.cursor_row == row
        assert t.screen.searching.term == ""


# -- order and columns ---------------------------------------------------------------------------


async def test_sorting_by_one_and_by_more_columns() -> None:
    async with table() as t:
        t.to(0, "amount")
        await t.press("s")
        assert t.shown()[:3] == ["D-5", "D-7", "D-4"]
        await t.press("s")
        assert t.shown()[:3] == ["D-2", "D-1", "D-3"]
        assert "Amount ▼" in t.summary
        await t.press("s")
        assert t.shown()[0] == "D-1"
        t.to(0, "region")
        await t.press("s")
        t.to(0, "amount")
        await t.press("S", "S")
        assert t.shown()[:4] == ["D-8", "D-2", "D-1", "D-4"]


async def test_the_cursor_stays_on_its_row_when_the_order_changes() -> None:
    async with table() as t:
        t.to(4, "amount")
        await t.press("s")
        assert t.screen.grid.cursor_row_key == 4


async def test_hiding_and_freezing_columns() -> None:
    async with table() as t:
        t.to(0, "name")
        await t.press("H")
        assert "name" not in [c.key for c in t.screen.grid.shown_columns]
        assert "1 columns hidden" in t.summary or "1 column hidden" in t.summary
        await t.press("A")
        assert "name" in [c.key for c in t.screen.grid.shown_columns]
        t.to(0, "customer")
        await t.press("F")
        assert t.screen.grid.frozen_columns == 3
        await t.press("F")
        assert t.screen.grid.frozen_columns == 0


# -- editing -------------------------------------------------------------------------------------


async def test_an_edit_is_understood_named_and_pending() -> None:
    async with table() as t:
        t.to(0, "amount")
        await t.press("e")
        await t.press(*["backspace"] * 12)
        await t.type("1.5m")
        await t.press("enter")
        assert t.value(0, "amount") == 1_500_000
        assert t.book.state.undo_label == "Amount of Data platform: 1,200,000 → 1,500,000"
        assert t.said == "Amount of Data platform: 1,200,000 → 1,500,000"
        assert "6.02M" in t.summary
        await t.press("u")
        assert t.value(0, "amount") == 1_200_000


async def test_typing_starts_an_edit_unless_the_key_is_a_command() -> None:
    async with table() as t:
        t.to(0, "name")
        await t.press("王")
        assert t.screen.grid.editing
        await t.type("9")
        await t.press("enter")
        assert t.value(0, "name") == "王9"
        await t.press("1")  # a command: the home screen
        assert t.app.current_mode == "home"


async def test_a_rejected_text_stays_in_the_editor() -> None:
    async with table() as t:
        t.to(0, "expected_close")
        await t.press("e", *["backspace"] * 10)
        await t.type("soon")
        await t.press("enter")
        assert t.screen.grid.editing
        assert "soon is not a date. Type" in t.said
        await t.press("escape")
        assert t.book.state.pending_count == 0


async def test_a_date_shortcut_says_how_it_was_read() -> None:
    async with table() as t:
        t.to(0, "expected_close")
        await t.press("backspace")
        await t.type("+7d")
        await t.press("enter")
        assert str(t.value(0, "expected_close")) == "2026-12-16"
        assert "Read as 2026-12-16." in t.said


async def test_a_stage_is_chosen_from_the_list() -> None:
    async with table() as t:
        t.to(0, "stage")
        await t.press("backspace")
        await t.type("neg")
        await t.press("enter")
        assert t.value(0, "stage") == "Negotiation"


async def test_every_stage_fits_its_column_whatever_the_first_page_holds() -> None:
    async with table() as t:
        t.screen.filtering.apply("stage=lead")
        await t.settle()
        stage = next(c for c in t.screen.grid.shown_columns if c.key == "stage")
        assert stage.width is not None
        assert stage.width >= max(map(len, stage.choices))


async def test_tab_types_across_a_new_row_without_hitting_commands() -> None:
    async with table() as t:
        await t.press("n")
        await t.type("D-99")
        await t.press("tab")
        await t.type("Fair deal")
        await t.press("tab")
        await t.type("Acme")
        await t.press("enter")
        row = t.book.state.entities["deals"].overlay.added[0]
        assert [t.value(row, c) for c in ("id", "name", "customer")] == [
            "D-99", "Fair deal", "Acme",
        ]  # fmt: skip
        assert t.screen.grid.frozen_columns == 1


async def test_an_edit_leaves_the_row_in_its_place() -> None:
    async with table() as t:
        t.to(0, "amount")
        await t.press("s")
        t.screen.editing.set_cell(4, "amount", 9e9)
        await t.pilot.pause()
        assert t.shown()[0] == "D-5"
        assert t.shown("amount")[0] == "9,000,000,000.00"


async def test_calculated_cells_say_why_they_are_not_filled() -> None:
    workbook = MemoryWorkbook(
        {"Pipeline": deal_rows()}, formula_columns={"Pipeline": frozenset({5})}
    )
    async with table(workbook=workbook) as t:
        t.to(0, "amount")
        await t.press("ctrl+d")
        assert "calculated by a formula" in t.said
        assert t.book.state.pending_count == 0


async def test_a_new_row_is_last_and_ready_to_type() -> None:
    async with table() as t:
        t.app.narrow(Focus((("rep", "李娜"),)))
        await t.press("n")
        assert t.screen.grid.editing
        await t.type("D-9")
        await t.press("enter")
        assert t.shown()[-1] == "D-9"
        assert t.shown("owner")[-1] == "李娜"  # so that it is in what is looked at
        await t.press("u", "u")
        assert t.shown() == ["D-2", "D-5"]


async def test_duplicates_have_no_id_of_their_own() -> None:
    async with table() as t:
        t.to(1, "name")
        await t.press("D")
        assert t.shown()[-1] == ""
        assert t.shown("customer")[-1] == "苏州轨交"
        assert t.screen.grid.cursor_row == 8
        assert "Duplicate of Metro phase 2" in t.said


async def test_deleting_marked_rows_and_bringing_them_back() -> None:
    async with table() as t:
        await t.press("space", "space")
        assert "2 marked" in t.summary
        await t.press("d")
        assert "Deleted 2 rows" in t.said
        assert t.book.state.pending_count == 2
        assert not t.screen.grid.marked
        t.to(0, "name")
        await t.press("e")
        assert "to be deleted" in t.said
        await t.press("d")
        assert "Nothing to delete" in t.said
        await t.press("u")
        assert t.book.state.pending_count == 0


async def test_the_delete_key_deletes_the_row() -> None:
    async with table() as t:
        await t.press("delete")
        assert "Deleted Data platform" in t.said


async def test_filling_down() -> None:
    async with table() as t:
        t.to(0, "region")
        await t.press("ctrl+d")
        assert "no row above" in t.said
        t.to(2, "region")
        await t.press("ctrl+d")
        assert t.value(2, "region") == "华东"
        t.screen.grid.mark(frozenset({3, 4, 5}))
        t.to(7, "region")
        await t.press("ctrl+d")
        assert [t.value(r, "region") for r in (3, 4, 5)] == ["华北"] * 3
        assert "filled into 3 rows" in t.said
        await t.press("u")
        assert t.value(5, "region") == "华南"


# -- refreshes -----------------------------------------------------------------------------------


async def test_cursor_marks_filter_and_order_stay_over_a_refresh() -> None:
    async with table() as t:
        t.screen.filtering.apply("not lost")
        t.to(0, "amount")
        await t.press("s")
        t.to(2, "name")
        t.screen.grid.mark(frozenset({3}))
        t.workbook.edit("Pipeline", 10, 1, "D-10")
        t.workbook.edit("Pipeline", 10, 5, 1.0)
        t.book.refresh()
        t.app.publish()
        await t.pilot.pause()
        assert t.shown()[0] == "D-10"
        assert t.screen.grid.cursor_row_key == 2
        assert t.screen.grid.marked == frozenset({3})


async def test_an_edit_made_elsewhere_is_seen_on_return() -> None:
    async with table() as t:
        await t.press("1")
        t.book.set_values("x", "deals", [(0, "name", "Renamed")])
        await t.press("2")
        await t.pilot.pause()
        assert t.shown("name")[0] == "Renamed"


async def test_opening_a_row_that_filter_and_focus_hide() -> None:
    async with table(size=(140, 30)) as t:
        t.screen.filtering.apply("lost")
        t.app.narrow(Focus((("rep", "李娜"),)))
        await t.press("1")
        t.app.action_go("deals")
        await t.pilot.pause()
        t.screen.reveal(2)
        for _ in range(20):
            await t.pilot.pause(0.02)
        assert t.screen.grid.cursor_row_key == 2
        assert t.screen.detail_open
        assert t.screen.viewing.filter == ""


async def test_many_rows_are_ordered_in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("salestui.ui.table.viewing.IN_PLACE", 3)
    monkeypatch.setattr("salestui.ui.table.searching.IN_PLACE", 3)
    async with table() as t:
        t.to(0, "amount")
        await t.press("s")
        await t.settle()
        assert t.shown()[:2] == ["D-5", "D-7"]
        t.screen.filtering.apply("open")
        t.book.set_values("x", "deals", [(0, "name", "Renamed")])  # while the worker works
        await t.settle()
        assert "Renamed" in t.shown("name")
        await t.press("slash")
        await t.type("port")
        await t.settle()
        assert t.screen.grid.cursor_row_key == 2


async def test_an_edit_paints_only_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    async with table() as t:
        touched: list[set[int]] = []
        monkeypatch.setattr(t.screen, "changed", lambda rows: touched.append(set(rows)))
        t.screen.editing.set_cell(3, "owner", "Bob")
        assert touched == [{3}]


async def test_an_answer_that_comes_too_late_is_dropped() -> None:
    async with table() as t:
        viewing: Viewing = t.screen.viewing
        assert viewing.view is not None
        assert t.screen.session is not None
        late = viewing._order(t.screen.session, 0)
        before = viewing.view
        late()
        assert viewing.view is before


# -- exporting ----------------------------------------------------------------------------------


async def test_copying_a_cell_and_marked_rows() -> None:
    async with table() as t:
        t.to(3, "amount")
        await t.press("y")
        assert t.app.clipboard == "250000.5"
        assert "OSC 52" in t.said
        t.screen.grid.mark(frozenset({0, 3}))
        await t.press("y")
        lines = t.app.clipboard.splitlines()
        assert lines[0].startswith("Deal ID\tDeal\tCustomer")
        assert [line.split("\t")[0] for line in lines[1:]] == ["D-1", "D-4"]
        assert "2 rows" in t.said


async def test_exporting_what_is_shown(tmp_path: Path) -> None:
    async with table() as t:
        t.screen.filtering.apply("amount>1m")
        t.to(0, "amount")
        await t.press("s", "s", "x")
        dialog = t.app.screen
        assert isinstance(dialog, TextDialog)
        assert dialog.query_one(Input).value.endswith("team-deals-2026-12-09.xlsx")
        target = tmp_path / "out.csv"
        dialog.dismiss(str(target))
        await t.pilot.pause()
        await t.settle()
        lines = target.read_text("utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines] == ["Deal ID", "D-2", "D-1"]
        assert "2 rows written" in t.said


async def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_text("mine")
    async with table() as t:
        await t.press("x")
        t.app.screen.dismiss(str(target))
        await t.pilot.pause()
        await t.settle()
        assert target.read_text() == "mine"
        assert "exists already" in t.said
        await t.press("x")
        t.app.screen.dismiss(str(tmp_path / "out.doc"))
        await t.pilot.pause()
        assert "must end in" in t.said


# -- detail --------------------------------------------------------------------------------------


async def test_the_detail_follows_the_cursor() -> None:
    async with table(size=(140, 30)) as t:
        await t.press("O")
        pane = t.screen.query_one(DetailPane)
        assert pane.has_class("-open")
        shown: list[str] = []
        text = pane.query_one(DetailText)
        original = text.show
        text.show = lambda d: (shown.append(d.title), original(d))[1]  # type: ignore[method-assign]
        await t.press("down", "down")
        await t.pilot.pause(0.2)
        assert shown[-1] == "Port cloud"
        await t.press("O")
        assert not pane.has_class("-open")


async def test_a_narrow_screen_shows_the_detail_over_everything() -> None:
    async with table(size=(80, 24)) as t:
        await t.press("O")
        assert isinstance(t.app.screen, DetailDialog)
        await t.press("escape")
        assert t.screen.grid.has_focus


async def test_becoming_narrow_closes_the_pane() -> None:
    async with table(size=(140, 30)) as t:
        await t.press("O")
        await t.pilot.resize_terminal(90, 30)
        await t.pilot.pause()
        assert not t.screen.detail_open


async def test_hostile_text_is_only_text() -> None:
    async with table(size=(140, 30)) as t:
        t.to(5, "name")
        await t.press("O")
        await t.pilot.pause(0.1)
        svg = t.app.export_screenshot()
        assert "[red]x[/]" in svg
        assert "\x1b" not in svg


async def test_escape_undoes_one_thing_at_a_time() -> None:
    async with table(size=(140, 30)) as t:
        t.screen.filtering.apply("open")
        t.screen.grid.mark(frozenset({0}))
        await t.press("O", "slash")
        await t.type("a")
        await t.press("enter")
        await t.press("escape")
        assert (t.screen.searching.term, t.screen.detail_open) == ("", True)
        await t.press("escape")
        assert (t.screen.detail_open, bool(t.screen.grid.marked)) == (False, True)
        await t.press("escape")
        assert (bool(t.screen.grid.marked), t.screen.viewing.filter) == (False, "open")
        await t.press("escape")
        assert t.screen.viewing.filter == ""


# -- actions -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["deals", "customers"])
async def test_the_bar_has_at_most_seven_keys_and_no_action_is_declared_twice(mode: str) -> None:
    async with table(mode) as t:
        actions = t.screen.actions()
        placed = [a.bar for a in actions if a.bar]
        assert sorted(placed) == sorted(set(placed))
        assert set(placed) <= {1, 2, 3, 4, 5, 6, 7}
        ids = [a.id for a in actions]
        assert len(set(ids)) == len(ids)
        for action in actions:
            name = action.call.split("(")[0]
            assert hasattr(t.screen, f"action_{name}") or hasattr(t.app, f"action_{name}"), name


async def test_targets_and_languages() -> None:
    set_language("zh")
    sheets = {
        "Pipeline": deal_rows(),
        "Customers": customer_rows(),
        "Targets": [["Month", "Rep", "Target"], ["2026-12", "张伟", 100000]],
    }
    async with table("targets", MemoryWorkbook(sheets)) as t:
        assert t.shown("rep") == ["张伟"]
        assert t.summary.startswith("目标")


async def test_a_key_remapped_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    workbook = team_workbook()
    async with table(workbook=workbook) as t:
        t.app.set_keymap({"table.delete": "ctrl+k"})
        await t.press("ctrl+k")
        assert t.book.state.pending_count == 1
