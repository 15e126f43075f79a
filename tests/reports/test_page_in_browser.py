"""Reports as pages in a real browser: nothing is asked for, nothing overflows, all is printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from report_documents import whole

from salestui.reports.page import html

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, _NAMES)), None)
PATIENCE = 90_000
"""Milliseconds that a slow machine gets for anything."""

A4 = 680
"""CSS pixels between the margins of a page."""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed")


@dataclass
class Looked:
    """A page, what it asked for, and what the browser complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def colour(self, selector: str, name: str) -> str:
        script = f"e => getComputedStyle(e).getPropertyValue('{name}')"
        return str(self.page.locator(selector).first.evaluate(script))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=BROWSER, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(html(whole()), encoding="utf-8")
    return path


@pytest.fixture
def look(chromium: Browser, report: Path) -> Iterator[Looked]:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page.set_default_timeout(PATIENCE)
    looked = Looked(page)
    page.on("request", lambda request: looked.asked.append(request.url))
    page.on("console", lambda said: looked.complaints.append(said.text))
    page.on("pageerror", lambda fault: looked.complaints.append(str(fault)))
    page.goto(report.as_uri())
    yield looked
    page.close()


def test_nothing_is_asked_for_and_nothing_is_complained_of(look: Looked, report: Path) -> None:
    assert look.asked == [report.as_uri()]
    assert look.complaints == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_width_overflows(look: Looked, width: int) -> None:
    look.page.set_viewport_size({"width": width, "height": 800})
    assert look.width() <= width


def test_nothing_overflows_on_paper(look: Looked) -> None:
    look.page.set_viewport_size({"width": A4, "height": 900})
    look.page.emulate_media(media="print")
    assert look.width() <= A4


def test_charts_take_the_colours_of_light_and_dark(look: Looked) -> None:
    bar = "svg path[fill='var(--bar)']"
    assert look.colour(bar, "fill") == "rgb(59, 110, 165)"
    look.page.emulate_media(color_scheme="dark")
    assert look.colour(bar, "fill") == "rgb(110, 163, 219)"
    assert look.colour("body", "background-color") == "rgb(20, 24, 29)"


def test_paper_is_light_whatever_the_screen_is(look: Looked) -> None:
    look.page.emulate_media(color_scheme="dark", media="print")
    assert look.colour("body", "color") == "rgb(31, 41, 51)"


def test_it_is_printed_on_pages(look: Looked) -> None:
    assert look.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_charts_and_tables_are_named_for_who_cannot_see_them(look: Looked) -> None:
    assert look.page.get_by_role("img", name="South is ahead, West far behind.").count() == 1
    assert look.page.get_by_role("table", name="Teams").count() == 1
    assert look.page.get_by_role("rowheader", name="West").count() == 1


@pytest.mark.parametrize(("width", "wide"), [(1280, True), (390, False)])
def test_a_chart_without_a_neighbour_takes_the_whole_width(
    look: Looked, width: int, wide: bool
) -> None:
    look.page.set_viewport_size({"width": width, "height": 800})
    seen = [one for one in look.page.get_by_role("img").all() if one.is_visible()]
    assert len(seen) == 6
    shown = look.page.locator(".whole-width svg").first
    assert shown.is_visible() == wide
    if wide:
        box, section = shown.bounding_box(), look.page.locator("section").first.bounding_box()
        assert box is not None and section is not None
        assert box["width"] == pytest.approx(section["width"], abs=2)
