"""Two agents, two processes, one workbook: a unit is taken once, and the loser is told."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from datetime import datetime
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from claimants import contend, deposit, opened, take_all
from fakes import MemoryWorkbook
from floor_books import ENGLISH, copied, loaded, many, settings, written
from killed_saves import Killed

from adapters.changes import Change, Commit
from adapters.errors import Offline, ReadOnly, Refused
from adapters.outlines import Revision
from adapters.protocol import Announce, unannounced
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.journal.reader import Query
from salestui.selling.floor.rule import UnitTaken
from salestui.selling.floor.taking import do_step, one_unit
from salestui.selling.floor.unit import unit_at

AT = datetime(2026, 3, 6, 9, 0)
_PROCESSES = multiprocessing.get_context("spawn")
ROUNDS = 8


@pytest.mark.inventory(102)
def test_of_two_processes_one_takes_each_unit_and_the_other_is_told_at_once(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "site.xlsx", many(ROUNDS))
    units = [f"T-{n}" for n in range(1, ROUNDS + 1)]
    start, told = _PROCESSES.Barrier(2), _PROCESSES.Queue()
    agents = [
        _PROCESSES.Process(target=contend, args=(path, name, units, start, told))
        for name in ("Li Lei", "Sun Li")
    ]
    for agent in agents:
        agent.start()
    said: list[tuple[str, str, str, str]] = [told.get(timeout=120) for _ in range(2 * ROUNDS)]
    for agent in agents:
        agent.join(60)
    assert [agent.exitcode for agent in agents] == [0, 0]
    book = opened(path, "afterwards")
    try:
        for number, unit in enumerate(units):
            known = unit_at(book.state, one_unit(book.state, unit))
            results = {name: (holder, since) for u, name, holder, since in said if u == unit}
            winners = [name for name, (holder, _since) in results.items() if holder == name]
            loser = next(name for name in results if name != winners[0])
            assert winners == [known.holder]
            assert results[loser] == (known.holder, f"2026-03-06 09:{number:02d}")
            assert [line.customer for line in known.log] == [known.holder] * 2
        payments = book.state.live("payments")
        assert payments is not None
        assert Counter(payments["unit"].to_list()) == Counter(units)  # nothing of the losers
    finally:
        book.close()


@pytest.mark.inventory(102)
def test_a_process_killed_at_any_moment_leaves_a_unit_whole_or_free(tmp_path: Path) -> None:
    path = written(tmp_path / "site.xlsx", many(40))
    units = [f"T-{n}" for n in range(1, 41)]
    before = path.read_bytes()
    other = _PROCESSES.Process(target=take_all, args=(path, "Li Lei", units))
    other.start()
    while path.read_bytes() == before and other.is_alive():
        sleep(0.01)
    sleep(0.137)
    other.kill()
    other.join(60)
    book = opened(path, "afterwards")
    try:
        found = [unit_at(book.state, one_unit(book.state, unit)) for unit in units]
        taken = [unit for unit in found if unit.state == "subscribed"]
        assert 0 < len(taken) < len(units)
        for unit in taken:
            assert (unit.holder, unit.received, len(unit.log)) == ("Li Lei", 20_000.0, 2)
        for unit in found:
            assert unit.state == "subscribed" or (unit.state, unit.log) == ("available", ())
        for unit in (taken[-1].name, next(u.name for u in found if u.state == "available")):
            do_step(book, unit, deposit("Li Lei", AT), "take")  # again, as after a crash
            again = unit_at(book.state, one_unit(book.state, unit))
            assert (again.holder, again.received, len(again.log)) == ("Li Lei", 20_000.0, 2)
    finally:
        book.close()


class Meanwhile(MemoryWorkbook):
    """Somebody else takes the unit between the decision and the write."""

    other: Book | None = None

    def commit(self, changes: Any, expected: Revision, announce: Announce = unannounced) -> Commit:
        if (book := self.other) is not None:
            self.other = None
            do_step(book, "1-101", deposit("Sun Li", AT), "take")
        return super().commit(changes, expected, announce)


@pytest.mark.inventory(102)
def test_it_is_decided_anew_when_the_workbook_changed_before_the_write() -> None:
    workbook = Meanwhile(copied(ENGLISH))
    mine, theirs = loaded_on(workbook), loaded_on(workbook)
    workbook.other = theirs
    with pytest.raises(UnitTaken, match="Sun Li paid the deposit on 2026-03-06 09:00"):
        do_step(mine, "1-101", deposit("Li Lei", AT.replace(minute=30)), "take")
    assert mine.state.pending_count == 0
    assert mine.state.undo_label == ""  # nothing of it to be undone or done again
    log = mine.state.live("unit_log")
    assert log is not None
    assert log["customer"].to_list() == ["Sun Li", "Sun Li"]


def loaded_on(workbook: MemoryWorkbook) -> Book:
    book = Book(workbook, settings())
    book.load()
    return book


@pytest.mark.inventory(102)
def test_what_cannot_be_written_now_is_refused_and_never_waits() -> None:
    book = loaded(copied(ENGLISH))
    workbook = book.workbook
    assert isinstance(workbook, MemoryWorkbook)
    workbook.failing = Offline("The server was not reached.")
    with pytest.raises(Refused, match="who came first can only be told"):
        do_step(book, "1-101", deposit("Li Lei", AT), "take")
    refused = _refusing(workbook, ReadOnly("The file is marked read-only."))
    with pytest.raises(ReadOnly):
        do_step(book, "1-101", deposit("Li Lei", AT), "take")
    _refusing(workbook, Offline("The server did not answer."))
    with pytest.raises(Refused, match="Whether it was written is not known") as caught:
        do_step(book, "1-101", deposit("Li Lei", AT), "take")
    assert "nothing is sent later" in caught.value.advice()
    assert (book.state.pending_count, workbook.commits) == (0, [])
    workbook.commit = refused  # type: ignore[method-assign]
    do_step(book, "1-101", deposit("Li Lei", AT), "take")
    assert len(workbook.commits) == 1


def _refusing(workbook: MemoryWorkbook, problem: Exception) -> Any:
    before = workbook.commit

    def commit(
        changes: list[Change], expected: Revision, announce: Announce = unannounced
    ) -> Commit:
        raise problem

    workbook.commit = commit  # type: ignore[method-assign, assignment]
    return before


def test_a_claim_is_in_the_history_and_never_left_over(tmp_path: Path) -> None:
    path = written(tmp_path / "site.xlsx", copied(ENGLISH))
    journals = tmp_path / "journals"
    book = Book(open_workbook(str(path), tmp_path / "state"), settings(), journals)
    book.load()
    do_step(book, "1-101", deposit("Li Lei", AT), "1-101 taken")
    assert (book.state.pending_count, book.state.undo_label) == (0, "1-101 taken")
    history = book.history
    assert history is not None
    page = history.page(Query(entity="units"))
    assert {e.change.column for e in page.entries if e.change} >= {"status", "holder", "sign_by"}
    book.close()
    again = Book(open_workbook(str(path), tmp_path / "state"), settings(), journals)
    again.load()
    try:
        assert again.left_over() is None
        again.undo()
        again.save()
        assert unit_at(again.state, one_unit(again.state, "1-101")).state == "available"
    finally:
        again.close()


def test_a_claim_that_dies_at_the_write_leaves_nothing_to_go_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "site.xlsx", copied(ENGLISH))
    journals = tmp_path / "journals"
    book = Book(open_workbook(str(path), tmp_path / "state"), settings(), journals)
    book.load()

    def dying(*_about: Any) -> Commit:
        raise Killed

    book.workbook.commit = dying  # type: ignore[method-assign, assignment]
    with pytest.raises(Killed):
        do_step(book, "1-101", deposit("Li Lei", AT), "1-101 taken")
    book.close()
    again = Book(open_workbook(str(path), tmp_path / "state"), settings(), journals)
    again.load()
    try:
        assert again.left_over() is None  # never queued
        assert unit_at(again.state, one_unit(again.state, "1-101")).state == "available"
    finally:
        again.close()
