"""What a team's profile says about its workbook, found in the workbook as it is now.

Whatever of it no longer holds is listed, and the rest is used all the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from adapters.outlines import Outline, SheetOutline
from salestui.mapping import problems
from salestui.mapping.assignment import Said
from salestui.mapping.headings import HeaderRows, header_text
from salestui.mapping.layout import Problem
from salestui.mapping.matching import Match, match
from salestui.mapping.profile import Profile, TableProfile
from salestui.mapping.regions import Region, regions, regions_under
from salestui.model.entities import ENTITIES
from salestui.model.fields import Entity, Field

_SAME = 0.8
"""A sheet with this share of another's headers is that one under a new name."""

_BY_NAME = {entity.name: entity for entity in ENTITIES}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is settled by a profile.

    Attributes:
        matches: the tables it names, by entity: one per sheet, in the profile's order.
        decided: the entities it decides about; without a match there is no such table.
        problems: what of it does not hold.
    """

    matches: Mapping[str, tuple[Match, ...]]
    decided: frozenset[str]
    problems: tuple[Problem, ...]

    def leaves(self, found: Match) -> bool:
        """Whether a table that was recognised is still free, and for its entity to be decided."""
        return found.entity.name not in self.decided and not any(
            found.region.overlaps(taken.region)
            for matches in self.matches.values()
            for taken in matches
        )


def chosen(
    outline: Outline,
    fits: Mapping[str, Sequence[Match]],
    profile: Profile,
    today: date,
    fiscal_start: int,
) -> Chosen:
    """Find the tables that a profile names.

    Args:
        fits: by sheet, the tables that are recognised without a profile.
    """
    matches: dict[str, tuple[Match, ...]] = {}
    decided: set[str] = set()
    notes: list[Problem] = []
    for name, said in profile.tables.items():
        entity = _BY_NAME.get(name)
        if entity is None:
            notes.append(problems.unknown_table(name, _BY_NAME))
            continue
        places, own = _places(outline, fits, profile, entity)
        notes += own
        there = [_columns(region, said, entity) for region in places]
        notes += _everywhere([doubts for _, doubts in there])
        found = (
            match(entity, region, today, fiscal_start, columns)
            for region, (columns, _) in zip(places, there, strict=True)
        )
        if tables := tuple(m for m in found if m):
            matches[name] = tables
        if tables or not said.sheets:
            decided.add(name)
    return Chosen(matches, frozenset(decided), tuple(notes))


def _everywhere(doubts: Sequence[Sequence[Problem]]) -> Iterator[Problem]:
    """What is said of every sheet alike as said of the first, a header that is on none; what is
    said of some only, where it is more than a header that others have."""
    codes = [{(p.code, p.parts) for p in own} for own in doubts]
    for place, own in enumerate(doubts):
        for problem in own:
            key = (problem.code, problem.parts)
            gone = problem.code == problems.HEADER_GONE
            if not gone or (place == 0 and all(key in others for others in codes)):
                yield problem


def _places(
    outline: Outline, fits: Mapping[str, Sequence[Match]], profile: Profile, entity: Entity
) -> tuple[list[Region], list[Problem]]:
    """The tables of an entity, one on each sheet that the profile names."""
    said = profile.tables[entity.name]
    places: list[Region] = []
    notes: list[Problem] = []
    for name in said.sheets:
        sheet, note = _sheet(outline, profile, said, name, entity.name)
        if note:
            notes.append(note)
        if sheet is None or any(place.sheet is sheet for place in places):
            continue
        if region := _region(sheet, said, entity, fits.get(sheet.name, ())):
            places.append(region)
        else:
            notes.append(problems.table_gone(entity.name, sheet.name, said.header))
    return places, notes


def folded(text: str) -> str:
    """A header or a sheet's name as it is compared with one in a profile."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def sheet_headers(sheet: SheetOutline) -> frozenset[str]:
    """All headers of a sheet's possible tables, folded."""
    found = regions(HeaderRows(sheet))
    return frozenset(folded(text) for r in found for text in r.headers.values())


def _sheet(
    outline: Outline, profile: Profile, said: TableProfile, name: str, entity: str
) -> tuple[SheetOutline | None, Problem | None]:
    """The sheet of that name, or the one that holds its headers now."""
    for same in (str, folded):
        for sheet in outline.sheets:
            if same(sheet.name) == same(name):
                return sheet, None
    known = {folded(h) for h in profile.headers.get(name, ()) or said.columns}
    named = {folded(s) for t in profile.tables.values() for s in t.sheets}
    rated = [
        (len(known & sheet_headers(sheet)) / len(known), sheet)
        for sheet in outline.sheets
        if known and folded(sheet.name) not in named
    ]
    share, best = max(rated, key=lambda r: r[0], default=(0.0, None))
    if best is None or share < _SAME:
        return None, problems.sheet_gone(entity, name)
    return best, problems.sheet_renamed(entity, name, best.name)


def _region(
    sheet: SheetOutline, said: TableProfile, entity: Entity, fits: Iterable[Match]
) -> Region | None:
    """The table on the sheet that the profile means: by a header, by its columns, or the best."""
    named = {folded(header) for header in said.columns}

    def rank(place: tuple[Region, Entity | None]) -> tuple[int, bool, bool]:
        region, best = place
        there = {folded(text) for text in region.headers.values()}
        return len(named & there), best is entity, best is not None

    places: list[tuple[Region, Entity | None]] = [(m.region, m.entity) for m in fits]
    rows = HeaderRows(sheet)
    for region in regions(rows):
        places += [(r, None) for r in (region, *region.parts)]
    if said.header:
        places = [p for p in places if _has(p[0], said.header)]
    if not places or (named and rank(max(places, key=rank))[0] == 0):
        sought = {folded(said.header)} if said.header else named
        places += [(region, None) for region in _under(rows, sought)]
    return max(places, key=rank)[0] if places else None


def _has(region: Region, header: str) -> bool:
    return folded(header) in {folded(text) for text in region.headers.values()}


def _under(rows: HeaderRows, headers: set[str]) -> Iterator[Region]:
    """The tables below a row that holds one of these texts."""
    for row in rows.sheet.row_numbers:
        if headers & {folded(header_text(value)) for value in rows.sheet.row(row)}:
            yield from regions_under(rows, row)
            return


def _columns(region: Region, said: TableProfile, entity: Entity) -> tuple[Said, list[Problem]]:
    """What a profile says of the columns of a table, by sheet column."""
    exact = {text: column for column, text in reversed(region.headers.items())}
    alike = {folded(text): column for column, text in reversed(region.headers.items())}
    found: dict[int, Field | None] = {}
    notes: list[Problem] = []
    sheet, row = region.sheet.name, region.header_row
    for header, name in said.columns.items():
        field = entity.field(name)
        column = exact.get(header.strip(), alike.get(folded(header)))
        if name and field is None:
            notes.append(problems.unknown_field(entity, sheet, header, name))
        elif column is None:
            notes.append(problems.header_gone(entity.name, sheet, header, name))
        elif field is not None and field in found.values():
            notes.append(problems.field_twice(entity.name, (sheet, row, column), header, name))
        else:
            found[column] = field
    return found, notes
