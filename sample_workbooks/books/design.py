"""How a workbook looks: names, headers, titles and colours of a language, and what lights up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sample_workbooks.books.telling import Said, Spoken
from sample_workbooks.sheets import Cell

RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
AMBER = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
GREEN = {"bg_color": "#C6EFCE", "font_color": "#006100"}
BLUE = {"bg_color": "#DDEBF7", "font_color": "#1F4E79"}
GREY = {"bg_color": "#EDEDED", "font_color": "#7F7F7F"}


@dataclass(frozen=True, slots=True)
class Light:
    """Cells of a column that get a look, where they hold a choice or a formula holds.

    Attributes:
        choice: code of the field's choice.
        formula: without ``=``; ``{field}`` is the row's cell of that field, ``{as_of}`` the day
            of the workbook.
    """

    table: str
    field: str
    look: Mapping[str, str]
    choice: str = ""
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """A column of formulas: of a field, whose records hold what they give, or one more.

    Attributes:
        formula: with ``{field}`` for the cell of that field in the same row.
        header, after, value: of one more column; behind which field, and what a row gives.
    """

    table: str
    field: str
    formula: str
    kind: str = "money"
    header: Said | None = None
    after: str = ""
    value: Callable[[Spoken], Cell] | None = None


@dataclass(frozen=True, slots=True)
class Design:
    """One language's design of a workbook.

    Attributes:
        title: of the file.
        look: style of the Excel tables.
        codes: number formats by kind of cell.
        summary: name of the first sheet.
        as_of: defined name of the cell with the day.
        sheets: names of sheets that are not the model's labels.
        headers: by table and field, headers that are not.
        titles: by table, a title and a note above the header.
        tables: names of Excel tables by table; the other sheets have a filter only.
    """

    title: str
    author: str
    font: str
    colour: str
    look: str
    codes: Mapping[str, str]
    summary: str
    as_of: str
    sheets: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
