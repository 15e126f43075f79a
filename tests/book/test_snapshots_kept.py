"""Kept days on disk: written whole, bounded, read back, damaged ones told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.journal.places import journal_paths
from salestui.book.reading import Settings
from salestui.book.snapshots import store as stored
from salestui.book.snapshots.keeper import SnapshotKeeper
from salestui.book.snapshots.packing import SnapshotDamaged
from salestui.book.snapshots.retention import DAILY, WEEKLY, superfluous
from salestui.book.snapshots.store import SnapshotStore

SHEETS = {
    "Deals": [
        ["Deal ID", "Deal", "Stage", "Amount", "Close date", "Rep", "My own"],
        ["D-1", "Alpha", "Lead", 100, date(2026, 11, 30), "Ana", "x"],
        ["D-2", "数据平台", "Proposal", 250.5, None, "Bob", None],
    ],
    "Targets": [["Period", "Target"], ["2026-10", 1000], ["2026-11", 2000], ["2026-12", 3000]],
}


class Clock:
    def __init__(self, day: str = "2026-11-16") -> None:
        self.now = datetime.fromisoformat(f"{day}T09:00+08:00")

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def book() -> Iterator[Book]:
    opened = Book(MemoryWorkbook(SHEETS), Settings(date(2026, 11, 16)))
    opened.load()
    yield opened
    opened.close()


def test_a_day_is_kept_whole_and_read_back(tmp_path: Path, book: Book) -> None:
    store = SnapshotStore(tmp_path, "memory/team.xlsx", Clock())
    kept = store.keep(book.state, "slot-1")
    folder = tmp_path / journal_paths(tmp_path, "memory/team.xlsx")[0].stem
    assert kept.path.parent == folder and kept.path.name.startswith("2026-11-16-")
    assert store.kept() == (kept,)
    found = store.read(kept)
    live = book.state.live("deals")
    assert found.deals is not None and live is not None and found.deals.equals(live)
    assert found.targets is not None and found.targets.equals(book.state.targets)
    assert found.members is None
    about = found.about
    assert (about.playbook, about.lineage, about.token) == (
        book.state.playbook.name, "slot-1", book.state.token)  # fmt: skip
    part = store.read(kept, ["id", "stage", "nothing"])
    assert part.deals is not None and part.deals.columns == ["id", "stage"]


def test_pending_edits_count_and_a_later_state_of_the_day_takes_its_place(
    tmp_path: Path, book: Book
) -> None:
    clock = Clock()
    keeper = SnapshotKeeper(SnapshotStore(tmp_path, "x", clock))
    assert keeper.keep(book.state) and not keeper.keep(book.state)
    row = book.state.entities["deals"].frame["_id"][0]
    book.set_values("edit", "deals", [(row, "amount", 175.0)])
    assert keeper.keep(book.state)
    (kept,) = keeper.store.kept()
    deals = keeper.store.read(kept).deals
    assert deals is not None and deals["amount"].to_list() == [175.0, 250.5]
    clock.now += timedelta(days=1)
    assert keeper.keep(book.state)
    assert [k.day for k in keeper.store.kept()] == [date(2026, 11, 16), date(2026, 11, 17)]


def test_a_failed_write_leaves_the_one_before_and_is_told(
    tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = SnapshotKeeper(SnapshotStore(tmp_path, "x", Clock()))
    keeper.keep(book.state)
    (kept,) = keeper.store.kept()
    before = kept.path.read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stored.os, "fsync", full)
    book.set_values("edit", "deals", [(0, "amount", 1.0)])
    assert not keeper.keep(book.state)
    assert keeper.trouble is not None and "No space left" in keeper.trouble.sentence()
    assert kept.path.read_bytes() == before
    assert list(kept.path.parent.iterdir()) == [kept.path]
    monkeypatch.undo()
    assert keeper.keep(book.state) and keeper.trouble is None


def test_two_dashboards_keep_one_day_and_the_last_one_stays(tmp_path: Path, book: Book) -> None:
    one, two = (SnapshotKeeper(SnapshotStore(tmp_path, "x", Clock())) for _ in range(2))
    one.keep(book.state)
    book.set_values("edit", "deals", [(0, "amount", 7.0)])
    two.keep(book.state)
    book.set_values("edit", "deals", [(0, "amount", 8.0)])
    one.keep(book.state)
    (kept,) = two.store.kept()
    assert list(kept.path.parent.iterdir()) == [kept.path]
    deals = two.store.read(kept).deals
    assert deals is not None and deals["amount"].to_list() == [8.0, 250.5]


def test_what_a_crash_left_is_removed_after_a_day(tmp_path: Path, book: Book) -> None:
    clock = Clock()
    store = SnapshotStore(tmp_path, "x", clock)
    store.keep(book.state)
    left = store.folder / "2026-11-16.abc.part"
    left.write_bytes(b"half")
    clock.now = datetime.now().astimezone()
    store.keep(book.state)
    assert left.exists()
    clock.now += timedelta(days=2)
    store.keep(book.state)
    assert not left.exists()


@pytest.mark.parametrize("spoil", ["cut", "text", "empty", "bit"])
def test_damaged_days_are_found_out(tmp_path: Path, book: Book, spoil: str) -> None:
    store = SnapshotStore(tmp_path, "x", Clock())
    kept = store.keep(book.state)
    data = kept.path.read_bytes()
    spoilt = {"cut": data[: len(data) // 2], "text": b"no parquet", "empty": b"",
              "bit": data[:99] + bytes([data[99] ^ 1]) + data[100:]}  # fmt: skip
    kept.path.write_bytes(spoilt[spoil])
    with pytest.raises(SnapshotDamaged):
        store.read(kept)


def test_a_day_of_a_newer_salestui_is_not_read(
    tmp_path: Path, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SnapshotStore(tmp_path, "x", Clock())
    monkeypatch.setattr("salestui.book.snapshots.packing.VERSION", 2)
    kept = store.keep(book.state)
    monkeypatch.undo()
    with pytest.raises(SnapshotDamaged):
        store.read(kept)


def test_the_day_that_stands_for_another(tmp_path: Path, book: Book) -> None:
    clock = Clock("2026-09-01")
    store = SnapshotStore(tmp_path, "x", clock)
    for day in ("2026-09-01", "2026-10-20", "2026-10-25", "2026-11-02"):
        clock.now = Clock(day).now
        store.keep(book.state)

    def first(day: str) -> str:
        return store.candidates(date.fromisoformat(day))[0].day.isoformat()

    assert first("2026-10-25") == "2026-10-25"
    assert first("2026-10-24") == "2026-10-20"
    assert first("2026-10-01") == "2026-10-20"  # the one before is too far back
    assert first("2026-12-24") == "2026-11-02"
    assert first("2026-08-01") == "2026-09-01"


def test_the_past_thins_out_and_is_bounded() -> None:
    today = date(2026, 11, 21)
    days = {today - timedelta(days=n): 10 for n in range(1500)}
    kept = sorted(set(days) - superfluous(days, today))
    recent = [d for d in kept if (today - d).days <= DAILY]
    older = [d for d in kept if (today - d).days > DAILY]
    assert len(recent) == DAILY + 1
    assert all(d.weekday() == 0 for d in older[1:]) and (today - older[0]).days <= WEEKLY
    assert len({d.isocalendar()[:2] for d in older}) == len(older)
    assert superfluous(days | {today + timedelta(days=3): 10}, today) == superfluous(days, today)
    small = set(days) - superfluous(days, today, most=50)
    assert small == {today - timedelta(days=n) for n in range(5)}
    assert superfluous({today: 999}, today, most=50) == set()


def test_thinning_twice_removes_nothing_more() -> None:
    today = date(2026, 11, 21)
    days = {today - timedelta(days=n): 10 for n in range(0, 1500, 3)}
    kept = dict.fromkeys(set(days) - superfluous(days, today), 10)
    assert superfluous(kept, today) == set()


def test_a_book_without_deals_is_kept_too(tmp_path: Path) -> None:
    opened = Book(MemoryWorkbook({"Targets": SHEETS["Targets"]}), Settings(date(2026, 11, 16)))
    try:
        opened.load()
        store = SnapshotStore(tmp_path, "x", Clock())
        found = store.read(store.keep(opened.state))
        assert found.deals is None and found.targets is not None
        assert found.targets.equals(opened.state.targets)
        assert isinstance(found.targets, pl.DataFrame)
    finally:
        opened.close()
