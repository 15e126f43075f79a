"""Five dashboards and two colleagues at one spreadsheet, while the network fails in every way.

Nothing is lost, nothing is doubled, nothing stands in the wrong row, and nobody asks too often.
Threads run as they like; who does what is drawn from fixed seeds. A minute of the budget passes in
a second or two, by a clock that goes faster.
"""

from __future__ import annotations

import random
import time
from collections import Counter, deque
from pathlib import Path

import pytest
from sheets_server.running import Running, running
from sheets_server.server import Server
from soak_checks import Requests, Trial, Verdict, busiest_minute, check_end, requests_of
from soak_editors import Colleague, Crew, Manager, put_first_rows
from soak_record import HEADERS, Ledger, Watched, stored_rows

from salestui.mapping.table import ROW

MANAGERS = ("ann", "bo", "chen", "dana", "emil")
COLLEAGUES = ("flo", "gil")
ROWS = 40
FAST = 60.0
"""Seconds of the budget's clock in one second."""
QUOTA = 60
FAULTS = ("429", "429", "500", "503", "502", "reset_before", "reset_after", "truncate", "delay")


def weather(seed: int, count: int) -> list[dict[str, object]]:
    """Faults spread over the requests."""
    drawn = random.Random(seed)
    faults: list[dict[str, object]] = []
    for number in range(count):
        kind = FAULTS[number % len(FAULTS)]
        fault: dict[str, object] = {"kind": kind, "after": number * 14 + drawn.randrange(14)}
        if kind == "429":
            fault["count"] = drawn.randint(2, 5)
        elif kind == "delay":
            fault["seconds"] = 0.6 if drawn.random() < 0.3 else 0.05
        elif kind in ("reset_after", "truncate"):
            fault["match"] = r"atchUpdate$" if drawn.random() < 0.7 else None
            if fault["match"]:
                fault["after"] = int(str(fault["after"])) // 6
        faults.append(fault)
    return faults


class Soak:
    """One run, from the first row to the verdict."""

    def __init__(self, columns: tuple[str, ...], goal: int, folder: Path) -> None:
        self.columns, self.folder = columns, folder
        self.ledger = Ledger(goal, ROWS)
        self.store = Watched(columns=columns)
        self.started = time.monotonic()
        self.server = Server(store=self.store, clock=self.clock, log=deque())
        self.managers: list[Manager] = []
        self.verdict = Verdict()

    def clock(self) -> float:
        return (time.monotonic() - self.started) * FAST

    def run(self, service: Running, faults: int) -> None:
        book = put_first_rows(service, self.columns, ROWS)
        self.managers = [
            Manager(name, service, book, ledger=self.ledger, folder=self.folder, clock=self.clock)
            for name in MANAGERS
        ]
        colleagues = [Colleague(name, service, book, self.ledger) for name in COLLEAGUES]
        for fault in weather(len(self.columns), faults):
            self.server.faults.add(fault)
        try:
            Crew(self.ledger).run([*self.managers, *colleagues])
            self.verdict.counts["faults"] = faults - len(self.server.faults.waiting)
            self.server.faults.waiting.clear()
            self._settle()
            self._agree(book)
        finally:
            for manager in self.managers:
                manager.book.close()
        self._judge()

    def _settle(self) -> None:
        """Everybody looks, decides and sends, until nothing is left to do."""
        for _ in range(12):
            before = max(self.store.states)
            for manager in self.managers:
                manager.settle()
            waiting = sum(m.book.state.pending_count for m in self.managers)
            if not waiting and max(self.store.states) == before:
                break
        for manager in self.managers:
            manager.book.refresh()

    def _agree(self, book: str) -> None:
        """All dashboards hold what is stored, and nothing else."""
        rows = stored_rows(self.store.book(book).sheets[0], self.columns)
        stored = [{column: row.get(column) for column in self.columns} for row in rows if row]
        for manager in self.managers:
            if waiting := manager.book.state.pending_count:
                self.verdict.wrong.append(f"{manager.name} still waits with {waiting} edits")
            frame = manager.rows.frame.sort(ROW).select(self.columns)
            if [dict(zip(self.columns, row, strict=True)) for row in frame.rows()] != stored:
                self.verdict.wrong.append(f"{manager.name} shows something else")

    def _judge(self) -> None:
        log = list(self.server.log)
        requests: Requests = requests_of(log)
        Trial(self.store.states, requests, self.ledger, self.verdict).judge()
        warned = {manager.name: manager.warned for manager in self.managers}
        check_end(self.store.states, self.ledger, self.verdict, warned)
        counts = self.verdict.counts
        counts["requests"] = len(log)
        for manager in self.managers:
            counts.update(manager.problems)
            self.verdict.wrong += manager.mistaken
            for reads in (True, False):
                most = busiest_minute(log, manager.name, reads=reads)
                kind = "most reads in a minute" if reads else "most writes in a minute"
                counts[kind] = max(counts[kind], most)
                if most > QUOTA:
                    self.verdict.wrong.append(f"{manager.name}: {most}, {kind}")


def soaked(
    columns: tuple[str, ...], goal: int, faults: int, folder: Path
) -> tuple[Verdict, Counter[str]]:
    soak = Soak(columns, goal, folder)
    with running(soak.server) as service:
        soak.run(service, faults)
    seconds = time.monotonic() - soak.started
    print(soak.ledger.counts, dict(soak.verdict.counts), f"{seconds:.1f} s")
    return soak.verdict, Counter(soak.ledger.counts)


@pytest.mark.parametrize(
    ("columns", "goal", "faults"),
    [(tuple(HEADERS), 2_000, 150), (tuple(HEADERS)[1:], 300, 30)],
    ids=["keyed", "keyless"],
)
def test_nothing_is_lost(columns: tuple[str, ...], goal: int, faults: int, tmp_path: Path) -> None:
    verdict, edits = soaked(columns, goal, faults, tmp_path)
    assert not verdict.wrong
    assert sum(edits.values()) >= goal
    assert verdict.counts["faults"] > faults // 2
    # What docs/google.md says cannot be excluded; rare even where rows move several times a second.
    rare = ("overwritten in a race", "emptied in a race", "lost in a race, told",
            "set in a row shown twice")  # fmt: skip
    raced = sum(verdict.counts[what] for what in rare)
    assert raced <= max(15, goal // 50)
    assert verdict.counts["lost in a race, untold"] <= 2
