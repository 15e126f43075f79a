"""All places of a workbook that may be tables, for people to choose from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.outlines import Outline, SheetOutline
from salestui.mapping.assignment import Reason
from salestui.mapping.chosen import folded
from salestui.mapping.fits import fits
from salestui.mapping.headings import HeaderRows, header_text
from salestui.mapping.matching import Match
from salestui.mapping.regions import Region, regions

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class CandidateColumn:
    """One column of a possible table.

    Attributes:
        position: 1-based sheet column.
        field: name of the field that it fits as part of the candidate's entity; empty for none.
        reason: why, see ``Column.reason``; empty without a field.
        examples: its first values, as text.
    """

    position: int
    header: str
    field: str = ""
    reason: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible table.

    Attributes:
        range: header rows and all rows below.
        header_row: the lower one of its header rows.
        entity: name of the entity that it fits best; empty where it fits none.
        score: how much speaks for it; 0 where it fits none.
        header: a header that no other candidate of the sheet has, for ``TableProfile.header``;
            empty where the sheet has no other candidate, or none is its own.
    """

    sheet: str
    range: CellRange
    header_row: int
    columns: tuple[CandidateColumn, ...]
    entity: str = ""
    score: float = 0.0
    header: str = ""

    @property
    def headers(self) -> tuple[str, ...]:
        """Its header texts, left to right."""
        return tuple(column.header for column in self.columns)


def candidates(outline: Outline, today: date, fiscal_start: int = 1) -> tuple[Candidate, ...]:
    """All possible tables, those first for which most speaks; the others as they stand."""
    found = [c for sheet in outline.sheets for c in _on_sheet(sheet, today, fiscal_start)]
    return tuple(sorted(found, key=lambda c: -c.score))


def _on_sheet(sheet: SheetOutline, today: date, fiscal_start: int) -> Iterator[Candidate]:
    places = list(_places(sheet, today, fiscal_start))
    texts = [{folded(t) for t in region.headers.values()} for region, _ in places]
    for number, (region, match) in enumerate(places):
        others = set().union(*texts[:number], *texts[number + 1 :])
        own = (t for t in region.headers.values() if folded(t) not in others)
        yield _candidate(region, match, next(own, "") if len(places) > 1 else "")


def _places(
    sheet: SheetOutline, today: date, fiscal_start: int
) -> Iterator[tuple[Region, Match | None]]:
    """The tables of a sheet, recognised or not, and the blocks that one may fall into.

    Of tables that overlap under different headers only the likeliest is told.
    """
    seen: list[Region] = []
    rows = HeaderRows(sheet)
    for match in fits(rows, today, fiscal_start):
        seen.append(match.region)
        yield match.region, match
    for region in regions(rows):
        over = {other.header_row for other in seen if region.overlaps(other)}
        for one in (region, *region.parts) if over <= {region.header_row} else ():
            if one.headers and _area(one) not in map(_area, seen):
                seen.append(one)
                yield one, None


def _area(region: Region) -> tuple[int, int, int]:
    return region.header_row, region.first_column, region.last_column


def _candidate(region: Region, match: Match | None, header: str) -> Candidate:
    return Candidate(
        sheet=region.sheet.name,
        range=CellRange(
            region.heading.top,
            region.first_column,
            max(region.last_row, region.header_row),
            region.last_column,
        ),
        header_row=region.header_row,
        columns=tuple(_column(region, match, c, text) for c, text in region.headers.items()),
        entity=match.entity.name if match else "",
        score=max(match.score, 0.0) if match else 0.0,
        header=header,
    )


def _column(region: Region, match: Match | None, position: int, header: str) -> CandidateColumn:
    field, reason = "", ""
    if match and (known := match.fields.get(position)):
        field, reason = known.name, match.reasons.get(position, "")
    elif match and position in match.periods.columns:
        field, reason = "target", "period"
    elif match and position in match.scopes:
        field, reason = "target", Reason.NAME
    examples = tuple(example_text(v) for v in region.values(position)[:_EXAMPLES])
    return CandidateColumn(position, header, field, reason, examples)


def example_text(value: CellValue) -> str:
    """A cell's value as it is shown as an example: whole numbers bare, days as 2026-03-05."""
    return header_text(value)
