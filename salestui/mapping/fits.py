"""The tables of a sheet, each as the entity it fits best."""

from __future__ import annotations

from datetime import date

from salestui.mapping.headers import meanings, name_score
from salestui.mapping.headings import HeaderRows
from salestui.mapping.matching import Match, apart, match
from salestui.mapping.regions import Region, regions
from salestui.model.entities import CORE, OPTIONAL
from salestui.model.fields import Entity


def fits(rows: HeaderRows, today: date, fiscal_start: int) -> list[Match]:
    """The tables on a sheet, each as the entity it fits best; none share a cell."""
    found: list[Match] = []
    for region in regions(rows):
        parts = [m for part in region.parts if (m := _best(part, today, fiscal_start))]
        whole = _best(region, today, fiscal_start)
        if whole is None or apart(parts):
            found += parts
        else:
            found.append(whole)
    chosen: list[Match] = []
    for match_ in sorted(found, key=lambda m: -m.score):
        if not any(match_.region.overlaps(other.region) for other in chosen):
            chosen.append(match_)
    return chosen


def _best(region: Region, today: date, fiscal_start: int) -> Match | None:
    """The entity that the region fits best.

    An optional entity has to fit better than the others and be the one that the sheet is named
    after, or be alone with much that speaks for it.
    """
    known = [m for e in CORE if (m := match(e, region, today, fiscal_start))]
    best = max(known, key=lambda m: m.score, default=None)
    named = _named_after(region)
    if best is None:
        told = _told_by_columns(region)
        few = [e for e in OPTIONAL if e in named or e in told]
    else:
        few = named
    found = [m for e in few if (m := match(e, region, today, fiscal_start))]
    return max([*found, *([best] if best else [])], key=lambda m: m.score, default=None)


def _named_after(region: Region) -> list[Entity]:
    """The optional entities of which the sheet's or table's name says more than of the others."""
    usual = max(name_score(e, name) for e in CORE for name in region.names)
    return [e for e in OPTIONAL if max(name_score(e, n) for n in region.names) > usual]


def _told_by_columns(region: Region) -> list[Entity]:
    """The optional entities for which a table may be taken by its headers alone."""
    found: dict[str, set[str]] = {}
    for text in region.headers.values():
        for meaning in meanings(text):
            found.setdefault(meaning.entity, set()).add(meaning.field.name)
    return [
        e
        for e in OPTIONAL
        if len(found.get(e.name, set()).intersection(e.evidence)) >= 2 * e.evidence_needed
    ]
