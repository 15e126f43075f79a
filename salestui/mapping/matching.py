"""How well a possible table fits an entity."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date

from adapters.contents import CellValue
from salestui.mapping.assignment import POOR, Reason, Said, assign, nameable
from salestui.mapping.evidence import fit
from salestui.mapping.headers import is_name, name_score
from salestui.mapping.periods import TARGET_WORDS, Periods, Year, header_periods, year_named
from salestui.mapping.regions import Region
from salestui.mapping.sheet_names import period_named, period_text
from salestui.mapping.target_scopes import (
    full_header,
    label_column,
    period_column,
    says_only_targets,
    scope_columns,
    scope_named,
)
from salestui.model.entities import TARGETS
from salestui.model.fields import Entity, Field, FieldType
from salestui.model.focus import SCOPES

_LONG = frozenset({"period", "target"})
"""The fields that a table of targets has where each row is one."""

_JOINED = re.compile(r"_|(?<=[a-z])(?=[A-Z\d])")
"""Where words of a name meet: ``tblTargets2026``, ``sales_targets``."""

_WHOSE = frozenset({*SCOPES, "scope"})
"""The fields that say whose a target is."""

_GUESSED = 0.25
"""A field that was guessed speaks so much less for an entity than one found by its name."""


@dataclass(frozen=True)
class Match:
    """An entity found in a region.

    Attributes:
        fields: by sheet column.
        periods: the columns of targets, for targets in the wide form.
        scopes: the columns of targets by whose they are, where rows are periods.
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
    scopes: Mapping[int, str] = field(default_factory=dict)

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
    if entity is not TARGETS and said is None and not _enough(entity, nameable(entity, region)):
        return None
    assigned = assign(entity, region, said or {})
    found = Match(entity, region, assigned.fields, 0.0, reasons=assigned.reasons)
    if entity is TARGETS:
        found = _of_targets(found, said or {}, today, fiscal_start)
    names = found.found | found.given.keys()
    names |= _LONG if found.periods.columns else {"target"} if found.scopes else set()
    if said is None and not _enough(entity, names):
        return None
    return replace(found, score=_score(found, names))


def _of_targets(found: Match, said: Said, today: date, fiscal_start: int) -> Match:
    """Targets with the columns that hold them, and whose and of when they are."""
    region, fields = found.region, found.fields
    found = replace(found, year=year_named((*region.names, *region.titles)))
    if (whose := _transposed(_without(found, _of_someone(found, said)), said, fiscal_start)).scopes:
        return whose
    if not found.found >= _LONG:
        free = {c: v for c, v in region.cells.items() if _may_be_target(fields, said, c)}
        periods = period_columns(region, free, fiscal_start, found.year, today)
        if periods.columns:
            gone = {c for c, f in fields.items() if c in periods.columns or f.name in _LONG}
            found = replace(_without(found, gone - said.keys()), periods=periods)
            return _labelled(found, said)
    if not {"period", "year"} & found.found:
        given = _given_period(region, fiscal_start, found.year or Year(today.year))
        found = replace(found, given=given)
    return found


def _of_someone(found: Match, said: Said) -> Set[int]:
    """The columns taken for the target whose header has a name beside it: ``Ann target``."""
    targets = {c for c, f in found.fields.items() if f.name == "target" and c not in said}
    headers = {c: full_header(found.region, c) for c in targets}
    return {c for c, text in headers.items() if not is_name(text) and scope_named(text)}


def _without(found: Match, columns: Set[int]) -> Match:
    fields = {c: f for c, f in found.fields.items() if c not in columns}
    return replace(found, fields=fields, reasons={c: found.reasons[c] for c in fields})


def _with(found: Match, column: int, name: str) -> Match:
    """With a column that is a field for what it holds and where it stands."""
    known = found.entity.field(name)
    assert known is not None, "only fields of targets are added"
    return replace(
        found,
        fields={**found.fields, column: known},
        reasons={**found.reasons, column: Reason.VALUES},
    )


def _labelled(found: Match, said: Said) -> Match:
    """A column per period, with labels before them that say whose targets each row holds."""
    column = label_column(found.region)
    if column is None or column in said or column in found.fields or _WHOSE & found.found:
        return found
    return _with(found, column, "scope")


def _transposed(found: Match, said: Said, fiscal_start: int) -> Match:
    """Periods down and names across: each column holds the targets of one rep, team or region."""
    if ({"target"} | _WHOSE) & found.found:
        return found
    if "period" not in found.found:
        column = period_column(found.region, fiscal_start)
        if column is None or column in said or column in found.fields:
            return found
        dated = _with(found, column, "period")
    else:
        dated = found
    scopes = scope_columns(found.region, dated.fields.keys() | said.keys(), fiscal_start)
    return replace(dated, scopes=scopes) if scopes else found


def _enough(entity: Entity, found: Set[str]) -> bool:
    """Whether so many fields are found that a table is this entity's."""
    return (
        all(f.name in found for f in entity.fields if f.required)
        and sum(name in found for name in entity.evidence) >= entity.evidence_needed
        and all(any(name in found for name in group) for group in entity.needs)
    )


def _score(found: Match, names: Set[str]) -> float:
    entity, region = found.entity, found.region
    evidence = sum(name in names for name in entity.evidence)
    guessed = sum(r in (Reason.SIMILAR, Reason.VALUES) for r in found.reasons.values())
    score = evidence + 0.5 * (len(names) - evidence) - _GUESSED * (guessed + bool(found.scopes))
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
    """Whether a title, a header, the sheet's or a row's name says that numbers are targets."""
    texts = (*region.names, *region.titles, *region.headers.values())
    if any(TARGET_WORDS.search(_JOINED.sub(" ", text)) for text in texts):
        return True
    labels = label_column(region)
    return labels is not None and any(says_only_targets(str(v)) for v in region.values(labels))
