"""The count of problems follows edits, and is never worked out on the event loop."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from driving import running, sample_copy, until

from salestui.book import state as book_state
from salestui.book.checks.checking import checked
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.widgets.headline import Headline


async def test_edits_are_checked_in_a_worker_and_the_count_appears(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    check = checked

    def watched(*args: object) -> object:
        threads.append(threading.current_thread())
        return check(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(book_state, "checked", watched)
    async with running(sample_copy(tmp_path)) as (app, pilot):
        session, screen = app.session, app.book_screen
        assert session is not None and isinstance(screen, DashboardScreen)
        headline = screen.query_one(Headline)
        before = session.state.doubts
        row = int(session.state.entities["deals"].live["_id"][0])
        session.book.set_values("wrong", "deals", [(row, "probability", 7.0)])
        app.publish()
        screen.action_show_panel("funnel")  # draws the tabs while the check is under way
        await until(pilot, lambda: f"{before + 1} cell" in str(headline.border_subtitle))
        assert session.state.doubts == before + 1
    assert len(threads) >= 2
    assert threading.main_thread() not in threads
