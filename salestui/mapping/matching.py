"""Which column of a possible table is which field of an entity, and how well it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from adapters.protocol import CellValue
from salestui.mapping.evidence import fit
from salestui.mapping.headers import meanings, name_score
from salestui.mapping.periods import TARGET_WORDS, Periods, Year, header_periods, year_named
from salestui.mapping.regions import Region
from salestui.mapping.values import parse_year
from salestui.model.entities import TARGETS
from salestui.model.fields import Entity, Field, FieldType

_POOR = 0.7
"""Below this share of fitting values a header is taken for something else, if it can be."""


@dataclass(frozen=True)
class Match:
    """An entity found in a region.

    Attributes:
        fields: by sheet column.
        periods: the columns of targets, for targets in the wide form.
        year: named by the sheet or a title, for targets.
        score: how much speaks for it.
    """

    entity: Entity
    region: Region
    fields: Mapping[int, Field]
    score: float
    periods: Periods = field(default_factory=lambda: Periods({}))
    year: Year | None = None

    @property
    def found(self) -> frozenset[str]:
        """The names of the fields found."""
        return frozenset(f.name for f in self.fields.values())


def match(entity: Entity, region: Region, today: date, fiscal_start: int) -> Match | None:
    """Match an entity to a region; None if too little speaks for it."""
    fields = _fields(entity, region)
    periods, year = Periods({}), None
    if entity is TARGETS:
        if not says_targets(region):
            return None
        year = year_named((*region.names, *region.titles))
        periods = _wide(region, fields, fiscal_start, year, today)
        if periods.columns:
            fields = {
                c: f
                for c, f in fields.items()
                if c not in periods.columns and f.name not in ("target", "period")
            }
    found = {f.name for f in fields.values()}
    if periods.columns:
        found |= {"target", "period"}
    evidence = sum(name in found for name in entity.evidence)
    complete = all(f.name in found for f in entity.fields if f.required)
    if not complete or evidence < entity.evidence_needed:
        return None
    if not all(any(name in found for name in group) for group in entity.needs):
        return None
    score = evidence + 0.5 * (len(found) - evidence)
    score += max(name_score(entity, name) for name in region.names)
    score += (0.5 if region.table else 0.0) - (0.0 if region.sheet.visible else 4.0)
    return Match(entity, region, fields, score, periods, year)


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


def _wide(
    region: Region, fields: Mapping[int, Field], fiscal_start: int, year: Year | None, today: date
) -> Periods:
    """The columns of targets per period, where there are several and the table is not long."""
    names = {f.name for f in fields.values()}
    if {"period", "target"} <= names:
        return Periods({})
    free = {
        c: h
        for c, h in region.cells.items()
        if c not in fields or fields[c].name in ("target", "period")
    }
    return period_columns(region, free, fiscal_start, year, today)


def period_columns(
    region: Region,
    cells: Mapping[int, CellValue],
    fiscal_start: int,
    year: Year | None,
    today: date,
) -> Periods:
    """The columns of numbers, two at least, that are headed by a period each."""
    periods = header_periods(cells, fiscal_start, year, today)
    numbers = all(fit(FieldType.MONEY, region.values(c)) >= _POOR for c in periods.columns)
    return periods if numbers and len(periods.columns) > 1 else Periods({})


def says_targets(region: Region) -> bool:
    """Whether a title, the sheet's name or a header says that numbers are targets."""
    texts = (*region.names, *region.titles, *region.headers.values())
    return any(TARGET_WORDS.search(text.replace("_", " ")) for text in texts)


def _fields(entity: Entity, region: Region) -> dict[int, Field]:
    options: dict[int, list[tuple[float, Field]]] = {}
    seen: set[str] = set()
    for column, header in region.headers.items():
        if header.casefold() in seen:
            continue
        seen.add(header.casefold())
        if found := _options(entity, region, column, header):
            options[column] = found
    fields = _assigned(options)
    return _price_beside_quantity(entity, region, fields)


def _options(entity: Entity, region: Region, column: int, header: str) -> list[tuple[float, Field]]:
    """The fields a column may be, best first; a poor fit only where there is nothing better."""
    values = region.values(column)
    rated = [(_fit(m.field, values), m) for m in meanings(header) if m.entity == entity.name]
    rated = [(share, m) for share, m in rated if share or m.field.name != "year"]
    best = max((share for share, _ in rated), default=0.0)
    kept = [(m.quality + share, m.field) for share, m in rated if share >= min(best, _POOR)]
    return sorted(kept, key=lambda option: -option[0])


def _fit(known: Field, values: Sequence[CellValue]) -> float:
    """How well values fit a field: periods come in any form, years are few numbers."""
    if known.name == "period" or not values:
        return 1.0
    if known.name == "year":
        return sum(parse_year(str(v).removesuffix(".0")) is not None for v in values) / len(values)
    return fit(known.type, values)


def _assigned(options: Mapping[int, Sequence[tuple[float, Field]]]) -> dict[int, Field]:
    """As many columns as possible get a field, the best options first."""
    owner: dict[str, int] = {}
    chosen: dict[int, Field] = {}

    def take(column: int, tried: set[str]) -> bool:
        for _, known in options[column]:
            if known.name in tried:
                continue
            tried.add(known.name)
            if known.name not in owner or take(owner[known.name], tried):
                owner[known.name], chosen[column] = column, known
                return True
        return False

    for column in sorted(options, key=lambda c: (-options[c][0][0], c)):
        take(column, set())
    return chosen


def _price_beside_quantity(
    entity: Entity, region: Region, fields: dict[int, Field]
) -> dict[int, Field]:
    """A price beside a quantity is the price of one, not the amount."""
    names = {f.name for f in fields.values()}
    price = entity.field("unit_price")
    if price is None or "quantity" not in names or "unit_price" in names:
        return fields
    for column, known in fields.items():
        if known.name == "amount" and any(
            m.field is price for m in meanings(region.headers[column])
        ):
            return {**fields, column: price}
    return fields
