"""The dashboard in a real browser: it is drawn, keys work, edits land, nobody else is asked."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from browsing import BROWSER, PATIENCE, Dashboard, browser, opened, serving, until
from driving import sample_copy
from playwright.sync_api import Browser

pytestmark = [
    pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed"),
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
]

TODAY = "--as-of=2026-11-21"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as launched:
        yield launched


def amount(path: Path) -> object:
    return openpyxl.load_workbook(path)["Deals"]["E2"].value


def go_to_amount(page: Dashboard) -> None:
    page.wait_for("Key figures")
    page.press("2")
    page.wait_for("Pipeline  ·")
    page.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight")


def type_amount(page: Dashboard) -> None:
    """As fast as keys can come: each waits in the dashboard for the one before."""
    page.press("e", "Control+u")
    page.type("1.2m")
    page.press("Enter")
    page.wait_for("1 pending")


def test_the_page_shows_the_workbook_and_asks_nobody_else(
    chromium: Browser, tmp_path: Path
) -> None:
    path = sample_copy(tmp_path)
    with serving(path, TODAY) as served, opened(chromium, served.url) as page:
        page.wait_for("Key figures")
        page.wait_for(path.name)
        assert "Open it again" not in page.page.inner_text("body")
        page.press("2")
        page.wait_for("Pipeline  ·")
        assert "Key figures" not in page.shown()
        page.press("?")
        page.wait_for("All commands")
        page.press("Escape")
        page.page.set_viewport_size({"width": 800, "height": 500})
        until(lambda: len(page.shown().splitlines()) < 30, page.shown)
        assert {urlsplit(url).netloc for url in page.asked} == {urlsplit(served.url).netloc}
        assert page.faults == []


def test_an_edit_lands_in_the_workbook(chromium: Browser, tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    with serving(path, TODAY) as served, opened(chromium, served.url) as page:
        go_to_amount(page)
        type_amount(page)
        assert amount(path) != 1_200_000
        page.press("Control+s")
        page.wait_for("enter")
        page.press("Enter")
        page.wait_for("1 change saved")
        assert amount(path) == 1_200_000


def test_read_only_refuses_edits(chromium: Browser, tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    before = path.read_bytes()
    with serving(path, TODAY, "--read-only") as served, opened(chromium, served.url) as page:
        go_to_amount(page)
        page.wait_for("read only")
        page.press("e")
        page.wait_for("This dashboard only looks")
    assert path.read_bytes() == before


def test_an_export_comes_to_the_browser(chromium: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "served"
    folder.mkdir()
    path = sample_copy(folder)
    with serving(path, TODAY) as served, opened(chromium, served.url) as page:
        go_to_amount(page)
        page.press("x")
        page.wait_for("Export what is shown to")
        assert str(folder) not in page.shown()
        page.press("Control+u")
        page.type("/tmp/up one 表.csv")
        page.wait_for("up one 表.csv")
        with page.page.expect_download() as download:
            page.press("Enter")
        assert download.value.suggested_filename == "up one 表.csv"
        saved = tmp_path / "saved.csv"
        download.value.save_as(saved)
        assert "Deal" in saved.read_text("utf-8-sig").splitlines()[0]
        page.wait_for("in your browser's downloads")
    assert [p.name for p in folder.iterdir()] == [path.name]


def test_two_pages_on_one_workbook_see_each_other(chromium: Browser, tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    with (
        serving(path, TODAY) as served,
        opened(chromium, served.url) as mine,
        opened(chromium, served.url) as theirs,
    ):
        go_to_amount(mine)
        go_to_amount(theirs)
        assert len(served.dashboards()) == 2
        type_amount(mine)
        assert "pending" not in theirs.shown()
        mine.press("Control+s")
        mine.wait_for("enter")
        mine.press("Enter")
        mine.wait_for("1 change saved")
        theirs.wait_for("1,200,000")


def test_what_a_closed_page_left_unsaved_is_offered_to_the_next(
    chromium: Browser, tmp_path: Path
) -> None:
    path = sample_copy(tmp_path)
    with serving(path, TODAY) as served:
        with opened(chromium, served.url) as page:
            go_to_amount(page)
            type_amount(page)
        until(lambda: not served.dashboards())
        with opened(chromium, served.url) as page:
            page.wait_for("was not saved")
            page.press("Enter")
            page.wait_for("1 pending")


def test_ctrl_c_ends_the_dashboards_and_says_nothing(chromium: Browser, tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    with serving(path, TODAY) as served, opened(chromium, served.url) as page:
        page.wait_for("Key figures")
        (dashboard,) = served.dashboards()
        served.process.send_signal(signal.SIGINT)
        out, err = served.process.communicate(timeout=PATIENCE)
        assert (served.process.returncode, out, err) == (0, "", "")
        assert not Path(f"/proc/{dashboard}").exists()
        page.page.get_by_text("The dashboard was closed.").wait_for()


def test_leaving_the_dashboard_closes_the_page(chromium: Browser, tmp_path: Path) -> None:
    with serving(sample_copy(tmp_path), TODAY) as served, opened(chromium, served.url) as page:
        page.wait_for("Key figures")
        page.press("Control+q")
        page.page.get_by_text("The dashboard was closed.").wait_for()
        page.page.get_by_text("Open it again").click()
        page.wait_for("Key figures")


def test_a_workbook_that_is_gone_by_then_closes_the_page(chromium: Browser, tmp_path: Path) -> None:
    path = sample_copy(tmp_path)
    with serving(path, TODAY) as served:
        path.unlink()
        with opened(chromium, served.url) as page:
            page.page.get_by_text("The dashboard was closed.").wait_for()
