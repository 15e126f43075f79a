"""Results of the formulas that depend on a change: computed by an engine, or else taken away.

A stored result would otherwise contradict the edited cells: many programs show it as it is. A
formula without a result is computed by whoever opens the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from adapters.addresses import CellRange
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation import engine
from adapters.excel.recalculation.coarsescan import Reach, reach_of
from adapters.excel.recalculation.dependents import Areas, Place, changed_area, dependents
from adapters.excel.recalculation.engine_wire import Result
from adapters.excel.recalculation.engineroom import Compute, EngineRoom
from adapters.excel.recalculation.formulaindex import Member
from adapters.excel.recalculation.formulasource import Formulas, FormulaSource
from adapters.excel.recalculation.meaning import meaning_of
from adapters.excel.recalculation.reads import Meaning
from adapters.excel.recalculation.results import with_results
from adapters.excel.writing.memory import SaveMemory

_MOST_ROWS = 20_000  # changed rows; of more, all formulas are found as quickly


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
    formulas = _formulas(source, meaning, changed, touch)
    if formulas is None:
        return Recalculated(data)
    found = dependents(formulas[1], meaning, changed)
    if not found:
        return Recalculated(data)
    engine_room = EngineRoom(source, *formulas, meaning, compute)
    results = engine_room.trusted(found)
    written = with_results(
        after, {**_beside(found), **{place: results.get(place) for place in found}}, memory
    )
    if memory is not None and written is not data:
        memory.finish(written)
    return Recalculated(written, results, frozenset(found.keys() - results.keys()))


def _formulas(
    source: FormulaSource, meaning: Meaning, changed: Areas, touch: Touch
) -> tuple[Formulas, Formulas] | None:
    """The formulas before and after among which all that depend on the change are, if any."""
    texts = None if touch.ranges else source.texts(touch.places)
    reach = Reach.FAR if texts is None else reach_of(texts, meaning, changed)
    rows = {row for _, row, _ in touch.places}
    if reach is Reach.NOWHERE and not source.writes_formulas(touch.places):
        return None
    if texts is None or reach is Reach.FAR or len(rows) > _MOST_ROWS:
        return source.before(), source.after()
    return source.nearby(texts, rows | {row - 1 for row in rows})


def _beside(found: Mapping[Place, Member]) -> dict[Place, Result]:
    """The cells that void array formulas fill: what they show is not known either."""
    return {
        (sheet, row, column): None
        for (sheet, _, _), member in found.items()
        if member.fills is not None and not member.is_alone
        for row in range(member.fills.first_row, member.fills.last_row + 1)
        for column in range(member.fills.first_column, member.fills.last_column + 1)
    }
