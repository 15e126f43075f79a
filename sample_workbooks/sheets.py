"""Writing lists of records as the sheets of a workbook: columns as data, formats by kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column of a list.

    Attributes:
        kind: name of the cells' format in ``Styles``, or what tells it of a record.
        value: the cell of a record; of a formula, what it gives.
        formula: with ``{r}`` for the sheet row; a structured one is the table column's as well.
        choices: what the cells may hold: values, or a reference such as ``=Team!$A$2:$A$13``.
    """

    header: str
    width: float
    kind: str | Callable[[Record], str]
    value: Callable[[Record], Cell]
    formula: str = ""
    choices: Sequence[str] | str = ""

    def kind_of(self, record: Record) -> str:
        """The kind of a record's cell."""
        return self.kind if isinstance(self.kind, str) else self.kind(record)


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook, by kind, made as they are asked for."""

    book: Workbook
    font: str
    colour: str
    codes: Mapping[str, str]
    _made: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Any:
        """The format of a kind: a number format's name, or one of the looks below."""
        if kind not in self._made:
            self._made[kind] = self.book.add_format(self._properties(kind))
        return self._made[kind]

    def _properties(self, kind: str) -> dict[str, Any]:
        base = {"font_name": self.font, "font_size": 10, "valign": "vcenter"}
        if kind.startswith("total "):
            code = self.codes.get(kind.removeprefix("total "), "General")
            return base | {"num_format": code, "bold": True, "top": 1, "bg_color": "#EEF1F5"}
        looks: dict[str, dict[str, Any]] = {
            "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": self.colour, "border": 1,
                       "border_color": "#FFFFFF", "text_wrap": True,
                       "align": "center"},
            "title": {"bold": True, "font_size": 16, "font_color": self.colour},
            "heading": {"bold": True, "font_size": 12, "font_color": self.colour, "bottom": 2,
                        "bottom_color": self.colour},
            "note": {"italic": True, "font_color": "#707070"},
            "centre": {"align": "center"},
        }  # fmt: skip
        return base | looks.get(kind, {}) | {"num_format": self.codes.get(kind, "General")}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a list was written. Rows are 1-based sheet rows, both included."""

    sheet: str
    first: int
    last: int
    letters: Mapping[str, str]

    @property
    def _quoted(self) -> str:
        return f"'{self.sheet}'" if " " in self.sheet else self.sheet

    def cells(self, header: str, skip: int = 0) -> str:
        """Reference to a column's cells, without the first so many: ``=Team!$A$2:$A$13``."""
        letter = self.letters[header]
        return f"={self._quoted}!${letter}${self.first + skip}:${letter}${self.last}"

    def whole(self, header: str) -> str:
        """Reference to the sheet column: ``Deals!$E:$E``."""
        letter = self.letters[header]
        return f"{self._quoted}!${letter}:${letter}"

    def area(self, header: str, upto: str = "") -> str:
        """The cells of a column, or of the columns up to another, within the sheet: ``E2:E409``."""
        letter, final = self.letters[header], self.letters[upto or header]
        return f"{letter}{self.first}:{final}{self.last}"


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is laid out on its sheet.

    Attributes:
        top: 0-based row of the header.
        table: name of the Excel table over it; none if empty.
        look: the table's style.
        frozen: how many columns stay in view.
    """

    top: int = 0
    table: str = ""
    look: str = "Table Style Medium 2"
    frozen: int = 1


def write_list(
    sheet: Worksheet,
    styles: Styles,
    columns: Sequence[Column[Record]],
    records: Sequence[Record],
    form: Form,
) -> Placed:
    """Write header, cells, validations and the table over them."""
    first, last = form.top + 1, form.top + len(records)
    if form.table:
        sheet.add_table(form.top, 0, last, len(columns) - 1, _table_options(styles, columns, form))
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        sheet.write_string(form.top, position, column.header, styles["header"])
        for row, record in enumerate(records, start=first):
            _write(sheet, (row, position), column, record, styles[column.kind_of(record)])
        if column.choices:
            sheet.data_validation(first, position, last, position, _choice(column))
    sheet.set_row(form.top, 30)
    sheet.freeze_panes(first, form.frozen)
    _set_up_page(sheet, form.top)
    letters = {c.header: xl_col_to_name(n) for n, c in enumerate(columns)}
    return Placed(sheet.get_name(), first + 1, last + 1, letters)


def _table_options(
    styles: Styles, columns: Sequence[Column[Record]], form: Form
) -> dict[str, object]:
    described = []
    for column in columns:
        options: dict[str, object] = {"header": column.header, "header_format": styles["header"]}
        if column.formula and "{r}" not in column.formula:
            options["formula"] = column.formula
        described.append(options)
    return {"name": form.table, "style": form.look, "columns": described}


def _write(
    sheet: Worksheet, place: tuple[int, int], column: Column[Record], record: Record, style: Any
) -> None:
    value = column.value(record)
    if column.formula:
        sheet.write_formula(*place, column.formula.format(r=place[0] + 1), style, value)
    elif value is None:
        sheet.write_blank(*place, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, style)
    elif isinstance(value, str):
        sheet.write_string(*place, value, style)
    else:
        sheet.write_number(*place, value, style)


def _choice(column: Column[Record]) -> dict[str, object]:
    source = column.choices if isinstance(column.choices, str) else list(column.choices)
    return {
        "validate": "list",
        "source": source,
        "error_title": column.header,
        "error_type": "warning",
    }


def _set_up_page(sheet: Worksheet, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&L&A&R&P / &N")
