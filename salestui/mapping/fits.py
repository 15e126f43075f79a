"""The tables of a sheet, each as the entity it fits best."""

from __future__ import annotations

from datetime import date

from adapters.outlines import SheetOutline
from salestui.mapping.matching import Match, apart, match
from salestui.mapping.regions import Region, regions
from salestui.model.entities import ENTITIES


def fits(sheet: SheetOutline, today: date, fiscal_start: int) -> list[Match]:
    """The tables on a sheet, each as the entity it fits best; none share a cell."""
    found: list[Match] = []
    for region in regions(sheet):
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
    """The entity that the region fits best."""
    found = [m for e in ENTITIES if (m := match(e, region, today, fiscal_start))]
    return max(found, key=lambda m: m.score, default=None)
