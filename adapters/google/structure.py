"""What ``spreadsheets.get`` answers, as far as it is asked for.

The service leaves out what is zero, false or empty; so the defaults here are its own. Indexes
begin at 0 and ends are not included.
"""

from __future__ import annotations

import msgspec

from adapters.addresses import CellRange

SHAPE = (
    "spreadsheetId,properties(title,locale,timeZone),namedRanges(namedRangeId,name,range),"
    "sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    "merges,"
    "protectedRanges(range,namedRangeId,warningOnly,requestingUserCanEdit,unprotectedRanges),"
    "tables(name,range,columnProperties(columnName),rowsProperties(footerColorStyle)))"
)
"""The field mask for everything but cells."""

LOOKS = (
    "sheets(properties(sheetId),data(startRow,"
    "rowData(values(effectiveFormat(numberFormat),dataValidation(condition)))))"
)
"""The field mask for what the cells of some ranges look like."""


class _Answer(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """A part of the answer; its fields in the service's own spelling."""


class GridRange(_Answer, frozen=True):
    """A part of a sheet, open where an end is None."""

    sheet_id: int = 0
    start_row_index: int = 0
    end_row_index: int | None = None
    start_column_index: int = 0
    end_column_index: int | None = None

    def cells(self, rows: int, columns: int) -> CellRange:
        """The rectangle on a sheet of that size."""
        return CellRange(
            self.start_row_index + 1,
            self.start_column_index + 1,
            rows if self.end_row_index is None else self.end_row_index,
            columns if self.end_column_index is None else self.end_column_index,
        )


class GridProperties(_Answer, frozen=True):
    """The size of a sheet's grid."""

    row_count: int = 0
    column_count: int = 0


class SheetProperties(_Answer, frozen=True):
    """A sheet's name and place."""

    sheet_id: int = 0
    title: str = ""
    sheet_type: str = "GRID"
    hidden: bool = False
    grid_properties: GridProperties = GridProperties()


class NamedRangeAnswer(_Answer, frozen=True):
    """A name for a part of a sheet."""

    named_range_id: str = ""
    name: str = ""
    range: GridRange = GridRange()


class ProtectedRange(_Answer, frozen=True):
    """A part of a sheet, or a named range, that is protected."""

    range: GridRange | None = None
    named_range_id: str = ""
    warning_only: bool = False
    requesting_user_can_edit: bool = False
    unprotected_ranges: tuple[GridRange, ...] = ()


class TableColumn(_Answer, frozen=True):
    """A column of a table."""

    column_name: str = ""


class TableRows(_Answer, frozen=True):
    """How a table's rows look; only one with a footer has a colour for it."""

    footer_color_style: dict[str, object] | None = None


class TableAnswer(_Answer, frozen=True):
    """A table of a sheet; its first row is its header."""

    name: str = ""
    range: GridRange = GridRange()
    column_properties: tuple[TableColumn, ...] = ()
    rows_properties: TableRows = TableRows()


class SheetAnswer(_Answer, frozen=True):
    """A sheet without its cells."""

    properties: SheetProperties = SheetProperties()
    merges: tuple[GridRange, ...] = ()
    protected_ranges: tuple[ProtectedRange, ...] = ()
    tables: tuple[TableAnswer, ...] = ()


class Properties(_Answer, frozen=True):
    """Of the spreadsheet as a whole."""

    title: str = ""
    locale: str = "en_US"
    time_zone: str = "Etc/GMT"


class Shape(_Answer, frozen=True):
    """A spreadsheet without its cells, see ``SHAPE``."""

    spreadsheet_id: str = ""
    properties: Properties = Properties()
    sheets: tuple[SheetAnswer, ...] = ()
    named_ranges: tuple[NamedRangeAnswer, ...] = ()

    @property
    def grids(self) -> tuple[SheetAnswer, ...]:
        """The sheets that have cells; a chart may be a sheet of its own."""
        return tuple(sheet for sheet in self.sheets if sheet.properties.sheet_type == "GRID")


class NumberFormat(_Answer, frozen=True):
    """How a number is shown."""

    type: str = ""
    pattern: str = ""


class CellFormat(_Answer, frozen=True):
    """How a cell is shown."""

    number_format: NumberFormat = NumberFormat()


class ConditionValue(_Answer, frozen=True):
    """One choice, or the range where the choices are."""

    user_entered_value: str = ""


class Condition(_Answer, frozen=True):
    """What a cell may hold."""

    type: str = ""
    values: tuple[ConditionValue, ...] = ()


class DataValidation(_Answer, frozen=True):
    """The rule for what is typed into a cell."""

    condition: Condition = Condition()


class CellLook(_Answer, frozen=True):
    """A cell without its value."""

    effective_format: CellFormat = CellFormat()
    data_validation: DataValidation | None = None


class RowLook(_Answer, frozen=True):
    """The cells of one row."""

    values: tuple[CellLook, ...] = ()


class Looks(_Answer, frozen=True):
    """Some rows from one on, from column A."""

    start_row: int = 0
    row_data: tuple[RowLook, ...] = ()


class SheetLooks(_Answer, frozen=True):
    """Those of one sheet."""

    properties: SheetProperties = SheetProperties()
    data: tuple[Looks, ...] = ()


class LooksAnswer(_Answer, frozen=True):
    """See ``LOOKS``."""

    sheets: tuple[SheetLooks, ...] = ()


class ValueRange(msgspec.Struct):
    """The columns of one range as they were sent; trailing blank cells and columns are left out."""

    values: list[msgspec.Raw] = []


class ValuesAnswer(msgspec.Struct, rename="camel"):
    """What ``values:batchGet`` answers."""

    value_ranges: list[ValueRange] = []


class Capabilities(_Answer, frozen=True):
    """What this account may do to a file."""

    can_edit: bool = False


class FileAnswer(_Answer, frozen=True):
    """What Drive knows of the file."""

    version: str = ""
    trashed: bool = False
    capabilities: Capabilities = Capabilities()
