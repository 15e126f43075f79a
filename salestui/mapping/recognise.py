"""Finds which sheet of a workbook holds which entity.

What the team's profile says holds. For the rest every possible table of every sheet speaks for the
entity it fits best; of several tables for one entity the best is used. So a table serves one entity
at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from adapters.addresses import a1
from adapters.outlines import Outline
from salestui.mapping import problems
from salestui.mapping.chosen import chosen
from salestui.mapping.columns import columns
from salestui.mapping.families import Family, chosen_family, family
from salestui.mapping.fits import fits
from salestui.mapping.headings import HeaderRows, header_text
from salestui.mapping.joined import agreed, joined, told_by_name
from salestui.mapping.layout import Column, Layout, Problem, TableLayout
from salestui.mapping.matching import Match, period_columns, says_targets
from salestui.mapping.periods import Year, read_period
from salestui.mapping.profile import AUTOMATIC, Profile
from salestui.mapping.regions import regions
from salestui.model.entities import DEALS, ENTITIES, MEMBERS, TARGETS

_RIVAL = 5
"""A sheet left over with so many fields of an entity is worth a word."""


def recognise(
    outline: Outline, today: date, fiscal_start: int = 1, profile: Profile = AUTOMATIC
) -> Layout:
    """Recognise the tables of a workbook.

    Args:
        today: its year is assumed, with a problem listed, for targets that name none.
        fiscal_start: the month in which the fiscal year begins.
        profile: what the team says of its workbook; what it does not say is recognised.

    Returns:
        The layout; without ``deals`` where no sheet looks like a pipeline, which is listed too.
    """
    rows = {s.name: HeaderRows(s) for s in outline.sheets}
    by_sheet = {name: fits(own, today, fiscal_start) for name, own in rows.items()}
    said = chosen(outline, by_sheet, profile, today, fiscal_start)
    free = [m for m in chain(*by_sheet.values()) if said.leaves(m)]
    best: dict[str, Match] = {}
    for found in sorted(free, key=lambda m: -m.score):
        best.setdefault(found.entity.name, found)
    people = _people(next(iter(said.matches.get(MEMBERS.name, ())), best.get(MEMBERS.name)))
    used = {name: family(found, free, people) for name, found in best.items()}
    notes = [*said.problems, *(note for f in used.values() for note in _unused(f, free))]
    used |= {name: chosen_family(found, people) for name, found in said.matches.items()}
    tables: dict[str, TableLayout] = {}
    for entity in ENTITIES:
        if entity.name in used:
            table, own = _family_table(used[entity.name], today, fiscal_start)
            tables[entity.name] = table
            notes += own
            notes += _cut_off(used[entity.name], table, used.values())
    looked_at = tuple((name, _header_like(own)) for name, own in rows.items())
    if DEALS.name not in tables and DEALS.name not in said.decided:
        headers = [name for f in DEALS.fields if f.name in DEALS.evidence for name in (f.en, f.zh)]
        notes.append(problems.no_pipeline(headers, [name for name, _ in looked_at]))
    if TARGETS.name not in tables and TARGETS.name not in said.decided:
        taken = {part.sheet for table in tables.values() for part in table.sheets}
        rest = [own for name, own in rows.items() if name not in taken]
        notes += _maybe_targets(rest, today, fiscal_start)
    return Layout(tables, tuple(notes), looked_at)


def _people(members: Match | None) -> frozenset[str]:
    """The names of the team, as far as the outline shows them."""
    if members is None:
        return frozenset()
    names = (c for c, known in members.fields.items() if known.name == "name")
    return frozenset(str(v) for column in names for v in members.region.values(column))


def _unused(used: Family, fits: Sequence[Match]) -> Iterable[Problem]:
    """What is said of the tables that look like an entity for which others are used."""
    yield from used.notes
    first = used.members[0]
    rest = [
        m
        for m in sorted(fits, key=lambda m: -m.score)
        if m.entity is first.entity
        and all(m is not member for member in used.members)
        and m.region.sheet.visible
        and m.region.sheet.name not in used.left_out
    ]
    headers = set(first.region.headers.values())
    same = [m for m in rest if set(m.region.headers.values()) == headers]
    if same:
        names = [_place(m, first) for m in same]
        yield problems.sheets_not_read(first.entity.name, names, first.region.sheet.name)
    for other in rest:
        if other not in same and len(other.found) >= _RIVAL:
            place = _place(other, first)
            yield problems.sheet_unused(first.entity.name, place, first.region.sheet.name)


def _cut_off(found: Family, table: TableLayout, used: Iterable[Family]) -> Iterator[Problem]:
    """The tables right below a table's parts that are read as nothing: no row goes unsaid."""
    read = {(m.region.sheet.name, m.region.header_row) for f in used for m in f.members}
    for region in (m.region for m in found.members):
        row = region.cut_at
        if row is not None and (region.sheet.name, row) not in read:
            part = replace(table, sheet=region.sheet.name, first_column=region.first_column)
            yield problems.table_below(part, row)


def _place(found: Match, used: Match) -> str:
    """The sheet's name, or the place of the table where both are on one sheet."""
    region = found.region
    if region.sheet is not used.region.sheet:
        return region.sheet.name
    return a1(region.sheet.name, region.header_row, region.first_column)


def _family_table(
    found: Family, today: date, fiscal_start: int
) -> tuple[TableLayout, tuple[Problem, ...]]:
    """The table on all its sheets, and what is said of each."""
    built = [_table(m, today, fiscal_start) for m in found.members]
    notes = tuple(note for _, own in built for note in own)
    parts = [told_by_name(table, found.told) for table, _ in built]
    return joined(agreed(parts, [m.region for m in found.members])), notes


def _table(found: Match, today: date, fiscal_start: int) -> tuple[TableLayout, tuple[Problem, ...]]:
    region = found.region
    built, notes = columns(found)
    table = TableLayout(
        entity=found.entity,
        sheet=region.sheet.name,
        header_row=region.header_row,
        first_row=region.header_row + 1,
        last_row=region.last_row,
        first_column=region.first_column,
        last_column=region.last_column,
        columns=(*built, *_given(found)),
        bound=region.table.range.last_row if region.table else None,
    )
    if found.entity is TARGETS:
        table, doubts = _dated(table, found, today, fiscal_start)
        notes += doubts
    return table, notes


def _given(found: Match) -> Iterator[Column]:
    for name, text in found.given.items():
        known = found.entity.field(name)
        if known is not None:
            yield Column(name, "", known.type, None, field=known, given=text)


def _dated(
    table: TableLayout, found: Match, today: date, fiscal_start: int
) -> tuple[TableLayout, tuple[Problem, ...]]:
    """The targets' table with the year its periods are meant in, where they name none."""
    if "year" in found.found:
        return table, ()
    if not found.periods.columns:
        return _dated_cells(table, found, today, fiscal_start)
    if not found.periods.doubtful:
        return table, ()
    first = min(found.periods.yearless)
    year = found.periods.columns[first].start.year
    where = a1(table.sheet, table.header_row, first)
    return table, (problems.year_assumed(TARGETS.name, where, year),)


def _dated_cells(
    table: TableLayout, found: Match, today: date, fiscal_start: int
) -> tuple[TableLayout, tuple[Problem, ...]]:
    """The same for periods in cells: a year is assumed only where one of them needs it."""
    if found.year is not None:
        return replace(table, year=found.year.number), ()
    period = table.column("period")
    if period is None:
        return table, ()
    assumed = Year(today.year)
    texts = [str(v) for v in found.region.values(period.position)] if period.position else []
    texts += [period.given] if period.given else []
    open_ = [t for t in texts if not read_period(t, period.header, fiscal_start, None)]
    if not any(read_period(t, period.header, fiscal_start, assumed) for t in open_):
        return table, ()
    where = a1(table.sheet, table.header_row, period.position) if period.position else table.sheet
    doubt = problems.year_assumed(TARGETS.name, where, assumed.number)
    return replace(table, year=assumed.number), (doubt,)


def _header_like(rows: HeaderRows) -> tuple[str, ...]:
    heading = next(iter(rows.best), None)
    return tuple(header_text(v) for v in heading.cells.values()) if heading else ()


def _maybe_targets(
    sheets: Sequence[HeaderRows], today: date, fiscal_start: int
) -> Iterable[Problem]:
    for rows in sheets:
        for region in regions(rows):
            periods = period_columns(region, region.cells, fiscal_start, None, today)
            if periods.columns and not says_targets(region):
                yield problems.not_targets(rows.sheet.name)
                break
