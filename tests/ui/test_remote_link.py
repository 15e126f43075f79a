"""How a workbook elsewhere is reached: what is said of it, how often it is looked at."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from driving import shown, status, until
from remote_support import (
    AMOUNT,
    FAST,
    NEVER,
    READ_AT,
    RemoteWorkbook,
    no_network,
    pending,
    remote_app,
    running_on,
    set_amount,
)

from adapters.errors import NotFound, Notice, Offline
from adapters.outlines import Outline
from adapters.protocol import Link, WriteAccess
from salestui.i18n import set_language
from salestui.ui.app import SalesApp
from salestui.ui.pace import Pace
from salestui.ui.screens.dialogs import AskDialog, ErrorDialog
from salestui.ui.screens.table import TableScreen
from salestui.ui.widgets.header import HeaderBar
from salestui.ui.widgets.status import StatusLine
from salestui.views.link_text import LinkText, link_text, offline_text


@pytest.fixture
def book() -> RemoteWorkbook:
    return RemoteWorkbook()


def said(online: bool = True, old: timedelta = timedelta(), waiting: int = 0) -> LinkText:
    return link_text(Link(online, READ_AT, 12), waiting, READ_AT + old)


@pytest.mark.parametrize(
    ("old", "words"),
    [
        (timedelta(seconds=23.9), "data 23 s old · 12/min"),
        (timedelta(seconds=-5), "data 0 s old · 12/min"),
        (timedelta(seconds=60), "data 1 min old · 12/min"),
    ],
)
def test_online_the_age_and_the_requests_are_told(old: timedelta, words: str) -> None:
    text = said(old=old)
    assert (text.line, text.badge, text.troubled) == (words, "", False)


def test_after_an_hour_the_time_of_day_is_told() -> None:
    here = READ_AT.astimezone()
    text = link_text(Link(True, READ_AT, 0), 0, READ_AT + timedelta(days=2))
    assert text.line == f"data of {here:%Y-%m-%d %H:%M} · 0/min"
    noon = here.replace(hour=12)
    text = link_text(Link(True, noon - timedelta(hours=2), 0), 0, noon)
    assert text.line == f"data of {noon - timedelta(hours=2):%H:%M} · 0/min"


def test_offline_what_waits_is_told_first() -> None:
    text = said(online=False, waiting=3)
    assert text.line.startswith("offline · 3 edits wait · data of ")
    assert (text.short, text.badge, text.troubled) == ("offline · 3 edits wait", "offline", True)
    assert said(online=False).short == "offline"


def test_refused_edits_and_a_lost_account_are_told() -> None:
    link = Link(True, READ_AT, 12)
    refused = link_text(link, 1, READ_AT, refused=True)
    assert refused.line == "1 edit waits · data 0 s old · 12/min"
    assert refused.troubled
    lost = link_text(Link(False, READ_AT, 0, disconnected=True), 1, READ_AT)
    assert lost.line.startswith("reconnect: salestui connect · 1 edit waits")


def test_before_anything_was_read_no_age_is_told() -> None:
    link = Link(False, None, 0)
    assert link_text(link, 0, READ_AT).line == "offline"
    assert link_text(replace(link, online=True), 0, READ_AT).line == "0/min"
    assert offline_text(link, READ_AT) == "Offline."


def test_pauses_double_up_to_the_longest() -> None:
    pace = Pace()
    pauses = [pace.pause(failures) for failures in (1, 2, 3, 4, 5, 6, 7, 1000)]
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]


async def test_started_offline_the_last_data_is_shown_and_said_to_be(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    book.away = no_network()
    async with running_on(book, tmp_path) as (app, pilot):
        await until(pilot, lambda: "Offline: shown is the data of 2026-11-20" in status(app))
        assert "offline" in str(app.screen.query_one(HeaderBar).render())
        set_amount(app, 4321.0)
        await until(pilot, lambda: book.commits_tried >= 1)
        book.away = None
        await until(pilot, lambda: book.cell(*AMOUNT) == 4321.0)


async def test_started_offline_with_nothing_kept_it_can_be_tried_again(
    book: RemoteWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_kept() -> Outline:
        raise Offline("The server is not reached.")

    app = remote_app(book, tmp_path)
    async with app.run_test() as pilot:
        with monkeypatch.context() as away:
            away.setattr(book, "outline", nothing_kept)
            await until(pilot, lambda: isinstance(app.screen, AskDialog))
            first = app.screen
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is not first and _asks(app))
        await pilot.press("enter")
        await until(pilot, lambda: shown(app))
    assert app.unopened is None


async def test_started_offline_with_nothing_kept_it_ends_with_the_reason(
    book: RemoteWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_kept() -> Outline:
        raise Offline("The server is not reached.")

    monkeypatch.setattr(book, "outline", nothing_kept)
    app = remote_app(book, tmp_path)
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("escape")
        await until(pilot, lambda: not app.is_running)
    assert isinstance(app.unopened, Offline)


async def test_leaving_does_not_wait_for_a_network_that_hangs(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    book.holding.clear()
    async with running_on(book, tmp_path) as (app, pilot):
        set_amount(app, 4321.0)
        await until(pilot, lambda: bool(book.commits_tried))
        await pilot.press("ctrl+q")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not app.is_running)
        hanging = [one for one in threading.enumerate() if one.name == "salestui-file"]
        assert hanging and all(one.daemon for one in hanging)
    assert book.closed
    book.holding.set()


def _asks(app: SalesApp) -> bool:
    return isinstance(app.screen, AskDialog)


async def test_read_again_offline_says_so_and_opens_no_dialog(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, look=NEVER)) as (app, pilot):
        book.away = no_network()
        await pilot.press("r")
        await until(pilot, lambda: "Offline: shown is the data of" in status(app))
        assert not isinstance(app.screen, ErrorDialog)


async def test_a_workbook_that_is_gone_is_said_once(book: RemoteWorkbook, tmp_path: Path) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.away = NotFound("The spreadsheet is in the trash.")
        await until(pilot, lambda: "in the trash" in status(app))
        app.say("")
        looks = book.looks
        await until(pilot, lambda: book.looks > looks + 3)
        assert "in the trash" not in status(app)


async def test_what_is_wrong_with_what_is_reached_is_said_once(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        book.trouble = Notice("It is in the trash.")
        await until(pilot, lambda: "in the trash" in status(app))
        app.say("")
        looks = book.looks
        await until(pilot, lambda: book.looks > looks + 3)
        assert "in the trash" not in status(app)


async def test_where_nothing_may_be_changed_edits_are_refused_at_once(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    book.access = WriteAccess(False, Notice("This key can only read."))
    async with running_on(book, tmp_path) as (app, pilot):
        await until(pilot, lambda: "read only" in str(app.screen.query_one(HeaderBar).render()))
        await pilot.press("2")
        await until(
            pilot, lambda: isinstance(app.screen, TableScreen) and app.screen.view is not None
        )
        for key in ("e", "n", "d"):
            app.say("")
            await pilot.press(key)
            await until(pilot, lambda: "This key can only read." in status(app))
        assert pending(app) == 0


def looks_of(app: SalesApp) -> Callable[[], int]:
    """Counts the moments at which it might be looked at: each shows the link first."""
    count, show = itertools.count(1), app.show_link
    seen = 0

    def counted() -> None:
        nonlocal seen
        seen = next(count)
        show()

    app.show_link = counted  # type: ignore[method-assign]
    return lambda: seen


async def test_unattended_it_is_looked_at_rarely_and_at_once_when_somebody_is_back(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path, replace(FAST, idle_look=NEVER)) as (app, pilot):
        await until(pilot, lambda: book.looks > 2)
        app.app_focus = False
        ticks = looks_of(app)
        await until(pilot, lambda: ticks() > 2)
        looks = book.looks
        await until(pilot, lambda: ticks() > 8)
        assert book.looks == looks
        app.app_focus = True
        await until(pilot, lambda: book.looks > looks)


async def test_idle_it_is_looked_at_rarely_until_a_key(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    now = 0.0
    pace = replace(FAST, idle_look=NEVER)
    async with running_on(book, tmp_path, pace, clock=lambda: now) as (app, pilot):
        await until(pilot, lambda: book.looks > 2)
        now = pace.idle_after
        ticks = looks_of(app)
        await until(pilot, lambda: ticks() > 2)
        looks = book.looks
        await until(pilot, lambda: ticks() > 8)
        assert book.looks == looks
        await pilot.press("down")
        await until(pilot, lambda: book.looks > looks)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_at_80_columns_message_and_link_share_the_line(
    book: RemoteWorkbook, tmp_path: Path, language: str
) -> None:
    set_language(language)
    pace = replace(FAST, look=NEVER, first_pause=NEVER, longest_pause=NEVER)
    async with running_on(book, tmp_path, pace, size=(80, 24)) as (app, pilot):
        await until(pilot, lambda: shown(app))
        line = app.screen.query_one(StatusLine)
        text = LinkText("", "data 23 s old · 12/min", "data 23 s old", False)
        line.stand(text)
        app.say("short")
        assert str(line.render()).startswith("short ")
        assert str(line.render()).endswith("data 23 s old · 12/min")
        app.say("x" * 60)
        assert str(line.render()).endswith("x" + " " * 5 + "data 23 s old")
        app.say("x" * 70)
        assert "data" not in str(line.render())
        await pilot.pause()


async def test_the_line_is_written_only_when_its_text_changes(
    book: RemoteWorkbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.read_at = datetime.now().astimezone() - timedelta(minutes=5)
    async with running_on(book, tmp_path) as (app, pilot):
        await until(pilot, lambda: "data 5 min old" in status(app))
        line = app.screen.query_one(StatusLine)
        written: list[object] = []
        monkeypatch.setattr(line, "update", lambda content, **_: written.append(content))
        looks = book.looks
        await until(pilot, lambda: book.looks > looks + 5)
        assert written == []


async def test_leaving_with_nothing_waiting_asks_nothing(
    book: RemoteWorkbook, tmp_path: Path
) -> None:
    async with running_on(book, tmp_path) as (app, pilot):
        await pilot.press("ctrl+q")
        await until(pilot, lambda: not app.is_running)
    assert book.closed
