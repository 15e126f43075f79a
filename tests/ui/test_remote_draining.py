"""Edits of a workbook elsewhere: sent by themselves, kept while it is away, refused one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from driving import status, until
from remote_support import (
    AMOUNT,
    FAST,
    NEVER,
    RemoteWorkbook,
    no_network,
    pending,
    remote_app,
    running_on,
    said_by,
    set_amount,
)

from adapters.errors import Disconnected, ReadOnly, StaleRevision
from salestui.ui.screens.conflicts import ConflictsDialog
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog
from salestui.ui.widgets.header import HeaderBar

NO_RETRY = replace(FAST, look=NEVER, first_pause=NEVER, longest_pause=NEVER)


@pytest.fixture
def book() -> RemoteWorkbook:
    return RemoteWorkbook()


def header(app: object) -> str:
    return str(app.screen.query_one(HeaderBar).render())  # type: ignore[attr-defined]


async def test_an_edit_is_sent_by_itself(book: RemoteWorkbook, tmp_path: Path) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        set_amount(app, 4321.0)
        await until(pilot, lambda: not pending(app))
        assert book.cell(*AMOUNT) == 4321.0
        await until(pilot, lambda: "1 edit sent." in status(app))
        assert "waiting" not in header(app)


async def test_edits_made_meanwhile_go_with_the_next_sending(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.holding.clear()
        set_amount(app, 1.0)
        await until(pilot, lambda: book.commits_tried == 1)
        set_amount(app, 2.0)
        set_amount(app, 3.0, row=1)
        assert "2 waiting" in header(app)
        book.holding.set()
        await until(pilot, lambda: not pending(app))
        assert book.commits_tried == 2
        assert (book.cell(*AMOUNT), book.cell("Pipeline", 3, 5)) == (2.0, 3.0)


async def test_edits_of_one_moment_are_one_commit(book: RemoteWorkbook, tmp_path: Path) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        for row in range(3):
            set_amount(app, 10.0 + row, row)
        await until(pilot, lambda: not pending(app))
        assert book.commits_tried == 1
        await until(pilot, lambda: "3 edits sent." in status(app))


async def test_away_edits_wait_without_a_dialog_and_go_when_it_is_seen_again(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    pace = replace(FAST, first_pause=NEVER, longest_pause=NEVER)
    async with running_on(book, tmp_path, pace) as (app, pilot):
        said: list[str] = []
        app.say = said_by(app, said)  # type: ignore[method-assign]
        book.away = no_network()
        set_amount(app, 1.0)
        await until(pilot, lambda: book.commits_tried == 1)
        set_amount(app, 2.0, row=1)
        looks = book.looks
        await until(pilot, lambda: book.looks > looks + 3)
        assert not isinstance(app.screen, AskDialog | ErrorDialog)
        assert book.commits_tried == 1
        assert sum("not reached" in text for text in said) == 1
        assert "offline" in header(app)
        app.say("")
        assert "offline · 2 edits wait · data of 2026-11-20" in status(app)
        book.away = None
        await until(pilot, lambda: not pending(app))
        assert book.cell(*AMOUNT) == 1.0
        await until(pilot, lambda: "2 edits sent." in status(app))
        assert "offline" not in header(app)


async def test_sending_is_tried_again_without_any_look(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, look=NEVER)) as (app, pilot):
        book.away = no_network()
        set_amount(app, 1.0)
        await until(pilot, lambda: book.commits_tried >= 3)
        book.away = None
        await until(pilot, lambda: not pending(app))


async def test_ctrl_s_sends_at_once(book: RemoteWorkbook, tmp_path: Path) -> None:
    async with running_on(book, tmp_path, replace(FAST, send=NEVER)) as (app, pilot):
        set_amount(app, 1.0)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not pending(app))
        await until(pilot, lambda: "1 edit sent." in status(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing to save" in status(app))


async def test_a_refused_edit_is_named_once_and_holds_up_no_other(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        said: list[str] = []
        app.say = said_by(app, said)  # type: ignore[method-assign]
        book.refusing.add(AMOUNT)
        for row in range(4):
            set_amount(app, 10.0 + row, row)
        await until(pilot, lambda: pending(app) == 1)
        assert [book.cell("Pipeline", row, 5) for row in (3, 4, 5)] == [11.0, 12.0, 13.0]
        await until(pilot, lambda: "Not accepted" in status(app))
        tried, looks = book.commits_tried, book.looks
        await until(pilot, lambda: book.looks > looks + 3)
        assert book.commits_tried == tried
        assert sum("This cell is protected." in text for text in said) == 1
        app.say("")
        assert "1 edit waits" in status(app)

        set_amount(app, 5.0, row=4)  # another edit goes, and does not ask for this one again
        await until(pilot, lambda: book.cell("Pipeline", 6, 5) == 5.0)
        await until(pilot, lambda: pending(app) == 1)
        assert sum("This cell is protected." in text for text in said) == 1


async def test_a_refused_edit_is_tried_again_once_the_sheet_changed(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.refusing.add(AMOUNT)
        set_amount(app, 10.0)
        await until(pilot, lambda: "Not accepted" in status(app))
        book.refusing.clear()
        book.edit("Pipeline", 3, 2, "Metro phase 3")
        await until(pilot, lambda: not pending(app))
        assert book.cell(*AMOUNT) == 10.0


async def test_read_only_holds_everything_and_does_not_loop(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.away = ReadOnly("Only its owner may write.", "Ask for the right to edit.")
        set_amount(app, 10.0)
        await until(pilot, lambda: "Only its owner may write." in status(app))
        looks = book.looks
        await until(pilot, lambda: book.looks > looks + 3)
        assert (book.commits_tried, pending(app)) == (1, 1)


async def test_an_account_that_is_not_accepted_is_told_all_the_time(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.away = Disconnected("The access was revoked.")
        set_amount(app, 10.0)
        await until(pilot, lambda: "The access was revoked." in status(app))
        assert "reconnect" in header(app)
        app.say("")
        assert "reconnect: salestui connect · 1 edit waits" in status(app)
        book.away = None
        await until(pilot, lambda: not pending(app))
        assert "reconnect" not in header(app)


async def test_a_conflict_waits_marked_while_others_flow(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, look=NEVER)) as (app, pilot):
        book.edit(*AMOUNT, 77.0)
        set_amount(app, 10.0)
        set_amount(app, 11.0, row=1)
        await until(pilot, lambda: book.cell("Pipeline", 3, 5) == 11.0)
        await until(pilot, lambda: "1 conflict waits for your word." in status(app))
        assert not isinstance(app.screen, ConflictsDialog)
        assert book.cell(*AMOUNT) == 77.0
        assert "1 conflict" in header(app)
        set_amount(app, 12.0, row=2)
        await until(pilot, lambda: book.cell("Pipeline", 4, 5) == 12.0)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))


async def test_others_changes_are_shown_without_a_word_on_reading(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        said: list[str] = []
        app.say = said_by(app, said)  # type: ignore[method-assign]
        book.edit(*AMOUNT, 77.0)
        await until(pilot, lambda: any("The workbook changed" in text for text in said))
        assert not any("Reading again" in text for text in said)
        assert app.session is not None
        assert app.session.state.entities["deals"].value(0, "amount") == 77.0


async def test_a_sheet_that_keeps_changing_is_tried_again(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, look=NEVER)) as (app, pilot):
        book.away = StaleRevision("Changed meanwhile.")
        set_amount(app, 10.0)
        await until(pilot, lambda: book.commits_tried > 5)
        book.away = None
        await until(pilot, lambda: not pending(app))


async def test_undoing_what_waits_leaves_nothing_to_send(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, send=NEVER)) as (app, pilot):
        set_amount(app, 10.0)
        await pilot.press("u")
        await until(pilot, lambda: not pending(app))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "Nothing to save" in status(app))
        assert book.commits_tried == 0


async def test_leaving_with_an_edit_on_its_way_sends_it_first(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, send=NEVER)) as (app, pilot):
        set_amount(app, 10.0)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert book.cell(*AMOUNT) == 10.0


async def test_leaving_offline_says_that_edits_wait_and_the_next_start_sends_them(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, NO_RETRY) as (app, pilot):
        book.away = no_network()
        set_amount(app, 10.0)
        await until(pilot, lambda: book.commits_tried == 1)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
    assert book.cell(*AMOUNT) != 10.0

    book.away = None
    app = remote_app(book, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: book.cell(*AMOUNT) == 10.0)
        assert not isinstance(app.screen, AskDialog)


async def test_what_was_left_and_conflicts_now_is_asked_about(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, NO_RETRY) as (app, pilot):
        book.away = no_network()
        set_amount(app, 10.0)
        await until(pilot, lambda: book.commits_tried == 1)
    book.away = None
    book.edit(*AMOUNT, 77.0)
    app = remote_app(book, tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, ConflictsDialog))
    assert book.cell(*AMOUNT) == 77.0


async def test_a_second_ctrl_q_does_not_wait_for_the_network(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.holding.clear()
        set_amount(app, 10.0)
        await until(pilot, lambda: book.commits_tried == 1)
        await pilot.press("ctrl+q")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        book.holding.set()
        await until(pilot, lambda: not pending(app))
