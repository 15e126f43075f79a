"""Where the period lands is one figure, wherever it is shown: five places over both samples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from driving import until

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import Settings
from salestui.book.snapshots.store import SnapshotStore
from salestui.cli.main import main
from salestui.config import Config
from salestui.locations import snapshots_dir
from salestui.metrics.reasons import RANGE_AWAITED
from salestui.metrics.select import CLOSED, OPEN, within
from salestui.model.focus import EVERYTHING, parse_scope
from salestui.model.period import parse_period
from salestui.ui.app import SalesApp
from salestui.ui.forecast.screen import ForecastScreen
from salestui.ui.home.area_panel import AreaPanel
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.figures import completed, figured
from salestui.ui.session import Look
from salestui.ui.widgets.headline import Headline, words
from salestui.views.inputs import inputs_of
from salestui.views.past.archive import Archive
from sample_workbooks import AS_OF, sample

ENDS = {"landing": "landing", "low": "landing_low", "high": "landing_high"}
pytestmark = pytest.mark.inventory(67)


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A sample whose last two quarters have their first days kept, so that slip rates are known."""
    copied = tmp_path / "team.xlsx"
    copied.write_bytes(sample(request.param).read_bytes())
    keep(copied, "2026-Q2")
    keep(copied, "2026-Q3")
    return copied


def keep(path: Path, quarter: str) -> None:
    """Keep a quarter's first day: what was won or lost in it was open then."""
    period = parse_period(quarter)
    assert period is not None
    workbook = open_workbook(str(path), path.parent / "state")
    book = Book(workbook, Settings(AS_OF))
    try:
        book.load()
        facts = inputs_of(book.state).facts
        stage = facts.filter(OPEN)["stage"][0]
        closed = facts.filter(CLOSED & within("expected_close", period))
        book.set_values("then", "deals", [(row, "stage", stage) for row in closed["_id"]])
        day = period.start
        moment = datetime(day.year, day.month, day.day, 18).astimezone()
        SnapshotStore(snapshots_dir(), workbook.location, lambda: moment).keep(book.state)
    finally:
        book.close()


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main([*arguments, "--as-of", AS_OF.isoformat(), "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def of_forecast(figures: Mapping[str, float | None]) -> dict[str, float | None]:
    return {key: figures[key] for key in ENDS}


def ready(app: SalesApp) -> bool:
    """Whether the home shows the range and its small panel of the forecast."""
    screen = app.book_screen
    if not isinstance(screen, DashboardScreen) or screen.view is None:
        return False
    panel = screen.query_one("#forecast", AreaPanel)
    return screen.view.figures.kpis["landing_low"].value is not None and bool(panel.rows)


@pytest.mark.parametrize(
    ("path", "scope"), [("en", ""), ("en", "team:Growth"), ("zh", "")], indirect=["path"]
)
async def test_home_forecast_and_both_commands_say_one_figure(
    path: Path, scope: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--scope", scope] if scope else []
    kpis = told(capsys, "kpi", str(path), *asked)["kpis"]
    command = told(capsys, "forecast", str(path), *asked)
    wanted = of_forecast(command["lines"][0]["figures"])
    assert {key: kpis[name]["value"] for key, name in ENDS.items()} == wanted
    low, landing, high = (wanted[key] for key in ("low", "landing", "high"))
    assert low is not None and landing is not None and high is not None and low < high
    assert 0 < max(command["slips"]) < 1

    workbook = open_workbook(str(path), path.parent / "state")
    focus = (parse_scope(scope) if scope else None) or EVERYTHING
    opening = Opening(workbook, AS_OF, focus=focus, snapshots=snapshots_dir())
    app = SalesApp(opening, Config())
    try:
        async with app.run_test(size=(200, 60)) as pilot:
            await until(pilot, lambda: ready(app))
            home = app.book_screen
            assert isinstance(home, DashboardScreen) and home.view is not None
            figures = home.view.figures.kpis
            assert {key: figures[name].value for key, name in ENDS.items()} == wanted
            money = home.view.style.money
            said = home.query_one(Headline).text_lines(170)[0].plain
            assert f"P10 {money(low)}" in said and f"P90 {money(high)}" in said
            panel = {row.key: row for row in home.query_one("#forecast", AreaPanel).rows}
            assert panel["landing"].value == money(landing)
            assert panel["middle"].said == f"{money(low)} – {money(high)}"
            await pilot.press("9")
            await until(pilot, lambda: forecast_shown(app))
            screen = app.book_screen
            assert isinstance(screen, ForecastScreen) and screen.view is not None
            line = screen.view.figures.lines[0].figures
            assert of_forecast({key: figure.value for key, figure in line.items()}) == wanted
    finally:
        workbook.close()


def forecast_shown(app: SalesApp) -> bool:
    screen = app.book_screen
    return isinstance(screen, ForecastScreen) and screen.view is not None


@pytest.mark.parametrize("path", ["en"], indirect=True)
async def test_after_an_edit_no_older_range_is_shown_and_nothing_moves(path: Path) -> None:
    """The first answer keeps the range's place; the second has the range of the edited deals."""
    workbook = open_workbook(str(path), path.parent / "state")
    book = Book(workbook, Settings(AS_OF))
    try:
        book.load()
        period = parse_period("2026-Q4")
        assert period is not None
        archive = Archive(SnapshotStore(snapshots_dir(), workbook.location))

        def look() -> Look:
            return Look(book.state, EVERYTHING, period, AS_OF)

        before = completed(figured(look(), None), archive)
        facts = before.made.inputs.facts
        row = facts.filter(OPEN & within("expected_close", period))["_id"][0]
        book.set_values("edit", "deals", [(row, "amount", 400_000.0)])
        first = figured(look(), before.made)
        reason = first.view.figures.kpis["landing_low"].reason
        assert reason is not None and reason.text == RANGE_AWAITED
        again = completed(first, archive, before.forecast)
        scratch = completed(figured(look(), None), archive)
        for key in ("landing_low", "landing_high"):
            assert again.view.figures.kpis[key] == scratch.view.figures.kpis[key]
        assert again.view.headline.landing != before.view.headline.landing
        for width in (50, 80, 110, 200):
            awaited, there = (
                [line.plain for line in words(found.view.headline, None, width)]
                for found in (first, again)
            )
            assert [len(line) for line in awaited] == [len(line) for line in there]
            assert [line.split("(P10")[0] for line in awaited] == [
                line.split("(P10")[0] for line in there
            ]
    finally:
        book.close()
