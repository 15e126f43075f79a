"""Workbooks to patch, and witnesses that do not share code with the writer."""

from __future__ import annotations

import io
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch as replaced

import openpyxl
import xlsxwriter

from adapters.excel.recalculation import engine_worker, recalc
from adapters.excel.recalculation.engine_wire import Job, Results
from adapters.excel.writing import patch

CHECKER = Path(__file__).parents[3] / "shared" / "checks" / "lossless_check.py"
HEADERS = ["Deal", "Owner", "Stage", "Amount", "Probability", "Weighted", "Close date"]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def raw_members(data: bytes) -> dict[str, bytes]:
    """Compressed bytes by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {}
        for info in archive.infolist():
            at = info.header_offset
            skip = int.from_bytes(data[at + 26 : at + 28], "little")
            skip += int.from_bytes(data[at + 28 : at + 30], "little")
            found[info.filename] = data[at + 30 + skip :][: info.compress_size]
        return found


def changed_members(before: bytes, after: bytes) -> set[str]:
    """Members that are not the same compressed bytes, the missing and the new ones too."""
    old, new = raw_members(before), raw_members(after)
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def assert_lossless(before: bytes, after: bytes, folder: Path, cells: str, *allow: str) -> None:
    """Ask the independent checker; silent where it is not at hand."""
    if not CHECKER.exists():
        return
    (folder / "before.xlsx").write_bytes(before)
    (folder / "after.xlsx").write_bytes(after)
    command = [sys.executable, CHECKER, folder / "before.xlsx", folder / "after.xlsx"]
    command += ["--allow-cells", cells, "--require-raw", *allow]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def grid(data: bytes, sheet: str, formulas: bool = True) -> dict[tuple[int, int], object]:
    """Cells with content, as openpyxl reads them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl would lose
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=not formulas)
    found = {
        (cell.row, cell.column): cell.value
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.value is not None
    }
    book.close()
    return found


def computed_here(jobs: list[Job], books: list[bytes]) -> list[Results]:
    """What the engine's process answers, without a process: for tests of very many saves."""
    return [engine_worker.computed(job, book) for job, book in zip(jobs, books, strict=True)]


@contextmanager
def engine_without_process() -> Iterator[None]:
    """Saves compute their formulas in this process."""
    here = partial(recalc.recalculated, compute=computed_here)
    with replaced.object(patch, "recalculated", here):
        yield


def edited(data: bytes, changes: dict[str, tuple[bytes, bytes]]) -> bytes:
    """The package with byte replacements per member: forms of XML no library writes."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename in changes:
                before, after = changes[info.filename]
                assert before in content, (info.filename, before)
                content = content.replace(before, after)
            new.writestr(info.filename, content)
    return output.getvalue()


def plain_book(rows: int = 5) -> bytes:
    """A sheet ``Deals`` with headers, dates, a formula column, and a second sheet."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    sheet = book.add_worksheet("Deals")
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, [f"D-{row}", "Ann", "Lead", row * 100, 0.5])
        sheet.write_formula(row, 5, f"=D{row + 1}*E{row + 1}", None, row * 50)
        sheet.write_number(row, 6, 45000 + row, day)
    sheet.set_row(rows, 24)
    other = book.add_worksheet("My notes")
    other.write_row(0, 0, ["kept", True, 1.5])
    book.close()
    return output.getvalue()


def pivoted_book() -> bytes:
    """The plain book with a pivot table's source over all of its data."""
    cache = (
        b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<cacheSource type="worksheet"><worksheetSource ref="A1:G6" sheet="Deals"/></cacheSource>'
        b"</pivotCacheDefinition>"
    )
    output = io.BytesIO(plain_book())
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr("xl/pivotCache/pivotCacheDefinition1.xml", cache)
    return output.getvalue()


def rich_book(rows: int = 6, totals: bool = False, macros: bool = False) -> bytes:
    """A table with validations, rules of old and new kinds, chart, image, comment, sparkline."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Deals")
    last = rows + (1 if totals else 0)
    sheet.add_table(0, 0, last, 6, _table_options(totals, day, rows))
    for row in range(1, rows + 1):
        sheet.write_row(row, 0, [f"D-{row}", "Ann", "Lead", row * 100, 0.5])
        sheet.write_number(row, 6, 45000 + row, day)
    stages = {"validate": "list", "source": ["Lead", "Won", "Lost"]}
    sheet.data_validation(1, 2, rows, 2, stages)
    sheet.data_validation(1, 1, rows, 1, {"validate": "list", "source": "=Lists!$A$1:$A$3"})
    sheet.conditional_format(1, 3, rows, 3, {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(1, 4, rows, 4, {"type": "3_color_scale"})
    sheet.write_comment("A2", "a comment")
    sheet.add_sparkline("J2", {"range": "Deals!D2:D7"})
    sheet.freeze_panes(1, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"=Deals!$D$2:$D${rows + 1}"})
    lists = book.add_worksheet("Lists")
    lists.write_column(0, 0, ["Ann", "Bo", "Cy"])
    lists.write_formula("C1", f"=SUM(Deals!D2:D{rows + 1})", None, 2100)
    lists.insert_chart("E2", chart)
    lists.insert_image("E20", "dot.png", {"image_data": io.BytesIO(_PNG)})
    if macros:
        book.add_vba_project(io.BytesIO(b"not really a macro"), is_stream=True)
    book.close()
    return output.getvalue()


def _table_options(totals: bool, day: object, rows: int) -> dict[str, object]:
    columns: list[dict[str, object]] = [{"header": name} for name in HEADERS]
    columns[5]["formula"] = "=[@Amount]*[@Probability]"
    columns[6]["format"] = day
    if totals:
        columns[0]["total_string"] = "Total"
        columns[3]["total_function"] = "sum"
        columns[3]["total_value"] = sum(row * 100 for row in range(1, rows + 1))
    return {"name": "DealsTable", "columns": columns, "total_row": totals}


_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000186a0378f0000000049454e44ae426082"
)
