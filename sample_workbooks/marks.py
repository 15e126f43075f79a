"""What lights up on the deals sheet: overdue dates, bars, closed rows, the manager's comment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from sample_workbooks.rows import DealRow
from sample_workbooks.sheets import Placed

_RED = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
_AMBER = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
_GREEN = {"bg_color": "#C6EFCE", "font_color": "#006100"}
_GREY = {"font_color": "#8C8C8C"}


@dataclass(frozen=True, slots=True)
class Marks:
    """The columns concerned by their headers, and the texts used.

    Attributes:
        as_of: name of the cell with the day of the book.
        won, lost: labels of the stages.
    """

    stage: str
    amount: str
    expected: str
    closed: str
    next_date: str
    first: str
    last: str
    as_of: str
    won: Sequence[str]
    lost: str
    author: str
    comment: str


def mark_deals(
    book: Workbook, sheet: Worksheet, deals: Placed, rows: Sequence[DealRow], marks: Marks
) -> None:
    """Write conditional formats and the comment on the biggest deal."""
    cell = {header: f"${letter}{deals.first}" for header, letter in deals.letters.items()}
    still_open = f'{cell[marks.closed]}=""'
    for header, look in ((marks.expected, _RED), (marks.next_date, _AMBER)):
        day = cell[header]
        overdue = f'=AND({day}<>"",{day}<{marks.as_of},{still_open})'
        _when(book, sheet, deals.area(header), overdue, look)
    stage = cell[marks.stage]
    signed = ",".join(f'{stage}="{label}"' for label in marks.won)
    _when(book, sheet, deals.area(marks.stage), f"=OR({signed})", _GREEN)
    whole = deals.area(marks.first, marks.last)
    _when(book, sheet, whole, f'={stage}="{marks.lost}"', _GREY)
    bars = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True, "data_bar_2010": True}
    sheet.conditional_format(deals.area(marks.amount), bars)
    big = next(n for n, row in enumerate(rows) if row.deal.big)
    where = f"{deals.letters[marks.amount]}{deals.first + big}"
    sheet.write_comment(where, marks.comment, {"author": marks.author, "width": 220})


def _when(book: Workbook, sheet: Worksheet, area: str, formula: str, look: dict[str, str]) -> None:
    sheet.conditional_format(
        area, {"type": "formula", "criteria": formula, "format": book.add_format(look)}
    )
