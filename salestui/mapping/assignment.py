"""Which column of a possible table is which field of an entity, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from adapters.contents import CellValue
from salestui.mapping.evidence import fit
from salestui.mapping.headers import is_known_to, meanings
from salestui.mapping.regions import Region
from salestui.mapping.resemblance import resembling
from salestui.mapping.stage_values import first_of_stages
from salestui.mapping.values import parse_year
from salestui.model.fields import Entity, Field

POOR = 0.7
"""Below this share of fitting values a header is taken for something else, if it can be."""

Said = Mapping[int, Field | None]
"""By column, the field that someone said it is; None for a column of the team's own."""


class Reason(StrEnum):
    """Why a column is taken for a field."""

    SAID = "said"
    NAME = "name"
    SIMILAR = "similar"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Assignment:
    """The fields of a table's columns, by sheet column, and why each is taken for it."""

    fields: Mapping[int, Field]
    reasons: Mapping[int, Reason]


def assign(entity: Entity, region: Region, said: Said) -> Assignment:
    """Find the fields of an entity among the columns of a region.

    What was said holds; then names decide, then names that resemble one, and last a column whose
    values are stages is the stage where no other is.
    """
    fields = {column: known for column, known in said.items() if known is not None}
    reasons = dict.fromkeys(fields, Reason.SAID)
    for reason, find in ((Reason.NAME, _by_name), (Reason.SIMILAR, _by_resemblance)):
        found = find(entity, region, said.keys() | fields.keys(), _names(fields))
        fields |= found
        reasons |= dict.fromkeys(found, reason)
    stage = entity.field("stage")
    if stage is not None and "stage" not in _names(fields):
        free = [c for c in region.headers if c not in fields and c not in said]
        column = first_of_stages((c, region.values(c)) for c in free)
        if column is not None:
            fields[column], reasons[column] = stage, Reason.VALUES
    return Assignment(fields, reasons)


def nameable(entity: Entity, region: Region) -> frozenset[str]:
    """All fields that ``assign`` might find by the headers alone, before any cell is looked at."""
    texts = frozenset(region.headers.values())
    named = {m.field.name for t in texts for m in meanings(t) if m.entity == entity.name}
    unknown = (t for t in texts if not is_known_to(t, entity))
    alike = {known.name for t in unknown for known, _ in resembling(t, entity)}
    return frozenset(named | alike | {"stage"})


def _names(fields: Mapping[int, Field]) -> frozenset[str]:
    return frozenset(known.name for known in fields.values())


def _by_name(
    entity: Entity, region: Region, settled: Set[int], taken: Set[str]
) -> dict[int, Field]:
    options: dict[int, list[tuple[float, Field]]] = {}
    seen: set[str] = set()
    for column, header in region.headers.items():
        if header.casefold() in seen:
            continue
        seen.add(header.casefold())
        found = _options(entity, region, column, header) if column not in settled else []
        if found := [option for option in found if option[1].name not in taken]:
            options[column] = found
    fields = _assigned(options)
    return _price_beside_quantity(entity, region, fields, taken)


def _by_resemblance(
    entity: Entity, region: Region, settled: Set[int], taken: Set[str]
) -> dict[int, Field]:
    """Fields by headers that no table knows and whose values fit, the most alike first."""
    rated: list[tuple[float, int, Field]] = []
    for column, header in region.headers.items():
        if column in settled or is_known_to(header, entity):
            continue
        for known, likeness in resembling(header, entity):
            values = region.values(column)
            if values and known.name not in taken and fit(known.type, values) >= POOR:
                rated.append((likeness, -column, known))
    fields: dict[int, Field] = {}
    for _, column, known in sorted(rated, key=lambda r: r[:2], reverse=True):
        if -column not in fields and known.name not in _names(fields):
            fields[-column] = known
    return fields


def _options(entity: Entity, region: Region, column: int, header: str) -> list[tuple[float, Field]]:
    """The fields a column may be, best first; a poor fit only where there is nothing better."""
    values = region.values(column)
    rated = [(_fit(m.field, values), m) for m in meanings(header) if m.entity == entity.name]
    rated = [(share, m) for share, m in rated if share or m.field.name != "year"]
    best = max((share for share, _ in rated), default=0.0)
    kept = [(m.quality + share, m.field) for share, m in rated if share >= min(best, POOR)]
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
    entity: Entity, region: Region, fields: dict[int, Field], taken: Set[str]
) -> dict[int, Field]:
    """A price beside a quantity is the price of one, not the amount."""
    names = _names(fields) | taken
    price = entity.field("unit_price")
    if price is None or "quantity" not in names or "unit_price" in names:
        return fields
    for column, known in fields.items():
        if known.name == "amount" and any(
            m.field is price for m in meanings(region.headers[column])
        ):
            return {**fields, column: price}
    return fields
