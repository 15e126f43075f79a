"""What became of each edit, from the states of the sheet and the log of the service."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from soak_record import EDITED, Deletion, Ledger, Value, Version, mark_in

READS = ("batchGetByDataFilter", "getByDataFilter", "values:batchGet")
MINUTE = 60.0


@dataclass
class Verdict:
    """What was found.

    Attributes:
        wrong: what must never happen, in words.
        counts: how often what may happen did.
        taken: rows that somebody took out in a race, in place of another, and who.
    """

    wrong: list[str] = field(default_factory=list)
    taken: dict[int, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


@dataclass
class Requests:
    """Who made which state of the sheet, and who had looked when."""

    authors: dict[int, str]
    looks: dict[str, list[int]]

    def last_look(self, author: str, before: int) -> int:
        """The newest state that somebody had read any of before making one."""
        looks = self.looks.get(author, [])
        place = bisect_left(looks, before)
        return looks[place - 1] if place else 0


def requests_of(log: Sequence[Mapping[str, Any]]) -> Requests:
    """Read the service's log of one spreadsheet."""
    authors: dict[int, str] = {}
    looks: dict[str, list[int]] = {}
    for entry in log:
        version = entry.get("version", 0)
        if not version or entry.get("status") != 200:
            continue
        path = str(entry["path"])
        if path.endswith(READS):
            looks.setdefault(entry["agent"], []).append(version)
        elif path.endswith("atchUpdate"):
            authors.setdefault(version, entry["agent"])
    return Requests(authors, looks)


@dataclass
class Trial:
    """Judges each change that a dashboard made to the sheet.

    Attributes:
        first: what each row held when it came.
    """

    states: Mapping[int, Version]
    requests: Requests
    ledger: Ledger
    verdict: Verdict
    first: dict[int, set[Value]] = field(default_factory=dict)

    def judge(self) -> None:
        """Nothing that its author had not seen is overwritten or taken out but in a race."""
        numbers = sorted(self.states)
        for number in reversed(numbers):
            for mark, cells in self.states[number].rows.items():
                self.first[mark] = set(cells.values())
        for before, number in pairwise(numbers):
            author = self.requests.authors.get(number)
            if author is None:  # a colleague, who sees what is stored
                continue
            old, new = self.states[before], self.states[number]
            for mark, column, was, now in _changes(old, new):
                self._changed(author, number, (mark, column), was, now)
            for mark in old.rows.keys() - new.rows.keys():
                self._removed(author, number, mark, old)

    def _changed(
        self, author: str, number: int, cell: tuple[int, str], was: Value, now: Value
    ) -> None:
        mark, column = cell
        if was is None or mark_in(was) != mark:
            return  # repaired: what was there belongs elsewhere
        edit = self.ledger.edits.get(now)
        own = self.ledger.edits.get(was)
        mine = edit is not None and (edit.author, edit.mark, edit.column) == (author, *cell)
        if now is None and own is not None and own.author == author:
            self.verdict.counts["emptied in a race"] += 1
            return
        if mine and (was in edit.seen or (own is not None and own.author == author)):
            return
        self._raced(author, number, mark, column, f"{was!r} by {now!r}")

    def _raced(self, author: str, number: int, mark: int, column: str, what: str) -> None:
        """It is allowed where others changed that cell, or moved rows, after the last look."""
        look = self.requests.last_look(author, number)
        between = [n for n in sorted(self.states) if look <= n < number]
        for earlier, later in pairwise(between):
            one, two = self.states[earlier], self.states[later]
            moved = one.order != two.order
            if moved or one.rows.get(mark, {}).get(column) != two.rows.get(mark, {}).get(column):
                self._count(number, mark, column, what)
                return
        self.verdict.wrong.append(f"version {number}: {author} overwrote unseen {what}")

    def _count(self, number: int, mark: int, column: str, what: str) -> None:
        """Repaired, where what was hit comes back."""
        before = self.states[max(n for n in self.states if n < number)]
        was = before.rows[mark].get(column)
        for later in sorted(n for n in self.states if n > number):
            row = self.states[later].rows.get(mark)
            now = row.get(column) if row is not None else None
            if row is not None and (now == was and (column or now is not None)):
                self.verdict.counts["hit in a race, repaired"] += 1
                return
        self.verdict.counts["overwritten in a race"] += 1

    def _removed(self, author: str, number: int, mark: int, old: Version) -> None:
        row = set(old.rows[mark].values())
        mine = [d for d in self.ledger.deletions if (d.author, d.mark) == (author, mark)]
        if any(row <= self._known(deletion) for deletion in mine):
            return
        if mine:
            unseen = row - set().union(*(self._known(deletion) for deletion in mine))
            if self.ledger.added.get(mark) == author and unseen <= self.first[mark]:
                return
            column = next(c for c, v in old.rows[mark].items() if v in unseen)
            self._raced(author, number, mark, column, f"{unseen} by a deletion")
            return
        if self.ledger.added.get(mark) == author and row == self.first[mark]:
            return  # taken out of a wrong place, to be added once more
        self.verdict.taken[mark] = author
        self._raced(author, number, mark, "id", f"row {mark}")

    def _known(self, deletion: Deletion) -> set[Value]:
        own = {v for v, edit in self.ledger.edits.items() if edit.author == deletion.author}
        return deletion.seen | own


def _changes(old: Version, new: Version) -> Iterator[tuple[int, str, Value, Value]]:
    for mark, row in new.rows.items():
        if mark in old.rows and row != old.rows[mark]:
            for column in EDITED:
                was, now = old.rows[mark].get(column), row.get(column)
                if was != now:
                    yield mark, column, was, now


def check_end(
    states: Mapping[int, Version], ledger: Ledger, verdict: Verdict, warned: Mapping[str, int]
) -> None:
    """Every row once, every value on its own row, every edit accounted for.

    Args:
        warned: how often each manager was told to look after a place, after a race.
    """
    end = states[max(states)]
    twice = [mark for mark, count in Counter(end.order).items() if count > 1]
    if twice:
        verdict.wrong.append(f"rows that are there twice: {twice}")
    if end.strays:
        verdict.wrong.append(f"values in rows of nobody: {end.strays}")
    for mark, row in end.rows.items():
        for column, value in row.items():
            if column != "stage" and value is not None and mark_in(value) != mark:
                verdict.wrong.append(f"{value!r} stands in row {mark}")
    told = Counter(warned)
    _check_rows(states, ledger, verdict, told)
    _check_edits(states, ledger, verdict, told)


def _check_rows(
    states: Mapping[int, Version], ledger: Ledger, verdict: Verdict, warned: Counter[str]
) -> None:
    """Rows that nobody wanted to go are there, or went in a race; mostly that was told."""
    ever = {mark for state in states.values() for mark in state.rows}
    wanted = (ever | ledger.added.keys()) - {deletion.mark for deletion in ledger.deletions}
    for mark in wanted - states[max(states)].rows.keys():
        author = verdict.taken.get(mark, "")
        if warned[author]:
            warned[author] -= 1
            verdict.counts["lost in a race, told"] += 1
        elif author:  # the answer was lost, and others took out the very row that was meant
            verdict.counts["lost in a race, untold"] += 1
        else:
            verdict.wrong.append(f"row {mark} is {'gone' if mark in ever else 'lost'}")


def _check_edits(
    states: Mapping[int, Version], ledger: Ledger, verdict: Verdict, warned: Counter[str]
) -> None:
    end = states[max(states)]
    there = {
        (mark, column, value)
        for state in states.values()
        for mark, row in state.rows.items()
        for column, value in row.items()
    }
    # A new row whose answer was lost is shown twice, as ours and as read, until it is sent again.
    shown_twice = {
        (e.author, e.mark, e.column)
        for e in ledger.edits.values()
        if None in e.seen and ledger.added.get(e.mark) == e.author
    }
    for value, edit in ledger.edits.items():
        if end.rows.get(edit.mark, {}).get(edit.column) == value:
            fate = "in the sheet"
        elif (edit.mark, edit.column, value) in there:
            fate = "in the sheet, replaced later"
        elif edit.dropped:
            fate = edit.dropped
        elif (edit.author, edit.mark, edit.column) in shown_twice:
            fate = "set in a row shown twice"
        elif warned[edit.author]:
            warned[edit.author] -= 1
            fate = "lost in a race, told"
        else:
            verdict.wrong.append(f"{value!r} of {edit.author} is lost")
            continue
        verdict.counts[fate] += 1


def busiest_minute(log: Sequence[Mapping[str, Any]], agent: str, *, reads: bool) -> int:
    """The most requests of one kind that an account made in any minute."""
    window: deque[float] = deque()
    most = 0
    for entry in log:
        path = str(entry["path"])
        is_read = entry["method"] == "GET" or path.endswith((*READS, ":search"))
        if entry["agent"] != agent or path == "/token" or is_read != reads:
            continue
        window.append(entry["at"])
        while window[0] <= entry["at"] - MINUTE:
            window.popleft()
        most = max(most, len(window))
    return most
