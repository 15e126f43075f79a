"""How well a possible table fits an entity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from adapters.protocol import CellValue
from salestui.mapping.assignment import POOR, Reason, Said, assign
from salestui.mapping.evidence import fit
from salestui.mapping.headers import name_score
from salestui.mapping.periods import TARGET_WORDS, Periods, Year, header_periods, year_named
from salestui.mapping.regions import Region
from salestui.mapping.sheet_names import period_named, period_text
from salestui.model.entities import TARGETS
from salestui.model.fields import Entity, Field, FieldType

_LONG = frozenset({"period", "target"})
"""The fields that a table of targets has where each row is one."""

_JOINED = re.compile(r"_|(?<=[a-z])(?=[A-Z\d])")
"""Where words of a name meet: ``tblTargets2026``, ``sales_targets``."""

_GUESSED = 0.25
"""A field that was guessed speaks so much less for an entity than one found by its name."""


@dataclass(frozen=True)
class Match:
    """An entity found in a region.

    Attributes:
        fields: by sheet column.
        periods: the columns of targets, for targets in the wide form.
        year: named by the sheet or a title, for targets.
        score: how much speaks for it.
        reasons: by sheet column, why it is taken for its field.
        given: fields that the sheet's name tells, with their texts.
    """

    entity: Entity
    region: Region
    fields: Mapping[int, Field]
    score: float
    periods: Periods = field(default_factory=lambda: Periods({}))
    year: Year | None = None
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def found(self) -> frozenset[str]:
        """The names of the fields found in columns."""
        return frozenset(f.name for f in self.fields.values())


def match(
    entity: Entity, region: Region, today: date, fiscal_start: int, said: Said | None = None
) -> Match | None:
    """Match an entity to a region; None if too little speaks for it.

    Args:
        said: what is said of its columns by someone who says that it is this entity's table, so
            that nothing needs to speak for it; None where nobody did.
    """
    if entity is TARGETS and said is None and not says_targets(region):
        return None
    assigned = assign(entity, region, said or {})
    fields, periods, year = assigned.fields, Periods({}), None
    given: dict[str, str] = {}
    if entity is TARGETS:
        year = year_named((*region.names, *region.titles))
        if not {f.name for f in fields.values()} >= _LONG:
            free = {c: v for c, v in region.cells.items() if _may_be_target(fields, said or {}, c)}
            periods = period_columns(region, free, fiscal_start, year, today)
        if periods.columns:
            fields = {
                c: f
                for c, f in fields.items()
                if c not in periods.columns and (f.name not in _LONG or c in (said or {}))
            }
        elif not {"period", "year"} & {f.name for f in fields.values()}:
            given = _given_period(region, fiscal_start, year or Year(today.year))
    found = {f.name for f in fields.values()} | given.keys()
    found |= _LONG if periods.columns else set()
    if said is None and not _enough(entity, found):
        return None
    reasons = {c: r for c, r in assigned.reasons.items() if c in fields}
    score = _score(entity, region, found, reasons)
    return Match(entity, region, fields, score, periods, year, reasons, given)


def _enough(entity: Entity, found: Set[str]) -> bool:
    """Whether so many fields are found that a table is this entity's."""
    return (
        all(f.name in found for f in entity.fields if f.required)
        and sum(name in found for name in entity.evidence) >= entity.evidence_needed
        and all(any(name in found for name in group) for group in entity.needs)
    )


def _score(entity: Entity, region: Region, found: Set[str], reasons: Mapping[int, Reason]) -> float:
    evidence = sum(name in found for name in entity.evidence)
    guessed = sum(r in (Reason.SIMILAR, Reason.VALUES) for r in reasons.values())
    score = evidence + 0.5 * (len(found) - evidence) - _GUESSED * guessed
    score += max(name_score(entity, name) for name in region.names)
    return score + (0.5 if region.table else 0.0) - (0.0 if region.sheet.visible else 4.0)


def _given_period(region: Region, fiscal_start: int, year: Year) -> dict[str, str]:
    """The period of all rows, where the sheet is named after one."""
    named = period_named(region.sheet.name, fiscal_start, year)
    return {"period": period_text(region.sheet.name)} if named else {}


def apart(parts: Sequence[Match]) -> bool:
    """Whether blocks beside each other are tables of their own and not one with empty columns.

    They are where their headers stand in different rows, where they have a header in common (a
    customer here and there), or where they are different entities with different rows.
    """
    for place, left in enumerate(parts):
        for right in parts[place + 1 :]:
            if left.region.header_row != right.region.header_row:
                return True
            shared = {t.casefold() for t in left.region.headers.values()} & {
                t.casefold() for t in right.region.headers.values()
            }
            if shared or (left.entity is not right.entity and _rows(left) != _rows(right)):
                return True
    return False


def _rows(found: Match) -> int:
    """How many rows of the outline hold something of it."""
    return max((len(found.region.values(c)) for c in found.region.headers), default=0)


def _may_be_target(fields: Mapping[int, Field], said: Said, column: int) -> bool:
    """Whether a column is free to hold the targets of one period."""
    return column not in said and (column not in fields or fields[column].name in _LONG)


def period_columns(
    region: Region,
    cells: Mapping[int, CellValue],
    fiscal_start: int,
    year: Year | None,
    today: date,
) -> Periods:
    """The columns of numbers, two at least, that are headed by a period each."""
    periods = header_periods(cells, fiscal_start, year, today)
    numbers = all(fit(FieldType.MONEY, region.values(c)) >= POOR for c in periods.columns)
    return periods if numbers and len(periods.columns) > 1 else Periods({})


def says_targets(region: Region) -> bool:
    """Whether a title, the sheet's name or a header says that numbers are targets."""
    texts = (*region.names, *region.titles, *region.headers.values())
    return any(TARGET_WORDS.search(_JOINED.sub(" ", text)) for text in texts)
