"""Two workbooks kept in step: what goes where, what waits, and when it stops."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from fakes import MemoryWorkbook
from syncing_books import (
    AMOUNT,
    HEADERS,
    NEXT,
    Pair,
    add,
    deals,
    put,
    remove,
    reorder,
    rows_of,
)

from adapters.errors import Locked, Notice, Offline, Refused, WorkbookError, WriteFailed
from adapters.outlines import Revision
from adapters.protocol import Link, WriteAccess
from salestui.book.edits import SetField
from salestui.book.journal.reader import HistoryReader
from salestui.book.syncing.planning import Clash, Done
from salestui.book.syncing.running import sync
from salestui.book.syncing.sharing import Why
from salestui.book.syncing.wishes import Direction, End, Wish

PREFER_HERE, PREFER_THERE = Wish(prefer=End.HERE), Wish(prefer=End.THERE)


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    """Two equal workbooks that were synced once."""
    pair = Pair(tmp_path)
    assert pair.sync().first
    return pair


def told(done: object) -> list[tuple[object, ...]]:
    return [
        (c.end, c.done, c.key, c.column.name if c.column else "", c.after)
        for c in done.changes  # type: ignore[attr-defined]
    ]


def test_each_gets_what_changed_in_the_other_and_a_second_sync_writes_nothing(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.5)
    put(pair.there, "D-1", NEXT, "visit")
    put(pair.there, "D-4", AMOUNT, None)
    done = pair.sync()
    assert sorted(told(done)) == [
        (End.HERE, Done.SET, "D-1", "next_step", "visit"),
        (End.HERE, Done.SET, "D-4", "amount", None),
        (End.THERE, Done.SET, "D-1", "amount", 1.5),
    ]
    assert rows_of(pair.here) == rows_of(pair.there)
    written = pair.commits
    assert not pair.sync().changes
    assert pair.commits == written


def test_rows_added_and_removed_go_to_the_other(pair: Pair) -> None:
    add(pair.here, ["D-7", "New here", "Won", 7.0, None])
    add(pair.there, ["D-8", "New there", "Lost", 8.0, "x"])
    remove(pair.there, "D-2")
    reorder(pair.there)
    pair.sync()
    assert rows_of(pair.here) == rows_of(pair.there)
    assert rows_of(pair.here).keys() == {"D-1", "D-3", "D-4", "D-5", "D-6", "D-7", "D-8"}


def test_the_same_cell_changed_on_both_sides_is_written_nowhere(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-1", AMOUNT, 2.0)
    for _ in range(2):  # it waits
        (conflict,) = pair.sync().conflicts
        sides = conflict.base, conflict.here, conflict.there
        assert (conflict.clash, sides) == (Clash.CHANGED, (1000.0, 1.0, 2.0))
    assert not pair.commits
    put(pair.here, "D-1", AMOUNT, 1000.0)  # as it was: the other's change is the only one
    assert told(pair.sync()) == [(End.HERE, Done.SET, "D-1", "amount", 2.0)]
    assert not pair.sync().conflicts


@pytest.mark.parametrize(("wish", "value"), [(PREFER_HERE, 1.0), (PREFER_THERE, 2.0)])
def test_the_users_word_settles_conflicts(pair: Pair, wish: Wish, value: float) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-1", AMOUNT, 2.0)
    assert not pair.sync(wish).conflicts
    assert rows_of(pair.here)["D-1"][AMOUNT - 1] == value
    assert rows_of(pair.here) == rows_of(pair.there)
    assert not pair.sync().changes


def test_a_row_removed_on_one_side_and_changed_on_the_other_waits(pair: Pair) -> None:
    remove(pair.here, "D-3")
    put(pair.there, "D-3", NEXT, "urgent")
    for _ in range(2):
        (conflict,) = pair.sync().conflicts
        assert (conflict.clash, conflict.base, conflict.there) == (
            Clash.REMOVED_HERE,
            "call 3",
            "urgent",
        )
    put(pair.there, "D-3", NEXT, "call 3")
    assert told(pair.sync()) == [(End.THERE, Done.REMOVED, "D-3", "", None)]
    assert "D-3" not in rows_of(pair.there)


@pytest.mark.parametrize(("wish", "stays"), [(PREFER_HERE, False), (PREFER_THERE, True)])
def test_the_users_word_on_a_removed_row(pair: Pair, wish: Wish, stays: bool) -> None:
    remove(pair.here, "D-3")
    put(pair.there, "D-3", NEXT, "urgent")
    pair.sync(wish)
    assert rows_of(pair.here) == rows_of(pair.there)
    assert ("D-3" in rows_of(pair.here)) is stays
    assert not pair.sync().changes


def test_a_cell_only_one_side_has_keeps_its_row(tmp_path: Path) -> None:
    """A removal never takes along what the other side never had."""
    there = deals(headers=[*HEADERS, "Remarks of ours"])
    pair = Pair(tmp_path, there=MemoryWorkbook({"Pipeline": there}, title="there.xlsx"))
    (left_out,) = pair.sync().left_out
    assert (left_out.end, left_out.why, left_out.header) == (
        End.HERE,
        Why.MISSING,
        "Remarks of ours",
    )
    put(pair.there, "D-3", 6, "theirs alone")
    remove(pair.here, "D-3")
    (conflict,) = pair.sync().conflicts
    assert (conflict.clash, conflict.there) == (Clash.REMOVED_HERE, "theirs alone")


def test_push_writes_only_there_and_forgets_nothing(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-2", AMOUNT, 2.0)
    add(pair.there, ["D-9", "New there", "Won", 9.0, None])
    remove(pair.there, "D-6")
    done = pair.sync(Wish(Direction.PUSH))
    assert (told(done), done.withheld) == ([(End.THERE, Done.SET, "D-1", "amount", 1.0)], 3)
    assert not pair.here.commits
    assert len(pair.sync(Wish(Direction.PULL)).changes) == 3
    assert rows_of(pair.here) == rows_of(pair.there)


def test_preferring_a_side_writes_none_that_is_not_to_be_written(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-1", AMOUNT, 2.0)
    assert pair.sync(Wish(Direction.PUSH, End.THERE)).conflicts
    assert not pair.commits


def test_a_first_sync_fills_blanks_adds_rows_and_overwrites_nothing(tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    put(pair.here, "D-1", NEXT, None)
    put(pair.there, "D-2", AMOUNT, 5.0)
    add(pair.here, ["D-7", "New here", "Won", 7.0, None])
    done = pair.sync()
    assert sorted(told(done)) == [
        (End.HERE, Done.SET, "D-1", "next_step", "call 1"),
        (End.THERE, Done.ADDED, "D-7", "", None),
    ]
    (conflict,) = done.conflicts
    assert (conflict.key, conflict.here, conflict.there) == ("D-2", 2000.0, 5.0)
    assert pair.sync().conflicts == done.conflicts  # still nothing that both had


def test_rows_without_a_key_are_paired_by_content_then_by_name(tmp_path: Path) -> None:
    headers = ["Deal", "Stage", "Amount"]
    rows = [headers, *([f"Deal {n}", "Proposal", 10.0 * n] for n in range(1, 6))]
    books = (MemoryWorkbook({"Pipeline": rows}, title=f"{t}.xlsx") for t in ("here", "there"))
    pair = Pair(tmp_path, *books)
    reorder(pair.there)
    pair.there.edit("Pipeline", 2, 3, 1.0)
    (conflict,) = pair.sync().conflicts
    assert (conflict.title, conflict.here, conflict.there) == ("Deal 5", 50.0, 1.0)
    pair.there.edit("Pipeline", 3, 3, 2.0)
    reorder(pair.here)
    pair.here.edit("Pipeline", 4, 2, "Won")
    assert len(pair.sync().changes) == 2
    assert len(rows_of(pair.here)) == len(rows_of(pair.there)) == 5


def test_units_and_names_of_columns_may_differ(tmp_path: Path) -> None:
    chinese = [["商机编号", "商机名称", "阶段", "金额(万元)", "下一步"]]
    chinese += [[*row[:3], row[3] / 10_000, row[4]] for row in deals()[1:]]  # type: ignore[operator, list-item]
    there = MemoryWorkbook({"商机": chinese}, title="there.xlsx")
    pair = Pair(tmp_path, there=there)
    assert not pair.sync().changes
    put(pair.here, "D-1", AMOUNT, 350_000.0)
    assert len(pair.sync().changes) == 1
    assert there.sheets["商机"][1][3] == 35
    there.edit("商机", 3, 4, 1.2)
    pair.sync()
    assert rows_of(pair.here)["D-2"][AMOUNT - 1] == 12_000


def test_calculated_columns_and_formulas_are_never_written(tmp_path: Path) -> None:
    calculated = {"Pipeline": frozenset({AMOUNT})}
    there = MemoryWorkbook({"Pipeline": deals()}, title="there.xlsx", formula_columns=calculated)
    pair = Pair(tmp_path, there=there)
    (left_out,) = pair.sync().left_out
    assert (left_out.end, left_out.why, left_out.header) == (End.THERE, Why.CALCULATED, "Amount")
    put(pair.here, "D-1", AMOUNT, 1.0)
    assert not pair.sync().changes


def test_a_sheet_that_one_side_lacks_is_named_and_its_base_is_kept(tmp_path: Path) -> None:
    sheets = {"Pipeline": deals(), "Customers": [["Customer", "Industry", "Tier"],
                                                  ["Acme", "Retail", "A"]]}  # fmt: skip
    books = [MemoryWorkbook(sheets, title=f"{t}.xlsx") for t in ("here", "there")]
    pair = Pair(tmp_path, *books)
    pair.sync()
    gone = books[1].sheets.pop("Customers")
    put(books[1], "D-1", NEXT, "x")
    (left_out,) = pair.sync().left_out
    assert (left_out.entity, left_out.end, left_out.header) == ("customers", End.THERE, "")
    books[1].sheets["Customers"] = [gone[0]]  # back, without its row
    put(books[1], "D-1", NEXT, "y")
    assert (End.HERE, Done.REMOVED, "Acme", "", None) in told(pair.sync(Wish(certain=True)))


def test_many_rows_gone_at_once_stop_it(tmp_path: Path) -> None:
    rows = deals(20)
    books = (MemoryWorkbook({"Pipeline": rows}, title=f"{t}.xlsx") for t in ("here", "there"))
    pair = Pair(tmp_path, *books)
    pair.sync()
    for n in range(1, 6):
        remove(pair.there, f"D-{n}")
    with pytest.raises(Refused, match=r"5 of 20 rows of Pipeline are gone from there\.xlsx"):
        pair.sync()
    assert not pair.commits
    assert len(pair.sync(Wish(certain=True)).changes) == 5


def test_workbooks_with_little_in_common_stop_it(tmp_path: Path) -> None:
    others = deals()
    for row in others[1:]:
        row[0] = f"X{row[0]}"
    there = MemoryWorkbook({"Pipeline": others}, title="there.xlsx")
    pair = Pair(tmp_path, there=there)
    with pytest.raises(Refused, match="only 0 rows are in both"):
        pair.sync()
    assert len(pair.sync(Wish(certain=True)).changes) == 12


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    put(pair.here, "D-1", NEXT, None)
    would = pair.sync(dry_run=True)
    assert not pair.commits
    assert not list((tmp_path / "syncs").glob("*"))
    assert told(would) == told(pair.sync())


@pytest.mark.parametrize("failing", ["here", "there"])
def test_a_crash_between_the_two_writes_is_harmless(pair: Pair, failing: str) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-2", AMOUNT, 2.0)
    add(pair.here, ["D-7", "New here", "Won", 7.0, None])
    add(pair.there, ["D-8", "New there", "Won", 8.0, None])
    workbook = getattr(pair, failing)
    commit, workbook.commit = workbook.commit, _failing
    with pytest.raises(WriteFailed):
        pair.sync()
    workbook.commit = commit
    assert not pair.sync().conflicts
    assert rows_of(pair.here) == rows_of(pair.there)
    assert len(rows_of(pair.here)) == 8


def _failing(changes: object, expected: Revision, announce: object = None) -> None:
    raise WriteFailed("The disk is full.", "Make room.")


def test_edits_of_a_killed_sync_are_given_up_and_made_anew(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("salestui.book.syncing.applying.send", killed)
        patch.setattr("salestui.book.journal.journal.Journal.discard", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            pair.sync()
    assert len(pair.sync().changes) == 1
    assert rows_of(pair.there)["D-1"][AMOUNT - 1] == 1.0


def test_edits_that_a_dashboard_left_come_first(pair: Pair) -> None:
    book = pair.book(pair.here)
    book.load()
    book.apply("Edit", [SetField("deals", 0, "amount", 1000.0, 9.0)])
    book.close()
    put(pair.there, "D-2", AMOUNT, 2.0)
    with pytest.raises(Refused, match=r"here\.xlsx"):
        pair.sync()
    assert not pair.commits


def test_an_open_dashboard_does_not_stand_in_the_way(pair: Pair) -> None:
    book = pair.book(pair.here)
    book.load()
    book.apply("Edit", [SetField("deals", 0, "amount", 1000.0, 9.0)])
    put(pair.there, "D-1", NEXT, "x")
    assert len(pair.sync().changes) == 1
    book.save()
    book.close()
    assert len(pair.sync().changes) == 1
    assert rows_of(pair.here) == rows_of(pair.there)
    assert rows_of(pair.here)["D-1"][AMOUNT - 1 :] == [9, "x"]


def test_the_history_of_each_book_has_what_it_got(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    pair.sync()
    assert pair.journals is not None
    found = list(HistoryReader(pair.journals, pair.there.location).every())
    assert [(e.label, e.change.column) for e in found if e.change] == [("sync", "amount")]


def test_both_are_asked_before_one_is_written(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.there, "D-2", AMOUNT, 2.0)
    pair.here.access = WriteAccess(False, Notice("Bob has it open."), "Bob")
    with pytest.raises(Locked, match="Bob"):
        pair.sync()
    assert not pair.commits
    pair.sync(Wish(Direction.PUSH))  # it is not to be written then
    assert len(pair.there.commits) == 1


def test_a_row_that_is_refused_holds_up_no_other(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    put(pair.here, "D-2", AMOUNT, 2.0)
    commit = pair.there.commit

    def choosy(changes, expected, announce):  # type: ignore[no-untyped-def]
        if any(change.row == 2 for change in changes):
            raise Refused("That cell is protected.")
        return commit(changes, expected, announce)

    pair.there.commit = choosy  # type: ignore[method-assign]
    done = pair.sync()
    assert ([c.key for c in done.changes], [c.key for c in done.refused]) == (["D-2"], ["D-1"])
    assert [str(reason.message) for reason in done.reasons] == ["That cell is protected."]
    pair.there.commit = commit  # type: ignore[method-assign]
    assert [c.key for c in pair.sync().changes] == ["D-1"]


def test_what_others_write_meanwhile_is_seen_by_the_next(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    commit = pair.there.commit

    def late(changes, expected, announce):  # type: ignore[no-untyped-def]
        pair.there.commit = commit  # type: ignore[method-assign]
        put(pair.there, "D-1", AMOUNT, 5.0)
        put(pair.there, "D-2", AMOUNT, 6.0)
        return commit(changes, expected, announce)

    pair.there.commit = late  # type: ignore[method-assign]
    pair.sync()
    done = pair.sync()
    assert told(done) == [(End.HERE, Done.SET, "D-2", "amount", 6.0)]
    (conflict,) = done.conflicts
    assert (conflict.base, conflict.here, conflict.there) == (1000.0, 1.0, 5.0)


def test_two_syncs_of_one_pair_never_meet(pair: Pair) -> None:
    (kept,) = (pair.folder / "syncs").glob("*.sqlite")
    other = sqlite3.connect(kept, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked, match="being synced"):
        pair.sync()
    other.close()
    assert not pair.sync().first


def test_the_order_of_naming_them_does_not_matter(pair: Pair) -> None:
    put(pair.here, "D-1", AMOUNT, 1.0)
    books = pair.book(pair.there), pair.book(pair.here)
    done = sync(*books, pair.folder / "syncs", Wish())
    assert not done.first
    assert told(done) == [(End.HERE, Done.SET, "D-1", "amount", 1.0)]
    for book in books:
        book.close()


def test_a_damaged_file_is_kept_aside(pair: Pair) -> None:
    (kept,) = (pair.folder / "syncs").glob("*.sqlite")
    kept.write_bytes(b"no database" * 500)
    done = pair.sync()
    assert done.first
    assert "damaged" in done.notices[0].sentence()
    assert not pair.sync().first


def test_a_first_sync_that_failed_leaves_nothing_behind(tmp_path: Path) -> None:
    pair = Pair(tmp_path)
    put(pair.here, "D-1", NEXT, None)
    commit, pair.here.commit = pair.here.commit, _failing  # type: ignore[method-assign, assignment]
    with pytest.raises(WriteFailed):
        pair.sync()
    assert pair.sync(dry_run=True).first
    pair.here.commit = commit  # type: ignore[method-assign]
    assert pair.sync().first
    assert not pair.sync().first


def test_a_file_of_a_newer_version_is_left_alone(pair: Pair) -> None:
    (kept,) = (pair.folder / "syncs").glob("*.sqlite")
    with sqlite3.connect(kept) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with pytest.raises(WorkbookError, match="newer salestui"):
        pair.sync()


class Unreached(MemoryWorkbook):
    """A workbook elsewhere that shows what was read last."""

    def link(self) -> Link:
        return Link(False, None, 0, Notice("The server was not reached."))


def test_what_was_kept_of_a_workbook_elsewhere_is_not_synced(tmp_path: Path) -> None:
    pair = Pair(tmp_path, there=Unreached({"Pipeline": deals(5)}, title="there"))
    with pytest.raises(Offline, match="not reached"):
        pair.sync()
    assert not pair.commits
