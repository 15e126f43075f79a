"""The dashboard over a real workbook: figures in every panel, filters, keys, sizes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

import salestui.ui
from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME
from salestui.ui.actions import APP_ACTIONS, bindings
from salestui.ui.screens.dashboard import DashboardScreen
from salestui.ui.screens.explain import ExplainDialog, sheet_text
from salestui.ui.screens.figures import Figured
from salestui.ui.session import Session
from salestui.ui.starting import book_of, start_session
from salestui.ui.widgets.attainment import AttainmentPanel
from salestui.ui.widgets.attention import AttentionPanel
from salestui.ui.widgets.funnel import FunnelPanel
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel import Panel
from sample_workbooks import AS_OF, sample


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    folder = tmp_path_factory.mktemp("book")
    path = folder / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    workbook = open_workbook(str(path), folder / "state")
    try:
        opening = Opening(workbook, AS_OF)
        yield start_session(book_of(opening), opening)
    finally:
        workbook.close()


@pytest.fixture
def session(opened: Session) -> Session:
    return Session(opened.book, opened.period, opened.as_of)


class Host(App[None]):
    """The dashboard in an app that does what the real one does for it."""

    CSS_PATH = Path(salestui.ui.__file__).parent / "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012
    BINDINGS = [*bindings(APP_ACTIONS)]  # noqa: RUF012

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.went: list[tuple[object, ...]] = []
        self.board = DashboardScreen()

    def on_mount(self) -> None:
        self.push_screen(self.board)

    def narrow(self, focus: Focus) -> None:
        self.session.focus = focus
        self.board.sync(self.session)

    def action_clear_focus(self) -> None:
        self.narrow(EVERYTHING)

    def action_go(self, mode: str) -> None:
        self.went.append(("go", mode))

    def open_row(self, entity: str, row: int) -> None:
        self.went.append((entity, row))


@asynccontextmanager
async def shown(
    session: Session, size: tuple[int, int] = (140, 40)
) -> AsyncIterator[tuple[Host, Pilot[None]]]:
    app = Host(session)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.board.sync(session)
        await settled(app, pilot)
        yield app, pilot


async def settled(app: Host, pilot: Pilot[None]) -> None:
    await pilot.pause()
    while not all(worker.is_finished for worker in app.workers):  # a new look cancels some
        await pilot.pause(0.01)
    await pilot.pause()
    await pilot.pause()


async def press(app: Host, pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(app, pilot)


def text_of(app: Host) -> str:
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


@pytest.mark.parametrize("size", [(140, 40), (120, 36), (200, 60), (100, 30)])
async def test_every_panel_shows_the_book(session: Session, size: tuple[int, int]) -> None:
    async with shown(session, size) as (app, _pilot):
        text = text_of(app)
        for wanted in ("Will we make it?", "of $", "Actual", "forecast", "Maya Okafor",
                       "Negotiation", "Needs you today", "next step overdue"):  # fmt: skip
            assert wanted in text
        assert "░░░░░░░░░░░░░░░░░░░░\n" not in text


async def test_a_tall_screen_adds_the_teams(session: Session) -> None:
    async with shown(session, (200, 60)) as (app, _pilot):
        assert "By team" in text_of(app)
    async with shown(session, (140, 40)) as (app, _pilot):
        assert "By team" not in text_of(app)


async def test_a_small_screen_shows_one_panel_at_a_time(session: Session) -> None:
    async with shown(session, (80, 24)) as (app, pilot):
        assert "forecast" in text_of(app)
        assert "Maya Okafor" not in text_of(app)
        app.board.query_one(KpiStrip).focus()
        seen = []
        for _ in range(6):
            await press(app, pilot, "tab")
            assert isinstance(app.focused, Panel)
            seen.append(app.focused.id)
        assert seen == ["chart", "attainment", "funnel", "attention", "kpis", "chart"]
        await press(app, pilot, "shift+tab", "shift+tab")
        assert app.focused.id == "attention"
        assert "next step overdue" in text_of(app)
        await pilot.click("#tabs", offset=(12, 0))
        assert app.focused.id == "attainment"
        assert "Maya Okafor" in text_of(app)


async def test_resizing_keeps_the_panel(session: Session) -> None:
    async with shown(session, (140, 40)) as (app, pilot):
        app.board.query_one(FunnelPanel).focus()
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        assert "Negotiation" in text_of(app)
        await pilot.resize_terminal(140, 40)
        await settled(app, pilot)
        assert app.focused.id == "funnel"
        assert "Maya Okafor" in text_of(app)


async def test_a_rep_filters_all_panels_and_again_frees_them(session: Session) -> None:
    async with shown(session) as (app, pilot):
        panel = app.board.query_one("#attainment", AttainmentPanel)
        alerts = app.board.query_one(AttentionPanel)
        strip = app.board.query_one(KpiStrip)
        names = [row.name for row in panel.rows]
        everyone = strip.kpis[0].exact
        panel.focus()
        await press(app, pilot, "down", "down", "enter")
        assert session.focus == Focus((("rep", names[2]),))
        assert [row.name for row in panel.rows] == names
        assert [row.name for row in panel.rows if row.selected] == [names[2]]
        assert f"▶ {names[2]}" in text_of(app)
        assert strip.kpis[0].exact != everyone
        assert {row.rep for row in alerts.rows} <= {names[2]}
        await press(app, pilot, "enter")
        assert session.focus == EVERYTHING
        assert strip.kpis[0].exact == everyone
        assert panel.current is not None
        assert panel.current.name == names[2]


async def test_a_stage_filters_and_escape_clears(session: Session) -> None:
    async with shown(session) as (app, pilot):
        panel = app.board.query_one(FunnelPanel)
        panel.focus()
        await press(app, pilot, "down", "enter")
        assert session.focus.value("stage") == panel.rows[1].stage
        assert panel.rows[1].selected
        assert {row.stage for row in app.board.query_one(AttentionPanel).rows if row.deal} <= {
            panel.rows[1].name
        }
        await press(app, pilot, "escape")
        assert session.focus == EVERYTHING


async def test_an_alert_opens_its_deal(session: Session) -> None:
    async with shown(session) as (app, pilot):
        panel = app.board.query_one(AttentionPanel)
        panel.focus()
        await press(app, pilot, "enter")
        assert panel.current is not None
        assert app.went == [("deals", panel.current.deal)]


async def test_o_shows_the_deals_behind_a_row(session: Session) -> None:
    async with shown(session) as (app, pilot):
        app.board.query_one("#attainment", AttainmentPanel).focus()
        await press(app, pilot, "b", "o")
        assert session.focus.value("team") is not None
        assert app.went == [("go", "deals")]


async def test_dimension_and_order_are_cycled(session: Session) -> None:
    async with shown(session) as (app, pilot):
        panel = app.board.query_one("#attainment", AttainmentPanel)
        panel.focus()
        await press(app, pilot, "b")
        assert "By team" in text_of(app)
        await press(app, pilot, "left", "s", "s")
        assert "By rep" in text_of(app) and "· name ▾" in text_of(app)
        names = [row.name for row in panel.rows]
        assert names == sorted(names)


async def test_i_explains_with_numbers_and_deals(session: Session) -> None:
    async with shown(session) as (app, pilot):
        app.board.query_one(KpiStrip).focus()
        await press(app, pilot, "right", "right", "i")
        assert isinstance(app.screen, ExplainDialog)
        text = text_of(app)
        for wanted in ("Attainment", "actual / target", "$1,387,300 / $2,390,500", "company",
                       "2026-10-01 – 2026-12-31", "n/a without a target", "2026-Q3",
                       "Deals behind it"):  # fmt: skip
            assert wanted in text
        await press(app, pilot, "right")
        assert "1 is on pace" in text_of(app)
        await press(app, pilot, "escape")
        assert app.screen is app.board


async def test_what_needs_somebody_is_explained_by_the_days_until_deals_rot(
    session: Session,
) -> None:
    async with shown(session) as (app, pilot):
        app.board.query_one("#attention", AttentionPanel).focus()
        await press(app, pilot, "i")
        dialog = app.screen
        assert isinstance(dialog, ExplainDialog)
        assert dialog._keys[dialog._place] == "rotting"
        told = sheet_text(dialog._sheet()).plain
        assert "d · suggested: n/a (no stage history is kept)" in told


async def test_a_figure_without_value_says_why(session: Session) -> None:
    session.period = ALL_TIME
    async with shown(session) as (app, pilot):
        assert "n/a" in text_of(app)
        app.board.query_one(KpiStrip).focus()
        await press(app, pilot, "right", "i")
        assert "all time has no target" in text_of(app)


async def test_a_panel_is_copied_as_text(session: Session) -> None:
    async with shown(session) as (app, pilot):
        app.board.query_one("#attainment", AttainmentPanel).focus()
        await press(app, pilot, "y")
        assert app.clipboard.splitlines()[0].split("\t")[0] == "Maya Okafor"
        assert "Copied By rep" in text_of(app)


async def test_an_older_look_never_replaces_a_newer_one(session: Session) -> None:
    async with shown(session) as (app, pilot):
        strip = app.board.query_one(KpiStrip)
        board = app.board
        assert board._view is not None
        assert board._made is not None
        late = Figured(session.look, board._view, board._made)
        await press(app, pilot, "tab", "tab", "enter")
        narrow = strip.kpis[0].exact
        board.post_message(late)
        await settled(app, pilot)
        assert strip.kpis[0].exact == narrow != late.view.kpis[0].exact


async def test_edits_show_at_once(session: Session) -> None:
    async with shown(session) as (app, pilot):
        strip = app.board.query_one(KpiStrip)
        before = {k.key: k.exact for k in strip.kpis}
        row = app.board.query_one(AttentionPanel).rows[0].deal
        assert row is not None
        session.book.set_values("amount", "deals", [(row, "amount", 9_999_999.0)])
        app.board.sync(session)
        await settled(app, pilot)
        after = {k.key: k.exact for k in strip.kpis}
        assert "weighted" in strip._moved
        session.book.undo()
        assert after["weighted"] != before["weighted"]
        assert after["actual"] == before["actual"]
