"""New results of formulas: the books for the engine, and what of its answer is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.addresses import CellRange
from adapters.errors import Refused
from adapters.excel.ooxml.markup import parse
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.ranges import overlap
from adapters.excel.recalculation.dependents import Areas, Place, dependents, spread
from adapters.excel.recalculation.engine_wire import Job, Result, Results, Wanted
from adapters.excel.recalculation.formulaindex import Family, FamilyKey, Member
from adapters.excel.recalculation.formulasource import Formulas, FormulaSource
from adapters.excel.recalculation.meaning import engine_tables, meaning_of
from adapters.excel.recalculation.reads import ANY_SHEET, Meaning, reads_of
from adapters.excel.recalculation.smallbook import LARGEST, SmallBook, Subject, small_book
from adapters.excel.recalculation.trust import (
    Witnesses,
    acceptable,
    by_place,
    is_volatile,
    reproduces,
)

Compute = Callable[[list[Job], list[bytes]], list[Results]]

_Subjects = dict[Place, tuple[FamilyKey, Family, Member]]


@dataclass(slots=True)
class EngineRoom:
    """A workbook before and after a change, and what can be trusted of the engine's results.

    ``old`` and ``formulas`` are the formulas before and after.
    """

    source: FormulaSource
    old: Formulas
    formulas: Formulas
    meaning: Meaning
    compute: Compute

    def trusted(self, found: Mapping[Place, Member]) -> dict[Place, Result]:
        """The new results that are certain, of the formulas that depend on the change."""
        try:
            subjects, whole = self._subjects(found)
            witnesses = Witnesses(self.old)
            proof = {
                place: witnesses.of(place[0], key, member)
                for place, (key, _, member) in subjects.items()
            }
            olds: dict[Place, Subject] = {
                (place[0], subject[1].row, subject[1].column): subject
                for place, subject in proof.items()
                if subject is not None
            }
            news = {place: (family, member) for place, (_, family, member) in subjects.items()}
            answer = self._answer(news, olds, whole)
        except Refused:
            return {}
        if answer is None:
            return {}
        now, then, unknown = answer
        doubtful: Areas = {}
        for place, (_, member) in news.items():
            good = _reproduced(place[0], proof[place], then)
            if not good or (place in found and not acceptable(now.get(place), member)):
                spread(doubtful, place[0], member)
        for sheet, row, column in unknown:
            spread(doubtful, sheet, Member(row, column, ()))
        void = dependents(self.formulas, self.meaning, doubtful, frozenset(found))
        return {place: now.get(place) for place in found if place not in void}

    def _subjects(self, found: Mapping[Place, Member]) -> tuple[_Subjects, bool]:
        """The formulas to be computed and proven, and whether they may read anything.

        Others stand for the results stored beside them; where one of those would be another by
        today, all that the formulas read from is computed.
        """
        read = list(self._upstream(found))
        whole = any(reads_of(family, sheet, self.meaning) is None for sheet, _, family in read)
        every = whole or any(
            is_volatile(family.sample)
            and any((sheet, m.row, m.column) not in found for m in family.members)
            for sheet, _, family in read
        )
        subjects = {
            (sheet, member.row, member.column): (key, family, member)
            for sheet, key, family in read
            for member in family.members
            if every or (sheet, member.row, member.column) in found
        }
        return subjects, whole

    def _answer(
        self, news: Mapping[Place, Subject], olds: Mapping[Place, Subject], whole: bool
    ) -> tuple[dict[Place, Result], list[dict[Place, Result]], frozenset[Place]] | None:
        """The results after the change, those before it as of each day they may be of, and the
        formulas read whose results nobody knows.
        """
        meant = meaning_of(self.source.old)
        new = old = None
        if not whole:
            new = small_book(self.source.new, self.source.new_sheet, news, self.meaning)
            old = small_book(self.source.old, self.source.old_sheet, olds, meant)
        if new is None or old is None:
            if max(map(_size, (self.source.old, self.source.new))) > LARGEST:
                return None
            new, old = SmallBook(self.source.new.zip.data), SmallBook(self.source.old.zip.data)
        wanted, before = _wanted(news), _wanted(olds)
        tables = engine_tables(meant)
        jobs = [
            Job(len(new.data), engine_tables(self.meaning), wanted),
            Job(len(old.data), tables, before, self._last_saved()),
        ]
        if any(is_volatile(family.sample) for family, _ in olds.values()):
            # A save of ours leaves the file's own date as it is, with results of the day it is.
            jobs.append(Job(len(old.data), tables, before))
        results = self.compute(jobs, [new.data, *[old.data] * (len(jobs) - 1)])
        if len(results) != len(jobs):
            return None
        then = [by_place(before, found) for found in results[1:]]
        return by_place(wanted, results[0]), then, new.unknown

    def _last_saved(self) -> datetime | None:
        """When the stored results were computed, which is what TODAY() stood for then."""
        part = next(iter(self.source.old.related("", "core-properties")), None)
        if part is None:
            return None
        elements = parse(self.source.old.read(part)).children
        text = next((e.text for e in elements if e.name == "modified"), "")
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        return moment.astimezone() if moment.tzinfo else None

    def _upstream(self, found: Mapping[Place, Member]) -> Iterator[tuple[str, FamilyKey, Family]]:
        """The families that the change reaches, and all that these read from."""
        waiting = {
            (sheet, key): family
            for sheet, held in self.formulas.items()
            for key, family in held.families.items()
        }
        boxes = {place: family.box for place, family in waiting.items()}
        reached = [
            (sheet, key)
            for (sheet, key), family in waiting.items()
            if any((sheet, m.row, m.column) in found for m in family.members)
        ]
        while reached:
            sheet, key = reached.pop()
            family = waiting.pop((sheet, key), None)
            if family is None:
                continue
            yield sheet, key, family
            reads = reads_of(family, sheet, self.meaning)
            spans = [(r.sheet, _columns(r.of(family.members[0]))) for r in reads or ()]
            reached += [
                other
                for other in waiting
                if reads is None
                or any(s in (other[0], ANY_SHEET) and overlap(boxes[other], c) for s, c in spans)
            ]


def _reproduced(
    sheet: str, witness: Subject | None, then: Sequence[Mapping[Place, Result]]
) -> bool:
    """Whether one of the computations gave the result stored beside the witness."""
    if witness is None:
        return False
    member = witness[1]
    place = sheet, member.row, member.column
    return any(reproduces(results.get(place), member) for results in then)


def _size(package: Package) -> int:
    return sum(member.size for member in package.zip.members)


def _wanted(places: Mapping[Place, Subject]) -> Wanted:
    wanted: Wanted = {}
    for sheet, row, column in places:
        wanted.setdefault(sheet, []).append((row, column))
    return wanted


def _columns(cells: CellRange) -> CellRange:
    """All rows of these columns: what the members of one family may read between them."""
    return CellRange(1, cells.first_column, 1_048_576, cells.last_column)
