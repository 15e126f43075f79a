"""Text files with one row per line: CSV, tab-separated and their kin."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from pathlib import Path

import pyarrow as pa

from adapters.errors import N_, NotAWorkbook, Notice
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW
from adapters.excel.reading.outline import MAX_CELLS
from adapters.foreign.encodings import decoded
from adapters.foreign.grid import Grid, GridColumn, SheetGrid

_DELIMITERS = "\t;|,"  # of equals the first: a comma may be in amounts
_SAMPLE_ROWS = 100
_SAMPLE_CHARACTERS = 2**16
_LONGEST_FIELD = 2**24  # characters; longer ones come from a quotation mark that never ends
_STATED = re.compile(r"sep=(.)\n", re.IGNORECASE)  # Excel's own way to say it
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31

Rows = list[list[str]]


def read_text(data: bytes, name: str) -> Grid:
    """The one sheet of a text file, every cell a text; it is named after the file.

    Rows count as Excel would count them after opening the file, blank lines too.

    Raises:
        NotAWorkbook: it has more rows or columns than a sheet.
    """
    text, notes = decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if stated := _STATED.match(text):
        delimiter, text = stated[1], text[stated.end() :]
    else:
        delimiter = _delimiter(text)
    rows, more = _rows(text, delimiter)
    while rows and not any(rows[-1]):
        rows.pop()
    sheet = SheetGrid(sheet_name(name), len(rows), _columns(rows))
    return Grid((sheet,), notes + more)


def sheet_name(file_name: str) -> str:
    """A name for the sheet of a file: its stem, as far as a sheet may be called so."""
    stem = _NOT_IN_NAMES.sub(" ", Path(file_name).stem).strip(" '")
    return stem[:_LONGEST_NAME].strip(" '") or "Sheet1"


def _delimiter(text: str) -> str:
    """The delimiter that cuts most of the first lines into the same number of fields."""
    sample = text[:_SAMPLE_CHARACTERS]
    if len(sample) < len(text):
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, best_share = ",", 0.0
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(sample), delimiter=delimiter)
        widths = Counter(len(row) for row in islice(reader, _SAMPLE_ROWS) if row)
        most = max((count for width, count in widths.items() if width > 1), default=0)
        if widths and most / widths.total() > best_share:
            best, best_share = delimiter, most / widths.total()
    return best


def _rows(text: str, delimiter: str) -> tuple[Rows, tuple[Notice, ...]]:
    """The rows; a quotation mark that is never closed is a character like any other."""
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        return _bounded(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)), ()
    except csv.Error as problem:
        if "unexpected end" not in str(problem) and "field larger" not in str(problem):
            return _bounded(csv.reader(io.StringIO(text), delimiter=delimiter)), ()
    note = Notice(
        N_("A quotation mark in the file is never closed, so they were all read as they stand.")
    )
    plain = csv.reader(io.StringIO(text), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return _bounded(plain), (note,)


def _bounded(reader: Iterator[list[str]]) -> Rows:
    rows: Rows = list(islice(reader, MAX_ROW + 1))
    width, fields = max(map(len, rows), default=0), sum(map(len, rows))
    if len(rows) > MAX_ROW or width > MAX_COLUMN or len(rows) * width > max(MAX_CELLS, 4 * fields):
        raise NotAWorkbook(
            N_("The text file has more rows or columns than a sheet can hold."),
            hint=N_("Divide it into several files, or remove what is not needed."),
        )
    return rows


def _columns(rows: Sequence[list[str]]) -> dict[int, GridColumn]:
    columns = {}
    for number, values in enumerate(zip_longest(*rows, fillvalue=""), 1):
        cells = [value or None for value in values]
        if any(cells):
            columns[number] = GridColumn(pa.array(cells, pa.string()))
    return columns
