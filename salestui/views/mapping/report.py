"""How a workbook is read, for scripts and terminals: tables, columns, stages, what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from adapters.addresses import CellRange, a1, column_letters
from adapters.outlines import Outline, SheetOutline
from salestui.i18n import _, label
from salestui.mapping.candidates import Candidate, example_text
from salestui.mapping.layout import Column, Layout, Problem, TableLayout
from salestui.mapping.problems import sentence
from salestui.mapping.table import EntityTable
from salestui.model.entities import entity
from salestui.model.playbook import Playbook
from salestui.plain_text import visible
from salestui.views.plain_table import aligned
from salestui.views.problem_report import problem_text

_FIRST_CELLS = 3


class ColumnReport(TypedDict):
    """A column; ``field`` is null for the team's own, ``column`` (letters) for what has no cells.

    ``reason``: said, name, similar, values or period, see ``salestui.mapping.layout.Column``; sheet
    where the sheet's name tells the value.
    """

    column: str | None
    header: str
    field: str | None
    reason: str | None
    example: str


class TableReport(TypedDict):
    """One entity's table on one sheet; ``range`` from its header to its last row."""

    entity: str
    sheet: str
    range: str
    header_row: int
    columns: list[ColumnReport]


class StageReport(TypedDict):
    """What a text of the stage column means; ``stage`` is the code, null for no stage."""

    text: str
    stage: str | None
    said: bool
    deals: int


class UnusedReport(TypedDict):
    """A possible table that is not used; ``entity`` is what it fits best, null for nothing."""

    sheet: str
    range: str
    headers: list[str]
    entity: str | None


class ProblemGroup(TypedDict):
    """Problems of one kind: how many, the first in words, and the first cells."""

    severity: str
    code: str
    count: int
    message: str
    hint: str
    cells: list[str]


class MappingReport(TypedDict):
    """How a workbook is read. ``profile``: the file that says so, null where nothing is saved."""

    profile: str | None
    playbook: str
    day_first: bool | None
    tables: list[TableReport]
    stages: list[StageReport]
    unused: list[UnusedReport]
    problems: list[ProblemGroup]


def table_reports(layout: Layout, outline: Outline) -> list[TableReport]:
    """The tables by entity, one for each sheet."""
    sheets = {sheet.name: sheet for sheet in outline.sheets}
    return [
        {
            "entity": name,
            "sheet": part.sheet,
            "range": _range(
                part.sheet,
                CellRange(
                    part.header_row,
                    part.first_column,
                    max(part.last_row, part.header_row),
                    part.last_column,
                ),
            ),
            "header_row": part.header_row,
            "columns": [_column(c, part, sheets[part.sheet]) for c in part.columns],
        }
        for name, table in layout.tables.items()
        for part in table.sheets
    ]


def _column(column: Column, table: TableLayout, sheet: SheetOutline) -> ColumnReport:
    place = column.position
    rows = sheet.rows(table.first_row, table.last_row)
    values = (row[place - 1] for row in rows if place and place <= len(row))
    texts = (example_text(value) for value in values)
    known = column.name if column.field or column.reason == "period" else None
    return {
        "column": column_letters(place) if place else None,
        "header": column.header,
        "field": known,
        "reason": (column.reason or "sheet") if known else None,
        "example": column.given or next(filter(None, texts), ""),
    }


def stage_reports(
    tables: Mapping[str, EntityTable], playbook: Playbook, said: Iterable[str]
) -> list[StageReport]:
    """What each text of the deals' stage column means, the most frequent first.

    Args:
        said: the texts that the profile gives a stage.
    """
    deals = tables.get("deals")
    if deals is None or "stage" not in deals.frame.columns:
        return []
    own = {text.strip() for text in said}
    counts = Counter(deals.frame["stage"].drop_nulls().to_list())
    return [
        {
            "text": text,
            "stage": stage.code if (stage := playbook.stage(text)) else None,
            "said": text.strip() in own,
            "deals": count,
        }
        for text, count in counts.most_common()
    ]


def unused_reports(found: Iterable[Candidate], layout: Layout) -> list[UnusedReport]:
    """The possible tables of which no cell is in a table that is used."""
    used = [part for table in layout.tables.values() for part in table.sheets]
    return [
        {
            "sheet": c.sheet,
            "range": _range(c.sheet, c.range),
            "headers": list(c.headers),
            "entity": c.entity or None,
        }
        for c in found
        if not any(_meet(c, table) for table in used)
    ]


def _meet(found: Candidate, table: TableLayout) -> bool:
    return (
        found.sheet == table.sheet
        and found.range.first_column <= table.last_column
        and found.range.last_column >= table.first_column
        and found.range.first_row <= max(table.last_row, table.header_row)
        and found.range.last_row >= table.header_row
    )


def problem_groups(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """The problems by kind, the most severe first."""
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        kinds.setdefault((problem.severity, problem.code, problem.message), []).append(problem)
    order = ("error", "warning", "info")
    ranked = sorted(kinds.items(), key=lambda k: order.index(k[0][0]) if k[0][0] in order else 3)
    return [
        {
            "severity": severity,
            "code": code,
            "count": len(group),
            "message": sentence(group[0].message, group[0].parts, _),
            "hint": sentence(group[0].hint, group[0].parts, _),
            "cells": [p.where for p in group[:_FIRST_CELLS] if p.where],
        }
        for (severity, code, _message), group in ranked
    ]


def _range(sheet: str, area: CellRange) -> str:
    last = f"{column_letters(area.last_column)}{area.last_row}"
    return f"{a1(sheet, area.first_row, area.first_column)}:{last}"


def mapping_text(report: MappingReport) -> str:
    """The report for people to read."""
    return "\n\n".join("\n".join(lines) for lines in _sections(report) if lines)


def _sections(report: MappingReport) -> Iterator[list[str]]:
    saved = report["profile"]
    yield [
        _("Read as said in {path}.").format(path=visible(saved))
        if saved
        else _("Read as recognised; no mapping is saved.")
    ]
    for table in report["tables"]:
        name = label(entity(table["entity"]).labels)
        yield [
            visible(f"{name} ({table['entity']}): {table['range']}"),
            *_indented([_column_cells(column) for column in table["columns"]]),
        ]
    if report["stages"]:
        title = _("Stages (playbook {name})").format(name=report["playbook"])
        yield [title, *_indented([_stage_cells(stage) for stage in report["stages"]])]
    if report["unused"]:
        rows = [[u["range"], u["entity"] or "-", _some(u["headers"])] for u in report["unused"]]
        yield [_("Not used"), *_indented(rows)]
    if report["problems"]:
        yield [_("Problems"), *(f"  {_group_line(group)}" for group in report["problems"])]


def _indented(rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"  {line}" for line in aligned(rows).splitlines()]


def _column_cells(column: ColumnReport) -> list[str]:
    reasons = {
        "said": _("as said"),
        "name": _("by its name"),
        "similar": _("by a similar name"),
        "values": _("by its values"),
        "period": _("by its period"),
        "sheet": _("by the sheet's name"),
    }
    return [
        column["column"] or "",
        _short(column["header"]),
        f"-> {column['field']}" if column["field"] else _("your own"),
        reasons.get(column["reason"] or "", ""),
        _short(column["example"]),
    ]


def _stage_cells(stage: StageReport) -> list[str]:
    meant = f"-> {stage['stage']}" if stage["stage"] else _("no stage")
    reason = _("as said") if stage["said"] else _("by its name") if stage["stage"] else ""
    return [_short(stage["text"]), meant, reason, str(stage["deals"])]


def _group_line(group: ProblemGroup) -> str:
    count = f" ×{group['count']}" if group["count"] > 1 else ""
    line = problem_text(
        {
            "severity": group["severity"],
            "code": group["code"] + count,
            "where": ", ".join(group["cells"]),
            "sheet": None,
            "row": None,
            "column": None,
            "message": group["message"],
            "hint": group["hint"],
        }
    )
    return visible(line)


def _some(headers: Sequence[str]) -> str:
    return _short(", ".join(headers), 60)


def _short(text: str, most: int = 30) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
