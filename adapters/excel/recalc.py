"""Results of the formulas that depend on a change: computed by an engine, or else taken away.

A stored result would otherwise contradict the edited cells: many programs show it as it is. A
formula without a result is computed by whoever opens the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from adapters.errors import WorkbookError
from adapters.excel import engine
from adapters.excel.coarsescan import may_depend
from adapters.excel.dependents import Areas, Place, changed_area, dependents, spread
from adapters.excel.engine_wire import Job, Result, Results, Wanted
from adapters.excel.formulaindex import Family, FamilyKey, Member, SheetFormulas
from adapters.excel.formulasource import FormulaSource
from adapters.excel.markup import parse
from adapters.excel.meaning import engine_tables, meaning_of
from adapters.excel.memory import SaveMemory
from adapters.excel.parts import Package
from adapters.excel.ranges import overlap
from adapters.excel.reads import ANY_SHEET, Meaning, reads_of
from adapters.excel.results import with_results
from adapters.excel.sheetxml import SheetXml
from adapters.excel.trust import acceptable, by_place, is_proven, proven
from adapters.protocol import CellRange

_OF_TODAY = re.compile(r"(?<![\w.])TODAY\(", re.IGNORECASE)

Compute = Callable[[list[Job], list[bytes]], list[Results]]


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The workbook, the new results, and the formula cells whose results were taken away."""

    data: bytes
    results: Mapping[Place, Result] = field(default_factory=dict)
    stale: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Touch:
    """What a change touched: cells, ranges by sheet, and where known the sheets' parts as they
    were, with the bytes of the rows that were exchanged or inserted.
    """

    places: Set[Place] = frozenset()
    ranges: list[tuple[str, CellRange]] = field(default_factory=list)
    rows: Mapping[str, tuple[SheetXml, Mapping[int, bytes]]] = field(default_factory=dict)


def recalculated(
    before: bytes,
    data: bytes,
    touch: Touch,
    memory: SaveMemory | None = None,
    compute: Compute = engine.computed,
) -> Recalculated:
    """Bring the results of formulas in ``data`` in step with what changed since ``before``.

    Args:
        before: the workbook as it was, with results that fitted.
        touch: what changed.

    Raises:
        Refused: a formula stands in a form of XML that is not understood.
    """
    if not touch.places and not touch.ranges:
        return Recalculated(data)
    if memory is not None:
        memory.begin(data)
    after = Package(data, memory)
    source = FormulaSource(Package(before), after, touch.rows, memory)
    meaning, changed = meaning_of(after), changed_area(touch.places, touch.ranges)
    texts = None if touch.ranges else source.texts(touch.places)
    if texts is not None and not may_depend(texts, meaning, changed):
        return Recalculated(data)
    formulas = source.after()
    found = dependents(formulas, meaning, changed)
    if not found:
        return Recalculated(data)
    known = _Known(source, formulas, meaning)
    results = known.trusted(found, compute)
    written = with_results(
        after, {**known.beside(found), **{place: results.get(place) for place in found}}, memory
    )
    if memory is not None and written is not data:
        memory.finish(written)
    return Recalculated(written, results, frozenset(found.keys() - results.keys()))


@dataclass(slots=True)
class _Known:
    """A workbook before and after a change, and what can be trusted of the engine's results."""

    source: FormulaSource
    formulas: Mapping[str, SheetFormulas]
    meaning: Meaning

    def trusted(self, found: Mapping[Place, Member], compute: Compute) -> dict[Place, Result]:
        """The new results that are certain, of the formulas that depend on the change."""
        read = list(self._upstream(found))
        old = self.source.before()
        wanted_before = _wanted_before(old, read)
        wanted_after: Wanted = {}
        for sheet, row, column in found:
            wanted_after.setdefault(sheet, []).append((row, column))
        of_today = any(_OF_TODAY.search(family.sample) for _, _, family in read)
        computed = self._computed(compute, wanted_before, wanted_after, of_today)
        if not computed:
            return {}
        now, *then = computed
        sure = proven(old, *(by_place(wanted_before, results) for results in then))
        results = by_place(wanted_after, now)
        doubtful: Areas = {}
        for sheet, key, family in read:
            for member in family.members:
                place = (sheet, member.row, member.column)
                good = is_proven(sure, sheet, key, member, old.get(sheet))
                if not good or not (place not in found or acceptable(results[place], member)):
                    spread(doubtful, sheet, member)
        void = dependents(self.formulas, self.meaning, doubtful, frozenset(found))
        return {place: result for place, result in results.items() if place not in void}

    def _computed(
        self, compute: Compute, wanted_before: Wanted, wanted_after: Wanted, of_today: bool
    ) -> list[Results]:
        """The results after the change, and those before it as of each day they may be of."""
        try:
            tables = engine_tables(meaning_of(self.source.old))
            now = engine_tables(self.meaning)
        except WorkbookError:
            return []
        old, new = self.source.old.zip.data, self.source.new.zip.data
        jobs = [
            Job(len(new), now, wanted_after),
            Job(len(old), tables, wanted_before, self._last_saved()),
        ]
        if of_today:
            # A save of ours leaves the file's own date as it is, with results of the day it is.
            jobs.append(Job(len(old), tables, wanted_before))
        results = compute(jobs, [new, *[old] * (len(jobs) - 1)])
        return results if len(results) == len(jobs) else []

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

    def beside(self, found: Mapping[Place, Member]) -> dict[Place, Result]:
        """The cells that void array formulas fill: what they show is not known either."""
        return {
            (sheet, row, column): None
            for (sheet, _, _), member in found.items()
            if member.fills is not None and not member.is_alone
            for row in range(member.fills.first_row, member.fills.last_row + 1)
            for column in range(member.fills.first_column, member.fills.last_column + 1)
        }


def _wanted_before(
    old: Mapping[str, SheetFormulas], read: Sequence[tuple[str, FamilyKey, Family]]
) -> Wanted:
    wanted: Wanted = {}
    for sheet, key, _ in read:
        family = old[sheet].families.get(key) if sheet in old else None
        if family is not None:
            wanted.setdefault(sheet, []).extend((m.row, m.column) for m in family.members)
    return wanted


def _columns(cells: CellRange) -> CellRange:
    """All rows of these columns: what the members of one family may read between them."""
    return CellRange(1, cells.first_column, 1_048_576, cells.last_column)
