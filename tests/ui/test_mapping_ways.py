"""The mapping screen when things go otherwise: files that vanish, strange names, the mouse."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from driving import app_on, running, sample_copy, shown, status, until
from textual.pilot import Pilot
from textual.widgets import OptionList

from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.mapping.panels import ColumnsPanel, TablesPanel
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.mapping import MappingScreen
from salestui.ui.screens.review import ReviewDialog

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALESTUI_CONFIG", str(tmp_path / "config" / "config.toml"))


def drawn(app: SalesApp) -> str:
    """All that is on the terminal."""
    strips = [screen._compositor.render_strips() for screen in app.screen_stack]
    return "".join(segment.text for lines in strips for line in lines for segment in line)


def by_month(path: Path, *names: str) -> Path:
    """A pipeline with a sheet per month."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, name in enumerate(names):
        sheet = workbook.create_sheet(name)
        sheet.append(["Deal ID", "Deal", "Stage", "Amount", "Close date"])
        for n in range(4):
            key = f"D-{number}{n}"
            sheet.append([key, f"Deal {key}", "Lead", 100 * n + 100, date(2026, 10 + number, 5)])
    workbook.save(path)
    return path


async def mapping(app: SalesApp, pilot: Pilot[None]) -> MappingScreen:
    """The mapping screen once its worker is done."""
    await until(pilot, lambda: isinstance(app.book_screen, MappingScreen))
    screen = app.book_screen
    assert isinstance(screen, MappingScreen)
    await until(pilot, lambda: screen.view is not None and all(w.is_finished for w in app.workers))
    return screen


async def test_a_choice_that_cannot_be_shown_is_not_kept(tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    async with running(path) as (app, pilot):
        await pilot.press("m")
        screen = await mapping(app, pilot)
        columns = screen.query_one(ColumnsPanel)
        columns.focus()
        await pilot.press("down")
        shown_before = columns.rows
        content = path.read_bytes()
        path.unlink()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"own column", "enter")
        await until(pilot, lambda: "choose it again" in status(app))
        assert screen.draft is not None
        assert not screen.draft.changed
        assert columns.rows == shown_before
        path.write_bytes(content)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press(*"own column", "enter")
        await until(pilot, lambda: columns.rows[1].field == "")
        assert screen.draft.changed


async def test_esc_without_a_book_goes_back_to_the_question(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["Wer", "Worum"])
    workbook.worksheets[0].append(["Haus", "Vorhaben"])
    workbook.save(tmp_path / "unser.xlsx")
    app = app_on(tmp_path / "unser.xlsx")
    async with app.run_test(size=(80, 24)) as pilot:
        for _time in range(2):
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            await pilot.press("enter")
            await mapping(app, pilot)
            await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert app.current_mode == "home"
        await pilot.press("right", "enter")
        await until(pilot, lambda: app._exit)
    app.opening.workbook.close()


@pytest.mark.parametrize("typed", ["expected_close", "close date", "预计签约", "due"])
async def test_fields_are_found_by_any_of_their_names(tmp_path: Path, typed: str) -> None:
    set_language("zh")
    try:
        async with running(sample_copy(tmp_path)) as (app, pilot):
            await pilot.press("m")
            screen = await mapping(app, pilot)
            screen.query_one(ColumnsPanel).focus()
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            await pilot.press(*typed)
            await pilot.pause()
            dialog = app.screen
            assert isinstance(dialog, ChooseDialog)
            first = dialog.query_one(OptionList).get_option_at_index(0)
            assert str(first.prompt).startswith("预计成交日期")
    finally:
        set_language("en")


async def test_a_name_counts_before_another_word_for_something_else(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        amount = Option("amount", "Amount", also=("expected revenue",))
        app.push_screen(ChooseDialog("", [amount, Option("expected_close", "Close date")]))
        await pilot.press(*"expected")
        await pilot.pause()
        listed = app.screen.query_one(OptionList)
        found = [str(listed.get_option_at_index(n).prompt) for n in range(listed.option_count)]
        assert [text.strip() for text in found] == ["Close date", "Amount"]


async def test_the_review_names_the_sheet_of_a_new_row(tmp_path: Path) -> None:
    async with running(by_month(tmp_path / "team.xlsx", "Oct", "Nov")) as (app, pilot):
        assert app.session is not None
        book = app.session.book
        book.add_rows("new", "deals", [{"name": "Late", "_sheet": "Oct"}, {"name": "Early"}])
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ReviewDialog))
        assert isinstance(app.screen, ReviewDialog)
        late, early = (line.plain for line in app.screen.lines())
        assert late.endswith("Late  new row on Oct")
        assert early.endswith("Early  new row on Nov")


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_names_of_a_workbook_are_text_wherever_they_stand(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = by_month(tmp_path / "team.xlsx", "{red}", "a\x9b2J")
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets:
        sheet["F1"] = "[red]x[/]\x9b31m"
        sheet["F2"] = "[/red]"
    workbook.save(path)
    async with running(path, size) as (app, pilot):
        await pilot.press("m")
        screen = await mapping(app, pilot)
        for panel in (TablesPanel, ColumnsPanel):
            screen.query_one(panel).focus()
            await pilot.press("end")
            await pilot.pause()
            assert not CONTROL.search(drawn(app))
        assert "[red]x[/]\ufffd31m" in drawn(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        assert not CONTROL.search(drawn(app))
        await pilot.press("escape", "2")
        await until(pilot, lambda: app.current_mode == "deals")
        await pilot.press("end")
        await pilot.pause(0.1)
        assert "a\ufffd2J" in drawn(app)
        assert not CONTROL.search(drawn(app))


async def test_a_click_chooses_a_table_and_two_ask_about_a_column(tmp_path: Path) -> None:
    async with running(sample_copy(tmp_path)) as (app, pilot):
        await pilot.press("m")
        screen = await mapping(app, pilot)
        tables, columns = screen.query_one(TablesPanel), screen.query_one(ColumnsPanel)
        await pilot.click(tables, offset=(5, 2))
        await pilot.pause()
        assert tables.current == tables.rows[1]
        assert columns.of == tables.rows[1].title
        await pilot.click(columns, offset=(5, 3), times=2)
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))


async def test_the_size_may_change_while_a_workbook_is_read(tmp_path: Path) -> None:
    app = app_on(sample_copy(tmp_path))
    async with app.run_test(size=(140, 40)) as pilot:
        for size in ((80, 24), (200, 60), (60, 15), (120, 30)):
            await pilot.resize_terminal(*size)
        await until(pilot, lambda: shown(app))
        assert app.screen.size == (120, 30)
        assert app.fault is None
    app.opening.workbook.close()
