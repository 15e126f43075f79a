"""How a workbook is understood: its tables, what each column is and why, and its stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.addresses import CellRange, column_letters
from salestui.book.surveying import Survey
from salestui.i18n import _, label
from salestui.mapping.candidates import Candidate
from salestui.mapping.layout import Problem, TableLayout
from salestui.mapping.problems import sentence
from salestui.mapping.table import EntityTable
from salestui.model.playbook import Stage
from salestui.views.mapping.columns import (
    ColumnRow,
    Preview,
    column_rows,
    preview,
    raw_column_rows,
)
from salestui.views.names import entity_name


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands.

    Attributes:
        sheets: the one it is on, or all that it is cut over.
        header: a text of its header row that no other table of the sheet has; empty for the only
            table of a sheet.
    """

    sheets: tuple[str, ...]
    header_row: int
    first_column: int
    header: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of the workbook, used or not.

    Attributes:
        entity: what it is read as; empty where it is not used.
        title: that in words.
        cells: its range, ``A3:M120``; of the first sheet where there are several.
        rows: how many rows were understood; None where it is not used.
        doubts: how many problems, remarks apart.
        problems: those of the table as a whole, in words.
        guess: what it looks like, where it is not used.
    """

    place: Place
    entity: str
    title: str
    cells: str
    rows: int | None
    columns: tuple[ColumnRow, ...]
    preview: Preview
    doubts: int = 0
    problems: tuple[str, ...] = ()
    guess: str = ""

    @property
    def sheet(self) -> str:
        """The first sheet that it is on."""
        return self.place.sheets[0]


@dataclass(frozen=True, slots=True)
class StageRow:
    """A text that stands in the column of stages.

    Attributes:
        count: deals that have it.
        code, title: the playbook's stage that it means; empty for none.
        said: the profile says so, it is not the playbook's own word.
    """

    text: str
    count: int
    code: str
    title: str
    said: bool


@dataclass(frozen=True, slots=True)
class MappingView:
    """A workbook as understood.

    Attributes:
        tables: those in use by entity, then what could be used and is not.
        stages: unknown ones first, then in the playbook's order.
        playbook, playbook_title: whose stages are used.
    """

    tables: tuple[TableRow, ...]
    stages: tuple[StageRow, ...]
    playbook: str
    playbook_title: str

    @property
    def unknown_stages(self) -> int:
        """How many texts mean no stage."""
        return sum(not row.code for row in self.stages)


def mapping_view(survey: Survey) -> MappingView:
    """Everything the mapping screen shows."""
    used = tuple(_used(survey, table) for table in survey.tables.values())
    rest = tuple(_spare(found) for found in spare(survey))
    book = survey.playbook
    return MappingView(
        (*used, *rest), stage_rows(survey), book.name, label({"en": book.en, "zh": book.zh})
    )


def _used(survey: Survey, table: EntityTable) -> TableRow:
    layout = table.layout
    name = layout.entity.name
    known = [p for p in survey.problems if p.entity == name and p.severity != "info"]
    own = [p for p in known if not p.column]
    return TableRow(
        _place(survey, layout),
        name,
        entity_name(name),
        _cells(layout.header_row, layout.first_column, layout.last_row, layout.last_column),
        table.frame.height,
        column_rows(survey.outline, table, known),
        preview(table),
        len(known),
        tuple(problem_text(p) for p in own),
    )


def problem_text(problem: Problem) -> str:
    """A problem in a sentence, its cell first."""
    words = sentence(problem.message, problem.parts, _)
    return f"{problem.where}: {words}" if problem.where else words


def _spare(found: Candidate) -> TableRow:
    area = found.range
    place = Place((found.sheet,), found.header_row, area.first_column, found.header)
    cells = _cells(found.header_row, area.first_column, area.last_row, area.last_column)
    return TableRow(
        place,
        "",
        _("not used"),
        cells,
        None,
        raw_column_rows(found),
        Preview((), ()),
        guess=entity_name(found.entity) if found.entity else "",
    )


def spare(survey: Survey) -> Iterator[Candidate]:
    """The tables that could be used and are not, none sharing a cell, hidden sheets' last."""
    visible = {sheet.name: sheet.visible for sheet in survey.outline.sheets}
    taken = [
        (part.sheet, CellRange(part.header_row, part.first_column, end, part.last_column))
        for table in survey.layout.tables.values()
        for part in table.sheets
        for end in (max(part.header_row, part.last_row),)
    ]
    for found in sorted(survey.candidates, key=lambda c: not visible.get(c.sheet, True)):
        area = found.range
        if area.last_row > found.header_row and not any(
            sheet == found.sheet and _overlap(area, other) for sheet, other in taken
        ):
            taken.append((found.sheet, area))
            yield found


def _overlap(one: CellRange, other: CellRange) -> bool:
    return (
        one.first_column <= other.last_column
        and one.last_column >= other.first_column
        and one.first_row <= other.last_row
        and one.last_row >= other.first_row
    )


def _place(survey: Survey, layout: TableLayout) -> Place:
    spot = layout.sheet, layout.header_row, layout.first_column
    header = next(
        (
            c.header
            for c in survey.candidates
            if (c.sheet, c.header_row, c.range.first_column) == spot
        ),
        "",
    )
    names = tuple(part.sheet for part in layout.sheets)
    return Place(names, layout.header_row, layout.first_column, header)


def _cells(row: int, first: int, last_row: int, last: int) -> str:
    return f"{column_letters(first)}{row}:{column_letters(last)}{max(row, last_row)}"


def stage_rows(survey: Survey) -> tuple[StageRow, ...]:
    """The texts of the column of stages, and what they mean."""
    deals = survey.tables.get("deals")
    if deals is None or "stage" not in deals.frame.columns:
        return ()
    counts = deals.frame["stage"].drop_nulls().value_counts(sort=True).iter_rows()
    order = {stage.code: place for place, stage in enumerate(survey.playbook.stages)}
    rows = [_stage_row(survey, text, count) for text, count in counts if text.strip()]
    return tuple(sorted(rows, key=lambda row: order.get(row.code, -1)))


def _stage_row(survey: Survey, text: str, count: int) -> StageRow:
    said = survey.profile.stages.get(text, "")
    stage: Stage | None = next((s for s in survey.playbook.stages if s.code == said), None)
    meant = stage or survey.playbook.stage(text)
    title = label(meant.labels) if meant else ""
    return StageRow(text, count, meant.code if meant else "", title, stage is not None)
