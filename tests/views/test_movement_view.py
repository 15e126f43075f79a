"""Looking back over kept days: what the screen, the report and the explanations say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.snapshots.store import SnapshotStore
from salestui.i18n import set_language
from salestui.metrics import reasons
from salestui.model.focus import EVERYTHING
from salestui.model.period import ALL_TIME, Period, parse_period
from salestui.views.detail import detail
from salestui.views.formats import style
from salestui.views.inputs import inputs_of
from salestui.views.past.archive import Archive
from salestui.views.past.as_of import state_then
from salestui.views.past.looking_back import Back, Present, look_back, start_day
from salestui.views.past.movement import movement_view
from salestui.views.past.recorded import recorded_in
from salestui.views.past.report import history_report, history_text
from salestui.views.past.sheet import explained, history_sheet

D = date.fromisoformat
TODAY = D("2026-11-21")
Q4 = parse_period("2026-Q4") or ALL_TIME
HEADER = ["Deal ID", "Deal", "Stage", "Amount", "Probability", "Close date", "Rep", "Created"]
MADE = D("2026-09-01")


def deals(*rows: tuple[str, str, float, str, str]) -> list[list[object]]:
    return [
        HEADER,
        *([key, f"Deal {key}", stage, amount, 0.5, D(close), rep, MADE]
          for key, stage, amount, close, rep in rows),
    ]  # fmt: skip


BEFORE = deals(
    ("A", "Lead", 100.0, "2026-11-30", "Ana"), ("B", "Proposal", 200.0, "2026-12-10", "Bob"),
    ("C", "Proposal", 300.0, "2026-12-20", "Bob"), ("X", "Lead", 50.0, "2026-12-01", "Ana"),
)  # fmt: skip
AFTER = deals(
    ("A", "Proposal", 150.0, "2026-11-30", "Ana"), ("B", "Won", 200.0, "2026-11-19", "Bob"),
    ("C", "Proposal", 300.0, "2027-01-20", "Bob"), ("N", "Lead", 70.0, "2026-12-05", "Ana"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    read = datetime(2026, 11, 21, 9).astimezone()
    monkeypatch.setattr("salestui.book.following.read_time", lambda: read)


@dataclass
class World:
    """A workbook, its kept days, and a way to keep one of some rows."""

    folder: Path

    @property
    def store(self) -> SnapshotStore:
        return SnapshotStore(self.folder / "kept", "memory/team.xlsx")

    def book(self, rows: list[list[object]]) -> Book:
        workbook = MemoryWorkbook({"Deals": rows})  # type: ignore[dict-item]
        book = Book(workbook, Settings(TODAY), self.folder / "journals")
        book.load()
        return book

    def keep(self, day: str, rows: list[list[object]]) -> None:
        book = self.book(rows)
        moment = datetime.fromisoformat(f"{day}T18:00").astimezone()
        SnapshotStore(self.folder / "kept", "memory/team.xlsx", lambda: moment).keep(book.state)
        book.close()

    def archive(self) -> Archive:
        return Archive(self.store)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def now(world: World) -> Iterator[Book]:
    book = world.book(AFTER)
    yield book
    book.close()


def back(world: World, book: Book, since: str = "monday", period: Period = Q4) -> Back:
    start = start_day(since, TODAY, period)
    assert start is not None
    present = Present(book.state, inputs_of(book.state), EVERYTHING, period, TODAY)
    return look_back(world.archive(), present, start)


def test_named_days() -> None:
    monday = D("2026-11-16")
    assert start_day("monday", TODAY, Q4) == monday
    assert start_day("monday", monday, Q4) == D("2026-11-09")
    assert start_day("week", monday, Q4) == monday
    assert start_day("month", TODAY, Q4) == D("2026-11-01")
    assert start_day("quarter", TODAY, Q4) == D("2026-10-01")
    assert start_day("quarter", TODAY, Q4, 2) == D("2026-11-01")
    assert start_day("2026-11-03", TODAY, Q4) == D("2026-11-03")
    assert start_day("soon", TODAY, Q4) is None


def test_without_a_kept_day_the_screen_says_since_when_they_are_kept(
    world: World, now: Book
) -> None:
    found = back(world, now)
    assert found.movement is None
    assert "No earlier day is kept yet" in movement_view(found, style()).needs
    assert found.figures["slip_rate"].reason is not None
    assert found.figures["slip_rate"].reason.text == reasons.NO_SNAPSHOT
    world.keep("2026-11-21", AFTER)
    assert "kept since 2026-11-21" in movement_view(back(world, now), style()).needs


def test_the_waterfall_goes_from_start_to_end(world: World, now: Book) -> None:
    world.keep("2026-11-13", BEFORE)
    found = back(world, now)
    view = movement_view(found, style("$"))
    shown = {row.key: (row.money, row.count) for row in view.rows}
    assert shown == {
        "start": ("$650", "4"), "new": ("+$70", "1"), "pulled_in": ("$0", "0"),
        "increased": ("+$50", "1"), "decreased": ("$0", "0"), "pushed_out": ("-$300", "1"),
        "won": ("-$200", "1"), "lost": ("$0", "0"), "removed": ("-$50", "1"), "end": ("$220", "2"),
    }  # fmt: skip
    assert view.since == "since 2026-11-13"
    rows = {row.key: row for row in view.rows}
    assert rows["start"].begin == 0 and rows["increased"].end == 1
    assert rows["pushed_out"].begin < rows["pushed_out"].end
    assert rows["end"].end == pytest.approx(220 / 770)
    assert [d.title for d in view.deals["start"]] == ["Deal C", "Deal B", "Deal A", "Deal X"]
    (gone,) = view.deals["removed"]
    assert (gone.row, gone.title, gone.money) == (None, "Deal X", "-$50")
    assert view.deals["pushed_out"][0].said == "2026-12-20 → 2027-01-20"
    assert view.deals["increased"][0].said == "$100 → $150 · Lead → Proposal"


def test_pushes_and_slips_are_told_with_what_they_are_known_from(world: World, now: Book) -> None:
    world.keep("2026-10-01", BEFORE)
    found = back(world, now)
    assert found.figures["pushes"].value == 1
    assert list(found.pushed.values()) == [1]
    slips = found.figures["slip_rate"]  # C is due later, X is gone
    assert slips.value == 0.5 and found.slippage.due == 4
    said = [n.filled(str) for n in slips.notes]
    assert said[:2] == ["as the pipeline stood on 2026-10-01", "so far: the period is not over"]


def test_every_bar_and_figure_can_be_explained(world: World, now: Book) -> None:
    world.keep("2026-11-13", BEFORE)
    found = back(world, now)
    keys = explained(found)
    assert keys[0] == "start" and keys[-1] == "forecast_bias" and "removed" in keys
    for language in ("en", "zh"):
        set_language(language)
        for key in keys:
            sheet = history_sheet(found, now.state, style("$"), key)
            assert sheet.explanation.kpi.label and sheet.explanation.kpi.formula
    set_language("en")
    end = history_sheet(found, now.state, style("$"), "end").explanation
    assert end.numbers.startswith("$650 + $70 + $0 + $50") and end.kpi.exact == "$220"
    assert len(history_sheet(found, now.state, style("$"), "removed").explanation.deals) == 1


def test_the_report_is_plain_and_reconciles(world: World, now: Book) -> None:
    world.keep("2026-11-13", BEFORE)
    report = history_report(back(world, now))
    moved = report["movement"]
    total = moved["start"]["money"] + sum(s["money"] for s in moved["steps"])
    assert total == moved["end"]["money"] == 220 and moved["residual"] == 0
    assert {d["id"] for d in moved["deals"]} == {"A", "B", "C", "N", "X"}
    assert report["history"]["slip_rate"]["unit"] == "percent"
    assert "Pushed out" in history_text(report, style())
    empty = history_report(back(world, now, "2026-11-13", ALL_TIME))
    assert empty["history"]["slip_rate"]["reason"] == reasons.ALL_TIME_LOCK


def test_a_damaged_day_is_left_out_and_told(world: World, now: Book) -> None:
    world.keep("2026-11-13", BEFORE)
    world.keep("2026-11-16", AFTER)
    world.store.kept()[1].path.write_bytes(b"PAR1")
    archive = world.archive()
    past = archive.past(D("2026-11-16"), now.state)
    assert past is not None and past.day == D("2026-11-13")
    assert archive.changes("stage", now.state).height == 2
    (notice,) = archive.damaged.values()
    assert notice.sentence() == "The snapshot of 2026-11-16 is damaged and left out."


def test_edits_and_kept_days_tell_each_change_once(world: World) -> None:
    world.keep("2026-11-13", BEFORE)
    book = world.book(BEFORE)
    try:
        row = book.state.entities["deals"].frame["_id"][0]
        book.set_values("won it", "deals", [(row, "stage", "Won")])
        recorded = recorded_in(world.folder / "journals", book.workbook.location)
        archive = Archive(world.store, recorded)
        changes = archive.changes("stage", book.state)
        told = changes.select("deal", "before", "after", "source").rows()
        assert told == [("A", "Lead", "Won", "edit")]
        assert archive.recorded_since() is not None
        shown = detail(book.state, "deals", row, style(), changes)
        (stages,) = (s for s in shown.sections if s.title == "Stages")
        assert [line.label for line in stages.lines] == ["Won", "Lead"]
        assert stages.lines[1].text.startswith("2026-09-01 – ")
        assert not [s for s in detail(book.state, "deals", row + 1, style(), changes).sections
                    if s.title == "Stages"]  # fmt: skip
    finally:
        book.close()


def test_a_moves_history_is_kept_whole_and_the_last_close_counts(world: World) -> None:
    world.keep("2026-11-13", BEFORE)
    book = world.book(BEFORE)
    try:
        row = book.state.entities["deals"].frame["_id"][1]
        for stage in ("Won", "Negotiation", "Lost", "Won"):
            book.set_values(stage, "deals", [(row, "stage", stage)])
        book.undo()
        book.redo()
        archive = Archive(world.store, recorded_in(world.folder / "journals", "memory/team.xlsx"))
        changes = archive.changes("stage", book.state).filter(pl.col("deal") == "B")
        steps = changes.select("before", "after").rows()
        assert steps[:2] == [("Proposal", "Won"), ("Won", "Negotiation")]  # the first close stays
        assert steps[-1] == ("Lost", "Won")
        (told,) = archive.stage_history(book.state).to_dicts()
        day = changes["at"][0].date()
        assert told == {"_id": row, "since": day, "furthest": 3, "decided": day, "reopened": day}
    finally:
        book.close()


def test_days_in_stage_come_from_kept_days_where_the_workbook_keeps_none(
    world: World, now: Book
) -> None:
    world.keep("2026-11-02", BEFORE)
    world.keep("2026-11-13", AFTER)
    inputs = inputs_of(now.state)
    told = inputs.with_history(world.archive().stage_history(now.state))
    since = dict(told.facts.select("id", "stage_entered").rows())
    assert since == {"A": D("2026-11-13"), "B": D("2026-11-13"), "C": MADE, "N": MADE}
    kept = inputs.facts.with_columns(stage_entered=pl.lit(D("2026-01-01")))
    own = replace(inputs, facts=kept)
    filled = own.with_history(world.archive().stage_history(now.state))
    assert filled.facts["stage_entered"].unique().to_list() == [D("2026-01-01")]


def test_trends_of_what_is_open_come_from_kept_days(world: World, now: Book) -> None:
    world.keep("2026-11-02", BEFORE)
    world.keep("2026-11-13", BEFORE)
    present = dict.fromkeys(("open_pipeline", "weighted", "coverage", "landing"))
    told = world.archive().trends(
        now.state, EVERYTHING, Q4, TODAY, present | {"weighted": 260.0, "landing": 310.0}
    )
    assert told == {"weighted": (325.0, 325.0, 260.0), "landing": (325.0, 325.0, 310.0)}


def test_a_kept_day_is_a_state_that_screens_can_show(world: World, now: Book) -> None:
    world.keep("2026-11-13", BEFORE)
    found = state_then(world.archive(), D("2026-11-13"), now.state)
    assert found is not None
    then, day = found
    assert day == D("2026-11-13")
    live = then.live("deals")
    assert live is not None and live["id"].to_list() == ["A", "B", "C", "X"]
    assert live.schema == now.state.entities["deals"].frame.schema
    assert not then.is_pending and then.number != now.state.number
    assert inputs_of(then).facts["amount"].sum() == 650
