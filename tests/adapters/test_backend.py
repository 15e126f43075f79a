"""An Excel file as a workbook: opened, watched, changed, and outlived when it kills its reader."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from small_packages import saved, sheet, workbook

from adapters.changes import SetCell
from adapters.contents import ColumnKind, ReadRequest
from adapters.errors import (
    Locked,
    NotAWorkbook,
    NotFound,
    StaleRevision,
    WorkbookError,
    WriteFailed,
)
from adapters.excel import ExcelBackend
from adapters.excel.backend import ExcelWorkbook
from adapters.outlines import Revision
from adapters.registry import open_workbook


def deals(amount: float = 1.0) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("Deals")
    page.write_row(0, 0, ["Deal", "Amount"])
    page.write_row(1, 0, ["D-1", amount])
    book.close()
    return stream.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return saved(tmp_path, deals())


@pytest.fixture
def book(path: Path, tmp_path: Path) -> Iterator[ExcelWorkbook]:
    found = ExcelBackend.open(str(path), tmp_path / "state")
    yield found
    found.close()


def amount(book: ExcelWorkbook) -> float:
    (data,) = book.read([ReadRequest("Deals", 2, 2, {2: ColumnKind.NUMBER})])
    return float(data.frame["B"][0])


def replaced(path: Path, data: bytes) -> None:
    """As another program saves: a new file in the place of the old one."""
    other = path.with_suffix(".tmp")
    other.write_bytes(data)
    other.replace(path)


@pytest.mark.parametrize(
    ("location", "claimed"),
    [
        ("deals.xlsx", True),
        ("C:\\Team\\Deals.XLSM", True),
        ("template.xltx", True),
        ("deals.xls", False),
        ("deals.csv", False),
        ("deals", False),
        ("https://example.org/deals.xlsx", False),
    ],
)
def test_it_claims_files_by_their_ending(location: str, claimed: bool) -> None:
    assert ExcelBackend.claims(location) is claimed


def test_the_registry_finds_it(path: Path, tmp_path: Path) -> None:
    found = open_workbook(str(path), tmp_path)
    try:
        assert (found.location, found.title) == (str(path), "book.xlsx")
        assert found.outline().sheets[0].name == "Deals"
    finally:
        found.close()


def test_the_registry_says_what_can_be_opened(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError) as caught:
        open_workbook(str(tmp_path / "deals.docx"), tmp_path)
    assert ".xlsx or .xlsm" in caught.value.hint and ".ods" in caught.value.hint


def test_opening_imports_nothing_heavy(path: Path, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from adapters.registry import open_workbook;"
        f"book = open_workbook({str(path)!r}, Path({str(tmp_path)!r}));"
        "heavy = {'polars', 'lxml', 'fastexcel', 'pyarrow', 'openpyxl', 'msgspec'};"
        "print(sorted(heavy & sys.modules.keys())); book.close()"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        ExcelBackend.open(str(tmp_path / "none.xlsx"), tmp_path)
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(NotAWorkbook, match="folder"):
        ExcelBackend.open(str(tmp_path / "folder.xlsx"), tmp_path)


def test_a_file_that_vanished_since(book: ExcelWorkbook, path: Path) -> None:
    book.outline()
    path.unlink()
    assert not book.changed()
    with pytest.raises(NotFound):
        book.outline()


def test_an_outline_is_of_the_file_as_it_is_now(book: ExcelWorkbook, path: Path) -> None:
    first = book.outline()
    assert amount(book) == 1
    replaced(path, deals(2))
    assert amount(book) == 1
    assert book.outline().revision != first.revision
    assert amount(book) == 2


def test_changes_by_others_are_noticed(book: ExcelWorkbook, path: Path) -> None:
    book.outline()
    assert not book.changed()
    os.utime(path, (1, 1))
    assert not book.changed()
    replaced(path, path.read_bytes())
    assert not book.changed()
    whole = path.read_bytes()
    path.unlink()
    assert not book.changed()
    path.write_bytes(deals(3))
    assert book.changed()
    assert book.changed()
    path.write_bytes(whole)
    assert not book.changed()


def test_a_half_written_file_has_not_changed_yet(book: ExcelWorkbook, path: Path) -> None:
    revision = book.outline().revision
    new = deals(4)
    path.write_bytes(new[: len(new) // 2])
    assert not book.changed()
    finish = threading.Timer(0.3, path.write_bytes, (new,))
    finish.start()
    assert book.outline().revision != revision
    finish.join()
    assert amount(book) == 4


def test_a_file_caught_between_two_writes_is_read_again(book: ExcelWorkbook, path: Path) -> None:
    book.outline()
    new = deals(4)
    path.write_bytes(bytes(200) + new[200:])  # its end is there, its beginning is not
    finish = threading.Timer(0.3, path.write_bytes, (new,))
    finish.start()
    book.outline()
    finish.join()
    assert amount(book) == 4


def test_a_commit_writes_and_is_no_change(book: ExcelWorkbook, path: Path) -> None:
    revision = book.outline().revision
    before = path.read_bytes()
    done = book.commit([SetCell("Deals", 2, 2, 7.5)], revision)
    assert openpyxl.load_workbook(path)["Deals"]["B2"].value == 7.5
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert done.revision != revision
    assert not book.changed()
    assert amount(book) == 1  # still the snapshot
    assert book.outline().revision == done.revision
    assert amount(book) == 7.5


def test_a_commit_on_a_stale_revision_writes_nothing(book: ExcelWorkbook, path: Path) -> None:
    revision = book.outline().revision
    theirs = deals(9)
    replaced(path, theirs)
    with pytest.raises(StaleRevision):
        book.commit([SetCell("Deals", 2, 2, 7.5)], revision)
    with pytest.raises(StaleRevision):
        book.export([SetCell("Deals", 2, 2, 7.5)], revision, path.with_name("copy.xlsx"))
    assert path.read_bytes() == theirs
    assert not path.with_name("copy.xlsx").exists()


def test_a_commit_is_refused_while_someone_has_it_open(book: ExcelWorkbook, path: Path) -> None:
    revision = book.outline().revision
    before = path.read_bytes()
    assert book.write_access().allowed
    owner_file = path.with_name(f".~lock.{path.name}#")
    owner_file.write_text(",wang,pc7,01.02.2026 08:30,file:///profile;", encoding="utf-8")
    assert book.write_access().owner == "wang"
    with pytest.raises(Locked) as caught:
        book.commit([SetCell("Deals", 2, 2, 7.5)], revision)
    assert caught.value.owner == "wang"
    assert path.read_bytes() == before


def test_an_export_leaves_the_workbook_alone(book: ExcelWorkbook, path: Path) -> None:
    revision = book.outline().revision
    before = path.read_bytes()
    copy = path.with_name("copy.xlsx")
    done = book.export([SetCell("Deals", 2, 2, 7.5)], revision, copy)
    assert path.read_bytes() == before
    assert done.revision != revision
    assert openpyxl.load_workbook(copy)["Deals"]["B2"].value == 7.5
    with pytest.raises(WriteFailed):
        book.export([], revision, copy)


# Cells out of order: the guard looks at the last one, the reader reserves room for all.
KILLER = sheet(
    '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    '<row r="2"><c r="A999999"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'
)


def test_a_sheet_that_kills_the_reader_is_told_and_outlived(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook(KILLER, sheet('<row r="1"><c r="A1"><v>1</v></c></row>')))
    book = ExcelBackend.open(str(path), tmp_path)
    try:
        assert len(book.outline().sheets) == 2
        with pytest.raises(NotAWorkbook, match="made the reader fail") as caught:
            book.read([ReadRequest("S1", 1, 1, {1: ColumnKind.NUMBER})])
        assert caught.value.where == "S1"
        (data,) = book.read([ReadRequest("S2", 1, 1, {1: ColumnKind.NUMBER})])
        assert data.frame["A"].to_list() == [1.0]
        assert len(book.outline().sheets) == 2
    finally:
        book.close()


def test_after_a_crash_cells_of_another_revision_are_not_passed_off(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook(KILLER))
    book = ExcelBackend.open(str(path), tmp_path)
    request = ReadRequest("S1", 1, 1, {1: ColumnKind.NUMBER})
    try:
        book.outline()
        with pytest.raises(NotAWorkbook):
            book.read([request])
        replaced(path, workbook(sheet('<row r="1"><c r="A1"><v>5</v></c></row>')))
        with pytest.raises(StaleRevision):
            book.read([request])
        book.outline()
        assert book.read([request])[0].frame["A"].to_list() == [5.0]
    finally:
        book.close()


def test_a_worker_that_takes_too_long_is_ended(path: Path, tmp_path: Path) -> None:
    book = ExcelWorkbook(str(path), path, tmp_path, timeout=0.001)
    try:
        with pytest.raises(NotAWorkbook, match="longer than"):
            book.outline()
    finally:
        book.close()


def test_closing_ends_a_read_of_another_thread(path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")  # nobody writes to it, so its reader waits
    book = ExcelBackend.open(str(tmp_path / "pipe.xlsx"), tmp_path)
    caught: list[BaseException] = []

    def look() -> None:
        try:
            book.outline()
        except WorkbookError as problem:
            caught.append(problem)

    thread = threading.Thread(target=look)
    thread.start()
    time.sleep(0.05)
    book.close()
    book.close()
    thread.join(timeout=10)
    assert not thread.is_alive()
    assert "closed" in str(caught[0])


def test_a_closed_workbook_says_so(book: ExcelWorkbook) -> None:
    book.close()
    with pytest.raises(WorkbookError, match="closed"):
        book.outline()


def test_reading_before_an_outline_takes_one(book: ExcelWorkbook) -> None:
    assert amount(book) == 1


def test_the_worker_ends_with_its_parent(path: Path, tmp_path: Path) -> None:
    program = (
        "import os; from pathlib import Path; from adapters.excel import ExcelBackend;"
        f"book = ExcelBackend.open({str(path)!r}, Path({str(tmp_path)!r}));"
        "book.outline(); print(book._client._process._popen.pid, flush=True); os._exit(1)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    worker = int(done.stdout)
    deadline = time.monotonic() + 10
    while _alive(worker) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_revision_is_equal_for_equal_bytes(path: Path, tmp_path: Path) -> None:
    copy = saved(tmp_path, path.read_bytes(), "copy.xlsx")
    revisions: list[Revision] = []
    for place in (path, copy):
        book = ExcelBackend.open(str(place), tmp_path)
        revisions.append(book.outline().revision)
        book.close()
    assert revisions[0] == revisions[1]
