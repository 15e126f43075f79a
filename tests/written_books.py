"""Small workbooks on disk, for tests of the headless commands and the app on a real file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import xlsxwriter

from salestui.cli.exits import Exit
from salestui.cli.main import main

Sheets = Mapping[str, Sequence[Sequence[object]]]


def write(path: Path, sheets: Sheets) -> Path:
    """Write the sheets, each a header and its rows, from A1."""
    options = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    with xlsxwriter.Workbook(path, options) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = Exit.OK) -> str:
    """What a command prints, standard error last; it must end with this code."""
    ended = main([str(a) for a in arguments])
    said = capsys.readouterr()
    assert ended == code, said
    return said.out + said.err


def in_order(text: str, *parts: str) -> bool:
    """Whether the parts stand in the text one after the other."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True
